"""The house kept quiet with one guest until a moment."""

from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.execute("ALTER TABLE conversations ADD COLUMN paused_until timestamptz")
