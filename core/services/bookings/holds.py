"""What becomes of a hold: confirmed, let go, given more time, its clock stopped, or brought back for late money."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.domain.access import Action, By, require
from core.domain.bookings import Deed, Status, best_room
from core.domain.conversations import AuditTag
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Occupied
from core.services import reckoning
from core.services.bookings import deeds
from core.services.reckoning import Reckoning
from core.store import availability, rooms, taking
from core.store.bookings import Booking


def confirm(session: Session, by: By, booking_id: int, token: str | None = None) -> Booking:
    """The hold becomes a booking, unless its time is over by the database's clock: then see `revive`."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        if deeds.done_before(session, token):
            return booking
        if booking.status == Status.CONFIRMED:
            return booking
        status = deeds.step(booking, Deed.CONFIRM) if booking.status != Status.EXPIRED else Status.EXPIRED
        now = taking.database_now(session)
        if status is Status.EXPIRED or _is_over(booking, now):
            raise Refused(WhyNot.HOLD_OVER, code=booking.code)
        deeds.move(booking, status, now, confirmed_at=now, hold_until=None, hold_left=None)
        deeds.forget_expiry(session, booking)
        deeds.note(session, by, AuditTag.BOOKING_CONFIRMED, booking, token)
    return booking


def expire(session: Session, by: By, booking_id: int) -> bool:
    """Runs when a hold's time is over; does nothing when it was confirmed, extended or paused since."""
    booking = taking.locked(session, booking_id)
    if booking is None or booking.status != Status.HELD or booking.hold_until is None:
        return False
    now = taking.database_now(session)
    if not _is_over(booking, now):
        deeds.schedule_expiry(session, booking, booking.hold_until)
        return False
    deeds.move(booking, deeds.step(booking, Deed.EXPIRE), now, ended_at=now)
    deeds.note(session, by, AuditTag.BOOKING_EXPIRED, booking)
    return True


def extend_hold(session: Session, by: By, booking_id: int, minutes: int, token: str | None = None) -> Booking:
    """More time, counted from now; what is over already cannot be made longer."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking, now = _running_hold(session, booking_id)
        if deeds.done_before(session, token):
            return booking
        until = now + timedelta(minutes=max(1, min(minutes, 7 * 24 * 60)))
        deeds.move(booking, Status.HELD, now, hold_until=until, hold_left=None)
        deeds.schedule_expiry(session, booking, until)
        deeds.note(session, by, AuditTag.HOLD_EXTENDED, booking, token, until=until.isoformat())
    return booking


def pause_hold(session: Session, by: By, booking_id: int, token: str | None = None) -> Booking:
    """Stops the clock while a person looks at something, such as the picture of a transfer."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking, now = _running_hold(session, booking_id)
        if deeds.done_before(session, token) or booking.hold_until is None:
            return booking
        left = max(60, int((booking.hold_until - now).total_seconds()))
        deeds.move(booking, Status.HELD, now, hold_until=None, hold_left=left)
        deeds.forget_expiry(session, booking)
        deeds.note(session, by, AuditTag.HOLD_PAUSED, booking, token, left=left)
    return booking


def resume_hold(session: Session, by: By, booking_id: int, token: str | None = None) -> Booking:
    """The clock goes on with the time that was left."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking, now = _running_hold(session, booking_id)
        if deeds.done_before(session, token) or booking.hold_left is None:
            return booking
        until = now + timedelta(seconds=booking.hold_left)
        deeds.move(booking, Status.HELD, now, hold_until=until, hold_left=None)
        deeds.schedule_expiry(session, booking, until)
        deeds.note(session, by, AuditTag.HOLD_RESUMED, booking, token, until=until.isoformat())
    return booking


def revive(session: Session, by: By, booking_id: int, token: str | None = None) -> Booking:
    """Money came late, or a guest who was given up did come: the same room, else one as good or better, else a no.

    The agreed price stays, whatever the new room usually costs.
    """
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take_with_every_room(session, booking_id)
        if deeds.done_before(session, token) or booking.status == Status.CONFIRMED:
            return booking
        status = Status.CONFIRMED if booking.status == Status.HELD else deeds.step(booking, Deed.REVIVE)
        book = reckoning.open_for(session, by.hotel_id, booking.check_in, booking.check_out)
        if booking.check_out <= book.today:
            raise Refused(WhyNot.PAST, today=book.today.isoformat())
        occupied = Occupied(booking.starts_at, booking.ends_at)
        room_before = booking.room_id
        if booking.status != Status.HELD:
            booking.room_id = room_again(session, book, booking, occupied)
            taking.sweep(session, {booking.room_id}, occupied, book.now, but=booking.id)
        facts = {"confirmed_at": book.now, "hold_until": None, "hold_left": None, "ended_at": None}
        if not taking.rewrite(session, booking, status=status, changed_at=book.now, **facts):
            raise Refused(WhyNot.FULL, code=booking.code)
        deeds.forget_expiry(session, booking)
        deeds.note(
            session, by, AuditTag.BOOKING_REVIVED, booking, token, room=booking.room_id, before=room_before
        )
    return booking


def _is_over(booking: Booking, now: datetime) -> bool:
    return booking.hold_until is not None and booking.hold_until <= now


def _running_hold(session: Session, booking_id: int) -> tuple[Booking, datetime]:
    booking = deeds.take(session, booking_id)
    now = taking.database_now(session)
    if booking.status == Status.EXPIRED or (booking.status == Status.HELD and _is_over(booking, now)):
        raise Refused(WhyNot.HOLD_OVER, code=booking.code)
    deeds.step(booking, Deed.MIND_HOLD)
    return booking, now


def room_again(session: Session, book: Reckoning, booking: Booking, occupied: Occupied) -> int:
    """Its own room, else another of its type, else the nearest type above that takes as many."""
    free = {
        kind.id: availability.free_rooms(session, occupied, kind.id)
        for kind in _as_good_or_better(book, booking)
    }
    for found in free.values():
        if any(room.room_id == booking.room_id for room in found):
            return booking.room_id
    for found in free.values():
        if (best := best_room(found, timedelta(days=book.policies.min_nights))) is not None:
            return best.room_id
    raise Refused(WhyNot.FULL, code=booking.code)


def _as_good_or_better(book: Reckoning, booking: Booking) -> list[rooms.RoomType]:
    """The type that was sold first, then dearer ones with room for the party, the cheapest first."""
    sold = book.rates.get(booking.room_type_id)
    own = [kind for kind in book.types if kind.id == booking.room_type_id]
    better = [
        kind
        for kind in book.types
        if sold is not None
        and kind.id != booking.room_type_id
        and book.rates[kind.id].base >= sold.base
        and kind.capacity >= booking.party.guests - booking.cots
        and kind.max_adults >= booking.adults
        and kind.cots >= booking.cots
    ]
    return own + sorted(better, key=lambda kind: book.rates[kind.id].base.minor)
