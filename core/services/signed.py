"""Addresses that name something of a hotel and prove that this house made them: no list of them is kept, none can be
guessed."""

from __future__ import annotations

from core.base import seal
from core.domain.bookings import as_code
from core.store.bookings import Booking


def mark(purpose: str, hotel_id: int, name: str) -> str:
    named = f"{hotel_id}-{name}"
    return f"{named}-{seal.sign(purpose, named)}"


def read(purpose: str, written: str) -> tuple[int, str] | None:
    """The hotel and the name; nothing when the mark was not made by this house."""
    hotel, _, rest = written.partition("-")
    name, _, signature = rest.partition("-")
    numbered = hotel.isascii() and hotel.isdecimal() and len(hotel) < 19
    genuine = numbered and seal.same(signature, seal.sign(purpose, f"{hotel}-{name}"))
    return (int(hotel), name) if genuine else None


def token(purpose: str, booking: Booking) -> str:
    return mark(purpose, booking.hotel_id, booking.code)


def hotel_of(purpose: str, written: str) -> int | None:
    """The hotel whose booking the token names."""
    found = read(purpose, written)
    return found[0] if found is not None and as_code(found[1]) == found[1] else None


def code_of(written: str) -> str:
    """Of a token that was found genuine."""
    return written.split("-")[1]
