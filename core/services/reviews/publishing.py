"""A reply that a person has read and sends: written down with its letter, and shown as what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.errands import Errand
from core.domain.public_reviews import LONGEST_REPLY, ReplySeen, ReplyState, Wrong
from core.domain.reviews import Platform
from core.services import errands
from core.services.reviews.incoming import NoSuchReview
from core.services.reviews.keys import reply_lane
from core.services.written import written_down
from core.store import lanes
from core.store import review_places as places
from core.store import reviews as rows
from core.store.db import tell_after_commit
from core.store.reviews import Review

_IS_THERE: Final = (ReplyState.SENT, ReplyState.IN_REVIEW, ReplyState.REJECTED)


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
    _write(session, actor.hotel_id, review_id, token)
    tell_after_commit(session, actor.hotel_id, kind="review")


def _write(session: Session, hotel_id: int, review_id: int, mark: str) -> None:
    """One letter each time somebody presses, behind each other: two that were under way at once could arrive there in
    the other order. Each reads the words when it leaves; one that waits to be tried again is not waited for."""
    lane = reply_lane(review_id)
    lanes.cancel(session, lane, due_after=clock.now())
    errands.write(session, hotel_id, Errand.PUBLISH_REPLY, f"{lane}:{mark}", {"review": review_id}, lane=lane)


def outgoing(session: Session, review_id: int) -> Outgoing | None:
    """What is to be said there now; None when nobody wants it any more."""
    review = rows.seen(session, review_id)
    if review is None or review.reply_state != ReplyState.SENDING:
        return None
    return Outgoing(Platform(review.platform), review.key, review.reply)


def published(session: Session, hotel_id: int, review_id: int, sent: Outgoing, told: ReplySeen) -> None:
    """Only those words are there now that went. Where others were pressed meanwhile their own letter is next; where
    they seem to be there already, nobody knows which came last, and they are said once more."""
    review = rows.one(session, review_id)
    if review is None:
        return
    if review.reply_state == ReplyState.SENDING and review.reply == sent.words:
        review.reply_state, review.reply_problem = told.state, told.problem or None
        # By our own clock: what is read of a page that was asked for before does not undo it.
        review.replied_at = clock.now()
    elif review.reply_state in _IS_THERE and review.reply != sent.words:
        review.reply_state, review.reply_problem = ReplyState.SENDING, None
        _write(session, hotel_id, review_id, "again")
    tell_after_commit(session, hotel_id, kind="review")


def others_follow(session: Session, letter_id: int, review_id: int) -> bool:
    """Somebody has pressed again since: then it is for the later letter to say how it went."""
    return lanes.has_more(session, reply_lane(review_id), letter_id)


def refused(session: Session, hotel_id: int, review_id: int, wrong: Wrong) -> None:
    """The words stay, so that they can be sent again or copied by hand."""
    review = rows.one(session, review_id)
    if review is not None and review.reply_state == ReplyState.SENDING:
        review.reply_state, review.reply_problem = ReplyState.FAILED, wrong
        if wrong is Wrong.REVIEW_GONE:
            review.gone_at = clock.now()
        tell_after_commit(session, hotel_id, kind="review")
