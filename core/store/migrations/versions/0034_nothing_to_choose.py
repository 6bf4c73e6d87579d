"""Where all free rooms are claimed there is nothing to choose from, and of the stays in a room only those that lie next
to a wish are read, in a house whose tables are young as well."""

from pathlib import Path

from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
