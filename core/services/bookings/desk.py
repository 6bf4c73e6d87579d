"""What happens at the desk: guests come, leave or do not come, blocks end, rooms are cared for."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, By, require
from core.domain.bookings import READY, Deed, Housekeeping, Status
from core.domain.conversations import AuditTag
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Stay
from core.services import hotels
from core.services.bookings import deeds
from core.services.hotels import local_now
from core.services.reckoning import NIGHT_ENDS
from core.services.reviews import asking
from core.services.written import done_with
from core.store import rooms, taking
from core.store.bookings import Booking
from core.store.rooms import Room


def check_in(
    session: Session, by: By, booking_id: int, token: str | None = None, *, room_as_it_is: bool = False
) -> Booking:
    """The guest is here. Into a room that is not ready only when staff insist."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        if deeds.done_before(session, token) or booking.status == Status.IN_HOUSE:
            return booking
        status = deeds.step(booking, Deed.CHECK_IN)
        if booking.aside_since is not None:
            raise Refused(WhyNot.NO_ROOM_YET, code=booking.code)
        today = local_now(hotels.get(session, by.hotel_id)).date()
        if today < booking.check_in:
            raise Refused(WhyNot.NOT_YET, day=booking.check_in.isoformat())
        room = rooms.one(session, booking.room_id)
        if room is not None and room.housekeeping not in READY and not room_as_it_is:
            raise Refused(WhyNot.ROOM_NOT_READY, room=room.number, state=room.housekeeping)
        now = taking.database_now(session)
        deeds.move(booking, status, now, arrived_at=now)
        deeds.note(session, by, AuditTag.BOOKING_ARRIVED, booking, token)
    return booking


def check_out(session: Session, by: By, booking_id: int, token: str | None = None) -> Booking:
    """The guest left. The room is free from now on, also when it was to be theirs for longer, and wants cleaning.

    Leaving early keeps the price; `change_stay` before it is the way to agree on another.
    """
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        if deeds.done_before(session, token) or booking.status == Status.CHECKED_OUT:
            return booking
        status = deeds.step(booking, Deed.CHECK_OUT)
        now = taking.database_now(session)
        today = local_now(hotels.get(session, by.hotel_id)).date()
        left = max(today, booking.check_in + timedelta(days=1))
        freed = {}
        if left < booking.check_out:
            freed = {"was": {"check_in": left.isoformat(), "check_out": booking.check_out.isoformat()}}
            booking.stay = taking.as_range(Stay(booking.check_in, left))
        deeds.move(booking, status, now, left_at=now)
        session.flush()
        session.refresh(booking, ["check_out"])
        _care(session, booking.room_id, Housekeeping.DIRTY, now)
        deeds.note(session, by, AuditTag.BOOKING_LEFT, booking, token, **freed)
        asking.plan(session, booking)
    return booking


def no_show(session: Session, by: By, booking_id: int, token: str | None = None) -> Booking:
    """The guest did not come: the room is free for others. Before the night is over nobody is given up."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        if deeds.done_before(session, token) or booking.status == Status.NO_SHOW:
            return booking
        status = deeds.step(booking, Deed.NO_SHOW)
        night = (local_now(hotels.get(session, by.hotel_id)) - NIGHT_ENDS).date()
        if night <= booking.check_in:
            raise Refused(WhyNot.NOT_YET, day=booking.check_in.isoformat())
        now = taking.database_now(session)
        deeds.move(booking, status, now, ended_at=now)
        deeds.note(session, by, AuditTag.BOOKING_NO_SHOW, booking, token)
    return booking


def write_note(session: Session, by: By, booking_id: int, words: str, token: str | None = None) -> Booking:
    """What staff tell each other about a stay, whatever became of it. The guest never sees it."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        if deeds.done_before(session, token):
            return booking
        status, before = deeds.step(booking, Deed.NOTE), booking.notes
        now = taking.database_now(session)
        deeds.move(booking, status, now, notes=words.replace("\x00", "").strip()[:2000])
        deeds.note(session, by, AuditTag.BOOKING_NOTED, booking, token, before=before)
    return booking


def expect_at(session: Session, by: By, booking_id: int, hour: time, token: str | None = None) -> Booking:
    """When the guest is awaited, as told: an hour before the room is ready promises no room before then."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        if deeds.done_before(session, token) or booking.arrives == hour:
            return booking
        status, before = deeds.step(booking, Deed.NOTE), booking.arrives
        deeds.move(booking, status, taking.database_now(session), arrives=hour)
        was = before.isoformat("minutes") if before is not None else None
        deeds.note(
            session,
            by,
            AuditTag.BOOKING_EXPECTED,
            booking,
            token,
            before=was,
            after=hour.isoformat("minutes"),
        )
    return booking


def unblock(session: Session, by: By, booking_id: int, token: str | None = None) -> Booking:
    require(by, Action.BLOCK_ROOMS)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        if deeds.done_before(session, token) or (
            booking.block_reason is not None and booking.status == Status.CANCELLED
        ):
            return booking
        now = taking.database_now(session)
        deeds.move(booking, deeds.step(booking, Deed.UNBLOCK), now, ended_at=now)
        deeds.note(session, by, AuditTag.ROOM_UNBLOCKED, booking, token)
    return booking


def care_for_room(
    session: Session, by: Actor, room_id: int, state: Housekeeping, token: str | None = None
) -> None:
    """Clean, dirty, being cleaned, looked at."""
    require(by, Action.BOOK)
    with session.begin_nested():
        if rooms.one(session, room_id) is None:
            raise Refused(WhyNot.NO_SUCH_ROOM)
        if done_with(session, token) is not None:
            return
        _care(session, room_id, state, taking.database_now(session))
        deeds.note_room(session, by, AuditTag.ROOM_CARED_FOR, room_id, token, state=state)


def put_out_of_order(session: Session, by: Actor, room_id: int, why: str, token: str | None = None) -> None:
    """The room keeps the stays it has and takes no new ones, until somebody says that it is in order again."""
    room = _room_to_order(session, by, room_id, token)
    if room is not None:
        room.out_of_service, room.out_of_service_why = True, why.strip()[:200]
        deeds.note_room(session, by, AuditTag.ROOM_OUT_OF_ORDER, room_id, token, why=room.out_of_service_why)


def put_in_order(session: Session, by: Actor, room_id: int, token: str | None = None) -> None:
    room = _room_to_order(session, by, room_id, token)
    if room is not None:
        room.out_of_service, room.out_of_service_why = False, ""
        deeds.note_room(session, by, AuditTag.ROOM_IN_ORDER, room_id, token)


def _room_to_order(session: Session, by: Actor, room_id: int, token: str | None) -> Room | None:
    """Whoever sells rooms of the type now is waited for; None when this very click was done already."""
    require(by, Action.BLOCK_ROOMS)
    room = rooms.one(session, room_id)
    if room is None or room.retired_at is not None:
        raise Refused(WhyNot.NO_SUCH_ROOM)
    rooms.lock_types(session, {room.room_type_id})
    return None if done_with(session, token) is not None else room


def _care(session: Session, room_id: int, state: Housekeeping, now: datetime) -> None:
    room = rooms.one(session, room_id)
    if room is not None:
        room.housekeeping, room.housekeeping_at = state, now
