"""Coming earlier than rooms are usually ready."""

from __future__ import annotations

from datetime import time

from sqlalchemy.orm import Session

from core.domain.access import By
from core.services import extra_hours
from core.services.extra_hours import EARLY, Option
from core.store.bookings import Booking


def options(session: Session, booking_id: int) -> list[Option]:
    return extra_hours.options(session, EARLY, booking_id)


def price(session: Session, booking_id: int, since: time) -> Option:
    return extra_hours.price(session, EARLY, booking_id, since)


def agree(session: Session, by: By, booking_id: int, since: time, token: str | None = None) -> Booking:
    return extra_hours.agree(session, by, EARLY, booking_id, since, token)
