"""Making bookings: held for a guest, taken by whoever stands at the desk, or blocked for nobody."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, By, require
from core.domain.bookings import BlockReason, Source, Status
from core.domain.conversations import AuditTag
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Stay, Wish
from core.services import reckoning
from core.services.bookings import deeds
from core.services.bookings.maker import USUAL, Maker, Terms, blank, put_in
from core.store import bookings, rooms, swift, taking
from core.store.bookings import Booking


def hold(
    session: Session, by: By, guest_id: int, wish: Wish, terms: Terms = USUAL, token: str | None = None
) -> list[Booking]:
    """Takes rooms for a while: all that were wished for or none. Refused in words, and then nothing has happened."""
    require(by, Action.BOOK)
    if earlier := deeds.done_before(session, token):
        return _with_its_group(session, earlier)
    return _made(Maker(session, by, guest_id, wish, terms), Status.HELD, AuditTag.BOOKING_HELD, token)


def walk_in(
    session: Session, by: Actor, guest_id: int, wish: Wish, terms: Terms = USUAL, token: str | None = None
) -> list[Booking]:
    """Somebody stands at the desk and stays tonight: in the house at once, in rooms that are ready."""
    require(by, Action.BOOK)
    if earlier := deeds.done_before(session, token):
        return _with_its_group(session, earlier)
    maker = Maker(session, by, guest_id, wish, replace(terms, free_hand=True))
    if wish.check_in not in (maker.book.today, maker.book.tonight):
        raise Refused(WhyNot.NOT_YET, day=wish.check_in.isoformat())
    return _made(maker, Status.IN_HOUSE, AuditTag.BOOKING_WALKED_IN, token)


def _made(maker: Maker, status: Status, tag: AuditTag, token: str | None) -> list[Booking]:
    """Looks before anything is begun: a crowd that comes too late takes nothing back, and costs one question.

    The same click may be on its way twice: whichever is refused answers with what the other has made.
    """
    session = maker.session
    try:
        claimed = maker.sought(status)
        # A stay that begins has letters planned, and those are the ORM's.
        with swift.apart(session) if status is Status.HELD else session.begin_nested():
            made = maker.make(status, claimed)
            for place, booking in enumerate(made):
                if booking.hold_until is not None:
                    deeds.schedule_expiry(session, booking, booking.hold_until)
                deeds.note(session, maker.by, tag, booking, token if place == 0 else None, code=booking.code)
    except Refused:
        if earlier := deeds.done_before(session, token):
            return _with_its_group(session, earlier)
        raise
    return made


def block(
    session: Session, by: By, room_id: int, stay: Stay, reason: BlockReason, token: str | None = None
) -> Booking:
    """Keeps guests out of a room: maintenance, the owner's cousin, another calendar."""
    require(by, Action.BLOCK_ROOMS)
    with session.begin_nested():
        room = rooms.one(session, room_id)
        if room is None:
            raise Refused(WhyNot.NO_SUCH_ROOM)
        taking.lock_rooms(session, [taking.Place(room.id, room.room_type_id)])
        if earlier := deeds.done_before(session, token):
            return earlier
        book = reckoning.open_for(session, by.hotel_id, stay.check_in, stay.check_out)
        occupied = book.hours.occupied(stay)
        taking.sweep(session, {room_id}, occupied, book.now)
        facts = {"room_id": room_id, "status": Status.BLOCKED, "block_reason": reason, "source": Source.DESK}
        made = put_in(session, blank(book, room.room_type_id, stay, **facts))
        if made is None:
            raise deeds.in_the_way(session, room, occupied, book.now)
        deeds.note(session, by, AuditTag.ROOM_BLOCKED, made, token, reason=reason)
    return made


def _with_its_group(session: Session, booking: Booking) -> list[Booking]:
    return [booking] if booking.group_code is None else bookings.of_group(session, booking.group_code)
