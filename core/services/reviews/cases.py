"""A guest was unhappy: somebody takes it on, puts it right by a deadline, and the guest hears of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AlertKind, AuditTag
from core.domain.errands import Errand
from core.domain.messages import window_is_open
from core.domain.outgoing import Text
from core.services import alerts, errands, on_call, outgoing
from core.services.written import done_with, written_down
from core.store import conversations, guests, outbox
from core.store import reviews as rows
from core.store.conversations import Conversation
from core.store.db import tell_after_commit
from core.store.reviews import Review, ReviewCase

_TO_PUT_RIGHT: Final = timedelta(hours=24)
LONGEST: Final = 2000


class NoSuchCase(Exception):
    pass


class AlreadyResolved(Exception):
    """Somebody else has put it right meanwhile."""


class NothingSaid(Exception):
    """A case is resolved in words: what was done, or why nothing could be."""


class CannotFollowUp(Exception):
    """The guest cannot be written to: they said stop, or their last message is more than a day old."""


def open_for(
    session: Session, conversation: Conversation, review: Review, reasons: Iterable[str]
) -> ReviewCase:
    """One case for a review, however much trouble is in it; more trouble after it was resolved opens it again."""
    found = {str(reason) for reason in reasons}
    case = rows.case_of(session, review.id)
    now = clock.now()
    if case is None:
        case = ReviewCase(
            hotel_id=review.hotel_id,
            review_id=review.id,
            conversation_id=conversation.id,
            reasons=sorted(found),
            opened_at=now,
            due_at=now + _TO_PUT_RIGHT,
            resolution="",
        )
        session.add(case)
        session.flush()
    elif found <= set(case.reasons):
        return case
    else:
        case.reasons = sorted({*case.reasons, *found})
        if case.resolved_at is not None:
            case.resolved_at, case.resolved_by, case.due_at = None, None, now + _TO_PUT_RIGHT
    alerts.raise_alert(
        session,
        case.hotel_id,
        AlertKind.REVIEW_BAD,
        _alert(case.id),
        conversation_id=conversation.id,
        facts={"case": case.id, "reasons": case.reasons, "stars": review.stars},
    )
    _mind_at(session, case)
    _tell(session, case)
    return case


def withdraw(session: Session, review: Review, reason: str) -> None:
    """The guest took this reason back before anybody had taken the case on. Without any other it was a slip."""
    case = rows.case_of(session, review.id)
    if (
        case is None
        or case.owner_id is not None
        or case.resolved_at is not None
        or reason not in case.reasons
    ):
        return
    case.reasons = [other for other in case.reasons if other != reason]
    if case.reasons:
        _tell(session, case)
        return
    alerts.close_alerts(session, case.hotel_id, [_alert(case.id), _late(case.id)])
    outbox.cancel(session, _key(case.id))
    _tell(session, case)
    session.delete(case)
    session.flush()


def take(session: Session, actor: Actor, case_id: int, token: str) -> ReviewCase:
    case = _open(session, actor, case_id)
    if written_down(session, actor, AuditTag.REVIEW_CASE_TAKEN, f"review_case:{case_id}", token):
        case.owner_id, case.taken_at = actor.staff_id, clock.now()
        alerts.close_alert(session, case.hotel_id, _alert(case.id), actor.staff_id)
        _tell(session, case)
    return case


def resolve(
    session: Session, actor: Actor, case_id: int, what: str, token: str, *, to_guest: str = ""
) -> ReviewCase:
    """`to_guest` is what the guest is told with it, in staff's own words; nothing is told by itself."""
    require(actor, Action.CARE_FOR_REVIEWS)
    what, to_guest = (
        what.replace("\x00", "").strip()[:LONGEST],
        to_guest.replace("\x00", "").strip()[:LONGEST],
    )
    if not what:
        raise NothingSaid
    conversation = _talk_of(session, case_id)
    case = _get(session, case_id)
    subject = f"review_case:{case_id}"
    if case.resolved_at is not None:
        if done_with(session, token) is not None:
            return case
        raise AlreadyResolved
    if not written_down(session, actor, AuditTag.REVIEW_CASE_RESOLVED, subject, token, what=what):
        return case
    if to_guest:
        _follow_up(session, actor, case, conversation, to_guest)
    now = clock.now()
    case.owner_id = case.owner_id or actor.staff_id
    case.resolution, case.resolved_at, case.resolved_by = what, now, actor.staff_id
    alerts.close_alerts(session, case.hotel_id, [_alert(case.id), _late(case.id)], actor.staff_id)
    outbox.cancel(session, _key(case.id))
    _tell(session, case)
    return case


def mind(session: Session, case_id: int) -> None:
    """The deadline passed. Whoever has the case is reminded, and if nobody has it the telephone on call is."""
    case = rows.case(session, case_id)
    if case is None or case.resolved_at is not None:
        return
    if case.due_at > clock.now():
        _mind_at(session, case)
        return
    facts = {"case": case.id, "owner": case.owner_id}
    is_new = alerts.raise_alert(
        session,
        case.hotel_id,
        AlertKind.REVIEW_CASE_LATE,
        _late(case.id),
        conversation_id=case.conversation_id,
        facts=facts,
    )
    conversation = conversations.one(session, case.conversation_id) if case.conversation_id else None
    review = rows.one(session, case.review_id)
    if is_new and case.owner_id is None and conversation is not None and review is not None:
        on_call.write(session, conversation, review.words or review.score)


def can_be_told(wrote_at: datetime | None, opted_out_at: datetime | None) -> bool:
    """Whether a guest who wrote last at that moment can be written to in words of our own just now."""
    return opted_out_at is None and window_is_open(wrote_at, clock.now())


def _talk_of(session: Session, case_id: int) -> Conversation | None:
    """Locked before the case, as when the guest writes."""
    talk = rows.talk_of_case(session, case_id)
    return conversations.locked(session, talk) if talk is not None else None


def _follow_up(
    session: Session, actor: Actor, case: ReviewCase, conversation: Conversation | None, words: str
) -> None:
    guest = guests.one(session, conversation.guest_id) if conversation is not None else None
    if (
        conversation is None
        or guest is None
        or not can_be_told(conversation.last_guest_at, guest.opted_out_at)
    ):
        raise CannotFollowUp
    outgoing.say(session, conversation, Text(words), staff_id=actor.staff_id)
    case.followed_up_at = clock.now()


def _open(session: Session, actor: Actor, case_id: int) -> ReviewCase:
    require(actor, Action.CARE_FOR_REVIEWS)
    case = _get(session, case_id)
    if case.resolved_at is not None:
        raise AlreadyResolved
    return case


def _get(session: Session, case_id: int) -> ReviewCase:
    case = rows.case(session, case_id)
    if case is None:
        raise NoSuchCase
    return case


def _mind_at(session: Session, case: ReviewCase) -> None:
    errands.write(
        session, case.hotel_id, Errand.MIND_CASE, _key(case.id), {"case": case.id}, due_at=case.due_at
    )


def _key(case_id: int) -> str:
    return f"review_case:{case_id}"


def _alert(case_id: int) -> str:
    return f"review-{case_id}"


def _late(case_id: int) -> str:
    return f"review-late-{case_id}"


def _tell(session: Session, case: ReviewCase) -> None:
    tell_after_commit(session, case.hotel_id, kind="review", case=case.id)
