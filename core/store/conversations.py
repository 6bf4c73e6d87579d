"""Conversations: one guest on one of the hotel's numbers, and who is answering."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, desc, select, text, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from core.domain.identities import Identifier
from core.domain.messages import Channel
from core.store import guests, swift
from core.store.db import Base, HotelRow
from core.store.guests import Guest
from core.store.staff import Staff


class Conversation(HotelRow, Base):
    """`owner` is house, staff or phone (the hotel's own telephone, outside this system)."""

    __tablename__ = "conversations"
    __table_args__ = (
        UniqueConstraint("hotel_id", "guest_id", "channel", "account"),
        UniqueConstraint("hotel_id", "id"),
        ForeignKeyConstraint(["hotel_id", "guest_id"], [Guest.hotel_id, Guest.id]),
        Index(
            "conversations_waiting",
            "hotel_id",
            "waiting_since",
            postgresql_where=text("waiting_since IS NOT NULL"),
        ),
        Index("conversations_unread", "hotel_id", postgresql_where=text("unread > 0")),
        Index("conversations_recent", "hotel_id", desc("last_message_at"), desc("id")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int]
    guest_id: Mapped[int]
    channel: Mapped[str]
    account: Mapped[str]
    owner: Mapped[str] = mapped_column(default="house")
    owner_staff_id: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    give_back_at: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    handover_reason: Mapped[str | None]
    language: Mapped[str | None]
    state: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    last_guest_at: Mapped[datetime | None]
    last_message_at: Mapped[datetime]
    last_text: Mapped[str] = mapped_column(default="")
    last_author: Mapped[str] = mapped_column(default="guest")
    unread: Mapped[int] = mapped_column(default=0)


# The guest first, then the one conversation: joined, a planner without statistics may read all of them.
_MET = f"""
    WITH known AS MATERIALIZED (
        SELECT guest_id, kind, key, value FROM identifiers
        WHERE hotel_id = %(hotel)s AND channel = %(channel)s AND kind = ANY(%(kinds)s) AND key = ANY(%(keys)s))
    SELECT (SELECT json_agg(json_build_array(guest_id, kind, key, value)) FROM known),
        {swift.columns(Conversation, "c")}
    FROM conversations c
    WHERE c.hotel_id = %(hotel)s AND c.guest_id = (SELECT min(guest_id) FROM known)
      AND c.channel = %(channel)s AND c.account = %(account)s
    FOR UPDATE OF c
"""


def met(
    session: Session, hotel_id: int, channel: Channel, account: str, identifiers: tuple[Identifier, ...]
) -> Conversation | None:
    """Locks the conversation of somebody who comes with exactly the identifiers we know; nothing for all others."""
    rows = swift.ask(
        session,
        _MET,
        {
            "hotel": hotel_id,
            "channel": channel.value,
            "account": account,
            "kinds": [identifier.kind.value for identifier in identifiers],
            "keys": [identifier.key for identifier in identifiers],
        },
    )
    if len(rows) != 1:
        return None
    names, *found = rows[0]
    brought = {(identifier.kind.value, identifier.key, identifier.value) for identifier in identifiers}
    if {(kind, key, value) for _, kind, key, value in names} != brought or len(
        {name[0] for name in names}
    ) != 1:
        return None
    return swift.read(session, Conversation, tuple(found))


_BEGIN = f"""
    WITH stranger AS (
        INSERT INTO guests (hotel_id, name, created_at)
        SELECT %(hotel)s, %(name)s, %(now)s
        WHERE NOT EXISTS (SELECT 1 FROM identifiers
            WHERE hotel_id = %(hotel)s AND channel = %(channel)s AND kind = ANY(%(kinds)s) AND key = ANY(%(keys)s))
        RETURNING id),
    known AS (
        INSERT INTO identifiers (hotel_id, guest_id, channel, kind, key, value, seen_at)
        SELECT %(hotel)s, stranger.id, %(channel)s, called.*, %(now)s
        FROM stranger, unnest(%(kinds)s::text[], %(keys)s::text[], %(values)s::text[]) AS called
        ON CONFLICT (hotel_id, channel, kind, key)
        DO UPDATE SET guest_id = EXCLUDED.guest_id, value = EXCLUDED.value, seen_at = EXCLUDED.seen_at)
    INSERT INTO conversations (hotel_id, guest_id, channel, account, owner, state, last_message_at, last_text,
                               last_author, unread)
    SELECT %(hotel)s, id, %(channel)s, %(account)s, 'house', '{{}}', %(wrote_at)s, '', 'guest', 0 FROM stranger
    RETURNING {swift.columns(Conversation, "conversations")}
"""


@dataclass(frozen=True)
class Stranger:
    """Whoever writes for the first time, and on which of the hotel's numbers."""

    name: str
    identifiers: tuple[Identifier, ...]
    channel: Channel
    account: str
    wrote_at: datetime


def begun(session: Session, who: Stranger, now: datetime) -> Conversation | None:
    """A guest, their identifiers and their conversation at once; nothing when one of the identifiers is known."""
    values = {
        "hotel": swift.hotel(session),
        "name": who.name,
        "channel": who.channel.value,
        "account": who.account,
        "wrote_at": who.wrote_at,
        "now": now,
        "kinds": [identifier.kind.value for identifier in who.identifiers],
        "keys": [identifier.key for identifier in who.identifiers],
        "values": [identifier.value for identifier in who.identifiers],
    }
    made = swift.ask(session, _BEGIN, values)
    return swift.read(session, Conversation, made[0]) if made else None


def of_guest(session: Session, guest_id: int, channel: Channel, account: str) -> Conversation | None:
    """Locks the conversation: whoever holds it is the only one who speaks in it."""
    return session.scalar(
        select(Conversation)
        .where(
            Conversation.guest_id == guest_id,
            Conversation.channel == channel,
            Conversation.account == account,
        )
        .with_for_update()
    )


@dataclass(frozen=True)
class Place:
    """Whose conversation, and on which of the hotel's numbers."""

    guest_id: int
    channel: Channel
    account: str


def opened(
    session: Session, hotel_id: int, at: Place, language: str | None, now: datetime
) -> Conversation | None:
    """The conversation, locked; made where it is not there yet, though nobody has written in it."""
    values = {
        "hotel_id": hotel_id,
        "guest_id": at.guest_id,
        "channel": at.channel,
        "account": at.account,
        "language": language,
        "last_message_at": now,
    }
    session.execute(insert(Conversation).values(values).on_conflict_do_nothing())
    return of_guest(session, at.guest_id, at.channel, at.account)


def last_heard(session: Session, guest_id: int, channel: Channel, account: str) -> datetime | None:
    return session.scalar(
        select(Conversation.last_guest_at).where(
            Conversation.guest_id == guest_id,
            Conversation.channel == channel,
            Conversation.account == account,
        )
    )


def locked(session: Session, conversation_id: int) -> Conversation | None:
    return session.scalar(select(Conversation).where(Conversation.id == conversation_id).with_for_update())


def all_of_guest(session: Session, guest_id: int) -> list[Conversation]:
    return list(
        session.scalars(
            select(Conversation)
            .where(Conversation.guest_id == guest_id)
            .order_by(Conversation.id)
            .with_for_update()
        )
    )


def all_locked(session: Session, conversation_ids: Collection[int]) -> None:
    """Whoever changes what hangs on several conversations takes them first, as everybody does, and in one order."""
    wanted = select(Conversation.id).where(Conversation.id.in_(conversation_ids))
    session.execute(wanted.order_by(Conversation.id).with_for_update()).all()


def of_guests(session: Session, guest_ids: Collection[int]) -> list[int]:
    return list(session.scalars(select(Conversation.id).where(Conversation.guest_id.in_(guest_ids))))


def latest_of(session: Session, guest_id: int, channel: Channel) -> Conversation | None:
    """Where a guest was last spoken with, locked."""
    return session.scalar(
        select(Conversation)
        .where(Conversation.guest_id == guest_id, Conversation.channel == channel)
        .order_by(Conversation.last_message_at.desc(), Conversation.id.desc())
        .limit(1)
        .with_for_update()
    )


def seen(session: Session, conversation_id: int) -> bool:
    """Marks a conversation as read by staff; false when it already was."""
    changed = session.execute(
        update(Conversation)
        .where(Conversation.id == conversation_id, Conversation.unread > 0)
        .values(unread=0)
        .returning(Conversation.id)
    )
    return changed.scalar() is not None


def one(session: Session, conversation_id: int) -> Conversation | None:
    return session.get(Conversation, conversation_id)


def addresses(conversation: Conversation) -> tuple[str | None, str | None]:
    """The phone and the business-scoped id by which its guest is reached there."""
    session = object_session(conversation)
    if session is None:
        return None, None
    return guests.addresses(session, conversation.guest_id, Channel(conversation.channel))
