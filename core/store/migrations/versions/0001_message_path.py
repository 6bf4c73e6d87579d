"""The message path: hotels, staff, guests, conversations, messages, inbox and outbox."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel, bind_to_membership, open_to_the_house

revision = "0001"
down_revision = None

OF_A_HOTEL = (
    "channels",
    "memberships",
    "sign_ins",
    "guests",
    "identifiers",
    "conversations",
    "messages",
    "media",
    "media_uploads",
    "inbox",
    "outbox",
    "alerts",
    "audit",
)


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    bind_to_hotel("hotels", column="id")
    bind_to_membership("staff")
    for table in OF_A_HOTEL:
        bind_to_hotel(table)
    for table in ("heartbeats", "chore_runs"):
        open_to_the_house(table)
