"""Money in the hands of staff: what came at the desk, what they send back, what they accept as it is."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.bookings import Status
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.payments import Method, PaymentState
from core.services import bookings as verbs
from core.services.payments import refunding, telling, turns
from core.services.payments.asking import over
from core.services.payments.reads import group_of, purse
from core.services.payments.refunding import CannotRefund
from core.services.payments.settling import count
from core.services.written import written_down
from core.store import bookings, payments
from core.store.bookings import Booking
from core.store.db import tell_after_commit
from core.store.payments import Payment, Refund

CONFIRMED_BY_MONEY = frozenset({Status.HELD, Status.EXPIRED})
AT_DESK = frozenset({Method.CASH, Method.TRANSFER, Method.CARD_AT_DESK})


class NoSuchPayment(Exception):
    """No payment or booking of this hotel has that id, or it cannot be dealt with like this."""


def record_at_desk(
    session: Session, actor: Actor, booking_id: int, method: Method, amount: Money, token: str
) -> Payment | None:
    """Money that staff hold in their hands. A hold becomes a booking by it. None when this click was done before."""
    require(actor, Action.TAKE_MONEY)
    booking = bookings.one(session, booking_id)
    if booking is None or method not in AT_DESK or amount.minor <= 0 or amount.currency != booking.currency:
        raise NoSuchPayment
    turns.take(session, booking_id)
    facts = {"method": method, "amount": amount.minor, "currency": amount.currency}
    if not written_down(session, actor, AuditTag.PAYMENT_RECORDED, f"booking:{booking_id}", token, **facts):
        return None
    payment = took(session, actor, booking, method, amount)
    confirm_hold(session, actor, booking)
    if purse(session, booking).deposit_due.minor == 0:
        over(session, booking)
    return payment


def took(session: Session, actor: Actor, booking: Booking, method: Method, amount: Money) -> Payment:
    now = clock.now()
    payment = Payment(
        hotel_id=booking.hotel_id,
        booking_id=booking.id,
        method=method,
        state=PaymentState.APPROVED,
        amount=amount.minor,
        currency=amount.currency,
        refunded=0,
        counted=True,
        created_at=now,
        approved_at=now,
        seen_at=now,
        raw={},
        note="",
        staff_id=actor.staff_id,
    )
    session.add(payment)
    session.flush()
    tell_after_commit(session, booking.hotel_id, kind="booking", booking=booking.id)
    return payment


def confirm_hold(session: Session, actor: Actor, booking: Booking) -> None:
    """Held rooms, and rooms whose hold ran out while people looked at the money, become bookings."""
    session.refresh(booking)
    if booking.status not in CONFIRMED_BY_MONEY:
        return
    with session.begin_nested():
        for room in group_of(session, booking):
            verbs.revive(session, actor, room.id)
    session.refresh(booking)
    telling.tell(session, booking, "payment.confirmed_at_desk")


def accept(session: Session, actor: Actor, payment_id: int, token: str) -> None:
    """A person looked at money that did not fit, and takes it as it is: it counts, and the room is the guest's."""
    require(actor, Action.SETTLE_CASES)
    payment, booking = _with_booking(session, payment_id)
    if payment.state != PaymentState.APPROVED or payment.currency != booking.currency:
        raise NoSuchPayment
    if payment.counted or not written_down(
        session, actor, AuditTag.PAYMENT_ACCEPTED, f"payment:{payment_id}", token, amount=payment.amount
    ):
        return
    request = payments.request(session, payment.request_id) if payment.request_id else None
    count(session, booking, request, payment)
    confirm_hold(session, actor, booking)


def refund(
    session: Session, actor: Actor, payment_id: int, amount: Money, reason: str, token: str
) -> Refund | None:
    """Never more than came. Cash and transfers go back by hand and are written down here."""
    require(actor, Action.REFUND)
    payment, _ = _with_booking(session, payment_id)
    if amount.currency != payment.currency or payment.state not in (
        PaymentState.APPROVED,
        PaymentState.IN_MEDIATION,
    ):
        raise CannotRefund("another currency, or nothing was taken")
    return refunding.want(session, actor, payment, amount.minor, reason, token)


def _with_booking(session: Session, payment_id: int) -> tuple[Payment, Booking]:
    payment = session.get(Payment, payment_id)
    booking = bookings.one(session, payment.booking_id) if payment and payment.booking_id else None
    if payment is None or booking is None:
        raise NoSuchPayment
    turns.take(session, booking.id)
    session.refresh(payment)
    return payment, booking
