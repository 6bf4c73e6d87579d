"""Letters of the outbox that stand behind each other."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.errands import LetterState
from core.store.outbox import OutboxLetter

_OPEN: tuple[str, ...] = (LetterState.WAITING, LetterState.SENDING, LetterState.DOUBTFUL)


def cancel(session: Session, lane: str, due_after: datetime | None = None) -> None:
    """All that wait in it, or only those whose time is still to come, which nobody is carrying."""
    end = update(OutboxLetter).where(OutboxLetter.lane == lane, OutboxLetter.state == LetterState.WAITING)
    if due_after is not None:
        end = end.where(OutboxLetter.due_at > due_after)
    session.execute(end.values(state=LetterState.CANCELLED, leased_until=None, done_at=clock.now()))


def has_more(session: Session, lane: str, letter_id: int) -> bool:
    """Whether somebody stands behind a letter."""
    behind = (OutboxLetter.lane == lane, OutboxLetter.state.in_(_OPEN), OutboxLetter.id > letter_id)
    return session.scalar(select(OutboxLetter.id).where(*behind).limit(1)) is not None
