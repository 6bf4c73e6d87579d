"""The words of what people said, one row each, so that they can be looked for in everything."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0021"
down_revision = "0020"

_FIRST = """
    SELECT set_config('conserje.hotel', 'all', true);
    INSERT INTO message_words (hotel_id, word, message_id)
    SELECT m.hotel_id, found.word, m.id FROM messages m, words_of(m.text) AS found (word)
    WHERE m.author NOT IN ('house', 'system') AND m.deleted_at IS NULL AND m.text <> '';
    SELECT set_config('conserje.hotel', '', true);
"""


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    bind_to_hotel("message_words")
    op.execute(_FIRST)
