"""What a joining of two guests moved, kept so that it can be taken back."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    bind_to_hotel("joinings")
