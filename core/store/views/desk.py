"""What lies on the front desk beside conversations: open alerts, letters in trouble, the hotel itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
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
    currency: str


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
    found: list[TroubledLetter] = []
    letters = _newest_of_each(session)
    carried = _messages(session, letters)
    for letter in letters:
        known = carried.get(letter.id)
        if known is not None and letter.kind == "send_message" and known[0].delivery != "failed":
            continue
        found.append(_troubled(letter, known))
    return found


def _troubled(letter: OutboxLetter, known: tuple[Message, str] | None) -> TroubledLetter:
    message, guest_name = known or (None, None)
    return TroubledLetter(
        box="outbox",
        id=letter.id,
        kind=letter.kind,
        state=letter.state,
        error=letter.error,
        at=letter.written_at,
        conversation_id=message.conversation_id if message else letter.payload.get("conversation"),
        guest_name=guest_name,
        message_id=message.id if message and letter.kind == "send_message" else None,
        text=message.text if message else "",
        trouble_code=message.trouble_code if message else None,
    )


def _newest_of_each(session: Session) -> list[OutboxLetter]:
    """Of several dead letters for the same thing, the last; those without a name of their own all count."""
    rows = session.scalars(
        select(OutboxLetter)
        .where(OutboxLetter.state.in_(("dead", "parked")))
        .order_by(OutboxLetter.id.desc())
        .limit(_AT_MOST * 2)
    )
    newest: dict[object, OutboxLetter] = {}
    for letter in rows:
        newest.setdefault(letter.key or letter.id, letter)
    return list(newest.values())[:_AT_MOST]


def _messages(session: Session, letters: list[OutboxLetter]) -> dict[int, tuple[Message, str]]:
    """The messages that letters are about, by the letter."""
    named = {letter.id: letter.payload.get("message") for letter in letters}
    ids = [number for number in named.values() if isinstance(number, int)]
    rows = session.execute(
        select(Message, Guest.name)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .join(Guest, Guest.id == Conversation.guest_id)
        .where(Message.id.in_(ids))
    )
    found = {message.id: (message, name) for message, name in rows}
    return {letter_id: found[number] for letter_id, number in named.items() if number in found}


def house(session: Session, hotel_id: int) -> House | None:
    row = session.execute(
        select(Hotel.id, Hotel.name, Hotel.timezone, Hotel.currency).where(Hotel.id == hotel_id)
    ).one_or_none()
    return House(*row) if row else None


def last_hotel(session: Session, staff_id: int) -> int | None:
    return session.scalar(
        select(SignIn.hotel_id).where(SignIn.staff_id == staff_id).order_by(SignIn.started_at.desc()).limit(1)
    )
