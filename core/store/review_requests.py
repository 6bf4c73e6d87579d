"""Asking for reviews: what a hotel has decided, where guests can write in public, and whom we asked how it was."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.reviews import RequestState
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import Base, HotelRow
from core.store.guests import Guest
from core.store.hotels import Hotel
from core.store.staff import Staff


class ReviewRules(HotelRow, Base):
    __tablename__ = "review_rules"

    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id), primary_key=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int]
    changed_at: Mapped[datetime]


class ReviewLink(HotelRow, Base):
    """Where a guest can write in public; all guests get all of them."""

    __tablename__ = "review_links"
    __table_args__ = (PrimaryKeyConstraint("hotel_id", "platform"),)

    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    platform: Mapped[str]
    url: Mapped[str]
    position: Mapped[int]


class ReviewRequest(HotelRow, Base):
    """One for a stay, however many rooms it had. `stay_key` is the code all of them share.

    What was decided when it fell due (`segment`, `variant`, `language`, `way`) stays with it.
    """

    __tablename__ = "review_requests"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        UniqueConstraint("hotel_id", "stay_key"),
        ForeignKeyConstraint(["hotel_id", "booking_id"], [Booking.hotel_id, Booking.id]),
        ForeignKeyConstraint(["hotel_id", "guest_id"], [Guest.hotel_id, Guest.id]),
        ForeignKeyConstraint(["hotel_id", "conversation_id"], [Conversation.hotel_id, Conversation.id]),
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars_are_five"),
        Index("review_requests_guest", "guest_id", "asked_at"),
        Index("review_requests_asked", "hotel_id", "asked_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    booking_id: Mapped[int]
    stay_key: Mapped[str]
    guest_id: Mapped[int]
    conversation_id: Mapped[int | None]
    state: Mapped[str]
    left_at: Mapped[datetime]
    due_at: Mapped[datetime]
    segment: Mapped[str | None]
    variant: Mapped[str | None]
    language: Mapped[str | None]
    way: Mapped[str | None]
    asked_at: Mapped[datetime | None]
    message_id: Mapped[int | None]
    reminded: Mapped[int] = mapped_column(default=0)
    stars: Mapped[int | None]
    rated_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))


class ReviewClick(HotelRow, Base):
    __tablename__ = "review_clicks"
    __table_args__ = (
        PrimaryKeyConstraint("hotel_id", "request_id", "platform"),
        ForeignKeyConstraint(["hotel_id", "request_id"], [ReviewRequest.hotel_id, ReviewRequest.id]),
    )

    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    request_id: Mapped[int]
    platform: Mapped[str]
    first_at: Mapped[datetime]
    times: Mapped[int]


def rules(session: Session) -> ReviewRules | None:
    return session.scalar(select(ReviewRules))


def links(session: Session) -> list[ReviewLink]:
    return list(session.scalars(select(ReviewLink).order_by(ReviewLink.position, ReviewLink.platform)))


def plan(session: Session, values: dict[str, Any]) -> int | None:
    """None when the stay has its request already."""
    found: int | None = session.scalar(
        insert(ReviewRequest)
        .values(state=RequestState.PLANNED, reminded=0, **values)
        .on_conflict_do_nothing(index_elements=["hotel_id", "stay_key"])
        .returning(ReviewRequest.id)
    )
    return found


def of_stay(session: Session, stay_key: str) -> ReviewRequest | None:
    return session.scalar(
        select(ReviewRequest)
        .where(ReviewRequest.stay_key == stay_key)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def locked(session: Session, request_id: int) -> ReviewRequest | None:
    return session.scalar(
        select(ReviewRequest)
        .where(ReviewRequest.id == request_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def request(session: Session, request_id: int) -> ReviewRequest | None:
    return session.get(ReviewRequest, request_id)


def last_asked(session: Session, guest_id: int, but: int) -> datetime | None:
    """When the guest was last asked about another stay."""
    return session.scalar(
        select(func.max(ReviewRequest.asked_at)).where(
            ReviewRequest.guest_id == guest_id, ReviewRequest.id != but
        )
    )


def latest_of_guest(session: Session, guest_id: int) -> ReviewRequest | None:
    """The one the guest most likely speaks of."""
    return session.scalar(
        select(ReviewRequest)
        .where(ReviewRequest.guest_id == guest_id, ReviewRequest.asked_at.is_not(None))
        .order_by(ReviewRequest.asked_at.desc())
        .limit(1)
        .with_for_update()
    )


def unasked_of_guest(session: Session, guest_id: int) -> ReviewRequest | None:
    """The last stay this guest left, when nobody has asked about it and nothing was said of it."""
    found = session.scalar(
        select(ReviewRequest)
        .where(ReviewRequest.guest_id == guest_id)
        .order_by(ReviewRequest.left_at.desc(), ReviewRequest.id.desc())
        .limit(1)
        .with_for_update()
    )
    return found if found is not None and found.asked_at is None and found.answered_at is None else None


def clicked(session: Session, request: ReviewRequest, platform: str, at: datetime) -> None:
    row = {
        "hotel_id": request.hotel_id,
        "request_id": request.id,
        "platform": platform,
        "first_at": at,
        "times": 1,
    }
    session.execute(
        insert(ReviewClick)
        .values(row)
        .on_conflict_do_update(
            index_elements=["hotel_id", "request_id", "platform"], set_={"times": ReviewClick.times + 1}
        )
    )


def hand_over(session: Session, from_guest: int, to_guest: int) -> None:
    session.execute(
        update(ReviewRequest).where(ReviewRequest.guest_id == from_guest).values(guest_id=to_guest)
    )


def follow_conversation(session: Session, source: int, target: int) -> None:
    session.execute(
        update(ReviewRequest).where(ReviewRequest.conversation_id == source).values(conversation_id=target)
    )
