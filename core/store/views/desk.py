"""What lies on the front desk beside conversations: open alerts, letters in trouble, the hotel itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, cast, func, or_, select
from sqlalchemy.orm import Session

from core.store.alerts import Alert
from core.store.conversations import Conversation
from core.store.guests import Guest
from core.store.hotels import Hotel
from core.store.inbox import InboxLetter
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from core.store.staff import SignIn

_AT_MOST = 50


@dataclass(frozen=True)
class House:
    """What a screen must know of its hotel."""

    id: int
    name: str
    timezone: str


@dataclass(frozen=True)
class OpenAlert:
    id: int
    kind: str
    conversation_id: int | None
    facts: dict[str, Any]
    raised_at: datetime
    guest_name: str | None


@dataclass(frozen=True)
class TroubledLetter:
    box: str
    id: int
    kind: str
    state: str
    error: str | None
    at: datetime
    conversation_id: int | None = None
    guest_name: str | None = None
    message_id: int | None = None
    text: str = ""
    trouble_code: int | None = None


def open_alerts(session: Session) -> list[OpenAlert]:
    rows = session.execute(
        select(Alert.id, Alert.kind, Alert.conversation_id, Alert.facts, Alert.raised_at, Guest.name)
        .outerjoin(Conversation, Conversation.id == Alert.conversation_id)
        .outerjoin(Guest, Guest.id == Conversation.guest_id)
        .where(Alert.closed_at.is_(None))
        .order_by(Alert.raised_at.desc(), Alert.id.desc())
        .limit(_AT_MOST)
    )
    return [OpenAlert(*row) for row in rows]


def troubled_letters(session: Session) -> list[TroubledLetter]:
    return sorted([*_outgoing(session), *_incoming(session)], key=lambda letter: letter.at, reverse=True)


def _incoming(session: Session) -> list[TroubledLetter]:
    rows = session.execute(
        select(
            InboxLetter.id, InboxLetter.kind, InboxLetter.state, InboxLetter.error, InboxLetter.received_at
        )
        .where(InboxLetter.state == "dead")
        .order_by(InboxLetter.id.desc())
        .limit(_AT_MOST)
    )
    return [TroubledLetter("inbox", *row) for row in rows]


def _outgoing(session: Session) -> list[TroubledLetter]:
    """A message that went through at a second try leaves its dead letter behind; that one is nobody's worry."""
    message_id = cast(OutboxLetter.payload["message"].astext, BigInteger)
    rows = session.execute(
        select(
            OutboxLetter.id,
            OutboxLetter.kind,
            OutboxLetter.state,
            OutboxLetter.error,
            OutboxLetter.written_at,
        )
        .add_columns(Message.conversation_id, Guest.name, Message.id, Message.text, Message.trouble_code)
        .outerjoin(Message, Message.id == message_id)
        .outerjoin(Conversation, Conversation.id == Message.conversation_id)
        .outerjoin(Guest, Guest.id == Conversation.guest_id)
        .where(OutboxLetter.state.in_(("dead", "parked")))
        .where(or_(Message.id.is_(None), OutboxLetter.kind != "send_message", Message.delivery == "failed"))
        .where(OutboxLetter.id.in_(_newest_of_each()))
        .order_by(OutboxLetter.id.desc())
        .limit(_AT_MOST)
    )
    return [TroubledLetter("outbox", *row) for row in rows]


def _newest_of_each() -> Any:
    key = func.coalesce(OutboxLetter.key, cast(OutboxLetter.id, OutboxLetter.key.type))
    return select(func.max(OutboxLetter.id)).where(OutboxLetter.state.in_(("dead", "parked"))).group_by(key)


def house(session: Session, hotel_id: int) -> House | None:
    row = session.execute(
        select(Hotel.id, Hotel.name, Hotel.timezone).where(Hotel.id == hotel_id)
    ).one_or_none()
    return House(*row) if row else None


def last_hotel(session: Session, staff_id: int) -> int | None:
    return session.scalar(
        select(SignIn.hotel_id).where(SignIn.staff_id == staff_id).order_by(SignIn.started_at.desc()).limit(1)
    )
