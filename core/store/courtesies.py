"""Read marks, when they have been carried and when they come too late to be worth it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from psycopg.types.json import Jsonb
from sqlalchemy.orm import Session

from core.domain.errands import Desk
from core.store import swift
from core.store.outbox import Claimed

_MARKED = """
    UPDATE outbox SET leased_until = NULL,
        state = CASE WHEN payload = carried THEN 'done' ELSE 'waiting' END,
        done_at = CASE WHEN payload = carried THEN %(now)s END,
        due_at = CASE WHEN payload = carried THEN due_at ELSE %(now)s END
    FROM unnest(%(ids)s::bigint[], %(payloads)s::jsonb[]) AS mark (letter, carried)
    WHERE id = letter
"""


def marked(session: Session, letters: Sequence[Claimed], now: datetime) -> None:
    """Read marks are done, except where the guest wrote more while theirs was on its way."""
    payloads = [Jsonb(letter.payload) for letter in letters]
    swift.run(session, _MARKED, {"ids": [letter.id for letter in letters], "payloads": payloads, "now": now})


_FORGO = f"""
    UPDATE outbox SET state = 'cancelled', leased_until = NULL, error = 'too late', done_at = now()
    WHERE desk = '{Desk.COURTESY}' AND state = 'waiting' AND due_at < %(before)s
    RETURNING payload ->> 'channel'
"""


def forgo(session: Session, before: datetime) -> list[str]:
    """A courtesy that comes late is none; answers the channels of those that were let go."""
    return [channel for (channel,) in swift.run(session, _FORGO, {"before": before})]
