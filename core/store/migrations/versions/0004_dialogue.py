"""The dialogue: handovers with their promises, tasks for staff, a hotel's own words, and why something was said."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    for table in ("handovers", "tasks", "phrase_overrides"):
        bind_to_hotel(table)
