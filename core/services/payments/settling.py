"""What came is settled: the payment is written down, the booking confirmed, rescued or left, all in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House
from core.domain.bookings import Status
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.payments import (
    Method,
    PaymentState,
    Provider,
    Purpose,
    RefundState,
    RequestState,
    Snapshot,
)
from core.domain.refusals import Refused
from core.domain.settling import Asked, CaseKind, Decision, Known, Standing, Verdict, outcome, standing_of
from core.services import bookings as verbs
from core.services.payments import errands, pending, refunding, telling, turns
from core.services.payments.asking import end, is_ours, over
from core.services.payments.cases import open_case
from core.services.payments.reads import group_of, purse
from core.services.written import written_down
from core.store import bookings, payments
from core.store.bookings import Booking
from core.store.db import tell_after_commit
from core.store.payments import Payment, PaymentRequest

# While a person looks at one of these, the guest's hold does not run out.
_STOPS_THE_CLOCK = frozenset({CaseKind.WRONG_AMOUNT, CaseKind.WRONG_CURRENCY, CaseKind.ODD_STATE})


@dataclass(frozen=True)
class _Till:
    """One payment being settled, with everything it touches."""

    session: Session
    booking: Booking
    request: PaymentRequest
    payment: Payment
    by: House


def settle(session: Session, hotel_id: int, seen: Snapshot) -> Decision:
    """Decides by the one table in the domain and does what it says. A repeat, or an older picture, changes nothing."""
    found = payments.request_by(session, seen.reference) if is_ours(seen.reference) else None
    if found is None:
        return _stranger(session, hotel_id, seen)
    turns.take(session, found.booking_id)
    request = payments.request_by(session, seen.reference)
    booking = bookings.one(session, found.booking_id)
    assert request is not None
    assert booking is not None
    session.refresh(booking)
    row = payments.by_provider_id(session, Method.MERCADOPAGO, seen.payment_id)
    decision = outcome(
        _asked(session, request, booking, row), _standing(session, booking), _known(session, row), seen
    )
    if decision.verdict is Verdict.IGNORE:
        return decision
    is_new = row is None
    payment = _written(session, request, row, seen)
    _do(_Till(session, booking, request, payment, House(hotel_id)), decision, is_new)
    tell_after_commit(session, hotel_id, kind="booking", booking=booking.id)
    return decision


def _stranger(session: Session, hotel_id: int, seen: Snapshot) -> Decision:
    """Other things are sold through the same account. What bears our mark and belongs to nothing is for people."""
    if not is_ours(seen.reference):
        return Decision(Verdict.IGNORE)
    open_case(session, hotel_id, CaseKind.NO_BOOKING, None, None, about=f"mercadopago:{seen.payment_id}")
    return Decision(Verdict.CASE, CaseKind.NO_BOOKING)


def _standing(session: Session, booking: Booking) -> Standing:
    """A hold whose time is over has lapsed, whether or not its errand has run. A room of a group speaks for all."""
    hold_over = booking.hold_until is not None and booking.hold_until <= clock.now()
    if booking.status == Status.HELD and hold_over:
        return Standing.LAPSED
    return standing_of(Status(booking.status))


def _asked(session: Session, request: PaymentRequest, booking: Booking, row: Payment | None) -> Asked:
    account = payments.account(session, Provider(request.provider))
    return Asked(
        amount=request.amount,
        currency=request.currency,
        collector=account.collector if account else "",
        owed=purse(session, booking).balance.minor,
        paid=payments.other_money(session, request.id, row.id if row else None),
    )


def _known(session: Session, row: Payment | None) -> Known | None:
    if row is None:
        return None
    return Known(
        state=row.known_state,
        updated_at=row.provider_updated_at,
        refunded=row.refunded,
        counted=row.counted,
        sent_back=payments.going_back(session, row.id),
    )


def _written(session: Session, request: PaymentRequest, row: Payment | None, seen: Snapshot) -> Payment:
    if row is None:
        row = Payment(
            hotel_id=request.hotel_id,
            booking_id=request.booking_id,
            request_id=request.id,
            method=Method.MERCADOPAGO,
            provider_id=seen.payment_id,
            counted=False,
            created_at=seen.created_at or clock.now(),
            note="",
        )
        session.add(row)
    row.state, row.amount, row.currency = seen.state, seen.amount or 0, seen.currency
    row.refunded, row.approved_at = seen.refunded, seen.approved_at
    row.provider_updated_at, row.seen_at, row.raw = seen.updated_at, clock.now(), seen.raw
    session.flush()
    _mark_refunds(session, row, seen)
    return row


def _mark_refunds(session: Session, payment: Payment, seen: Snapshot) -> None:
    """Refunds of ours that were under way may have come through meanwhile."""
    known = {one.id: one.state for one in seen.refunds}
    for refund in payments.refunds_of(session, payment.id):
        if refund.state == RefundState.ASKED and known.get(refund.provider_id or "") is RefundState.DONE:
            refund.state, refund.done_at = RefundState.DONE, clock.now()


def _do(till: _Till, decision: Decision, is_new: bool) -> None:
    match decision.verdict:
        case Verdict.CONFIRM:
            if not _every_room(till, verbs.confirm):
                _rescue(till)
            else:
                count(till.session, till.booking, till.request, till.payment)
                telling.tell(till.session, till.booking, "payment.confirmed", till.request.money)
        case Verdict.RESCUE:
            _rescue(till)
        case Verdict.COUNT:
            count(till.session, till.booking, till.request, till.payment)
            telling.tell(till.session, till.booking, "payment.counted", till.request.money)
        case Verdict.SEND_BACK:
            refunding.want(till.session, till.by, till.payment, decision.refund, "paid twice")
            telling.tell(till.session, till.booking, "payment.second", _came(till.payment))
        case Verdict.CASE if decision.case is not None:
            _case(till, decision.case)
        case Verdict.WAIT if is_new:
            _wait(till)
        case Verdict.REMEMBER if till.payment.state in (PaymentState.REJECTED, PaymentState.CANCELLED):
            pending.came_to_nothing(till.session, till.booking)


def count(session: Session, booking: Booking, request: PaymentRequest | None, payment: Payment) -> None:
    """The money pays for the booking from now on."""
    payment.counted = True
    pending.ends(session, booking)
    if request is not None:
        end(session, request, RequestState.PAID)
        request.paid_at = clock.now()
        if request.purpose == Purpose.DEPOSIT:
            over(session, booking, Purpose.DEPOSIT)  # by an older link, perhaps, than the one that is open
    facts = {"payment": payment.id, "amount": payment.amount}
    written_down(
        session, House(booking.hotel_id), AuditTag.PAYMENT_COUNTED, f"booking:{booking.id}", None, **facts
    )


def _every_room(till: _Till, verb: object) -> bool:
    """All rooms that were booked together, or none of them."""
    assert callable(verb)
    try:
        with till.session.begin_nested():
            for room in group_of(till.session, till.booking):
                verb(till.session, till.by, room.id)
    except Refused:
        till.session.refresh(till.booking)
        return False
    return True


def _rescue(till: _Till) -> None:
    """Money came late: the same room, or one as good; else the guest chooses, and people have the case until then."""
    before = till.booking.room_id
    if _every_room(till, verbs.revive):
        count(till.session, till.booking, till.request, till.payment)
        moved = till.booking.room_id != before
        key = "payment.rescued_elsewhere" if moved else "payment.confirmed"
        telling.tell(till.session, till.booking, key, till.request.money)
        return
    _case(till, CaseKind.LATE_NO_ROOM)
    errands.offer_choices(till.session, till.payment, till.booking.id)


def _wait(till: _Till) -> None:
    until = pending.begins(till.session, till.booking)
    if until is None:
        telling.tell(till.session, till.booking, "payment.waiting")
        return
    said = telling.hour(till.session, till.booking, until)
    telling.tell(till.session, till.booking, "payment.waiting_kept", until=said)


def _case(till: _Till, kind: CaseKind) -> None:
    facts = {
        "amount": till.payment.amount,
        "currency": till.payment.currency,
        "asked": till.request.amount,
        "refunded": till.payment.refunded,
        "provider_id": till.payment.provider_id,
    }
    open_case(till.session, till.booking.hotel_id, kind, till.booking, till.payment, **facts)
    if kind in _STOPS_THE_CLOCK and till.booking.status == Status.HELD:
        _every_room(till, verbs.pause_hold)
        telling.tell(till.session, till.booking, "payment.being_looked_at")
    if kind is CaseKind.PAID_AFTER_END:
        telling.tell(till.session, till.booking, "payment.after_end", _came(till.payment))


def _came(payment: Payment) -> Money:
    return Money(payment.amount, payment.currency)
