"""What the room plan asks for: stays put aside while rooms are shuffled, rooms a guest asked for, prices of a room."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, By, require
from core.domain.bookings import Deed
from core.domain.conversations import AuditTag
from core.domain.quotes import Quote
from core.domain.refusals import Refusal, Refused, WhyNot
from core.domain.stays import Wish
from core.services import reckoning
from core.services.bookings import deeds, undoing
from core.store import rooms, taking
from core.store.bookings import Booking


def set_aside(
    session: Session, by: By, booking_id: int, version: int | None = None, token: str | None = None
) -> Booking:
    """The stay gives its room to others and waits for one: still sold, still counted as one of its type.

    `change_stay` with a room brings it back. Who sleeps in the house is in a room, and a block is about one.
    """
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take_with_room(session, booking_id, version=version)
        if deeds.done_before(session, token) or booking.aside_since is not None:
            return booking
        if booking.room_fixed:
            raise Refused(WhyNot.ROOM_FIXED, code=booking.code)
        status, now = deeds.step(booking, Deed.SET_ASIDE), taking.database_now(session)
        earlier = undoing.snapshot(booking)
        deeds.move(booking, status, now, aside_since=now)
        facts = {"room": booking.room_id, "earlier": earlier, "version": booking.version}
        deeds.note(session, by, AuditTag.BOOKING_SET_ASIDE, booking, token, **facts)
    return booking


def fix_room(session: Session, by: By, booking_id: int, fixed: bool, token: str | None = None) -> Booking:
    """The guest asked for this very room, or does not mind any more."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        if deeds.done_before(session, token) or booking.room_fixed == fixed:
            return booking
        status = deeds.step(booking, Deed.FIX_ROOM)
        deeds.move(booking, status, taking.database_now(session), room_fixed=fixed)
        deeds.note(session, by, AuditTag.BOOKING_ROOM_FIXED, booking, token, fixed=fixed)
    return booking


def quote_for_room(session: Session, by: Actor, room_id: int, wish: Wish) -> Quote | Refusal:
    """What a room costs whoever stands at the desk or calls; nothing is written."""
    require(by, Action.READ_BOOKINGS)
    room = rooms.one(session, room_id)
    if room is None:
        raise Refused(WhyNot.NO_SUCH_ROOM)
    book = reckoning.open_for(session, by.hotel_id, wish.check_in, wish.check_out)
    if room.room_type_id not in book.rates:
        return Refusal(WhyNot.NO_PRICE)
    return book.staff_quote(room.room_type_id, wish.stay, wish.party, wish.cots)
