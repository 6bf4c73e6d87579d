"""Quotes that guests were shown, each exactly as it was said, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.showing import Outcome
from core.store import swift
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import Base, HotelRow
from core.store.guests import Guest
from core.store.hotels import Hotel


class QuoteShown(HotelRow, Base):
    """`wish` is what was asked for, `parts` what was offered: rooms of one type each, a quote per room.

    `kind` says whether it is the wish itself or something near it; `reason` why the wish could not be met.
    """

    __tablename__ = "quotes_shown"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        ForeignKeyConstraint(["hotel_id", "conversation_id"], [Conversation.hotel_id, Conversation.id]),
        ForeignKeyConstraint(["hotel_id", "guest_id"], [Guest.hotel_id, Guest.id]),
        ForeignKeyConstraint(["hotel_id", "booking_id"], [Booking.hotel_id, Booking.id]),
        Index("quotes_shown_talk", "conversation_id", "id"),
        Index("quotes_shown_days", "hotel_id", "shown_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    conversation_id: Mapped[int]
    guest_id: Mapped[int]
    kind: Mapped[str]
    check_in: Mapped[date]
    check_out: Mapped[date]
    wish: Mapped[dict[str, Any]] = mapped_column(JSONB)
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    total: Mapped[int | None]
    currency: Mapped[str | None]
    reason: Mapped[str | None]
    shown_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    outcome: Mapped[str]
    outcome_at: Mapped[datetime | None]
    booking_id: Mapped[int | None]


def one(session: Session, shown_id: int) -> QuoteShown | None:
    return session.get(QuoteShown, shown_id)


def of_conversation(session: Session, conversation_id: int) -> list[QuoteShown]:
    return swift.those(
        session, QuoteShown, "row.conversation_id = %(talk)s ORDER BY row.id", {"talk": conversation_id}
    )


def close_open(session: Session, conversation_id: int, outcome: Outcome, now: datetime) -> None:
    """Whatever still stood open in a conversation has become this."""
    for row in of_conversation(session, conversation_id):
        if row.outcome == Outcome.OPEN:
            row.outcome, row.outcome_at = outcome, now


def hand_over(session: Session, from_guest: int, to_guest: int) -> None:
    session.execute(update(QuoteShown).where(QuoteShown.guest_id == from_guest).values(guest_id=to_guest))


def follow_conversation(session: Session, source: int, target: int) -> None:
    session.execute(
        update(QuoteShown).where(QuoteShown.conversation_id == source).values(conversation_id=target)
    )
