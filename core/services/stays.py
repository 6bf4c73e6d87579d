"""Who is a guest of the house right now."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.store import bookings


def is_staying(session: Session, guest_id: int, today: date) -> bool:
    """Checked in, or expected today: small houses do not always press the button at the door."""
    return any(
        booking.status == Status.IN_HOUSE
        or (booking.status == Status.CONFIRMED and booking.check_in <= today <= booking.check_out)
        for booking in bookings.of_guest(session, guest_id, today)
    )
