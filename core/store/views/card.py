"""One booking with all that belongs to it: lines, money that came and went, letters under way, who did what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core.domain.money import Money
from core.domain.payments import PaymentState
from core.domain.quotes import Quote
from core.store import charges, payments
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.charges import Charge
from core.store.outbox import OutboxLetter
from core.store.payments import Payment, PaymentRequest, Refund
from core.store.staff import Staff
from core.store.views import stays
from core.store.views.stays import StayLine

_MOST_ENTRIES = 60


@dataclass(frozen=True)
class Entry:
    tag: str
    at: datetime
    staff: str | None
    details: dict[str, Any]


@dataclass(frozen=True)
class Letter:
    kind: str
    due_at: datetime
    state: str


@dataclass(frozen=True)
class Card:
    line: StayLine
    rooms: tuple[StayLine, ...]
    quote: Quote | None
    cots: int
    moments: dict[str, datetime | None]
    charges: tuple[Charge, ...]
    payments: tuple[tuple[Payment, str | None], ...]
    refunds: tuple[Refund, ...]
    requests: tuple[PaymentRequest, ...]
    letters: tuple[Letter, ...]
    entries: tuple[Entry, ...]


def by_code(session: Session, code: str) -> Card | None:
    booking = session.scalar(select(Booking).where(Booking.code == code))
    line = stays.card(session, booking.id) if booking is not None else None
    if booking is None or line is None:
        return None
    rooms = _together(session, booking, line)
    ids = [room.id for room in rooms]
    came = session.execute(
        select(Payment, Staff.name)
        .outerjoin(Staff, Staff.id == Payment.staff_id)
        .where(Payment.booking_id.in_(ids))
        .order_by(Payment.id)
    ).all()
    return Card(
        line=line,
        rooms=rooms,
        quote=booking.agreed,
        cots=booking.cots,
        moments={
            name: getattr(booking, name)
            for name in ("created_at", "confirmed_at", "arrived_at", "left_at", "ended_at")
        },
        charges=tuple(charges.of_booking(session, booking.id)),
        payments=tuple((payment, name) for payment, name in came),
        refunds=tuple(refund for payment, _ in came for refund in payments.refunds_of(session, payment.id)),
        requests=tuple(payments.requests_of(session, ids)),
        letters=_letters(session, booking.id),
        entries=_entries(session, booking.id, [payment.id for payment, _ in came]),
    )


def _together(session: Session, booking: Booking, line: StayLine) -> tuple[StayLine, ...]:
    if booking.group_code is None:
        return (line,)
    found = stays.listed(session, Booking.group_code == booking.group_code, order=(Booking.id,))
    return tuple(found)


def _letters(session: Session, booking_id: int) -> tuple[Letter, ...]:
    """What will happen by itself, and what could not."""
    rows = session.execute(
        select(OutboxLetter.kind, OutboxLetter.due_at, OutboxLetter.state)
        .where(
            OutboxLetter.payload["booking"].as_integer() == booking_id,
            OutboxLetter.state.in_(("waiting", "sending", "doubtful", "dead", "parked")),
        )
        .order_by(OutboxLetter.due_at, OutboxLetter.id)
        .limit(20)
    )
    return tuple(Letter(*row) for row in rows)


def _entries(session: Session, booking_id: int, payment_ids: Sequence[int]) -> tuple[Entry, ...]:
    subjects = [f"booking:{booking_id}", *(f"payment:{payment_id}" for payment_id in payment_ids)]
    rows = session.execute(
        select(AuditEntry.tag, AuditEntry.at, Staff.name, AuditEntry.details)
        .outerjoin(Staff, Staff.id == AuditEntry.staff_id)
        .where(AuditEntry.subject.in_(subjects))
        .order_by(AuditEntry.id.desc())
        .limit(_MOST_ENTRIES)
    )
    return tuple(Entry(tag, at, staff, details) for tag, at, staff, details in rows)


@dataclass(frozen=True)
class Balance:
    """What a booking costs with those booked together with it, and what came of it."""

    owed: Money
    paid: Money
    deposit: Money

    @property
    def left(self) -> Money:
        return self.owed - self.paid

    @property
    def deposit_due(self) -> Money:
        return max(self.deposit - self.paid, Money.zero(self.deposit.currency))


def balances(session: Session, lines: Sequence[StayLine]) -> dict[int, Balance]:
    """Rooms booked together are paid together: each of them shows what is left of the whole."""
    groups = {line.group_code for line in lines if line.group_code is not None}
    alone = [line.id for line in lines if line.group_code is None]
    owed = _owed(session, groups, alone)
    paid = _paid(session, groups, alone)
    found = {}
    for line in lines:
        key = line.group_code or line.id
        nothing = Money.zero(line.total.currency)
        cost, deposit = owed.get(key, (nothing, nothing))
        found[line.id] = Balance(cost, paid.get(key, nothing), deposit)
    return found


_VOID = ("cancelled", "expired")


def _owed(session: Session, groups: set[str], alone: Sequence[int]) -> dict[str | int, tuple[Money, Money]]:
    """What each costs with its lines, and what of it was to be paid ahead."""
    extra = (
        select(func.coalesce(func.sum(Charge.amount), 0))
        .where(Charge.booking_id == Booking.id)
        .correlate(Booking)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Booking.id,
            Booking.group_code,
            Booking.status,
            Booking.total,
            Booking.deposit,
            Booking.currency,
            extra,
        ).where(or_(Booking.group_code.in_(groups), Booking.id.in_(alone)))
    )
    found: dict[str | int, tuple[Money, Money]] = {}
    for booking_id, group, status, price, deposit, currency, charged in rows:
        stands = status not in _VOID
        owed = Money((price if stands else 0) + int(charged), currency)
        ahead = Money(deposit if stands else 0, currency)
        before = found.get(group or booking_id, (Money.zero(currency), Money.zero(currency)))
        found[group or booking_id] = (before[0] + owed, before[1] + ahead)
    return found


def _paid(session: Session, groups: set[str], alone: Sequence[int]) -> dict[str | int, Money]:
    rows = session.execute(
        select(Booking.id, Booking.group_code, Payment.amount, Payment.refunded, Payment.currency)
        .join(Payment, Payment.booking_id == Booking.id)
        .where(
            or_(Booking.group_code.in_(groups), Booking.id.in_(alone)),
            Payment.counted,
            Payment.state != PaymentState.CHARGED_BACK,
            Payment.currency == Booking.currency,
        )
    )
    found: dict[str | int, Money] = {}
    for booking_id, group, amount, refunded, currency in rows:
        kept = Money(max(0, amount - refunded), currency)
        key = group or booking_id
        found[key] = found[key] + kept if key in found else kept
    return found
