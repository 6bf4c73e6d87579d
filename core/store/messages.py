"""Messages: every line of every conversation, guests' and ours, notes and events."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from psycopg.types.json import Jsonb
from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, or_, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.errands import Desk
from core.store import newest, outbox, swift
from core.store.conversations import Conversation
from core.store.db import Base, HotelRow, ring_after_commit
from core.store.guests import Guest
from core.store.hotels import Hotel
from core.store.media import Media
from core.store.newest import Newest
from core.store.staff import Staff


class Message(HotelRow, Base):
    """`direction` is in, out, note (staff only) or event (who took over, what failed).

    `at` is when it was written by whoever wrote it; the thread is ordered by it, not by when it reached us.
    """

    __tablename__ = "messages"
    __table_args__ = (
        ForeignKeyConstraint(["hotel_id", "conversation_id"], [Conversation.hotel_id, Conversation.id]),
        ForeignKeyConstraint(["hotel_id", "media_id"], [Media.hotel_id, Media.id]),
        Index("messages_thread", "conversation_id", "at", "id"),
        Index("messages_days", "at", postgresql_using="brin", postgresql_with={"pages_per_range": 32}),
        Index("messages_provider", "hotel_id", "provider_id", unique=True),
        Index(
            "messages_unanswered",
            "conversation_id",
            postgresql_where=text("direction = 'in' AND handled_at IS NULL"),
        ),
        Index(
            "messages_templates",
            "hotel_id",
            "at",
            postgresql_where=text("kind = 'template' AND direction = 'out'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int]
    conversation_id: Mapped[int]
    direction: Mapped[str]
    author: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    at: Mapped[datetime]
    stored_at: Mapped[datetime]
    provider_id: Mapped[str | None]
    quotes: Mapped[str | None]
    media_id: Mapped[int | None]
    handled_at: Mapped[datetime | None]
    delivery: Mapped[str | None]
    delivery_at: Mapped[datetime | None]
    trouble_code: Mapped[int | None]
    trouble: Mapped[str | None]
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    reactions: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    billed_as: Mapped[str | None]
    why: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    trace_id: Mapped[str] = mapped_column(default="")


# Of a line that was answered and then written anew: what it said when it was answered.
ANSWERED: Final = "answered"


def by_provider_id(session: Session, provider_id: str) -> Message | None:
    return session.scalar(select(Message).where(Message.provider_id == provider_id))


def unreachable_key(conversation_id: int) -> str:
    """The alert that stands while the channel cannot reach a guest."""
    return f"unreachable:{conversation_id}"


_IS_UNREACHABLE = """EXISTS (SELECT 1 FROM alerts
            WHERE hotel_id = %(hotel_id)s AND key = %(unreachable)s AND closed_at IS NULL)"""
_COLUMNS = [name for name in swift.names(Message) if name != "id"]
# Read anew with the line: whatever was decided in the conversation before it was ours is true here.
_HEAR = f"""
    WITH line AS (
        INSERT INTO messages ({", ".join(_COLUMNS)}) VALUES ({", ".join(f"%({name})s" for name in _COLUMNS)})
        ON CONFLICT (hotel_id, provider_id) DO NOTHING RETURNING id)
    SELECT line.id,
        ARRAY(SELECT id FROM outbox
              WHERE hotel_id = %(hotel_id)s AND lane = %(lane)s AND state = 'parked' ORDER BY id),
        {_IS_UNREACHABLE},
        NOT EXISTS (SELECT 1 FROM messages
            WHERE conversation_id = %(conversation_id)s AND direction = 'in' AND handled_at IS NULL),
        EXISTS (SELECT 1 FROM outbox
            WHERE hotel_id = %(hotel_id)s AND key = %(turn)s AND state IN ('waiting', 'sending', 'doubtful')),
        {swift.columns(Guest, "g")}, {swift.columns(Hotel, "h")}
    FROM line, guests g, hotels h WHERE g.id = %(guest)s AND g.hotel_id = h.id AND h.id = %(hotel_id)s
