"""What staff do to a stay that also touches its money or its guest: confirming without money, cancelling, more time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, require
from core.domain.bookings import Status
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.refusals import Refused, WhyNot
from core.services import bookings, calling_off, cancel_letter, meanwhile, own_changes, payments
from core.services.bookings import deeds
from core.services.calling_off import Costs
from core.services.cancel_letter import InMoney
from core.services.extra_hours import Side
from core.services.payments import desk
from core.services.payments.reads import group_of
from core.services.sending_back import SentBack, send_back
from core.services.written import done_with, written_down
from core.store import bookings as rows
from core.store import payments as books
from core.store.bookings import Booking


@dataclass(frozen=True)
class How:
    """How staff cancel: with the fee or forgiving it, and whether what was paid too much goes back."""

    waive: bool = False
    refund: bool = False


def force_confirm(session: Session, actor: Actor, booking_id: int, reason: str, token: str) -> Booking:
    """The rooms are the guest's though nobody has paid: somebody of the staff says why, and the guest is told."""
    require(actor, Action.BOOK)
    booking = _locked(session, booking_id)
    if not reason.strip():
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    if done_with(session, token) is not None:
        return booking
    if booking.status not in (Status.HELD, Status.EXPIRED):
        raise Refused(WhyNot.WRONG_STATUS, status=str(booking.status), deed="confirm")
    written_down(
        session, actor, AuditTag.BOOKING_FORCED, deeds.subject(booking.id), token, reason=reason[:500]
    )
    desk.confirm_hold(session, actor, booking)
    return booking


def cancelling_costs(session: Session, actor: Actor, booking_id: int) -> Costs:
    """What cancelling this room costs now, by the rules that were agreed; nothing changes."""
    require(actor, Action.READ_BOOKINGS)
    return calling_off.costs(session, [one(session, booking_id)])


def cancel(session: Session, actor: Actor, booking_id: int, how: How, token: str) -> SentBack:
    """Frees the room, ends its links and, where staff want it, sends back what is too much. Cash is told, not sent."""
    require(actor, Action.AGREE_PRICE if how.waive else Action.BOOK)
    if how.refund:
        require(actor, Action.REFUND)
    talk = cancel_letter.addressee(session, one(session, booking_id))
    booking = _locked(session, booking_id)
    nothing = Money.zero(booking.currency)
    if done_with(session, token) is not None:
        return SentBack(nothing, nothing)
    if booking.status == Status.CANCELLED:  # what it cost was said, and what comes back was sent
        meanwhile.unless_done_by_another(
            session, actor, deeds.subject(booking.id), AuditTag.BOOKING_CANCELLED
        )
        raise Refused(WhyNot.WRONG_STATUS, status=str(booking.status), deed="cancel")
    with session.begin_nested():
        costs = calling_off.costs(session, [booking])
        calling_off.without_hours(session, actor, booking)
        bookings.cancel(session, actor, booking.id, costs.paid, token, waive=how.waive)
        if all(room.status == Status.CANCELLED for room in group_of(session, booking)):
            payments.over(session, booking)
        back = costs.refund + (_kept_of(costs) if how.waive else nothing)
        sent = SentBack(nothing, nothing)
        if how.refund and back.minor > 0:
            sent = send_back(session, actor, booking, back, token)
        if talk is not None:
            fee, owed = (nothing, nothing) if how.waive else (costs.fee, costs.owed)
            cancel_letter.write(session, talk, booking, InMoney(fee, sent.asked + sent.by_hand, owed))
    return sent


def give_time(session: Session, actor: Actor, booking_id: int, minutes: int, token: str) -> Booking:
    """The hold waits longer, with every room held with it, and its link as long."""
    require(actor, Action.BOOK)
    booking = _locked(session, booking_id)
    for room in group_of(session, booking):
        if room.status == Status.HELD:
            bookings.extend_hold(session, actor, room.id, minutes, f"{token}:{room.id}")
    session.refresh(booking)
    until: datetime | None = booking.hold_until
    if until is None:
        raise Refused(WhyNot.HOLD_OVER, code=booking.code)
    payments.prolong(session, booking, until)
    return booking


def call_off_hours(session: Session, actor: Actor, booking_id: int, side: Side, token: str) -> SentBack:
    """Hours that were sold are taken back: the usual hour again, off the bill, and too much paid goes back."""
    require(actor, Action.BOOK)
    booking = _locked(session, booking_id)
    return own_changes.call_off_hours(session, booking, side, token, actor, refund=actor.may(Action.REFUND))


def _kept_of(costs: Costs) -> Money:
    """The part of the fee that had been paid already."""
    return costs.fee - costs.owed


def one(session: Session, booking_id: int) -> Booking:
    booking = rows.one(session, booking_id)
    if booking is None or booking.guest_id is None:
        raise Refused(WhyNot.NO_SUCH_BOOKING)
    return booking


def _locked(session: Session, booking_id: int) -> Booking:
    """Money before bookings, always: whoever pays at this very moment is waited for."""
    booking = one(session, booking_id)
    for room in sorted(group_of(session, booking), key=lambda room: room.id):
        books.lock_money(session, room.id)
    session.refresh(booking)
    return booking
