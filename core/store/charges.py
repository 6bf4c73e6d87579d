"""Charges: money beyond what was agreed with the booking."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.money import Money
from core.store import swift
from core.store.bookings import Booking
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.staff import Staff


class Charge(HotelRow, Base):
    """Money beyond the quote; what takes off is below nothing."""

    __tablename__ = "charges"
    __table_args__ = (
        ForeignKeyConstraint(["hotel_id", "booking_id"], [Booking.hotel_id, Booking.id]),
        Index("charges_booking", "booking_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    booking_id: Mapped[int]
    kind: Mapped[str]
    amount: Mapped[int]
    currency: Mapped[str]
    note: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    at: Mapped[datetime]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)


def of_booking(session: Session, booking_id: int) -> list[Charge]:
    return swift.those(
        session, Charge, "row.booking_id = %(booking)s ORDER BY row.id", {"booking": booking_id}
    )
