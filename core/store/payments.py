"""Payments: where a hotel takes money, what it asked for, what came, and what went back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.money import Money
from core.domain.payments import PaymentState, RefundState, RequestState
from core.store import swift
from core.store.bookings import Booking
from core.store.db import Base, HotelRow, stands_in_the_way
from core.store.hotels import Hotel
from core.store.staff import Staff

_LIVING = "state IN ('wanted', 'open')"


class PaymentAccount(HotelRow, Base):
    """A hotel's account with whoever carries money. `door` is the last part of the address notifications come to."""

    __tablename__ = "payment_accounts"
    __table_args__ = (
        UniqueConstraint("hotel_id", "provider"),
        UniqueConstraint("provider", "door"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    provider: Mapped[str]
    door: Mapped[str]
    collector: Mapped[str]
    token_locked: Mapped[str]
    secret_locked: Mapped[str]
    mode: Mapped[str]
    paused_reason: Mapped[str | None]


class PaymentRequest(HotelRow, Base):
    """What a guest was asked to pay for a booking. Every payment that names `reference` is for it."""

    __tablename__ = "payment_requests"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        UniqueConstraint("hotel_id", "reference"),
        ForeignKeyConstraint(["hotel_id", "booking_id"], [Booking.hotel_id, Booking.id]),
        CheckConstraint("amount > 0", name="something_is_asked"),
        Index(
            "payment_requests_one",
            "hotel_id",
            "booking_id",
            "purpose",
            unique=True,
            postgresql_where=text(_LIVING),
        ),
        Index("payment_requests_booking", "booking_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    booking_id: Mapped[int]
    provider: Mapped[str]
    purpose: Mapped[str]
    reference: Mapped[str]
    amount: Mapped[int]
    currency: Mapped[str]
    state: Mapped[str]
    link_id: Mapped[str | None]
    link_url: Mapped[str | None]
    expires_at: Mapped[datetime]
    created_at: Mapped[datetime]
    paid_at: Mapped[datetime | None]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)


class Payment(HotelRow, Base):
    """Money that came, or tried to. `counted` says that it pays for the booking; `refunded` is what went back of it."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        UniqueConstraint("hotel_id", "method", "provider_id"),
        ForeignKeyConstraint(["hotel_id", "booking_id"], [Booking.hotel_id, Booking.id]),
        ForeignKeyConstraint(["hotel_id", "request_id"], [PaymentRequest.hotel_id, PaymentRequest.id]),
        CheckConstraint("amount >= 0 AND refunded >= 0", name="money_is_not_negative"),
        Index("payments_booking", "booking_id"),
        Index("payments_request", "request_id"),
        Index("payments_day", "hotel_id", "approved_at"),
        Index(
            "payments_moment",
            "hotel_id",
            text("COALESCE(approved_at, created_at) DESC"),
            text("id DESC"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    booking_id: Mapped[int | None]
    request_id: Mapped[int | None]
    method: Mapped[str]
    provider_id: Mapped[str | None]
    state: Mapped[str]
    amount: Mapped[int]
    currency: Mapped[str]
    refunded: Mapped[int]
    counted: Mapped[bool]
    created_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    provider_updated_at: Mapped[datetime | None]
    seen_at: Mapped[datetime]
    raw: Mapped[dict[str, Any]] = mapped_column(JSONB)
    note: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))

    @property
    def known_state(self) -> PaymentState:
        return PaymentState(self.state)

    @property
    def kept(self) -> int:
        """What of it is with the hotel: a payment that was charged back is gone, whatever it paid for."""
        return 0 if self.state == PaymentState.CHARGED_BACK else max(0, self.amount - self.refunded)


class Refund(HotelRow, Base):
    """Money on its way back. `key` is ours and goes along: however often we ask, it goes back once."""

    __tablename__ = "refunds"
    __table_args__ = (
        UniqueConstraint("hotel_id", "key"),
        ForeignKeyConstraint(["hotel_id", "payment_id"], [Payment.hotel_id, Payment.id]),
        CheckConstraint("amount > 0", name="something_goes_back"),
        Index("refunds_payment", "payment_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    payment_id: Mapped[int]
    key: Mapped[str]
    amount: Mapped[int]
    currency: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str]
    provider_id: Mapped[str | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    wanted_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


def account(session: Session, provider: str) -> PaymentAccount | None:
    return session.scalar(select(PaymentAccount).where(PaymentAccount.provider == provider))


def account_of_hotel(session: Session, provider: str, hotel_id: int) -> PaymentAccount | None:
    """For where several hotels are in sight."""
    return session.scalar(
        select(PaymentAccount).where(PaymentAccount.provider == provider, PaymentAccount.hotel_id == hotel_id)
    )


def account_at(session: Session, provider: str, door: str) -> PaymentAccount | None:
    return session.scalar(
        select(PaymentAccount).where(PaymentAccount.provider == provider, PaymentAccount.door == door)
    )


def request(session: Session, request_id: int) -> PaymentRequest | None:
    return session.get(PaymentRequest, request_id)


def request_by(session: Session, reference: str) -> PaymentRequest | None:
    return session.scalar(
        select(PaymentRequest)
        .where(PaymentRequest.reference == reference)
        .execution_options(populate_existing=True)
    )


_LOCK_MONEY = text("SELECT pg_advisory_xact_lock(:space, CAST(:booking % 2147483647 AS integer))")
_MONEY_SPACE = 0x436F4D


def lock_money(session: Session, booking_id: int) -> None:
    """Everything about one booking's money happens one after the other, until the end of the transaction.

    Not the booking's row: changing a stay locks that one after the types of rooms, and money comes before both.
    """
    stands_in_the_way(session)
    session.execute(_LOCK_MONEY, {"space": _MONEY_SPACE, "booking": booking_id})


def living_request(session: Session, booking_id: int, purpose: str) -> PaymentRequest | None:
    return session.scalar(
        select(PaymentRequest)
        .where(
            PaymentRequest.booking_id == booking_id,
            PaymentRequest.purpose == purpose,
            PaymentRequest.state.in_((RequestState.WANTED, RequestState.OPEN)),
        )
        .with_for_update()
    )


def requests_of(session: Session, booking_ids: list[int]) -> list[PaymentRequest]:
    return list(
        session.scalars(
            select(PaymentRequest)
            .where(PaymentRequest.booking_id.in_(booking_ids))
            .order_by(PaymentRequest.id)
        )
    )


def by_provider_id(session: Session, method: str, provider_id: str) -> Payment | None:
    return session.scalar(
        select(Payment)
        .where(Payment.method == method, Payment.provider_id == provider_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def locked(session: Session, payment_id: int) -> Payment | None:
    return session.scalar(
        select(Payment)
        .where(Payment.id == payment_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def of_bookings(session: Session, booking_ids: list[int]) -> list[Payment]:
    return swift.those(
        session, Payment, "row.booking_id = ANY(%(bookings)s) ORDER BY row.id", {"bookings": booking_ids}
    )


def other_money(session: Session, request_id: int, but: int | None) -> bool:
    """Whether another payment than this one already pays for the request."""
    query = select(Payment.id).where(Payment.request_id == request_id, Payment.counted)
    if but is not None:
        query = query.where(Payment.id != but)
    return session.scalar(query.limit(1)) is not None


def refunds_of(session: Session, payment_id: int) -> list[Refund]:
    return list(session.scalars(select(Refund).where(Refund.payment_id == payment_id).order_by(Refund.id)))


def refund_locked(session: Session, refund_id: int) -> Refund | None:
    return session.scalar(
        select(Refund)
        .where(Refund.id == refund_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def going_back(session: Session, payment_id: int) -> int:
    """What we have sent back of a payment, or are about to."""
    return sum(one.amount for one in refunds_of(session, payment_id) if one.state != RefundState.REFUSED)
