"""What of the hotel's money waits for somebody: receipts, cases, money fought over, refunds, who owes, whom we owe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, aliased

from core.domain.payments import PaymentState, ReceiptState, RefundState
from core.store.bookings import Booking
from core.store.cases import PaymentCase
from core.store.guests import Guest
from core.store.media import Media
from core.store.messages import Message
from core.store.payments import Payment, Refund
from core.store.receipts import Receipt
from core.store.staff import Staff

_AT_MOST = 200


@dataclass(frozen=True)
class Waiting:
    """A receipt to be judged. `first` is where the same picture was seen before: code, when, and how that ended."""

    receipt: Receipt
    booking: Booking
    guest: str
    mime: str
    caption: str
    first: tuple[str, datetime, str] | None


def receipts(session: Session) -> list[Waiting]:
    """The ones that came first, first."""
    earlier, theirs = aliased(Receipt), aliased(Booking)
    caption = (
        select(Message.text)
        .where(
            Message.media_id == Receipt.media_id,
            Message.conversation_id == Booking.conversation_id,
            Message.direction == "in",
        )
        .order_by(Message.id.desc())
        .limit(1)
        .correlate(Receipt, Booking)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Receipt, Booking, Guest.name, Media.mime, caption, theirs.code, earlier.sent_at, earlier.state)
        .join(Booking, Booking.id == Receipt.booking_id)
        .join(Media, Media.id == Receipt.media_id)
        .outerjoin(Guest, Guest.id == Booking.guest_id)
        .outerjoin(earlier, earlier.id == Receipt.seen_before)
        .outerjoin(theirs, theirs.id == earlier.booking_id)
        .where(Receipt.state == ReceiptState.WAITING)
        .order_by(Receipt.sent_at, Receipt.id)
        .limit(_AT_MOST)
    )
    return [
        Waiting(receipt, booking, guest or "", mime, said or "", (code, at, state) if code else None)
        for receipt, booking, guest, mime, said, code, at, state in rows
    ]


@dataclass(frozen=True)
class CaseLine:
    case: PaymentCase
    booking: Booking | None
    payment: Payment | None
    guest: str


def cases(session: Session) -> list[CaseLine]:
    rows = session.execute(
        select(PaymentCase, Booking, Payment, Guest.name)
        .outerjoin(Booking, Booking.id == PaymentCase.booking_id)
        .outerjoin(Payment, Payment.id == PaymentCase.payment_id)
        .outerjoin(Guest, Guest.id == Booking.guest_id)
        .where(PaymentCase.closed_at.is_(None))
        .order_by(PaymentCase.id)
        .limit(_AT_MOST)
    )
    return [CaseLine(case, booking, payment, guest or "") for case, booking, payment, guest in rows]


@dataclass(frozen=True)
class RefundLine:
    refund: Refund
    method: str
    code: str | None
    guest: str
    staff: str | None


def refunds(session: Session, done_since: datetime) -> list[RefundLine]:
    """Whatever is under way or was refused, and what went back lately."""
    rows = session.execute(
        select(Refund, Payment.method, Booking.code, Guest.name, Staff.name)
        .join(Payment, Payment.id == Refund.payment_id)
        .outerjoin(Booking, Booking.id == Payment.booking_id)
        .outerjoin(Guest, Guest.id == Booking.guest_id)
        .outerjoin(Staff, Staff.id == Refund.staff_id)
        .where((Refund.state != RefundState.DONE) | (Refund.done_at >= done_since))
        .order_by((Refund.state == RefundState.DONE).asc(), Refund.wanted_at.desc(), Refund.id.desc())
        .limit(_AT_MOST)
    )
    return [RefundLine(*row[:3], row[3] or "", row[4]) for row in rows]


@dataclass(frozen=True)
class Fought:
    payment: Payment
    code: str | None
    guest: str


def fought_over(session: Session) -> list[Fought]:
    """Payments that a bank or the provider has taken back, or may."""
    rows = session.execute(
        select(Payment, Booking.code, Guest.name)
        .outerjoin(Booking, Booking.id == Payment.booking_id)
        .outerjoin(Guest, Guest.id == Booking.guest_id)
        .where(Payment.state.in_((PaymentState.IN_MEDIATION, PaymentState.CHARGED_BACK)))
        .order_by(Payment.id.desc())
        .limit(_AT_MOST)
    )
    return [Fought(payment, code, guest or "") for payment, code, guest in rows]


@dataclass(frozen=True)
class Bill:
    """A booking with those made together with it. `left` is still to be paid; below nothing, it is to go back."""

    code: str
    status: str
    guest: str
    guest_id: int | None
    conversation_id: int | None
    check_in: date
    check_out: date
    rooms: int
    owed: int
    paid: int
    left: int
    currency: str


_NEAR = """
    SELECT id, group_code FROM bookings
    WHERE guest_id IS NOT NULL AND (
        status = 'in_house' OR (status IN ('confirmed', 'checked_out') AND check_out BETWEEN :first AND :last))
