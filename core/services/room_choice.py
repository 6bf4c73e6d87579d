"""Which room staff may choose: for a new stay with its price, or for one that moves. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.domain.access import Action, By, require
from core.domain.bookings import READY
from core.domain.quotes import Quote
from core.domain.refusals import Refusal, Refused, WhyNot
from core.domain.stays import Stay, Wish
from core.services import reckoning
from core.store import availability, bookings, rooms, taking


@dataclass(frozen=True)
class Choice:
    """A room of the house; `free` for the whole stay, `ready` for whoever stands at the desk now."""

    room_id: int
    number: str
    type_slug: str
    free: bool
    ready: bool


@dataclass(frozen=True)
class TypeOffer:
    """A type with what it costs, or why it has no price for this party, and its free rooms."""

    slug: str
    names: dict[str, str]
    price: Quote | Refusal
    rooms: tuple[Choice, ...]


def for_wish(session: Session, by: By, wish: Wish) -> list[TypeOffer]:
    """Beside the rules about dates, as staff may: whoever stands at the desk is not told about shortest stays."""
    require(by, Action.READ_BOOKINGS)
    book = reckoning.open_for(session, by.hotel_id, wish.check_in, wish.check_out)
    occupied = book.hours.occupied(wish.stay)
    return [
        TypeOffer(
            slug=kind.slug,
            names=kind.names,
            price=book.staff_quote(kind.id, wish.stay, wish.party, wish.cots),
            rooms=tuple(
                Choice(room.room_id, room.number, kind.slug, True, room.ready)
                for room in availability.free_rooms(session, occupied, kind.id)
            ),
        )
        for kind in book.types
    ]


def for_booking(session: Session, by: By, booking_id: int, stay: Stay | None = None) -> list[Choice]:
    """Every room in order, with the one it has: where else this stay could sleep."""
    require(by, Action.READ_BOOKINGS)
    booking = bookings.one(session, booking_id)
    if booking is None:
        raise Refused(WhyNot.NO_SUCH_BOOKING)
    stay = stay or booking.nights
    book = reckoning.open_for(session, by.hotel_id, stay.check_in, stay.check_out)
    occupied = book.hours.occupied(stay, booking.early_from, booking.late_until)
    slugs = {kind.id: kind.slug for kind in rooms.types(session)}
    return [
        Choice(
            room_id=room.id,
            number=room.number,
            type_slug=slugs[room.room_type_id],
            free=not taking.is_taken(session, room.id, occupied, book.now, but=booking.id),
            ready=room.housekeeping in READY,
        )
        for room in rooms.all_rooms(session)
        if not room.out_of_service or room.id == booking.room_id
    ]
