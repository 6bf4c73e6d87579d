"""Clicks at the desk that were too quick: the guest is not here yet after all, or has not left."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.access import Action, By, require
from core.domain.bookings import Deed
from core.domain.conversations import AuditTag
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Occupied, Stay
from core.services.bookings import deeds
from core.store import alerts as books
from core.store import rooms, taking
from core.store.bookings import Booking

TIME_TO_TAKE_BACK: Final = timedelta(hours=12)


def undo_check_in(session: Session, by: By, booking_id: int, token: str | None = None) -> Booking:
    """The stay waits for its guest again. Whoever has slept here has arrived, whatever anybody clicks."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        if deeds.done_before(session, token):
            return booking
        status, now = deeds.step(booking, Deed.UNDO_CHECK_IN), taking.database_now(session)
        if booking.arrived_at is None or now - booking.arrived_at > TIME_TO_TAKE_BACK:
            raise Refused(WhyNot.WRONG_STATUS, status=str(booking.status), deed=str(Deed.UNDO_CHECK_IN))
        deeds.move(booking, status, now, arrived_at=None)
        deeds.note(session, by, AuditTag.BOOKING_ARRIVAL_UNDONE, booking, token)
    return booking


def undo_check_out(session: Session, by: By, booking_id: int, token: str | None = None) -> Booking:
    """The guest is still here, for as long as was agreed; refused where somebody else has the room by now."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take_with_room(session, booking_id)
        if deeds.done_before(session, token):
            return booking
        status, now = deeds.step(booking, Deed.UNDO_CHECK_OUT), taking.database_now(session)
        if booking.left_at is None or now - booking.left_at > TIME_TO_TAKE_BACK:
            raise Refused(WhyNot.ALREADY_LEFT)
        occupied = Occupied(booking.starts_at, booking.ends_at)
        taking.sweep(session, {booking.room_id}, occupied, now, but=booking.id)
        stay = taking.as_range(Stay(booking.check_in, _agreed_end(session, booking)))
        if not taking.rewrite(session, booking, status=status, stay=stay, left_at=None, changed_at=now):
            room = rooms.one(session, booking.room_id)
            assert room is not None
            raise deeds.in_the_way(session, room, occupied, now, but=booking.id)
        deeds.note(session, by, AuditTag.BOOKING_LEAVING_UNDONE, booking, token)
    return booking


def _agreed_end(session: Session, booking: Booking) -> date:
    """Leaving early had made the stay shorter; the book knows until when it was."""
    left = books.last_about(session, deeds.subject(booking.id), AuditTag.BOOKING_LEFT)
    was = left.details.get("was") if left is not None else None
    return date.fromisoformat(was["check_out"]) if was else booking.check_out
