"""Cases: money about which a person must decide."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, select, text
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.bookings import Booking
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.payments import Payment
from core.store.staff import Staff


class PaymentCase(HotelRow, Base):
    """One open case per `key`; closed by a person, with what they did about it."""

    __tablename__ = "payment_cases"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        ForeignKeyConstraint(["hotel_id", "booking_id"], [Booking.hotel_id, Booking.id]),
        ForeignKeyConstraint(["hotel_id", "payment_id"], [Payment.hotel_id, Payment.id]),
        Index(
            "payment_cases_open", "hotel_id", "key", unique=True, postgresql_where=text("closed_at IS NULL")
        ),
        Index("payment_cases_booking", "booking_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    kind: Mapped[str]
    key: Mapped[str]
    booking_id: Mapped[int | None]
    payment_id: Mapped[int | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    resolution: Mapped[str]


def open_once(session: Session, case: PaymentCase) -> int | None:
    """The new case's id; None when one of the same key is open already."""
    values = {
        "hotel_id": case.hotel_id,
        "kind": case.kind,
        "key": case.key,
        "booking_id": case.booking_id,
        "payment_id": case.payment_id,
        "facts": case.facts,
        "opened_at": case.opened_at,
        "resolution": "",
    }
    return session.scalar(
        insert(PaymentCase).values(values).on_conflict_do_nothing().returning(PaymentCase.id)
    )


def locked(session: Session, case_id: int) -> PaymentCase | None:
    return session.scalar(select(PaymentCase).where(PaymentCase.id == case_id).with_for_update())


def open_cases(session: Session, booking_ids: list[int] | None = None) -> list[PaymentCase]:
    query = select(PaymentCase).where(PaymentCase.closed_at.is_(None)).order_by(PaymentCase.id)
    if booking_ids is not None:
        query = query.where(PaymentCase.booking_id.in_(booking_ids))
    return list(session.scalars(query))


def open_of_payment(session: Session, payment_id: int, kind: str) -> PaymentCase | None:
    return session.scalar(
        select(PaymentCase)
        .where(
            PaymentCase.payment_id == payment_id,
            PaymentCase.kind == kind,
            PaymentCase.closed_at.is_(None),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def of_guest(session: Session, guest_id: int, kind: str) -> list[PaymentCase]:
    """Open ones, about what this guest booked."""
    return list(
        session.scalars(
            select(PaymentCase)
            .join(Booking, Booking.id == PaymentCase.booking_id)
            .where(Booking.guest_id == guest_id, PaymentCase.kind == kind, PaymentCase.closed_at.is_(None))
            .order_by(PaymentCase.id)
        )
    )
