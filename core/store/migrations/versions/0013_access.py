"""Access: passwords that were used, a second factor, invitations, and what a hotel asks of its people."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    bind_to_hotel("invites")
