"""A hotel's colour, for the picture and the page of a confirmation."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.execute("ALTER TABLE hotels ADD COLUMN accent TEXT NOT NULL DEFAULT '#1f6f5c'")
    op.execute("ALTER TABLE hotels ALTER COLUMN accent DROP DEFAULT")
