"""One conversation as its screen shows it: who it is with, and its lines page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session, aliased

from core.store.conversations import Conversation
from core.store.guests import Guest, GuestIdentifier
from core.store.hotels import ChannelAccount
from core.store.media import Media
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from core.store.staff import Staff

PAGE = 60
Mark = tuple[datetime, int]


@dataclass(frozen=True)
class Attachment:
    id: int
    mime: str
    size: int
    filename: str | None


@dataclass(frozen=True)
class Quote:
    id: int
    author: str
    kind: str
    text: str


@dataclass(frozen=True)
class Line:
    message: Message
    staff_name: str | None
    attachment: Attachment | None
    quote: Quote | None
    parked: bool


@dataclass(frozen=True)
class Head:
    conversation: Conversation
    guest: Guest
    owner_name: str | None
    account: str | None
    paused_reason: str | None
    identifiers: list[tuple[str, str]]


def head(session: Session, conversation_id: int) -> Head | None:
    row = session.execute(
        select(Conversation, Guest, Staff.name, ChannelAccount.display, ChannelAccount.paused_reason)
        .join(Guest, Guest.id == Conversation.guest_id)
        .outerjoin(Staff, Staff.id == Conversation.owner_staff_id)
        .outerjoin(
            ChannelAccount,
            (ChannelAccount.channel == Conversation.channel)
            & (ChannelAccount.account == Conversation.account),
        )
        .where(Conversation.id == conversation_id)
    ).one_or_none()
    if row is None:
        return None
    known = session.execute(
        select(GuestIdentifier.kind, GuestIdentifier.value)
        .where(GuestIdentifier.guest_id == row[1].id)
        .order_by(GuestIdentifier.seen_at.desc())
    )
    return Head(*row, identifiers=[(kind, value) for kind, value in known])


def lines(session: Session, conversation_id: int, before: Mark | None = None) -> tuple[list[Line], bool]:
    """The newest page before a mark, oldest line first, and whether there are older ones."""
    query = _lines(conversation_id).order_by(Message.at.desc(), Message.id.desc()).limit(PAGE + 1)
    if before:
        query = query.where(tuple_(Message.at, Message.id) < before)
    found = _shown(session, conversation_id, query)
    return found[:PAGE][::-1], len(found) > PAGE


def lines_after(
    session: Session, conversation_id: int, after: Mark, *, itself: bool = False
) -> tuple[list[Line], bool]:
    """The page that follows a mark, and whether there are newer ones; with the line of the mark where it is wanted."""
    place = tuple_(Message.at, Message.id)
    query = _lines(conversation_id).order_by(Message.at, Message.id).limit(PAGE + 1)
    found = _shown(session, conversation_id, query.where(place >= after if itself else place > after))
    return found[:PAGE], len(found) > PAGE


def place_of(session: Session, conversation_id: int, message_id: int) -> Mark | None:
    """Where a line stands in its thread."""
    row = session.execute(
        select(Message.at, Message.id).where(
            Message.id == message_id, Message.conversation_id == conversation_id
        )
    ).one_or_none()
    return (row[0], row[1]) if row else None


def _lines(conversation_id: int) -> Select[Any]:
    quoted = aliased(Message)
    return (
        select(Message, Staff.name, Media.id, Media.mime, Media.size, Media.filename)
        .add_columns(quoted.id, quoted.author, quoted.kind, quoted.text, quoted.deleted_at)
        .outerjoin(Staff, Staff.id == Message.staff_id)
        .outerjoin(Media, Media.id == Message.media_id)
        .outerjoin(
            quoted,
            (quoted.provider_id == Message.quotes) & (quoted.conversation_id == Message.conversation_id),
        )
        .where(Message.conversation_id == conversation_id)
    )


def _shown(session: Session, conversation_id: int, query: Select[Any]) -> list[Line]:
    rows = session.execute(query).all()
    parked = _parked(session, conversation_id)
    return [_line(row, parked) for row in rows]


def _line(row: Any, parked: set[str | None]) -> Line:
    message, staff_name, media_id, mime, size, filename, quote_id, author, kind, words, unsaid = row
    return Line(
        message=message,
        staff_name=staff_name,
        attachment=Attachment(media_id, mime, size, filename) if media_id is not None else None,
        quote=Quote(quote_id, author, kind, "" if unsaid else words[:200]) if quote_id is not None else None,
        parked=f"message:{message.id}" in parked,
    )


def _parked(session: Session, conversation_id: int) -> set[str | None]:
    """What waits for the guest to write first."""
    return set(
        session.scalars(
            select(OutboxLetter.key).where(
                OutboxLetter.state == "parked", OutboxLetter.lane == f"chat:{conversation_id}"
            )
        )
    )


def attachment(session: Session, media_id: int) -> Attachment | None:
    row = session.execute(
        select(Media.id, Media.mime, Media.size, Media.filename).where(Media.id == media_id)
    ).one_or_none()
    return Attachment(*row) if row else None


def attachment_bytes(session: Session, media_id: int) -> bytes:
    return session.scalar(select(Media.data).where(Media.id == media_id)) or b""
