"""Voice notes: transcripts, recordings, and a hotel's wish to answer aloud."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    for table in ("transcripts", "recordings"):
        bind_to_hotel(table)
