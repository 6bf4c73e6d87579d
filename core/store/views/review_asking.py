"""What is read of the asking itself: who waits, who was left in peace and why, and which words get more answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.reviews import RequestState
from core.store.bookings import Booking
from core.store.guests import Guest
from core.store.hotels import ChannelAccount
from core.store.review_pace import ReviewStop
from core.store.review_requests import ReviewClick, ReviewRequest

_MOST: Final = 100


@dataclass(frozen=True)
class RequestLine:
    """A guest who was asked, will be, or is left in peace."""

    id: int
    guest: str
    code: str
    state: str
    reason: str | None
    left_at: datetime
    due_at: datetime
    asked_at: datetime | None
    reminded: int
    stars: int | None
    conversation_id: int | None


@dataclass(frozen=True)
class VariantLine:
    """One way of putting the question, and how it fared."""

    variant: str
    sent: int
    answered: int
    clicked: int


@dataclass(frozen=True)
class StopLine:
    reason: str
    facts: dict[str, str]
    began_at: datetime


def requests(session: Session, since: datetime) -> list[RequestLine]:
    """Nobody answered these yet: first who waits to be asked, then who was asked, then who is left in peace."""
    order = func.array_position(["planned", "sent", "skipped"], ReviewRequest.state)
    wanted = (
        select(ReviewRequest, Guest.name, Booking.code)
        .join(Guest, Guest.id == ReviewRequest.guest_id)
        .join(Booking, Booking.id == ReviewRequest.booking_id)
        .where(ReviewRequest.state != RequestState.ANSWERED, ReviewRequest.left_at >= since)
        .order_by(order, ReviewRequest.due_at, ReviewRequest.id)
        .limit(_MOST)
    )
    return [_line(*found) for found in session.execute(wanted)]


def of_stay(session: Session, stay_key: str) -> RequestLine | None:
    """The request of one stay, however many rooms it has."""
    found = session.execute(
        select(ReviewRequest, Guest.name, Booking.code)
        .join(Guest, Guest.id == ReviewRequest.guest_id)
        .join(Booking, Booking.id == ReviewRequest.booking_id)
        .where(ReviewRequest.stay_key == stay_key)
    ).one_or_none()
    return None if found is None else _line(*found)


def waiting(session: Session, until: datetime) -> int:
    """Who is to be asked for the first time by then."""
    planned = (ReviewRequest.state == RequestState.PLANNED, ReviewRequest.due_at <= until)
    return session.scalar(select(func.count()).select_from(ReviewRequest).where(*planned)) or 0


def asked(session: Session, since: datetime) -> int:
    recent = ReviewRequest.asked_at >= since
    return session.scalar(select(func.count()).select_from(ReviewRequest).where(recent)) or 0


def variants(session: Session, since: datetime) -> list[VariantLine]:
    """Of those who were asked in the chat: the template says the same to everybody, so it compares nothing."""
    clicked = select(ReviewClick.request_id).where(ReviewClick.request_id == ReviewRequest.id).exists()
    rows = session.execute(
        select(
            ReviewRequest.variant,
            func.count(),
            func.count(ReviewRequest.answered_at),
            func.count().filter(clicked),
        )
        .where(
            ReviewRequest.asked_at >= since, ReviewRequest.variant.is_not(None), ReviewRequest.way == "free"
        )
        .group_by(ReviewRequest.variant)
        .order_by(ReviewRequest.variant)
    )
    return [VariantLine(str(variant), *counts) for variant, *counts in rows]


def stop(session: Session) -> StopLine | None:
    found = session.scalar(select(ReviewStop).where(ReviewStop.ended_at.is_(None)))
    return StopLine(found.reason, found.facts, found.began_at) if found is not None else None


def limits(session: Session) -> list[str | None]:
    """What the channel has said of each number; nothing where it has not."""
    return list(session.scalars(select(ChannelAccount.messaging_limit).order_by(ChannelAccount.id)))


def _line(one: ReviewRequest, name: str, code: str) -> RequestLine:
    return RequestLine(
        one.id, name, code, one.state, one.reason, one.left_at, one.due_at, one.asked_at, one.reminded,
        one.stars, one.conversation_id,
    )  # fmt: skip
