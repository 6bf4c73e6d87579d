"""The letters of guests' journeys, a hotel's times for them, and how templates stand with the channel."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    for table in ("journey_letters", "channel_templates"):
        bind_to_hotel(table)
