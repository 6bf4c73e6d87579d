"""What stops the asking of many: the number's quality, its template, the channel's patience, or a person."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AlertKind, AuditTag
from core.domain.messages import Channel, ChannelNotice
from core.domain.review_pace import Stop
from core.services import alerts
from core.services.written import written_down
from core.store import hotels
from core.store import review_pace as rows
from core.store.db import tell_after_commit

# What the channel must have approved before a guest can be asked a day after their last word.
TEMPLATE: Final = "review_request"
_ALERT: Final = "reviews-stopped"
_WORSE: Final = frozenset({"FLAGGED", "DOWNGRADE"})
_RESTRICTED: Final = frozenset(
    {"ACCOUNT_RESTRICTION", "ACCOUNT_VIOLATION", "DISABLED_UPDATE", "ACCOUNT_DELETED"}
)
_A_NUMBER: Final = 8
_LIMITS: Final = ("current_limit", "max_daily_conversations_per_business", "max_daily_conversation_per_phone")


def stop(session: Session, hotel_id: int, why: Stop, **facts: str) -> bool:
    """From now on nobody is asked, and staff are told once; false when it had stopped for another reason."""
    values = {"hotel_id": hotel_id, "reason": why, "facts": facts, "began_at": clock.now()}
    if not rows.stop(session, values):
        already = rows.stopped(session)
        return already is not None and already.reason == why
    told = {"reason": str(why), **facts}
    alerts.raise_alert(session, hotel_id, AlertKind.REVIEWS_STOPPED, _ALERT, facts=told)
    tell_after_commit(session, hotel_id, kind="review")
    return True


def halt(session: Session, actor: Actor, token: str) -> None:
    """A person would rather wait, such as when the house has had a bad weekend. They need not be told."""
    require(actor, Action.CARE_FOR_REVIEWS)
    if written_down(session, actor, AuditTag.REVIEWS_STOPPED, "reviews", token):
        rows.stop(
            session,
            {"hotel_id": actor.hotel_id, "reason": Stop.BY_STAFF, "facts": {}, "began_at": clock.now()},
        )
        tell_after_commit(session, actor.hotel_id, kind="review")


def resume(session: Session, actor: Actor, token: str) -> bool:
    """Whoever was held back is asked now, one after the other. What is still wrong stops it again."""
    require(actor, Action.CARE_FOR_REVIEWS)
    if not written_down(session, actor, AuditTag.REVIEWS_RESUMED, "reviews", token):
        return False
    stopped = rows.stop_to_end(session)
    if stopped is None:
        return False
    stopped.ended_at, stopped.ended_by = clock.now(), actor.staff_id
    alerts.close_alert(session, actor.hotel_id, _ALERT, actor.staff_id)
    rows.hurry(session, actor.hotel_id, clock.now())
    tell_after_commit(session, actor.hotel_id, kind="review")
    return True


def hear(session: Session, hotel_id: int, notice: ChannelNotice) -> bool:
    """News about the account: what it may send, and whether guests complain. True when that is told as a stop."""
    facts = {key: str(value)[:200] for key, value in notice.facts.items()}
    event = facts.get("event", "").upper()
    match notice.topic:
        case "phone_number_quality_update":
            _learn_limit(session, notice, facts)
            return _is_ours(session, notice, facts) and _hear_quality(session, hotel_id, notice, event)
        case "business_capability_update":
            _learn_limit(session, notice, facts)
        case "account_update" if event in _RESTRICTED:
            return stop(session, hotel_id, Stop.RESTRICTED, event=event)
        case "message_template_quality_update":
            is_red = facts.get("new_quality_score", "").upper() == "RED"
            if is_red and facts.get("message_template_name") == TEMPLATE:
                return stop(session, hotel_id, Stop.TEMPLATE, state="RED")
        case _:
            pass
    return False


def _hear_quality(session: Session, hotel_id: int, notice: ChannelNotice, event: str) -> bool:
    for account in hotels.channel_accounts(session, notice.channel):
        account.quality = event or account.quality
    return event in _WORSE and stop(session, hotel_id, Stop.QUALITY, event=event)


def _is_ours(session: Session, notice: ChannelNotice, facts: dict[str, str]) -> bool:
    """The account may own the numbers of several hotels; what names none of them may be about any."""
    digits = _digits(facts.get("display_phone_number", ""))
    ours = [_digits(account.display) for account in hotels.channel_accounts(session, notice.channel)]
    return not digits or digits in ours or any(len(number) < _A_NUMBER for number in ours)


def _learn_limit(session: Session, notice: ChannelNotice, facts: dict[str, str]) -> None:
    told = next((facts[name] for name in _LIMITS if facts.get(name)), None)
    if told is not None:
        for account in hotels.channel_accounts(session, Channel(notice.channel)):
            account.messaging_limit = told[:40]


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdecimal())