"""
_PAID_FOR = """
    SELECT id, group_code FROM bookings
    WHERE guest_id IS NOT NULL AND (ended_at >= :since OR check_out >= CAST(:since AS date)) AND EXISTS (
        SELECT 1 FROM payments p WHERE p.booking_id = bookings.id AND p.counted)
"""
_BILLS = """
    WITH near AS ({near}),
    rooms AS (
        SELECT b.* FROM bookings b WHERE b.id IN (SELECT id FROM near WHERE group_code IS NULL)
        UNION ALL
        SELECT b.* FROM bookings b WHERE b.group_code IN (SELECT group_code FROM near)),
    extra AS (SELECT booking_id, sum(amount) AS amount FROM charges
        WHERE booking_id IN (SELECT id FROM rooms) GROUP BY booking_id),
    came AS (
        SELECT p.booking_id, sum(greatest(0, p.amount - greatest(p.refunded, coalesce(back.amount, 0)))) AS amount
        FROM payments p JOIN rooms r ON r.id = p.booking_id AND r.currency = p.currency
        LEFT JOIN LATERAL (SELECT sum(f.amount) AS amount FROM refunds f
            WHERE f.payment_id = p.id AND f.state <> 'refused') back ON true
        WHERE p.counted AND p.state <> 'charged_back' GROUP BY p.booking_id),
    bills AS (
        SELECT (array_agg(r.id ORDER BY (r.status IN ('in_house', 'confirmed')) DESC, r.check_out, r.id))[1] AS id,
            count(*) AS rooms,
            sum(CASE WHEN r.status IN ('cancelled', 'expired') THEN 0 ELSE r.total END + coalesce(x.amount, 0)) AS owed,
            sum(coalesce(c.amount, 0)) AS paid
        FROM rooms r LEFT JOIN extra x ON x.booking_id = r.id LEFT JOIN came c ON c.booking_id = r.id
        GROUP BY coalesce(r.group_code, r.code))
    SELECT b.code, b.status, coalesce(g.name, '') AS guest, b.guest_id, b.conversation_id, b.check_in, b.check_out,
        bills.rooms, bills.owed, bills.paid, bills.owed - bills.paid AS left, b.currency
    FROM bills JOIN bookings b ON b.id = bills.id LEFT JOIN guests g ON g.id = b.guest_id
    WHERE {which} ORDER BY {order}, b.id LIMIT 200
"""
_OWING = text(_BILLS.format(near=_NEAR, which="bills.owed > bills.paid", order="b.check_out"))
_OWED = text(_BILLS.format(near=_PAID_FOR, which="bills.paid > bills.owed", order="b.changed_at DESC"))


def owing(session: Session, today: date, ahead: timedelta, behind: timedelta) -> list[Bill]:
    """Who leaves soon and still owes, and who left without paying."""
    return _bills(session, _OWING, {"first": today - behind, "last": today + ahead})


def overpaid(session: Session, since: datetime) -> list[Bill]:
    """Who paid more than they owe, and nothing of it is on its way yet: stays called off, discounts, paid twice."""
    return _bills(session, _OWED, {"since": since})


def waiting(session: Session) -> int:
    """How much money waits for somebody: receipts to judge and open cases."""
    judged = select(func.count()).select_from(Receipt).where(Receipt.state == ReceiptState.WAITING)
    opened = select(func.count()).select_from(PaymentCase).where(PaymentCase.closed_at.is_(None))
    return int(session.scalar(judged) or 0) + int(session.scalar(opened) or 0)


def _bills(session: Session, query: Any, facts: dict[str, Any]) -> list[Bill]:
    rows = session.execute(query, facts).mappings()
    sums = ("owed", "paid", "left", "rooms")
    return [Bill(**{**row, **{name: int(row[name]) for name in sums}}) for row in rows]
