"""Leaving later than the house usually asks for."""

from __future__ import annotations

from datetime import time

from sqlalchemy.orm import Session

from core.domain.access import By
from core.services import extra_hours
from core.services.extra_hours import LATE, Option
from core.store.bookings import Booking


def options(session: Session, booking_id: int) -> list[Option]:
    return extra_hours.options(session, LATE, booking_id)


def price(session: Session, booking_id: int, until: time) -> Option:
    return extra_hours.price(session, LATE, booking_id, until)


def agree(session: Session, by: By, booking_id: int, until: time, token: str | None = None) -> Booking:
    return extra_hours.agree(session, by, LATE, booking_id, until, token)


def waive(session: Session, by: By, booking_id: int, token: str | None = None) -> Booking:
    return extra_hours.waive(session, by, LATE, booking_id, token)
