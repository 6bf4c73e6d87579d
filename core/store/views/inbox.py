"""The list of conversations: pages of it, searches in it, and the numbers above it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from core.base.letters import fold
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.guests import Guest, GuestIdentifier
from core.store.messages import Message
from core.store.staff import Staff
from core.store.views.folding import digits, folded

PAGE = 40
_COUNT_TO = 100
# So many letters may be the beginning of a booking's code.
_CODE_FROM = 4


class Filter(StrEnum):
    ALL = "all"
    WAITING = "waiting"
    MINE = "mine"
    UNREAD = "unread"


@dataclass(frozen=True)
class Wanted:
    filter: Filter
    staff_id: int
    words: str = ""
    after: tuple[datetime, int] | None = None
    # Only these: what has become of rows a screen knows already, or has just heard of.
    only: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Row:
    id: int
    guest_id: int
    name: str
    phone: str | None
    last_text: str
    last_author: str
    last_at: datetime
    last_guest_at: datetime | None
    unread: int
    waiting_since: datetime | None
    handover_reason: str | None
    owner: str
    owner_staff_id: int | None
    owner_name: str | None
    last_delivery: str | None


@dataclass(frozen=True)
class Counts:
    """Never more than `_COUNT_TO` of each: nobody works through a hundred by looking at the number."""

    waiting: int
    unread: int


def page(session: Session, wanted: Wanted) -> tuple[list[Row], tuple[datetime, int] | None]:
    """One page, and the mark after which the next begins (none at the end)."""
    rows = [Row(*row) for row in session.execute(_page(wanted))]
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE - 1]
    mark = last.waiting_since if wanted.filter is Filter.WAITING else last.last_at
    assert mark is not None
    return rows[:PAGE], (mark, last.id)


def counts(session: Session) -> Counts:
    return Counts(
        waiting=_up_to(session, Conversation.waiting_since.is_not(None)),
        unread=_up_to(session, Conversation.unread > 0),
    )


def _up_to(session: Session, condition: ColumnElement[bool]) -> int:
    some = select(Conversation.id).where(condition).limit(_COUNT_TO).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _page(wanted: Wanted) -> Select[Any]:
    query = (
        select(
            Conversation.id,
            Conversation.guest_id,
            Guest.name,
            _phone(),
            Conversation.last_text,
            Conversation.last_author,
            Conversation.last_message_at,
            Conversation.last_guest_at,
            Conversation.unread,
            Conversation.waiting_since,
            Conversation.handover_reason,
            Conversation.owner,
            Conversation.owner_staff_id,
            Staff.name,
            _last_delivery(),
        )
        .join(Guest, Guest.id == Conversation.guest_id)
        .outerjoin(Staff, Staff.id == Conversation.owner_staff_id)
        .where(Guest.merged_into.is_(None))
    )
    query = query.where(_chosen(wanted))
    if wanted.only is not None:
        query = query.where(Conversation.id.in_(wanted.only))
    if fold(wanted.words):
        query = query.where(_found(wanted.words))
    return _in_order(query, wanted).limit(PAGE + 1)


def _in_order(query: Select[Any], wanted: Wanted) -> Select[Any]:
    """The newest first; among those who wait, who waits longest."""
    if wanted.filter is Filter.WAITING:
        key = tuple_(Conversation.waiting_since, Conversation.id)
        query = query.order_by(Conversation.waiting_since, Conversation.id)
        return query.where(key > wanted.after) if wanted.after else query
    key = tuple_(Conversation.last_message_at, Conversation.id)
    query = query.order_by(Conversation.last_message_at.desc(), Conversation.id.desc())
    return query.where(key < wanted.after) if wanted.after else query


def _chosen(wanted: Wanted) -> ColumnElement[bool]:
    match wanted.filter:
        case Filter.WAITING:
            return Conversation.waiting_since.is_not(None)
        case Filter.MINE:
            return and_(Conversation.owner == "staff", Conversation.owner_staff_id == wanted.staff_id)
        case Filter.UNREAD:
            return Conversation.unread > 0
        case Filter.ALL:
            return Conversation.id.is_not(None)


def _found(words: str) -> ColumnElement[bool]:
    """Whose name, number, address or booking it is; what was said is looked for in `views/search`."""
    plain = fold(words)
    named = select(GuestIdentifier.guest_id).where(_identifier(words, plain))
    either = [folded(Guest.name).contains(plain, autoescape=True), Conversation.guest_id.in_(named)]
    code = "".join(letter for letter in plain if letter.isalnum())
    if len(code) >= _CODE_FROM:
        booked = select(Booking.guest_id).where(func.lower(Booking.code).startswith(code, autoescape=True))
        either.append(Conversation.guest_id.in_(booked.where(Booking.guest_id.is_not(None))))
    return or_(*either)


def _identifier(words: str, plain: str) -> ColumnElement[bool]:
    """By digits of the telephone in any spelling, or by the name on the channel."""
    username = and_(
        GuestIdentifier.kind == "username",
        func.lower(GuestIdentifier.value).contains(plain.removeprefix("@"), autoescape=True),
    )
    number = digits(words)
    if number is None:
        return username
    phone = and_(
        GuestIdentifier.kind == "phone",
        or_(GuestIdentifier.value.contains(number), GuestIdentifier.key.contains(number)),
    )
    return or_(username, phone)


def _phone() -> Any:
    return (
        select(GuestIdentifier.value)
        .where(GuestIdentifier.guest_id == Conversation.guest_id, GuestIdentifier.kind == "phone")
        .order_by(GuestIdentifier.seen_at.desc())
        .limit(1)
        .correlate(Conversation)
        .scalar_subquery()
    )


def _last_delivery() -> Any:
    """How the last thing we said fared: a failed one marks the row until something else was said."""
    return (
        select(Message.delivery)
        .where(Message.conversation_id == Conversation.id, Message.direction == "out")
        .order_by(Message.at.desc(), Message.id.desc())
        .limit(1)
        .correlate(Conversation)
        .scalar_subquery()
    )
