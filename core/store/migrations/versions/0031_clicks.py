"""What a click was answered stands with what it did, so that it hears the same when it comes again."""

from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.execute("ALTER TABLE audit ADD COLUMN answered jsonb")
