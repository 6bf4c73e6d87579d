"""The API for a hotel's own website: its keys, and answers that are remembered for a day."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    for table in ("api_keys", "api_answers"):
        bind_to_hotel(table)
