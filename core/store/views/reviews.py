"""What is read of a guest's history before they are asked."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.store.bookings import Booking
from core.store.reviews import Review, ReviewCase


def has_open_case(session: Session, guest_id: int) -> bool:
    """Something the guest told us is not put right yet."""
    found = (
        select(ReviewCase.id)
        .join(Review, Review.id == ReviewCase.review_id)
        .where(Review.guest_id == guest_id, ReviewCase.resolved_at.is_(None))
    )
    return session.scalar(found.limit(1)) is not None


def earlier_stays(session: Session, guest_id: int, before: date) -> int:
    stays = select(func.count(func.distinct(func.coalesce(Booking.group_code, Booking.code)))).where(
        Booking.guest_id == guest_id, Booking.status == Status.CHECKED_OUT, Booking.check_out <= before
    )
    return session.scalar(stays) or 0
