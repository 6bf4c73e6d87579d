"""Guests whom the channel cannot reach: staff see it, and what the house would say by itself waits for a sign of them.

The mark is an open alert: staff close it to let the house try again; a word of the guest closes it too.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import AlertKind
from core.domain.errands import LetterState, Refusal
from core.domain.messages import Delivery
from core.services import alerts
from core.store import outbox
from core.store.messages import Message, unreachable_key

_NOT_TRIED = "not tried: the channel could not reach this guest before"


def is_out_of_reach(session: Session, message: Message, refusal: Refusal) -> None:
    alerts.raise_alert(
        session,
        message.hotel_id,
        AlertKind.UNREACHABLE,
        unreachable_key(message.conversation_id),
        conversation_id=message.conversation_id,
        facts={"code": refusal.code, "detail": refusal.detail[:200]},
    )


def is_back(session: Session, hotel_id: int, conversation_id: int) -> None:
    alerts.close_alert(session, hotel_id, unreachable_key(conversation_id))


def hold_back(session: Session, message: Message, letter_id: int) -> None:
    """The letter goes out when the guest writes, or when staff try it by hand."""
    outbox.put_aside(session, letter_id, LetterState.PARKED, _NOT_TRIED)
    message.delivery, message.delivery_at = Delivery.FAILED, clock.now()
    message.trouble = _NOT_TRIED
