"""What guests' messages were really about."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    bind_to_hotel("labels")
