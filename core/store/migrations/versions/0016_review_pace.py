"""How fast guests are asked for reviews, what stops it, and what the channel says a number may send."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0016"
down_revision = "0015"

_TABLES = ("review_pace", "review_stops")


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    for table in _TABLES:
        bind_to_hotel(table)
