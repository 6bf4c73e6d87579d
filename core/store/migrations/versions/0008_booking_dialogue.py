"""The booking dialogue: quotes as they were shown, and who waits for a room."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    for table in ("quotes_shown", "waitlist"):
        bind_to_hotel(table)
