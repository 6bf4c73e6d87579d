"""What is read of reviews: a guest's history before they are asked, and what the hotel hears afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.reviews import Platform
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.guests import Guest
from core.store.review_requests import ReviewRequest
from core.store.reviews import Review, ReviewCase
from core.store.staff import Staff

PAGE: Final = 30
_MOST_CASES: Final = 100
_UNANSWERED: Final = (Review.platform != Platform.OWN, Review.reply == "", Review.gone_at.is_(None))


@dataclass(frozen=True)
class ReviewLine:
    id: int
    platform: str
    author: str
    stars: int | None
    score: str
    words: str
    written_at: datetime
    topics: dict[str, str] | None
    is_strong: bool
    contradicts: bool
    reply: str
    replied_at: datetime | None
    code: str | None
    conversation_id: int | None
    edited_at: datetime | None = None
    gone_at: datetime | None = None
    seen_at: datetime | None = None
    reply_state: str | None = None
    reply_problem: str | None = None


@dataclass(frozen=True)
class CaseLine:
    id: int
    review: ReviewLine
    reasons: tuple[str, ...]
    opened_at: datetime
    due_at: datetime
    owner_id: int | None
    owner: str | None
    resolved_at: datetime | None
    resolution: str
    followed_up_at: datetime | None
    conversation_id: int | None
    wrote_at: datetime | None
    opted_out_at: datetime | None


def has_open_case(session: Session, guest_id: int) -> bool:
    """Something the guest told us is not put right yet."""
    found = (
        select(ReviewCase.id)
        .join(Review, Review.id == ReviewCase.review_id)
        .where(Review.guest_id == guest_id, ReviewCase.resolved_at.is_(None))
    )
    return session.scalar(found.limit(1)) is not None


def earlier_stays(session: Session, guest_id: int, before: date) -> int:
    stays = select(func.count(func.distinct(func.coalesce(Booking.group_code, Booking.code)))).where(
        Booking.guest_id == guest_id, Booking.status == Status.CHECKED_OUT, Booking.check_out <= before
    )
    return session.scalar(stays) or 0


def page(
    session: Session,
    before: tuple[datetime, int] | None,
    platform: str = "",
    stars: int | None = None,
    *,
    unanswered: bool = False,
) -> tuple[list[ReviewLine], tuple[datetime, int] | None]:
    """The newest first, with where the next page begins. Unanswered are those in public nobody replied to."""
    wanted = _reviews().order_by(Review.written_at.desc(), Review.id.desc()).limit(PAGE + 1)
    if before is not None:
        wanted = wanted.where(tuple_(Review.written_at, Review.id) < before)
    if platform:
        wanted = wanted.where(Review.platform == platform)
    if stars is not None:
        wanted = wanted.where(Review.stars == stars)
    if unanswered:
        wanted = wanted.where(*_UNANSWERED)
    lines = [_line(row) for row in session.execute(wanted)]
    rest = (lines[PAGE - 1].written_at, lines[PAGE - 1].id) if len(lines) > PAGE else None
    return lines[:PAGE], rest


def cases(session: Session, *, resolved_since: datetime) -> list[CaseLine]:
    """Those that wait for somebody, the most urgent first, then those put right lately."""
    wanted = (
        _reviews()
        .add_columns(ReviewCase, Staff.name, Conversation.last_guest_at, Guest.opted_out_at)
        .join(ReviewCase, ReviewCase.review_id == Review.id)
        .outerjoin(Conversation, Conversation.id == ReviewCase.conversation_id)
        .outerjoin(Staff, Staff.id == ReviewCase.owner_id)
        .where(ReviewCase.resolved_at.is_(None) | (ReviewCase.resolved_at >= resolved_since))
        .order_by(ReviewCase.resolved_at.desc().nulls_first(), ReviewCase.due_at)
        .limit(_MOST_CASES)
    )
    return [_case(row) for row in session.execute(wanted)]


def unanswered(session: Session) -> int:
    """Public reviews nobody of the hotel has replied to."""
    return session.scalar(select(func.count()).select_from(Review).where(*_UNANSWERED)) or 0


def open_cases(session: Session) -> int:
    """Unhappy guests for whom something is still to be done, whoever's it is."""
    return session.scalar(select(func.count()).where(ReviewCase.resolved_at.is_(None))) or 0


def waiting_cases(session: Session) -> int:
    """Unhappy guests nobody has taken on yet."""
    waiting = (ReviewCase.resolved_at.is_(None), ReviewCase.owner_id.is_(None))
    return session.scalar(select(func.count()).select_from(ReviewCase).where(*waiting)) or 0


def _reviews() -> Select[Any, Any, Any, Any]:
    return (
        select(Review, Booking.code, ReviewRequest.conversation_id, Guest.name)
        .outerjoin(Booking, Booking.id == Review.booking_id)
        .outerjoin(ReviewRequest, ReviewRequest.id == Review.request_id)
        .outerjoin(Guest, Guest.id == Review.guest_id)
    )


def _line(row: Sequence[Any]) -> ReviewLine:
    review, code, conversation_id, guest = row[:4]
    return ReviewLine(
        review.id, review.platform, guest or review.author, review.stars, review.score, review.words,
        review.written_at, review.topics, review.is_strong, review.contradicts, review.reply, review.replied_at,
        code, conversation_id, review.edited_at, review.gone_at, review.seen_at,
        review.reply_state, review.reply_problem,
    )  # fmt: skip


def _case(row: Sequence[Any]) -> CaseLine:
    case, owner, wrote_at, opted_out_at = row[4:]
    return CaseLine(
        case.id, _line(row), tuple(case.reasons), case.opened_at, case.due_at, case.owner_id, owner,
        case.resolved_at, case.resolution, case.followed_up_at, case.conversation_id,
        wrote_at, opted_out_at,
    )  # fmt: skip
