"""By what ways a sign-in came as far as it is, so that the book can name all of them."""

from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.execute("ALTER TABLE sign_ins ADD COLUMN by text NOT NULL DEFAULT 'password'")
