"""What staff do about a case: take the money as it is, look for the room once more, send it all back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.payments import HOLDS_MONEY
from core.domain.refusals import Refused, WhyNot
from core.domain.settling import CaseKind
from core.services import late_money, meanwhile
from core.services.late_money import LateMoney, Standing
from core.services.payments import desk, refunding, telling, turns
from core.services.payments.cases import NoSuchCase, close_case
from core.services.payments.refunding import CannotRefund
from core.services.written import done_with, written_down
from core.store import bookings, cases, payments
from core.store.cases import PaymentCase
from core.store.payments import Payment


def accept(session: Session, actor: Actor, case_id: int, token: str) -> None:
    """The money counts as it is, and what it pays for is the guest's."""
    require(actor, Action.SETTLE_CASES)
    case = _open(session, actor, case_id, token)
    if case is None or case.payment_id is None:
        return
    desk.accept(session, actor, case.payment_id, token)
    close_case(session, actor, case_id, "accepted", f"{token}:close")


def rescue(session: Session, actor: Actor, case_id: int, token: str) -> None:
    """A room may have become free since: theirs at the price that was paid. Refused when there is none."""
    require(actor, Action.SETTLE_CASES)
    case = _open(session, actor, case_id, token)
    if case is None:
        return
    late = _late(session, case)
    if late is None or late_money.standing(session, late) is not Standing.OPEN:
        raise NoSuchCase
    if not written_down(session, actor, AuditTag.CASE_RESCUED, f"case:{case_id}", token):
        return
    if not late_money.try_again(session, late):
        raise Refused(WhyNot.FULL)
    telling.tell(session, late.booking, "payment.confirmed", late.amount)


def send_back(session: Session, actor: Actor, case_id: int, reason: str, token: str) -> None:
    """All that is left of the payment, the way it came."""
    require(actor, Action.REFUND)
    require(actor, Action.SETTLE_CASES)
    case = _open(session, actor, case_id, token)
    if case is None:
        return
    payment = payments.locked(session, case.payment_id) if case.payment_id else None
    if payment is None or payment.known_state not in HOLDS_MONEY:
        raise CannotRefund("nothing of it lies with the hotel")
    if not written_down(session, actor, AuditTag.CASE_SENT_BACK, f"case:{case_id}", token):
        return
    refunding.want(session, actor, payment, left_of(session, payment).minor, reason, f"{token}:money")
    close_case(session, actor, case_id, reason or "sent back", f"{token}:close")


def left_of(session: Session, payment: Payment) -> Money:
    """What may still go back of it."""
    gone = max(payment.refunded, payments.going_back(session, payment.id))
    return Money(max(0, payment.amount - gone), payment.currency)


def _open(session: Session, actor: Actor, case_id: int, token: str) -> PaymentCase | None:
    """Whose turn it is comes before the case, as it does for guests; None when this person has decided it already."""
    case = session.get(PaymentCase, case_id)
    if case is None or case.hotel_id != actor.hotel_id:
        raise NoSuchCase
    if case.booking_id is not None:
        turns.take(session, case.booking_id)
    session.refresh(case, with_for_update=True)
    if done_with(session, token):
        return None
    if case.closed_at is None:
        return case
    meanwhile.unless_by_another(session, actor, case.closed_by)
    return None


def _late(session: Session, case: PaymentCase) -> LateMoney | None:
    payment = session.get(Payment, case.payment_id) if case.payment_id else None
    booking = bookings.one(session, payment.booking_id) if payment and payment.booking_id else None
    if payment is None or booking is None or case.kind != CaseKind.LATE_NO_ROOM:
        return None
    session.refresh(payment)
    return LateMoney(payment, booking, cases.open_of_payment(session, payment.id, CaseKind.LATE_NO_ROOM))
