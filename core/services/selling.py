"""What the dialogue says of rooms and rules: types as guests call them, breakfast, until when cancelling is free."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.domain.knowledge import Answer, Subject
from core.domain.money import Money
from core.domain.policies import fee_share
from core.domain.quotes import Quote
from core.domain.stays import Party, Stay
from core.services import knowledge, policies, reckoning
from core.store import rooms
from core.store.bookings import Booking
from core.store.hotels import Hotel
from core.store.rooms import RoomType

# Flows know no tables; what they name of them, they name through here.
__all__ = [
    "RoomType",
    "arrival",
    "babies_of",
    "breakfast_included",
    "cots_for",
    "floors_of",
    "free_until",
    "hold_minutes",
    "photo_of",
    "room_types",
    "takes",
    "type_of",
]


def room_types(session: Session) -> Sequence[RoomType]:
    return rooms.types_sold(session)


def takes(session: Session, kind: RoomType, party: Party) -> bool:
    """In its beds, with a cot for whoever of the babies finds none."""
    return kind.kind.sleeps(party, cots_for(session, kind, party))


def cots_for(session: Session, kind: RoomType, party: Party) -> int:
    return kind.kind.cots_needed(party, babies_of(session, kind.hotel_id, party))


def babies_of(session: Session, hotel_id: int, party: Party) -> int:
    """How many of them may sleep in a cot."""
    return policies.of(session, hotel_id).babies(party.children)


def floors_of(session: Session, kind: RoomType) -> tuple[str, ...]:
    """Of each of its rooms, as the hotel calls it; empty where one was not written down."""
    return tuple(room.floor for room in rooms.of_type(session, kind.id))


def type_of(session: Session, booking: Booking) -> RoomType:
    """What was sold, whichever room it turns out to be."""
    kind = rooms.one_type(session, booking.room_type_id)
    assert kind is not None
    return kind


def photo_of(session: Session, hotel: Hotel, kind: RoomType) -> int | None:
    """The first picture the hotel shows of a type."""
    found = knowledge.of(session, hotel.id).photos_of(f"room:{kind.slug}")
    return found[0].media if found else None


def breakfast_included(session: Session, hotel: Hotel) -> bool:
    """Only where the hotel itself says so."""
    fact = knowledge.of(session, hotel.id).fact(Subject.AMENITY, "breakfast")
    return fact is not None and fact.answer is Answer.YES


def arrival(session: Session, hotel: Hotel, stay: Stay) -> datetime:
    return reckoning.hours_of(hotel, policies.of(session, hotel.id)).arrival(stay)


def free_until(session: Session, hotel: Hotel, quote: Quote, now: datetime) -> datetime | None:
    """The last moment at which cancelling costs nothing; None when it has passed or never was."""
    free = [tier.hours_before for tier in quote.cancellation if tier.fee == 0]
    if quote.cancellation and not free:
        return None
    last = arrival(session, hotel, quote.stay) - timedelta(hours=min(free, default=0))
    return last if last > now else None


def fee_at(session: Session, hotel: Hotel, quote: Quote, moment: datetime) -> Money:
    """What cancelling costs at that moment, by the rules that were agreed."""
    return quote.total.share(fee_share(quote.cancellation, arrival(session, hotel, quote.stay), moment))


def hold_minutes(session: Session, hotel: Hotel) -> int:
    return policies.of(session, hotel.id).hold_minutes
