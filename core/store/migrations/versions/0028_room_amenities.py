"""What the rooms of each type have: asked about by guests, told in offers. What facts said of it before moves here."""

from pathlib import Path

from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
