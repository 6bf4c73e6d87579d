"""Who waits for a room to become free, in the order in which they asked."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import BigInteger

from core.domain.waiting import Waiting
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import Base, HotelRow
from core.store.guests import Guest
from core.store.hotels import Hotel

_OPEN = "state IN ('waiting', 'offered')"


class WaitlistEntry(HotelRow, Base):
    """`booking_id` is the hold that was made for the guest when something became free."""

    __tablename__ = "waitlist"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        ForeignKeyConstraint(["hotel_id", "conversation_id"], [Conversation.hotel_id, Conversation.id]),
        ForeignKeyConstraint(["hotel_id", "guest_id"], [Guest.hotel_id, Guest.id]),
        ForeignKeyConstraint(["hotel_id", "booking_id"], [Booking.hotel_id, Booking.id]),
        CheckConstraint("check_out > check_in", name="some_nights"),
        Index("waitlist_days", "hotel_id", "check_in", postgresql_where=text("state = 'waiting'")),
        Index(
            "waitlist_one",
            "hotel_id",
            "guest_id",
            "check_in",
            "check_out",
            unique=True,
            postgresql_where=text(_OPEN),
        ),
        Index("waitlist_booking", "booking_id", postgresql_where=text("booking_id IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    guest_id: Mapped[int]
    conversation_id: Mapped[int]
    check_in: Mapped[date]
    check_out: Mapped[date]
    adults: Mapped[int]
    children: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    room_type: Mapped[str | None]
    rooms: Mapped[int]
    state: Mapped[str]
    joined_at: Mapped[datetime]
    offered_at: Mapped[datetime | None]
    booking_id: Mapped[int | None]
    ended_at: Mapped[datetime | None]


def locked(session: Session, entry_id: int) -> WaitlistEntry | None:
    return session.scalar(
        select(WaitlistEntry)
        .where(WaitlistEntry.id == entry_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def with_booking(session: Session, booking_id: int) -> WaitlistEntry | None:
    return session.scalar(
        select(WaitlistEntry).where(WaitlistEntry.booking_id == booking_id).with_for_update()
    )


def open_of(session: Session, guest_id: int, check_in: date, check_out: date) -> WaitlistEntry | None:
    return session.scalar(
        select(WaitlistEntry).where(
            WaitlistEntry.guest_id == guest_id,
            WaitlistEntry.check_in == check_in,
            WaitlistEntry.check_out == check_out,
            WaitlistEntry.state.in_((Waiting.WAITING, Waiting.OFFERED)),
        )
    )


def waiting_between(session: Session, first: date, last: date) -> list[WaitlistEntry]:
    """Whoever waits for a stay that touches these days, first come first; each is locked, none twice at once."""
    return list(
        session.scalars(
            select(WaitlistEntry)
            .where(
                WaitlistEntry.state == Waiting.WAITING,
                WaitlistEntry.check_in < last,
                WaitlistEntry.check_out > first,
            )
            .order_by(WaitlistEntry.id)
            .with_for_update(skip_locked=True)
        )
    )


def anybody(session: Session, first: date, last: date) -> bool:
    """Whether somebody waits for a stay that touches these days."""
    return (
        session.scalar(
            select(WaitlistEntry.id)
            .where(
                WaitlistEntry.state == Waiting.WAITING,
                WaitlistEntry.check_in < last,
                WaitlistEntry.check_out > first,
            )
            .limit(1)
        )
        is not None
    )


def hand_over(session: Session, from_guest: int, to_guest: int) -> None:
    """Two guests turned out to be one person, who waits for the same days only once."""
    doubled = (
        select(WaitlistEntry.check_in, WaitlistEntry.check_out)
        .where(
            WaitlistEntry.guest_id == to_guest, WaitlistEntry.state.in_((Waiting.WAITING, Waiting.OFFERED))
        )
        .subquery()
    )
    session.execute(
        update(WaitlistEntry)
        .where(
            WaitlistEntry.guest_id == from_guest,
            WaitlistEntry.state == Waiting.WAITING,
            select(doubled.c.check_in)
            .where(
                doubled.c.check_in == WaitlistEntry.check_in, doubled.c.check_out == WaitlistEntry.check_out
            )
            .exists(),
        )
        .values(state=Waiting.LEFT)
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(WaitlistEntry).where(WaitlistEntry.guest_id == from_guest).values(guest_id=to_guest)
    )


def follow_conversation(session: Session, source: int, target: int) -> None:
    session.execute(
        update(WaitlistEntry).where(WaitlistEntry.conversation_id == source).values(conversation_id=target)
    )
