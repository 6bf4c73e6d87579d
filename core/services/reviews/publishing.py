"""A reply that a person has read and sends: written down with its letter, and shown as what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.errands import Errand
from core.domain.public_reviews import LONGEST_REPLY, ReplySeen, ReplyState, Wrong
from core.domain.reviews import Platform
from core.services import errands
from core.services.reviews.incoming import NoSuchReview
from core.services.written import written_down
from core.store import review_places as places
from core.store import reviews as rows
from core.store.db import tell_after_commit
from core.store.reviews import Review


class CannotPublish(Exception):
    """The platform is not connected, is stopped, or does not show the review any more."""


class NothingSaid(Exception):
    pass


class TooLong(Exception):
    pass


@dataclass(frozen=True)
class Outgoing:
    platform: Platform
    key: str
    words: str


def open_places(session: Session) -> list[str]:
    """Platforms on which a reply can be sent from here now."""
    return [row.platform for row in places.open_ones(session)]


def can_publish(session: Session, review: Review) -> bool:
    """It stands there, and the place is open."""
    is_there = review.seen_at is not None and review.gone_at is None
    return is_there and review.platform in open_places(session)


def send(session: Session, actor: Actor, review_id: int, words: str, token: str) -> None:
    """Sent again with other words it takes the place of the one before, here and there."""
    require(actor, Action.CARE_FOR_REVIEWS)
    review = rows.one(session, review_id)
    if review is None:
        raise NoSuchReview
    said = words.replace("\x00", "").strip()
    if not said:
        raise NothingSaid
    if len(said.encode()) > LONGEST_REPLY:
        raise TooLong
    if not can_publish(session, review):
        raise CannotPublish
    if not written_down(session, actor, AuditTag.REVIEW_REPLY_SENT, f"review:{review_id}", token):
        return
    review.reply, review.replied_at, review.replied_by = said, clock.now(), actor.staff_id
    review.reply_state, review.reply_problem = ReplyState.SENDING, None
    errands.write(
        session, actor.hotel_id, Errand.PUBLISH_REPLY, f"publish_reply:{review_id}", {"review": review_id}
    )
    tell_after_commit(session, actor.hotel_id, kind="review")


def outgoing(session: Session, review_id: int) -> Outgoing | None:
    """What is to be said there now; None when nobody wants it any more."""
    review = rows.seen(session, review_id)
    if review is None or review.reply_state != ReplyState.SENDING:
        return None
    return Outgoing(Platform(review.platform), review.key, review.reply)


def published(session: Session, hotel_id: int, review_id: int, sent: Outgoing, told: ReplySeen) -> bool:
    """False when somebody has written something else meanwhile: that is to be sent, too."""
    review = rows.one(session, review_id)
    if review is None or review.reply_state != ReplyState.SENDING:
        return True
    if review.reply != sent.words:
        return False
    review.reply_state, review.reply_problem = told.state, told.problem or None
    review.replied_at = told.at or review.replied_at
    tell_after_commit(session, hotel_id, kind="review")
    return True


def refused(session: Session, hotel_id: int, review_id: int, wrong: Wrong) -> None:
    """The words stay, so that they can be sent again or copied by hand."""
    review = rows.one(session, review_id)
    if review is not None and review.reply_state == ReplyState.SENDING:
        review.reply_state, review.reply_problem = ReplyState.FAILED, wrong
        if wrong is Wrong.REVIEW_GONE:
            review.gone_at = clock.now()
        tell_after_commit(session, hotel_id, kind="review")
