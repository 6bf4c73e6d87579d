"""What a hotel knows about itself: facts, their versions, photos, and questions nobody could answer."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    for table in ("facts", "fact_versions", "photos", "knowledge_marks", "questions"):
        bind_to_hotel(table)
