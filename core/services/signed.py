"""Addresses that name a booking and prove that this house made them: no list of them is kept, none can be guessed."""

from __future__ import annotations

from core.base import seal
from core.domain.bookings import as_code
from core.store.bookings import Booking


def token(purpose: str, booking: Booking) -> str:
    named = f"{booking.hotel_id}-{booking.code}"
    return f"{named}-{seal.sign(purpose, named)}"


def hotel_of(purpose: str, written: str) -> int | None:
    """The hotel whose booking the token names; nothing when the token was not made by this house."""
    hotel, _, rest = written.partition("-")
    code, _, signature = rest.partition("-")
    genuine = hotel.isascii() and hotel.isdecimal() and len(hotel) < 19 and as_code(code) == code
    return int(hotel) if genuine and seal.same(signature, seal.sign(purpose, f"{hotel}-{code}")) else None


def code_of(written: str) -> str:
    """Of a token that was found genuine."""
    return written.split("-")[1]
