"""Calls whose end nobody saw: each waits for its echo before it is made again."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

ECHO_SECONDS: Final = 6

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
