"""The weekly digest: its hour in a hotel, and who of the staff asked for it."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    bind_to_hotel("digest_rules")
    bind_to_hotel("digest_readers")
