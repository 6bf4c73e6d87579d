"""Rooms that are gone keep their history: they take no guests and stand on no list."""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.execute("ALTER TABLE rooms ADD COLUMN retired_at timestamptz")
