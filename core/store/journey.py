"""The letters of guests' journeys: one row for each letter of a stay, planned, sent or skipped, with the reason."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.bookings import Booking
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel


class JourneyRow(HotelRow, Base):
    """`day` is what the letter is about: a stay that moves gets it anew. `round` tells one planning from the next, so
    that an errand under way never meets the letter that follows it. `insisted` was asked for by staff."""

    __tablename__ = "journey_letters"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        UniqueConstraint("booking_id", "letter"),
        ForeignKeyConstraint(["hotel_id", "booking_id"], [Booking.hotel_id, Booking.id]),
        Index("journey_planned", "hotel_id", "due_at", postgresql_where=text("fate = 'planned'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    booking_id: Mapped[int]
    letter: Mapped[str]
    day: Mapped[date]
    fate: Mapped[str]
    why: Mapped[str | None]
    due_at: Mapped[datetime]
    round: Mapped[int]
    insisted: Mapped[bool]
    sent_at: Mapped[datetime | None]


def of_booking(session: Session, booking_id: int) -> dict[str, JourneyRow]:
    """Locked, in the order in which they were planned."""
    rows = session.scalars(
        select(JourneyRow)
        .where(JourneyRow.booking_id == booking_id)
        .order_by(JourneyRow.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.letter: row for row in rows}


def seen_of(session: Session, booking_ids: list[int]) -> list[JourneyRow]:
    """For whoever only looks."""
    return list(
        session.scalars(
            select(JourneyRow).where(JourneyRow.booking_id.in_(booking_ids)).order_by(JourneyRow.due_at)
        )
    )


def planned(session: Session) -> list[int]:
    """Bookings that still expect something."""
    found = select(JourneyRow.booking_id).where(JourneyRow.fate == "planned").distinct()
    return sorted(session.scalars(found))
