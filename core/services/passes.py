"""What a confirmation's QR opens: a signed address that says of a stay only what a stranger may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.base import clock
from core.base.settings import settings
from core.domain.bookings import OVER, Status
from core.domain.stays import HouseHours, Stay
from core.services import hotels, policies, signed
from core.services.reckoning import hours_of
from core.store import bookings
from core.store.bookings import Booking

_LIVES_AFTER = timedelta(days=1)
_PURPOSE = "pass"


class Standing(StrEnum):
    VALID = "valid"
    NOT_YET = "not_yet"
    CANCELLED = "cancelled"
    OVER = "over"


@dataclass(frozen=True)
class Pass:
    """No name, no room, no money: whoever finds the picture learns nothing of the guest."""

    standing: Standing
    hotel: str
    address: str
    accent: str
    language: str
    country: str
    code: str
    stay: Stay
    arrival: datetime
    departure: datetime


def token(booking: Booking) -> str:
    return signed.token(_PURPOSE, booking)


def address(booking: Booking) -> str:
    return f"{settings().public_webhook_url}/q/{token(booking)}"


def hotel_of(written: str) -> int | None:
    return signed.hotel_of(_PURPOSE, written)


def code_of(written: str) -> str:
    """Of a token that this house made."""
    return signed.code_of(written)


def shown(session: Session, written: str) -> Pass | None:
    """Nothing a day after the stay: then the token is as good as never made."""
    booking = bookings.by_code(session, code_of(written))
    if booking is None or booking.guest_id is None:
        return None
    hotel = hotels.get(session, booking.hotel_id)
    hours = hours_of(hotel, policies.of(session, booking.hotel_id))
    zone = ZoneInfo(hotel.timezone)
    arrival, departure = hours.arrival(booking.nights), _departure(hours, booking)
    if clock.now() > departure + _LIVES_AFTER:
        return None
    return Pass(
        standing=_standing(booking, departure),
        hotel=hotel.name,
        address=hotel.address,
        accent=hotel.accent,
        language=hotel.language,
        country=hotel.country,
        code=booking.code,
        stay=booking.nights,
        arrival=arrival.astimezone(zone),
        departure=departure.astimezone(zone),
    )


def _departure(hours: HouseHours, booking: Booking) -> datetime:
    usual = hours.departure(booking.nights)
    late = booking.late_until
    return usual if late is None else max(usual, usual.replace(hour=late.hour, minute=late.minute))


def _standing(booking: Booking, departure: datetime) -> Standing:
    status = Status(booking.status)
    if status in (Status.CANCELLED, Status.EXPIRED, Status.NO_SHOW):
        return Standing.CANCELLED
    if status in OVER or clock.now() > departure:
        return Standing.OVER
    return Standing.NOT_YET if status is Status.HELD else Standing.VALID
