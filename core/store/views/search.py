"""Looking for words in everything that people said: the newest lines that hold all of them, of one hotel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from core.store import swift
from core.store.views.folding import words_in

PAGE: Final = 30
_MOST_WORDS: Final = 6
_END: Final = "\U0010ffff"
_NEWEST: Final = 2**62
# Shorter ones are too many to be the beginning of something: they are looked for as they are.
_BEGINS_FROM: Final = 3


@dataclass(frozen=True)
class Hit:
    """A line, whose it is, and the conversation it stands in."""

    id: int
    conversation_id: int
    guest_id: int
    name: str
    phone: str | None
    at: datetime
    author: str
    direction: str
    staff: str | None
    text: str


_WORD: Final = (
    """{alias}.hotel_id = %(hotel)s AND {alias}.word >= %(from{n})s AND {alias}.word {until} %(to{n})s"""
)
_HITS: Final = """
    SELECT m.id, m.conversation_id, g.id, g.name,
        (SELECT value FROM identifiers i WHERE i.guest_id = g.id AND i.kind = 'phone' ORDER BY seen_at DESC LIMIT 1),
        m.at, m.author, m.direction, s.name, m.text
    FROM (SELECT w0.message_id FROM message_words w0
          WHERE {first} AND w0.message_id < %(before)s {others}
          GROUP BY w0.message_id ORDER BY w0.message_id DESC LIMIT %(most)s) AS found
    JOIN messages m ON m.id = found.message_id AND m.hotel_id = %(hotel)s AND m.deleted_at IS NULL
    JOIN conversations c ON c.id = m.conversation_id JOIN guests g ON g.id = c.guest_id
    LEFT JOIN staff s ON s.id = m.staff_id
    ORDER BY m.id DESC
"""


def said(session: Session, words: str, before: int | None = None) -> tuple[list[Hit], int | None]:
    """One page of lines, and the message before which the next begins."""
    sought = words_in(words)[:_MOST_WORDS]
    if not sought:
        return [], None
    values: dict[str, object] = {"hotel": swift.hotel(session), "before": before or _NEWEST, "most": PAGE + 1}
    parts = []
    for n, word in enumerate(sought):
        begins = len(word) >= _BEGINS_FROM
        values |= {f"from{n}": word, f"to{n}": word + _END if begins else word}
        parts.append(_WORD.format(alias=f"w{n}", n=n, until="<" if begins else "<="))
    others = "".join(
        f" AND EXISTS (SELECT 1 FROM message_words w{n} WHERE w{n}.message_id = w0.message_id AND {part})"
        for n, part in enumerate(parts)
        if n
    )
    rows = [Hit(*row) for row in swift.ask(session, _HITS.format(first=parts[0], others=others), values)]
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None
