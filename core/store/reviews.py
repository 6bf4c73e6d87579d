"""Reviews: what guests and the world said of a stay, and what staff make of the bad ones."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import Base, HotelRow
from core.store.guests import Guest
from core.store.hotels import Hotel
from core.store.review_requests import ReviewRequest
from core.store.staff import Staff

_PORTION: Final = 1000


class ReviewImport(HotelRow, Base):
    """A file of reviews that somebody took in; undone, it is kept as having been."""

    __tablename__ = "review_imports"
    __table_args__ = (UniqueConstraint("hotel_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    platform: Mapped[str]
    file: Mapped[str]
    fingerprint: Mapped[str]
    new: Mapped[int]
    known: Mapped[int]
    unreadable: Mapped[int]
    staff_id: Mapped[int] = mapped_column(ForeignKey(Staff.id))
    taken_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class Review(HotelRow, Base):
    """What a guest told us (`platform` own, with its request) or the world. `stars` are of five, `score` as written.

    `topics` are None until somebody has read the words. `seen_at` is when it last stood where the platform shows it
    to us, which tells what was taken down there (`gone_at`); `reply_state` is that of a reply sent from here.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        UniqueConstraint("hotel_id", "platform", "key"),
        ForeignKeyConstraint(["hotel_id", "request_id"], [ReviewRequest.hotel_id, ReviewRequest.id]),
        ForeignKeyConstraint(["hotel_id", "booking_id"], [Booking.hotel_id, Booking.id]),
        ForeignKeyConstraint(["hotel_id", "guest_id"], [Guest.hotel_id, Guest.id]),
        ForeignKeyConstraint(["hotel_id", "import_id"], [ReviewImport.hotel_id, ReviewImport.id]),
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars_are_five"),
        Index("reviews_time", "hotel_id", "written_at"),
        Index("reviews_imported", "hotel_id", "import_id", postgresql_where=text("import_id IS NOT NULL")),
        Index(
            "reviews_seen", "hotel_id", "platform", "seen_at", postgresql_where=text("seen_at IS NOT NULL")
        ),
        Index("reviews_unread", "hotel_id", "id", postgresql_where=text("topics IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    platform: Mapped[str]
    key: Mapped[str]
    request_id: Mapped[int | None]
    booking_id: Mapped[int | None]
    guest_id: Mapped[int | None]
    author: Mapped[str]
    stars: Mapped[int | None]
    score: Mapped[str]
    words: Mapped[str]
    language: Mapped[str | None]
    written_at: Mapped[datetime]
    stored_at: Mapped[datetime]
    topics: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    is_strong: Mapped[bool] = mapped_column(default=False)
    contradicts: Mapped[bool] = mapped_column(default=False)
    reply: Mapped[str] = mapped_column(default="")
    replied_at: Mapped[datetime | None]
    replied_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    import_id: Mapped[int | None]
    seen_at: Mapped[datetime | None]
    edited_at: Mapped[datetime | None]
    gone_at: Mapped[datetime | None]
    reply_state: Mapped[str | None]
    reply_problem: Mapped[str | None]


class ReviewCase(HotelRow, Base):
    """Something went wrong for a guest: somebody's until it is put right and the guest has heard of it."""

    __tablename__ = "review_cases"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        UniqueConstraint("hotel_id", "review_id"),
        ForeignKeyConstraint(["hotel_id", "review_id"], [Review.hotel_id, Review.id]),
        ForeignKeyConstraint(["hotel_id", "conversation_id"], [Conversation.hotel_id, Conversation.id]),
        Index("review_cases_open", "hotel_id", "due_at", postgresql_where=text("resolved_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    review_id: Mapped[int]
    conversation_id: Mapped[int | None]
    reasons: Mapped[list[str]] = mapped_column(ARRAY(Text))
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    taken_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    resolution: Mapped[str] = mapped_column(default="")
    followed_up_at: Mapped[datetime | None]


def told_us(session: Session, request_id: int) -> Review | None:
    """What the guest answered to a request so far."""
    return session.scalar(select(Review).where(Review.request_id == request_id).with_for_update())


def keep(session: Session, values: list[dict[str, Any]]) -> list[int]:
    """New ones only: what a platform exported before is known by its key. In portions a statement can hold."""
    new: list[int] = []
    for start in range(0, len(values), _PORTION):
        portion = insert(Review).values(values[start : start + _PORTION])
        kept = portion.on_conflict_do_nothing(index_elements=["hotel_id", "platform", "key"])
        new += session.scalars(kept.returning(Review.id))
    return new


def by_keys(session: Session, platform: str, keys: list[str]) -> list[Review]:
    return list(
        session.scalars(
            select(Review)
            .where(Review.platform == platform, Review.key.in_(keys))
            .order_by(Review.id)
            .with_for_update()
        )
    )


def written_between(session: Session, platform: str, first: datetime, last: datetime) -> list[Review]:
    """Among them may be one that is known under another key."""
    written = (Review.written_at >= first, Review.written_at <= last)
    return list(
        session.scalars(select(Review).where(Review.platform == platform, *written).order_by(Review.id))
    )


def seen_since(session: Session, platform: str, since: datetime) -> int:
    """How many different ones stood there when they were looked for."""
    seen = select(func.count()).select_from(Review)
    return session.scalar(seen.where(Review.platform == platform, Review.seen_at >= since)) or 0


def take_down(session: Session, platform: str, before: datetime, at: datetime) -> int:
    """What was there once, and was not there when everything was looked through."""
    gone = session.scalars(
        update(Review)
        .where(Review.platform == platform, Review.seen_at < before, Review.gone_at.is_(None))
        .values(gone_at=at)
        .returning(Review.id)
    )
    return len(list(gone))


def import_like(session: Session, fingerprint: str) -> ReviewImport | None:
    """The last time this very file was taken in, if it still counts."""
    return session.scalar(
        select(ReviewImport)
        .where(ReviewImport.fingerprint == fingerprint, ReviewImport.undone_at.is_(None))
        .order_by(ReviewImport.id.desc())
        .limit(1)
    )


def imported(session: Session, import_id: int) -> ReviewImport | None:
    return session.scalar(select(ReviewImport).where(ReviewImport.id == import_id).with_for_update())


def take_out(session: Session, import_id: int) -> int:
    """The reviews of one import, but for those that somebody has answered since."""
    gone = session.scalars(
        delete(Review).where(Review.import_id == import_id, Review.replied_at.is_(None)).returning(Review.id)
    )
    return len(list(gone))


def unread(session: Session, most: int) -> list[Review]:
    return list(
        session.scalars(
            select(Review)
            .where(Review.topics.is_(None))
            .order_by(Review.id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
    )


def one(session: Session, review_id: int) -> Review | None:
    return session.scalar(select(Review).where(Review.id == review_id).with_for_update())


def seen(session: Session, review_id: int) -> Review | None:
    """To look at, not to change."""
    return session.scalar(select(Review).where(Review.id == review_id))


def case(session: Session, case_id: int) -> ReviewCase | None:
    return session.scalar(select(ReviewCase).where(ReviewCase.id == case_id).with_for_update())


def talk_of_case(session: Session, case_id: int) -> int | None:
    return session.scalar(select(ReviewCase.conversation_id).where(ReviewCase.id == case_id))


def case_of(session: Session, review_id: int) -> ReviewCase | None:
    return session.scalar(select(ReviewCase).where(ReviewCase.review_id == review_id).with_for_update())


def hand_over(session: Session, from_guest: int, to_guest: int) -> None:
    session.execute(update(Review).where(Review.guest_id == from_guest).values(guest_id=to_guest))


def follow_conversation(session: Session, source: int, target: int) -> None:
    session.execute(
        update(ReviewCase).where(ReviewCase.conversation_id == source).values(conversation_id=target)
    )