"""
_GUEST_WIDTH = len(swift.names(Guest))


@dataclass(frozen=True)
class Heard:
    """Whom we hear, which letters waited in the lane for a word of theirs, and whether they were out of reach."""

    guest: Guest
    parked: list[int]
    was_unreachable: bool


def hear(session: Session, message: Message, guest_id: int, lane: str) -> Heard | None:
    """Writes what a guest said. Nothing when the line is known already.

    The hotel comes along, for its turn will ask for it.
    """
    values = {
        **swift.values_of(message),
        "guest": guest_id,
        "lane": lane,
        "turn": outbox.turn_key(message.conversation_id),
        "unreachable": unreachable_key(message.conversation_id),
    }
    newest.forget(session)
    found = swift.run(session, _HEAR, values)
    if not found:
        return None
    row_id, parked, was_unreachable, is_alone, turn_waits, *beside = found[0]
    swift.written(session, message, row_id)
    newest.note(session, Newest(message, is_alone, turn_waits))
    guest = swift.read(session, Guest, tuple(beside[:_GUEST_WIDTH]))
    swift.read(session, Hotel, tuple(beside[_GUEST_WIDTH:]))
    return Heard(guest, parked, was_unreachable)


# A guest is written to as the channel called them last.
_NEWEST = """(SELECT value FROM identifiers WHERE hotel_id = %(hotel_id)s AND guest_id = %(guest)s
              AND channel = %(channel)s AND kind = '{kind}' ORDER BY seen_at DESC LIMIT 1)"""
# What stands before it in the guest's lane goes at its pace from now on: nobody waits behind what nobody waits for.
_SAY = f"""
    WITH line AS (
        INSERT INTO messages ({", ".join(_COLUMNS)}) VALUES ({", ".join(f"%({name})s" for name in _COLUMNS)})
        RETURNING id),
    hurried AS (
        UPDATE outbox SET desk = %(desk)s
        WHERE lane = %(lane)s AND state = 'waiting' AND desk = '{Desk.BULK}' AND %(desk)s <> '{Desk.BULK}')
    INSERT INTO outbox (hotel_id, kind, desk, lane, key, payload, state, attempts, due_at, trace_id, written_at)
    SELECT %(hotel_id)s, 'send_message', %(desk)s, %(lane)s, 'message:' || line.id,
        jsonb_build_object('message', line.id, 'phone', {_NEWEST.format(kind="phone")},
                           'bsuid', {_NEWEST.format(kind="bsuid")}) || %(payload)s,
        'waiting', 0, %(at)s, %(trace_id)s, now()
    FROM line
    RETURNING id, CAST(payload ->> 'message' AS bigint), {_IS_UNREACHABLE}
"""


def say(
    session: Session, message: Message, guest_id: int, lane: str, payload: dict[str, Any], desk: Desk
) -> tuple[int, bool]:
    """Writes a line of ours and the letter that carries it; the letter learns here whom it goes to.

    Answers the letter, and whether the guest is known to be out of reach.
    """
    values = {
        **swift.values_of(message),
        "guest": guest_id,
        "lane": lane,
        "desk": desk.value,
        "channel": payload["channel"],
        "payload": Jsonb(payload),
        "unreachable": unreachable_key(message.conversation_id),
    }
    [(letter_id, row_id, unreachable)] = swift.run(session, _SAY, values)
    swift.written(session, message, row_id)
    ring_after_commit(session, desk, letter_id)
    return letter_id, unreachable


def locked(session: Session, message_id: int) -> Message | None:
    return session.scalar(select(Message).where(Message.id == message_id).with_for_update())


def conversation_of(session: Session, message_id: int) -> int | None:
    return session.scalar(select(Message.conversation_id).where(Message.id == message_id))


_LOCK = f"""
    SELECT {swift.columns(Message, "m")} FROM messages m
    WHERE m.hotel_id = %(hotel)s AND m.id = ANY(%(ids)s) ORDER BY m.id FOR UPDATE
