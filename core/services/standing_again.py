"""Staff bring a stay back: what it means in money is said first, and the guest hears that it stands again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, require
from core.domain.bookings import Status
from core.domain.money import Money
from core.services import bookings, cancel_letter, confirmations, desk_stays, hotels, outgoing, phrases
from core.services.calling_off import take_turn
from core.services.confirmations import LetterVoice
from core.services.payments.reads import group_of, purse
from core.services.sending_back import on_its_way
from core.services.written import done_with
from core.store import rooms
from core.store.bookings import Booking
from core.store.conversations import Conversation


@dataclass(frozen=True)
class Again:
    """`fee` falls away; `paid` and `balance` are of all the rooms booked together."""

    room_id: int
    room: str
    same_room: bool
    price: Money
    fee: Money
    paid: Money
    balance: Money
    without_hours: bool


def look(session: Session, actor: Actor, booking_id: int) -> Again:
    """What bringing it back would mean now; nothing changes."""
    require(actor, Action.READ_BOOKINGS)
    booking = desk_stays.one(session, booking_id)
    place = bookings.place_again(session, actor, booking_id)
    room = rooms.one(session, place.room_id)
    assert room is not None
    money = purse(session, booking)
    paid = money.paid - on_its_way(session, group_of(session, booking))
    again = booking.price if booking.status == Status.CANCELLED else Money.zero(booking.currency)
    return Again(
        room_id=place.room_id,
        room=room.number,
        same_room=place.room_id == booking.room_id,
        price=booking.price,
        fee=place.fee,
        paid=paid,
        balance=money.owed + again - place.fee - paid,
        without_hours=place.without_hours,
    )


def bring_back(session: Session, actor: Actor, booking_id: int, room_id: int, token: str) -> Booking:
    """Into the room that was seen, with the price that was agreed. What went back to the guest is owed again."""
    require(actor, Action.BOOK)
    booking = desk_stays.one(session, booking_id)
    talk = cancel_letter.addressee(session, booking)
    take_turn(session, [booking])
    session.refresh(booking)
    if done_with(session, token) is not None:
        return booking
    bookings.bring_back(session, actor, booking_id, room_id, token)
    session.refresh(booking)
    if talk is not None:
        outgoing.say(
            session, talk, confirmations.fitting(session, talk, booking, _lead(session, talk, booking))
        )
    return booking


def _lead(session: Session, talk: Conversation, booking: Booking) -> str:
    hotel = hotels.get(session, booking.hotel_id)
    voice = LetterVoice(hotel, talk.language or hotel.language, phrases.of(session, hotel))
    return voice.say("stay.back_again", code=booking.code, hotel=hotel.name)
