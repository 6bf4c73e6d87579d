"""Reviews from outside, out of exports or typed in by staff: each kept once, then read for what it says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.errands import Errand
from core.domain.opinions import Opinion
from core.services import errands
from core.services.reviews import twins
from core.services.reviews.exports import Arrived
from core.services.reviews.keys import key_of, reply_lane
from core.services.written import written_down
from core.store import lanes
from core.store import reviews as rows
from core.store.db import tell_after_commit
from core.store.reviews import Review

LONGEST: Final = 8000


class NoSuchReview(Exception):
    pass


def take_in(session: Session, actor: Actor, arrived: Iterable[Arrived], token: str) -> int:
    """Answers how many are new; the same file taken twice brings nothing."""
    require(actor, Action.CARE_FOR_REVIEWS)
    listed = list(arrived)
    if not written_down(session, actor, AuditTag.REVIEW_IMPORTED, f"reviews:{len(listed)}", token):
        return 0
    return len(keep(session, actor.hotel_id, listed))


def keep(
    session: Session, hotel_id: int, arrived: Iterable[Arrived], import_id: int | None = None
) -> list[int]:
    """The ids of those that are new; they are read for what they say right after."""
    now, listed = clock.now(), list(arrived)
    values: dict[tuple[str, str], dict[str, Any]] = {}
    for platform in {one.platform for one in listed}:
        theirs = [one for one in listed if one.platform is platform]
        known = twins.known(session, platform, theirs)
        fresh = [_row(hotel_id, one, now) for one in theirs if key_of(one) not in known]
        values |= {(platform, row["key"]): row | {"import_id": import_id} for row in fresh}
    new = rows.keep(session, list(values.values()))
    if new:
        read_soon(session, hotel_id)
        tell_after_commit(session, hotel_id, kind="review")
    return new


def reply(session: Session, actor: Actor, review_id: int, words: str, token: str) -> None:
    """Notes what staff answered in public; nothing is ever posted by itself."""
    require(actor, Action.CARE_FOR_REVIEWS)
    review = rows.one(session, review_id)
    if review is None:
        raise NoSuchReview
    if written_down(session, actor, AuditTag.REVIEW_REPLIED, f"review:{review_id}", token):
        lanes.cancel(session, reply_lane(review_id))
        review.reply_state, review.reply_problem = None, None
        review.reply = words.replace("\x00", "").strip()[:LONGEST]
        review.replied_at, review.replied_by = clock.now(), actor.staff_id


def unread(session: Session, most: int) -> list[Review]:
    return rows.unread(session, most)


def was_read(session: Session, review: Review, opinion: Opinion, language: str) -> None:
    review.language = review.language or language
    review.topics = {str(topic): str(sign) for topic, sign in opinion.topics.items()}
    review.is_strong = opinion.is_strong
    review.contradicts = review.stars is not None and opinion.contradicts(review.stars)
    tell_after_commit(session, review.hotel_id, kind="review")


def read_soon(session: Session, hotel_id: int) -> None:
    errands.write(
        session, hotel_id, Errand.READ_REVIEWS, f"read_reviews:{hotel_id}", {}, due_at=clock.after(0.001)
    )


def _row(hotel_id: int, one: Arrived, now: datetime) -> dict[str, Any]:
    return {
        "hotel_id": hotel_id,
        "platform": one.platform,
        "key": key_of(one),
        "author": one.author[:200],
        "stars": one.stars,
        "score": one.score[:20],
        "words": one.words[:LONGEST],
        "language": one.language,
        "written_at": one.written_at,
        "stored_at": now,
        "is_strong": False,
        "contradicts": False,
        "reply": "",
    }
