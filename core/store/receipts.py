"""Receipts: pictures of transfers that guests send, and what staff made of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.bookings import Booking
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.payments import Payment
from core.store.staff import Staff


class Receipt(HotelRow, Base):
    """`seen_before` is the earlier receipt with the very same picture, whoever sent it and for whichever booking."""

    __tablename__ = "receipts"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        ForeignKeyConstraint(["hotel_id", "booking_id"], [Booking.hotel_id, Booking.id]),
        ForeignKeyConstraint(["hotel_id", "media_id"], ["media.hotel_id", "media.id"]),
        ForeignKeyConstraint(["hotel_id", "payment_id"], [Payment.hotel_id, Payment.id]),
        ForeignKeyConstraint(["hotel_id", "seen_before"], ["receipts.hotel_id", "receipts.id"]),
        Index("receipts_picture", "hotel_id", "sha256"),
        Index("receipts_booking", "booking_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    booking_id: Mapped[int]
    media_id: Mapped[int]
    sha256: Mapped[str]
    state: Mapped[str]
    seen_before: Mapped[int | None]
    payment_id: Mapped[int | None]
    reason: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    sent_at: Mapped[datetime]
    judged_at: Mapped[datetime | None]


def locked(session: Session, receipt_id: int) -> Receipt | None:
    return session.scalar(
        select(Receipt)
        .where(Receipt.id == receipt_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def with_picture(session: Session, sha256: str) -> list[Receipt]:
    return list(session.scalars(select(Receipt).where(Receipt.sha256 == sha256).order_by(Receipt.id)))


def waiting_of(session: Session, booking_ids: list[int]) -> list[Receipt]:
    return list(
        session.scalars(
            select(Receipt)
            .where(Receipt.booking_id.in_(booking_ids), Receipt.state == "waiting")
            .order_by(Receipt.id)
        )
    )
