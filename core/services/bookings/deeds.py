"""What every deed on a booking shares: it is written down, screens hear of it, and its state is asked first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from core.domain.access import By
from core.domain.bookings import Deed, Status, after
from core.domain.conversations import AuditTag
from core.domain.errands import Errand
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Occupied
from core.services import errands
from core.services.journey import planning
from core.services.written import done_with, written_down
from core.store import bookings, outbox, rooms, taking, waitlist
from core.store.bookings import Booking
from core.store.db import tell_after_commit
from core.store.rooms import Room

_FREES_ROOM = frozenset(
    {
        AuditTag.BOOKING_EXPIRED,
        AuditTag.BOOKING_CANCELLED,
        AuditTag.BOOKING_CHANGED,
        AuditTag.BOOKING_NO_SHOW,
        AuditTag.ROOM_UNBLOCKED,
    }
)


def subject(booking_id: int) -> str:
    return f"booking:{booking_id}"


def note(
    session: Session, by: By, tag: AuditTag, booking: Booking, token: str | None = None, **details: Any
) -> None:
    """In the same transaction as the deed; a token that came in twice between two looks undoes the second deed."""
    if not written_down(session, by, tag, subject(booking.id), token, **details):
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    tell(session, booking)
    planning.follow(session, tag, booking)
    left_early = tag is AuditTag.BOOKING_LEFT and "was" in details
    if tag in _FREES_ROOM or left_early:
        _tell_the_waiting(session, booking, details.get("was"))


def _tell_the_waiting(session: Session, booking: Booking, was: dict[str, Any] | None) -> None:
    """Nights may have become free: where somebody waits for them an errand offers them to the first."""
    first, last = booking.check_in, booking.check_out
    if was is not None:
        first = min(first, date.fromisoformat(was["check_in"]))
        last = max(last, date.fromisoformat(was["check_out"]))
    if not waitlist.anybody(session, first, last):
        return
    key = f"offer_freed:{booking.id}:{booking.version}"
    errands.write(
        session,
        booking.hotel_id,
        Errand.OFFER_FREED,
        key,
        {"first": first.isoformat(), "last": last.isoformat()},
    )


def note_room(
    session: Session, by: By, tag: AuditTag, room_id: int, token: str | None = None, **details: Any
) -> None:
    if written_down(session, by, tag, f"room:{room_id}", token, **details):
        tell_after_commit(session, by.hotel_id, kind="room", room=room_id)


def in_the_way(session: Session, room: Room, occupied: Occupied, now: datetime, but: int = 0) -> Refused:
    """The room is taken; with the booking that has it, so that a screen can say whose."""
    rival = taking.taken_by(session, room.id, occupied, now, but)
    return Refused(WhyNot.ROOM_TAKEN, room=room.number, booking=rival)


def tell(session: Session, booking: Booking) -> None:
    tell_after_commit(session, booking.hotel_id, kind="booking", booking=booking.id)


def done_before(session: Session, token: str | None) -> Booking | None:
    """The booking on which this very click was already done."""
    entry = done_with(session, token)
    if entry is None or not entry.subject.startswith("booking:"):
        return None
    return bookings.one(session, int(entry.subject.removeprefix("booking:")))


def take(session: Session, booking_id: int, version: int | None = None) -> Booking:
    """Locks the booking; refused when somebody changed it after the asker looked."""
    booking = taking.locked(session, booking_id)
    if booking is None:
        raise Refused(WhyNot.NO_SUCH_BOOKING)
    if version is not None and booking.version != version:
        raise Refused(WhyNot.CHANGED_MEANWHILE, version=booking.version)
    return booking


def take_with_room(
    session: Session, booking_id: int, room: Room | None = None, version: int | None = None
) -> Booking:
    """Locks the room it has and the one it is to have, then the booking. Every other room goes on being sold."""
    own = taking.place_of(session, booking_id)
    if own is None:
        raise Refused(WhyNot.NO_SUCH_BOOKING)
    wanted = own if room is None else taking.Place(room.id, room.room_type_id)
    taking.lock_rooms(session, (own, wanted))
    booking = take(session, booking_id, version)
    if booking.room_id not in (own.room_id, wanted.room_id):
        raise Refused(WhyNot.CHANGED_MEANWHILE, version=booking.version)
    return booking


def take_with_every_room(session: Session, booking_id: int) -> Booking:
    """For whoever looks for any room that would do: all types, then the booking."""
    own = taking.place_of(session, booking_id)
    if own is None:
        raise Refused(WhyNot.NO_SUCH_BOOKING)
    rooms.lock_types(session, {own.type_id, *(kind.id for kind in rooms.types(session))})
    return take(session, booking_id)


def step(booking: Booking, deed: Deed) -> Status:
    """Where the deed leads; the table in the domain is the only one that knows."""
    led = after(deed, Status(booking.status))
    if led is None:
        raise Refused(WhyNot.WRONG_STATUS, status=str(booking.status), deed=str(deed))
    return led


def move(booking: Booking, status: Status, now: datetime, **moments: Any) -> None:
    booking.status, booking.changed_at = status, now
    booking.version += 1
    for name, value in moments.items():
        setattr(booking, name, value)


def hold_key(booking_id: int) -> str:
    return f"hold:{booking_id}"


def schedule_expiry(session: Session, booking: Booking, due_at: datetime) -> None:
    """A hold frees itself. An errand that runs too early moves itself: its letter then waits again."""
    key = hold_key(booking.id)
    errands.write(session, booking.hotel_id, Errand.EXPIRE_HOLD, key, {"booking": booking.id}, due_at=due_at)


def forget_expiry(session: Session, booking: Booking) -> None:
    outbox.cancel(session, hold_key(booking.id))
