"""Reviews read where they stand: each kept once, edits and replies followed, what was taken down marked as gone."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.errands import Errand
from core.domain.public_reviews import PublicReview, ReplySeen, ReplyState, ReviewPage, Wrong
from core.domain.reviews import Platform
from core.services import errands
from core.services.reviews import incoming, twins
from core.services.reviews.exports import Arrived
from core.store import review_places as places
from core.store import reviews as rows
from core.store.db import tell_after_commit
from core.store.review_places import ReviewPlace
from core.store.reviews import Review

# What is new is asked for every hour; everything, to see what was taken down, once a day.
_EVERYTHING: Final = timedelta(hours=20)


@dataclass(frozen=True)
class Walk:
    """How far somebody has come who looks at one page after the other. `whole`: at all of them. `total` is how many
    there were when it began."""

    platform: Platform
    whole: bool = True
    began: str = ""
    mark: str = ""
    total: int = 0

    @property
    def since(self) -> datetime:
        return datetime.fromisoformat(self.began)


def walk_of(payload: dict[str, Any]) -> Walk:
    """Of a letter that an older release may have written."""
    known = {name: payload[name] for name in ("whole", "began", "mark", "total") if name in payload}
    return Walk(Platform(payload["platform"]), **known)


def send_out(session: Session) -> int:
    """A letter for every place that is open; whoever is still on the way is not sent twice."""
    open_ones = places.open_ones(session)
    for row in open_ones:
        send_for(session, row)
    return len(open_ones)


def send_for(session: Session, row: ReviewPlace) -> None:
    now = clock.now()
    whole = row.walked_at is None or now - row.walked_at > _EVERYTHING
    _write(session, row.hotel_id, Walk(Platform(row.platform), whole, now.isoformat()))


def shut(session: Session, platform: Platform) -> Wrong | None:
    """Why nothing is to be had there until a person has done something."""
    row = places.of(session, platform)
    if row is None:
        return Wrong.PLACE
    return Wrong(row.stopped_by) if row.stopped_by is not None else None


def rests_until(session: Session, platform: Platform) -> datetime | None:
    """It has failed lately, and is left alone till then."""
    row = places.of(session, platform)
    until = row.rests_until if row is not None else None
    return until if until is not None and until > clock.now() else None


@dataclass(frozen=True)
class Seen:
    """A page, and when it was asked for: what happened since it does not know."""

    page: ReviewPage
    asked_at: datetime


def take(session: Session, hotel_id: int, walk: Walk, seen: Seen) -> Walk | None:
    """Answers where to go on; None when all is seen that was to be seen."""
    changed, page = _keep(session, hotel_id, walk.platform, seen), seen.page
    walk = replace(walk, total=walk.total or page.total)
    if page.mark and (walk.whole or changed):
        return replace(walk, mark=page.mark)
    _arrived(session, hotel_id, walk, page)
    return None


def go_on(session: Session, hotel_id: int, walk: Walk) -> None:
    _write(session, hotel_id, walk)


def _keep(session: Session, hotel_id: int, platform: Platform, seen: Seen) -> bool:
    """True when anything is new here or has changed."""
    arrived = {one.key: _as_arrived(platform, one) for one in seen.page.reviews}
    twins.adopt(session, platform, list(arrived.values()))
    new = set(incoming.keep(session, hotel_id, arrived.values()))
    told = {one.key: one for one in seen.page.reviews}
    changed = bool(new)
    for review in rows.by_keys(session, platform, list(told)):
        changed |= _follow(review, told[review.key], seen.asked_at, is_new=review.id in new)
    if changed:
        incoming.read_soon(session, hotel_id)
        tell_after_commit(session, hotel_id, kind="review")
    return changed


def _follow(review: Review, told: PublicReview, asked_at: datetime, *, is_new: bool) -> bool:
    said = (told.words[: incoming.LONGEST], told.stars)
    before = (review.words, review.stars, review.reply, review.reply_state, review.gone_at)
    if (review.words, review.stars) != said:
        if review.seen_at is not None:
            review.edited_at = told.changed_at
        review.words, review.stars = said
        review.score, review.topics = f"{told.stars}/5" if told.stars else "", None
    _follow_reply(review, told.reply, asked_at)
    review.seen_at, review.gone_at = clock.now(), None
    after = (review.words, review.stars, review.reply, review.reply_state, review.gone_at)
    return is_new or before != after


def _follow_reply(review: Review, told: ReplySeen | None, asked_at: datetime) -> None:
    """What stands there counts, unless a reply of ours is on its way or went after the page was asked for."""
    went_since = review.replied_at is not None and review.replied_at >= asked_at
    if review.reply_state == ReplyState.SENDING or went_since:
        return
    if told is not None:
        if told.words != review.reply:
            review.reply, review.replied_by = told.words[: incoming.LONGEST], None
        review.replied_at = told.at or review.replied_at or clock.now()
        review.reply_state, review.reply_problem = told.state, told.problem or None
    elif review.reply_state in (ReplyState.SENT, ReplyState.IN_REVIEW):
        review.reply, review.replied_at, review.replied_by = "", None, None
        review.reply_state, review.reply_problem = None, None


def _arrived(session: Session, hotel_id: int, walk: Walk, page: ReviewPage) -> None:
    now = clock.now()
    row = places.locked(session, walk.platform)
    if row is None:
        return
    row.fetched_at = now
    session.flush()
    if walk.whole and not page.mark and _saw_all(session, walk, page.total):
        row.walked_at = now
        if rows.take_down(session, walk.platform, walk.since, now):
            tell_after_commit(session, hotel_id, kind="review")
    tell_after_commit(session, hotel_id, kind="settings")


def _saw_all(session: Session, walk: Walk, total: int) -> bool:
    """Who edits a review in the middle of a walk moves it to a page that was looked at before, and another is met
    twice: so each is counted once. Who takes one down moves one to where nobody looks: so there must be as many at the
    end as there were at first. Where there seem to be none, nothing is said about those that were."""
    return 0 < total == walk.total <= rows.seen_since(session, walk.platform, walk.since)


def _as_arrived(platform: Platform, one: PublicReview) -> Arrived:
    score = f"{one.stars}/5" if one.stars else ""
    return Arrived(platform, one.author, score, one.stars, one.words, one.written_at, None, one.key)


def _write(session: Session, hotel_id: int, walk: Walk) -> None:
    key = f"fetch_reviews:{walk.platform}"
    errands.write(session, hotel_id, Errand.FETCH_REVIEWS, key, asdict(walk), lane=f"{key}:{hotel_id}")
