"""A question the channel would not carry: its guest waits again, and all others where they would fare the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.errands import Act, Refusal
from core.domain.review_pace import Stop
from core.domain.reviews import RequestState, Unasked
from core.services.reviews import asking, stops
from core.store import review_requests as rows
from core.store.messages import Message

_STOPS: Final = {Act.SWITCH_TEMPLATE: Stop.TEMPLATE, Act.STOP_CAMPAIGNS: Stop.SPAM}
_NEXT_TRY: Final = timedelta(hours=24)
_STOPPED_FOR: Final = timedelta(hours=1)


def is_question(content: dict[str, Any] | None) -> bool:
    return content is not None and content.get("name") == stops.TEMPLATE


def did_not_go(session: Session, message: Message, refusal: Refusal) -> bool:
    """True for a question whose guest will be asked again: then nobody need look at this one message."""
    if refusal.act not in _STOPS and refusal.act is not Act.OTHER_LANGUAGE:
        return False
    request_id = _asks_for(message)
    request = rows.locked(session, request_id) if request_id is not None else None
    if request is None or request.asked_at is None or request.answered_at is not None:
        return False
    stops_all = _STOPS.get(refusal.act)
    if stops_all is not None:
        stops.stop(session, message.hotel_id, stops_all, code=str(refusal.code), detail=refusal.detail[:200])
    if request.message_id == message.id:
        request.state, request.asked_at, request.message_id = RequestState.PLANNED, None, None
    else:
        request.reminded = max(0, request.reminded - 1)
    request.reason = Unasked.NO_TEMPLATE if stops_all is None else Unasked.STOPPED
    asking.put_off(session, request, clock.now() + (_NEXT_TRY if stops_all is None else _STOPPED_FOR))
    return stops_all is not None


def _asks_for(message: Message) -> int | None:
    why = message.why or {}
    if why.get("flow") != "reviews" or why.get("step") not in ("asked", "reminded"):
        return None
    named = next((str(mark) for mark in why.get("facts", []) if str(mark).startswith("review:")), "")
    number = named.removeprefix("review:")
    return int(number) if number.isdecimal() else None