"""


def all_locked(session: Session, ids: Collection[int]) -> dict[int, Message]:
    """Locked in their order, so that two who lock many never wait for each other in a circle."""
    rows = swift.ask(session, _LOCK, {"hotel": swift.hotel(session), "ids": sorted(ids)})
    return {row[0]: swift.read(session, Message, row) for row in rows}


_NAMED = """
    SELECT provider_id, id FROM messages WHERE hotel_id = %(hotel)s AND provider_id = ANY(%(names)s)
"""


def ids_by_provider_id(session: Session, names: Collection[str]) -> dict[str, int]:
    return dict(swift.ask(session, _NAMED, {"hotel": swift.hotel(session), "names": sorted(names)}))


_NAME = """
    UPDATE messages SET provider_id = coalesce(messages.provider_id, taken.provider_id)
    FROM (SELECT id FROM messages WHERE id = ANY(%(ids)s) ORDER BY id FOR UPDATE) AS locked
    JOIN unnest(%(ids)s::bigint[], %(names)s::text[]) AS taken (id, provider_id) USING (id)
    WHERE messages.id = locked.id
    RETURNING messages.conversation_id
"""


def name_accepted(session: Session, provider_ids: dict[int, str]) -> set[int]:
    """Writes down how the channel calls our messages; answers the conversations they belong to.

    The rows are locked in order first, as statuses do, so that the two never wait for each other in a circle.
    """
    rows = swift.run(session, _NAME, {"ids": list(provider_ids), "names": list(provider_ids.values())})
    return {conversation_id for (conversation_id,) in rows}


_UNANSWERED = f"""
    SELECT {swift.columns(Message, "m")} FROM messages m
    WHERE m.hotel_id = %(hotel)s AND m.conversation_id = %(conversation)s
      AND m.direction = 'in' AND m.handled_at IS NULL
    ORDER BY m.at, m.id
"""


def unanswered(session: Session, conversation_id: int) -> list[Message]:
    """What the guest wrote and nobody has dealt with, in the order it was written."""
    alone = newest.alone(session, conversation_id)
    if alone is not None:
        return [alone]
    rows = swift.ask(session, _UNANSWERED, {"hotel": swift.hotel(session), "conversation": conversation_id})
    return [swift.read(session, Message, row) for row in rows]


def heard_since(session: Session, conversation_id: int, moment: datetime) -> bool:
    """Whether anything of the guest's has reached us since, whenever it was written: words, a change, a taking back."""
    later = or_(Message.stored_at > moment, Message.edited_at > moment, Message.deleted_at > moment)
    wanted = select(Message.id).where(
        Message.conversation_id == conversation_id, Message.direction == "in", later
    )
    return session.scalar(wanted.limit(1)) is not None


def newest_from_guest(session: Session, conversation_id: int) -> Message | None:
    return session.scalar(
        select(Message)
        .where(Message.conversation_id == conversation_id, Message.direction == "in")
        .order_by(Message.at.desc(), Message.id.desc())
        .limit(1)
    )


def move_all(session: Session, from_conversation: int, to_conversation: int) -> None:
    newest.forget(session)
    session.execute(
        update(Message)
        .where(Message.conversation_id == from_conversation)
        .values(conversation_id=to_conversation)
    )


def by_token(session: Session, conversation_id: int, token: str) -> Message | None:
    """The line that was written by the click with this token, among the newest of its conversation."""
    return session.scalar(
        select(Message)
        .where(Message.conversation_id == conversation_id, Message.content["token"].astext == token)
        .order_by(Message.at.desc())
        .limit(1)
    )


def of_house(session: Session, conversation_id: int) -> list[Message]:
    """What was said to the guest, the oldest first."""
    wanted = select(Message).where(Message.conversation_id == conversation_id, Message.direction == "out")
    return list(session.scalars(wanted.order_by(Message.id)))
