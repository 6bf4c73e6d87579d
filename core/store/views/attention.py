"""What waits for somebody, as numbers: the frame shows them beside the screen that has the rest."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.store.bookings import Booking
from core.store.conversations import Conversation


def waiting(session: Session) -> int:
    """Conversations in which a guest waits for a person."""
    return (
        session.scalar(
            select(func.count()).select_from(Conversation).where(Conversation.waiting_since.is_not(None))
        )
        or 0
    )


def holds_until(session: Session, moment: datetime) -> int:
    """Holds whose time is over by then, and that nobody has let go or confirmed yet."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Booking)
            .where(Booking.status == Status.HELD, Booking.hold_until < moment)
        )
        or 0
    )
