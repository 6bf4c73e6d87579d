"""Rows whose owner has a hotel need not be asked for theirs.

A key to `hotels` is looked up and locks the hotel's row with every line, letter and word that is written: a dozen
times for each message, and by all writers of one hotel at once. A line's conversation, its guest and theirs in turn
carry the hotel in their own keys, so that it cannot be another's. A letter's hotel is held by row-level security, as
that of the inbox always was. Hotels themselves are never deleted.
"""

from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    # All at once and in the order in which the house takes them, or what is under way would be met halfway.
    op.execute("LOCK TABLE hotels, conversations, messages, identifiers, message_words, outbox")
    for table in ("messages", "conversations", "identifiers", "message_words", "outbox"):
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_hotel_id_fkey")
    # What is only taken on lease keeps its page, and with it its places in the indexes.
    op.execute("ALTER TABLE inbox SET (fillfactor = 80)")
