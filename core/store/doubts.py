"""Calls whose end nobody saw: each waits for its echo before it is made again.

An echo is waited for only while it can be heard. With the receiver gone, or Postgres gone from it, the channel keeps
what it has to say and repeats it at ever longer intervals: about as long after a silence as that has lasted.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.store import swift
from core.store.outbox import DEAF_SECONDS, RECEIVER

ECHO_SECONDS: Final = 6
_LONGEST_SILENCE: Final = 60

# A call that was begun and whose caller fell silent may have gone through. Marking as read twice does no harm.
_DOUBT = text(
    """
    UPDATE outbox SET state = CASE WHEN kind <> 'mark_read' THEN 'doubtful' ELSE 'cancelled' END,
        leased_until = NULL, done_at = CASE WHEN kind <> 'mark_read' THEN NULL ELSE now() END,
        due_at = CASE WHEN kind <> 'mark_read' THEN now() + make_interval(secs => :echo) ELSE now() END
    WHERE state = 'sending' AND leased_until < now()
    RETURNING id
    """
)


def doubt_the_lost(session: Session) -> list[int]:
    return list(session.scalars(_DOUBT, {"echo": ECHO_SECONDS}))


def doubt(session: Session, letter_id: int) -> None:
    """The line broke in the middle of a call: wait for its echo before calling again."""
    session.execute(
        text(
            "UPDATE outbox SET state = 'doubtful', leased_until = NULL, "
            "due_at = now() + make_interval(secs => :echo) WHERE id = :id AND state = 'sending'"
        ),
        {"id": letter_id, "echo": ECHO_SECONDS},
    )


_LISTEN = f"""
    WITH before AS (
        SELECT coalesce(extract(epoch FROM now() - max(seen_at)), {_LONGEST_SILENCE}) AS silence
        FROM heartbeats WHERE starts_with(name, '{RECEIVER}')),
    beat AS (
        INSERT INTO heartbeats (name, pid, seen_at) VALUES (%(name)s, %(pid)s, now())
        ON CONFLICT (name) DO UPDATE SET pid = EXCLUDED.pid, seen_at = EXCLUDED.seen_at)
    UPDATE outbox SET due_at = greatest(
        due_at, now() + make_interval(secs => {ECHO_SECONDS} + least(silence, {_LONGEST_SILENCE})))
    FROM before WHERE state = 'doubtful' AND silence > {DEAF_SECONDS}
"""


def listen(session: Session, pid: int) -> None:
    """The receiver's sign of life. After a silence every doubtful call waits anew, for the echo may come only now."""
    swift.run(session, _LISTEN, {"name": f"{RECEIVER}{pid}", "pid": pid})
