"""Whoever wants a room says for which nights: its hours are reckoned where it is looked for, so that nothing has to be
asked before."""

from pathlib import Path

from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
