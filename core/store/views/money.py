"""The hotel's payments as the office reads them: one row each, by day, way and state, and what a day brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from core.domain.payments import PaymentState, RefundState
from core.store.bookings import Booking
from core.store.guests import Guest
from core.store.payments import Payment, Refund
from core.store.staff import Staff
from core.store.views.stays import matches

PAGE = 60
# One file holds a busy year; whoever wants more asks for it by months.
MOST_ROWS = 50_000

_moment = func.coalesce(Payment.approved_at, Payment.created_at)
_CAME = frozenset({PaymentState.APPROVED, PaymentState.IN_MEDIATION, PaymentState.REFUNDED})


@dataclass(frozen=True)
class PaymentLine:
    id: int
    code: str | None
    guest: str
    method: str
    state: str
    amount: int
    refunded: int
    counted: bool
    currency: str
    at: datetime
    staff: str | None
    provider_id: str | None


@dataclass(frozen=True)
class Wanted:
    """Which payments; what is not said does not matter. Ends of a span are left out of it."""

    words: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    method: str = ""
    state: str = ""


@dataclass(frozen=True)
class Sum:
    """What came in one way and currency, and what of it went back."""

    method: str
    currency: str
    count: int
    amount: int
    refunded: int


def page(
    session: Session, wanted: Wanted, after: tuple[datetime, int] | None
) -> tuple[list[PaymentLine], tuple[datetime, int] | None]:
    """The newest first, and where the next page begins."""
    query = _lines(wanted)
    if after is not None:
        query = query.where(tuple_(_moment, Payment.id) < after)
    found = [_line(row) for row in session.execute(query.limit(PAGE + 1))]
    shown = found[:PAGE]
    return shown, ((shown[-1].at, shown[-1].id) if len(found) > PAGE else None)


def everything(session: Session, wanted: Wanted) -> list[PaymentLine]:
    return [_line(row) for row in session.execute(_lines(wanted).limit(MOST_ROWS))]


def sums(session: Session, wanted: Wanted) -> list[Sum]:
    """Of all that is asked for, not of the page: money that came, whatever became of it afterwards."""
    rows = session.execute(
        select(
            Payment.method,
            Payment.currency,
            func.count(),
            func.sum(Payment.amount),
            func.sum(Payment.refunded),
        )
        .select_from(Payment)
        .outerjoin(Booking, Booking.id == Payment.booking_id)
        .outerjoin(Guest, Guest.id == Booking.guest_id)
        .where(Payment.state.in_(_CAME), *_conditions(wanted))
        .group_by(Payment.method, Payment.currency)
        .order_by(Payment.currency, Payment.method)
    )
    return [
        Sum(method, currency, count, int(amount), int(back)) for method, currency, count, amount, back in rows
    ]


@dataclass(frozen=True)
class Taken:
    """Money of one day in one way: what came, through whose hands, and what went back that day."""

    method: str
    currency: str
    staff: str | None
    count: int
    amount: int
    back: int


def day(session: Session, starts: datetime, ends: datetime) -> list[Taken]:
    """For counting the till: by way and by who took it."""
    came = session.execute(
        select(Payment.method, Payment.currency, Staff.name, func.count(), func.sum(Payment.amount))
        .select_from(Payment)
        .outerjoin(Staff, Staff.id == Payment.staff_id)
        .where(Payment.approved_at >= starts, Payment.approved_at < ends, Payment.state.in_(_CAME))
        .group_by(Payment.method, Payment.currency, Staff.name)
    )
    went = session.execute(
        select(Payment.method, Refund.currency, Staff.name, func.sum(Refund.amount))
        .select_from(Refund)
        .join(Payment, Payment.id == Refund.payment_id)
        .outerjoin(Staff, Staff.id == Refund.staff_id)
        .where(Refund.done_at >= starts, Refund.done_at < ends, Refund.state == RefundState.DONE)
        .group_by(Payment.method, Refund.currency, Staff.name)
    )
    found: dict[tuple[str, str, str | None], list[int]] = {}
    for method, currency, staff, count, amount in came:
        found[method, currency, staff] = [count, int(amount), 0]
    for method, currency, staff, amount in went:
        found.setdefault((method, currency, staff), [0, 0, 0])[2] += int(amount)
    order = sorted(found, key=lambda key: (key[1], key[0], key[2] or ""))
    return [
        Taken(method, currency, staff, *found[method, currency, staff]) for method, currency, staff in order
    ]


def _lines(wanted: Wanted) -> Select[Payment, str, str, str, datetime]:
    return (
        select(Payment, Booking.code, Guest.name, Staff.name, _moment)
        .outerjoin(Booking, Booking.id == Payment.booking_id)
        .outerjoin(Guest, Guest.id == Booking.guest_id)
        .outerjoin(Staff, Staff.id == Payment.staff_id)
        .where(*_conditions(wanted))
        .order_by(_moment.desc(), Payment.id.desc())
    )


def _line(row: Sequence[Any]) -> PaymentLine:
    payment, code, guest, staff, at = row
    return PaymentLine(
        id=payment.id,
        code=code,
        guest=guest or "",
        method=payment.method,
        state=payment.state,
        amount=payment.amount,
        refunded=payment.refunded,
        counted=payment.counted,
        currency=payment.currency,
        at=at,
        staff=staff,
        provider_id=payment.provider_id,
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.starts is not None:
        found.append(_moment >= wanted.starts)
    if wanted.ends is not None:
        found.append(_moment < wanted.ends)
    if wanted.method:
        found.append(Payment.method == wanted.method)
    if wanted.state == "partly_refunded":
        found.append(and_(Payment.refunded > 0, Payment.refunded < Payment.amount))
    elif wanted.state:
        found.append(Payment.state == wanted.state)
    if wanted.words.strip():
        found.append(or_(matches(wanted.words), Payment.provider_id == wanted.words.strip()))
    return found
