"""Sending money back: written down first, asked for under a key of ours, and true once the provider says so."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import By
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.payments import Method, RefundSeen, RefundState
from core.domain.settling import CaseKind
from core.services.payments import errands, telling, turns
from core.services.payments.cases import open_case
from core.services.written import written_down
from core.store import bookings, payments
from core.store.db import tell_after_commit
from core.store.payments import Payment, Refund


class CannotRefund(Exception):
    """More was to go back than had come, or there is nothing to send back."""


def want(
    session: Session, by: By, payment: Payment, amount: int, reason: str, token: str | None = None
) -> Refund | None:
    """Never more than came. None when this very click was done before."""
    left = payment.amount - max(payment.refunded, payments.going_back(session, payment.id))
    if not 0 < amount <= left:
        raise CannotRefund(f"{amount} of {left} minor units")
    subject = f"payment:{payment.id}"
    if not written_down(
        session, by, AuditTag.REFUND_WANTED, subject, token, amount=amount, reason=reason[:200]
    ):
        return None
    by_hand = payment.method != Method.MERCADOPAGO
    now = clock.now()
    refund = Refund(
        hotel_id=payment.hotel_id,
        payment_id=payment.id,
        key=f"refund-{payment.id}-{len(payments.refunds_of(session, payment.id)) + 1}",
        amount=amount,
        currency=payment.currency,
        state=RefundState.DONE if by_hand else RefundState.WANTED,
        reason=reason[:500],
        staff_id=by.staff_id,
        wanted_at=now,
        done_at=now if by_hand else None,
    )
    session.add(refund)
    session.flush()
    if by_hand:
        payment.refunded += amount
    else:
        errands.send_back(session, refund)
    _screens(session, payment)
    return refund


def refund_done(session: Session, refund_id: int, seen: RefundSeen) -> None:
    """The provider took it. What is still under way there counts as done once the payment itself says so."""
    turns.take_for_refund(session, refund_id)
    refund = payments.refund_locked(session, refund_id)
    if refund is None or refund.state == RefundState.DONE:
        return
    if seen.state is RefundState.REFUSED:
        refund_refused(session, refund_id, "the provider refused")
        return
    refund.provider_id, refund.state = seen.id, seen.state
    payment = payments.locked(session, refund.payment_id)
    if payment is None or seen.state is not RefundState.DONE:
        return
    refund.done_at = clock.now()
    done = [one for one in payments.refunds_of(session, payment.id) if one.state == RefundState.DONE]
    payment.refunded = max(payment.refunded, sum(one.amount for one in done))
    booking = bookings.one(session, payment.booking_id) if payment.booking_id else None
    if booking is not None:
        telling.tell(session, booking, "payment.refunded", Money(refund.amount, refund.currency))
    _screens(session, payment)


def refund_refused(session: Session, refund_id: int, reason: str) -> None:
    """Only people can go on: another way back, or another try."""
    turns.take_for_refund(session, refund_id)
    refund = payments.refund_locked(session, refund_id)
    if refund is None or refund.state in (RefundState.DONE, RefundState.REFUSED):
        return
    refund.state = RefundState.REFUSED
    payment = payments.locked(session, refund.payment_id)
    booking = bookings.one(session, payment.booking_id) if payment and payment.booking_id else None
    facts = {"amount": refund.amount, "currency": refund.currency, "detail": reason[:300]}
    open_case(session, refund.hotel_id, CaseKind.REFUND_REFUSED, booking, payment, **facts)


def _screens(session: Session, payment: Payment) -> None:
    if payment.booking_id is not None:
        tell_after_commit(session, payment.hotel_id, kind="booking", booking=payment.booking_id)
