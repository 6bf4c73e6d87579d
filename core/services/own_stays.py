"""A guest's own stays: theirs because they made them, or because they know the code and the name it was made in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House
from core.domain.bookings import Status, as_code
from core.services import bookings, hotels
from core.store import bookings as rows
from core.store import guests
from core.store.bookings import Booking
from core.store.conversations import Conversation

# Flows know no tables; what they name of them, they name through here.
__all__ = ["Booking", "as_code", "current", "expect_at", "goes_by", "lately", "with_code"]

_LATELY: Final = timedelta(days=90)
_STANDS: Final = frozenset({Status.HELD, Status.CONFIRMED, Status.IN_HOUSE})


def current(session: Session, conversation: Conversation) -> list[Booking]:
    """What stands today or lies ahead, the nearest first."""
    theirs = rows.of_guest(session, conversation.guest_id, _today(session, conversation))
    return [booking for booking in theirs if booking.status in _STANDS and _is_alive(booking)]


def lately(session: Session, conversation: Conversation) -> list[Booking]:
    """What the guest may still ask about, cancelled or over as it may be; the newest last."""
    theirs = rows.of_guest(session, conversation.guest_id, _today(session, conversation) - _LATELY)
    return sorted(theirs, key=lambda booking: booking.id)


def with_code(
    session: Session, conversation: Conversation, code: str, names: Sequence[str]
) -> Booking | None:
    """Somebody else's code is as good as unknown, unless the guest also says in whose name it stands."""
    booking = rows.by_code(session, code)
    if booking is None or booking.guest_id is None:
        return None
    if booking.guest_id == conversation.guest_id:
        return booking
    holder = guests.one(session, booking.guest_id)
    return booking if holder is not None and any(goes_by(holder.name, name) for name in names) else None


def expect_at(session: Session, booking: Booking, hour: time) -> None:
    """The hour at which they say they come, for whoever receives them."""
    bookings.expect_at(session, House(booking.hotel_id), booking.id, hour)


def goes_by(name: str, said: str) -> bool:
    """First and last name at least: "Ana" alone opens nobody's booking."""
    theirs, told = set(_words(name)), set(_words(said))
    return len(theirs & told) >= 2 and (theirs <= told or told <= theirs)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z]{2,}", plain)


def _is_alive(booking: Booking) -> bool:
    return booking.status != Status.HELD or booking.hold_until is None or booking.hold_until > clock.now()


def _today(session: Session, conversation: Conversation) -> date:
    return hotels.local_now(hotels.get(session, conversation.hotel_id)).date()
