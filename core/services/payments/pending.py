"""Money that its carrier is still looking at: the hold's clock stands still, within a limit, and both sides know."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House
from core.domain.bookings import Status
from core.domain.conversations import AlertKind
from core.domain.errands import Errand
from core.domain.payments import PaymentState
from core.domain.policies import LONGEST_PENDING
from core.domain.refusals import Refused
from core.services import alerts, errands, policies
from core.services import bookings as verbs
from core.services.payments import telling, turns
from core.services.payments.asking import prolong
from core.services.payments.reads import group_of
from core.store import bookings, cases, outbox, payments, receipts
from core.store.bookings import Booking

_UNDER_WAY: Final = frozenset({PaymentState.PENDING, PaymentState.IN_PROCESS, PaymentState.AUTHORIZED})
# Whoever was made to wait by somebody else gets this much time at least.
_AT_LEAST: Final = 15


def begins(session: Session, booking: Booking, promised: datetime | None = None) -> datetime | None:
    """Stops the clock of a hold that runs; answers until when at most, or nothing where there was none to stop.

    Where people have `promised` to look for it by then, it does not run out before: but for two days, the longest that
    any hotel waits for money under way.
    """
    if booking.status != Status.HELD or booking.hold_until is None:
        return None
    by, limit = House(booking.hotel_id), policies.of(session, booking.hotel_id).pending_minutes
    try:
        with session.begin_nested():
            for room in group_of(session, booking):
                verbs.pause_hold(session, by, room.id)
    except Refused:
        session.refresh(booking)
        return None
    session.refresh(booking)
    until = clock.now() + timedelta(minutes=limit)
    if promised is not None:
        until = max(until, min(promised, clock.now() + timedelta(minutes=LONGEST_PENDING)))
    payload = {"booking": booking.id}
    errands.write(session, booking.hotel_id, Errand.END_PENDING, _key(booking), payload, due_at=until)
    prolong(session, booking, until)
    alerts.raise_alert(
        session,
        booking.hotel_id,
        AlertKind.PAYMENT_PENDING,
        _key(booking),
        conversation_id=booking.conversation_id,
        facts={"code": booking.code, "until": until.isoformat()},
    )
    return until


def is_pending(session: Session, booking: Booking) -> bool:
    """Whether it is for such money that the clock stands still."""
    return booking.hold_until is None and outbox.open_under(session, _key(booking)) is not None


def ends(session: Session, booking: Booking) -> None:
    """It was decided, or nobody waits for it any more."""
    outbox.cancel(session, _key(booking))
    alerts.close_alert(session, booking.hotel_id, _key(booking))


def came_to_nothing(session: Session, booking: Booking) -> None:
    """The carrier refused it. The clock goes on, unless other money of this hold is being looked at."""
    if is_pending(session, booking) and not _something_else(session, booking):
        _go_on(session, booking, "payment.not_credited")


def time_is_up(session: Session, booking_id: int) -> None:
    """Nobody may keep a room for days by a payment that may never come."""
    turns.take(session, booking_id)
    booking = bookings.one(session, booking_id)
    if booking is None:
        return
    session.refresh(booking)
    if booking.status == Status.HELD and booking.hold_until is None and not _people_look(session, booking):
        _go_on(session, booking, "payment.still_waiting")
    else:
        ends(session, booking)


def _go_on(session: Session, booking: Booking, key: str) -> None:
    ends(session, booking)
    by = House(booking.hotel_id)
    try:
        with session.begin_nested():
            for room in group_of(session, booking):
                verbs.resume_hold(session, by, room.id)
                session.refresh(room)
                least = clock.now() + timedelta(minutes=_AT_LEAST)
                if room.hold_until is not None and room.hold_until < least:
                    verbs.extend_hold(session, by, room.id, _AT_LEAST)
    except Refused:
        return
    session.refresh(booking)
    if booking.hold_until is not None:
        prolong(session, booking, booking.hold_until)
        telling.tell(session, booking, key, until=telling.hour(session, booking, booking.hold_until))


def _something_else(session: Session, booking: Booking) -> bool:
    rows = payments.of_bookings(session, [one.id for one in group_of(session, booking)])
    return any(row.state in _UNDER_WAY for row in rows) or _people_look(session, booking)


def _people_look(session: Session, booking: Booking) -> bool:
    ids = [one.id for one in group_of(session, booking)]
    return bool(receipts.waiting_of(session, ids)) or bool(cases.open_cases(session, ids))


def _key(booking: Booking) -> str:
    return f"pending:{booking.id}"
