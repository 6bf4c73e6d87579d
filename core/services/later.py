"""A reply for a chosen moment. It goes by itself only if nothing has changed until then; else a person is asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import ALLOWED, Action, Actor, require
from core.domain.conversations import AlertKind, AuditTag, Owner
from core.domain.errands import Errand
from core.domain.messages import window_is_open
from core.domain.outgoing import Text
from core.services import alerts, conversations, errands, hotels, outgoing, owners
from core.services.conversations import NoSuchConversation, WindowClosed, checked, locked
from core.services.overrides import NotThen
from core.services.written import done_with, written_down
from core.store import guests, messages, outbox, staff
from core.store import later as rows
from core.store.conversations import Conversation
from core.store.db import tell_after_commit
from core.store.later import LaterReply

OPEN: Final = frozenset({"waiting", "withheld"})
# Words for six o'clock may be wrong at seven: a house that was away asks first.
_STILL_TIMELY: Final = timedelta(minutes=30)


class Withheld(StrEnum):
    WINDOW = "window"
    GUEST_WROTE = "guest_wrote"
    LEFT_ALONE = "left_alone"
    LATE = "late"
    WRITER_LEFT = "writer_left"


class ClosedThen(Exception):
    """By then the channel's day is over: the words could not go."""


class GoneAlready(Exception):
    """Sent or cancelled meanwhile, by its hour or by somebody else."""


def write(
    session: Session, actor: Actor, conversation_id: int, words: str, due: datetime, token: str
) -> int | None:
    """Answers its number; nothing for a click that was heard before."""
    require(actor, Action.REPLY)
    words = checked(words)
    conversation = locked(session, conversation_id)
    if done_with(session, token):
        return None
    _may_go_then(conversation, due)
    row = LaterReply(
        hotel_id=actor.hotel_id,
        conversation_id=conversation_id,
        words=words,
        due_at=due,
        state="waiting",
        written_by=actor.staff_id,
        seen_at=clock.now(),
        round=0,
    )
    session.add(row)
    _planned(session, row)
    _written(session, actor, AuditTag.REPLY_PLANNED, row, token)
    return row.id


def change(session: Session, actor: Actor, later_id: int, words: str, due: datetime, token: str) -> None:
    """Other words or another moment; whoever changes it has seen what the guest wrote until now."""
    require(actor, Action.REPLY)
    words = checked(words)
    conversation, row = _found(session, later_id)
    if done_with(session, token):
        return
    _still_open(row)
    _may_go_then(conversation, due)
    row.words, row.due_at, row.state, row.why = words, due, "waiting", None
    row.seen_at, row.written_by = clock.now(), actor.staff_id
    outbox.cancel(session, _key(row))
    row.round += 1
    _planned(session, row)
    _written(session, actor, AuditTag.REPLY_PLANNED, row, token)


def cancel(session: Session, actor: Actor, later_id: int, token: str) -> None:
    require(actor, Action.REPLY)
    _, row = _found(session, later_id)
    if done_with(session, token):
        return
    _still_open(row)
    _over(session, row, "cancelled", actor.staff_id)
    _written(session, actor, AuditTag.REPLY_CALLED_OFF, row, token)


def send_now(session: Session, actor: Actor, later_id: int, token: str) -> None:
    """A person has looked and wants it to go, whatever the guest wrote meanwhile."""
    require(actor, Action.REPLY)
    _, row = _found(session, later_id)
    if done_with(session, token):
        return
    _still_open(row)
    conversations.reply(session, actor, row.conversation_id, row.words, token)
    _over(session, row, "sent", actor.staff_id)


def send_due(session: Session, later_id: int, planned: int) -> None:
    """Its hour has come. A later planning has an errand of its own."""
    try:
        conversation, row = _found(session, later_id)
    except NoSuchConversation:
        return
    if row.state != "waiting" or row.round != planned:
        return
    why = _why_not(session, conversation, row)
    if why is not None:
        _withhold(session, row, why)
        return
    message = outgoing.say(session, conversation, Text(row.words), staff_id=row.written_by)
    message.content = {**message.content, "planned": True}
    if conversation.owner == Owner.STAFF and conversation.owner_staff_id is None:
        name = staff.names(session, {row.written_by}).get(row.written_by, "")
        minutes = hotels.get(session, row.hotel_id).give_back_minutes
        owners.staff_takes(session, conversation, row.written_by, name, minutes)
    _over(session, row, "sent", None)


def _why_not(session: Session, conversation: Conversation, row: LaterReply) -> Withheld | None:
    guest = guests.one(session, conversation.guest_id)
    if guest is None or guest.left_alone:
        return Withheld.LEFT_ALONE
    if not window_is_open(conversation.last_guest_at, clock.now()):
        return Withheld.WINDOW
    if messages.heard_since(session, conversation.id, row.seen_at):
        return Withheld.GUEST_WROTE
    writer = staff.member(session, row.written_by, row.hotel_id)
    if writer is None or Action.REPLY not in ALLOWED[writer[1]]:
        return Withheld.WRITER_LEFT
    if clock.now() - row.due_at > _STILL_TIMELY:
        return Withheld.LATE
    return None


def _withhold(session: Session, row: LaterReply, why: Withheld) -> None:
    row.state, row.why = "withheld", why
    facts = {"reason": why}
    place = row.conversation_id
    alerts.raise_alert(
        session, row.hotel_id, AlertKind.REPLY_WITHHELD, _alert(row), conversation_id=place, facts=facts
    )
    _tell(session, row)


def _over(session: Session, row: LaterReply, state: str, staff_id: int | None) -> None:
    outbox.cancel(session, _key(row))
    row.state, row.why = state, None
    alerts.close_alert(session, row.hotel_id, _alert(row), staff_id)
    _tell(session, row)


def _planned(session: Session, row: LaterReply) -> None:
    session.flush()
    payload = {"conversation": row.conversation_id, "later": row.id, "round": row.round}
    errands.write(session, row.hotel_id, Errand.SEND_LATER, _key(row), payload, due_at=row.due_at)
    alerts.close_alert(session, row.hotel_id, _alert(row), row.written_by)
    _tell(session, row)


def _may_go_then(conversation: Conversation, due: datetime) -> None:
    if due <= clock.now():
        raise NotThen
    if not window_is_open(conversation.last_guest_at, clock.now()):
        raise WindowClosed
    if not window_is_open(conversation.last_guest_at, due):
        raise ClosedThen


def _still_open(row: LaterReply) -> None:
    if row.state not in OPEN:
        raise GoneAlready


def _found(session: Session, later_id: int) -> tuple[Conversation, LaterReply]:
    """The conversation first, as everywhere."""
    conversation_id = rows.conversation_of(session, later_id)
    if conversation_id is None:
        raise NoSuchConversation
    conversation, row = locked(session, conversation_id), rows.locked(session, later_id)
    if row is None:
        raise NoSuchConversation
    return conversation, row


def _written(session: Session, actor: Actor, tag: AuditTag, row: LaterReply, token: str) -> None:
    facts = {"later": row.id, "due": row.due_at.isoformat()}
    written_down(session, actor, tag, f"conversation:{row.conversation_id}", token, **facts)


def _tell(session: Session, row: LaterReply) -> None:
    session.flush()
    tell_after_commit(session, row.hotel_id, kind="message", conversation=row.conversation_id)


def _key(row: LaterReply) -> str:
    return f"later:{row.id}:{row.round}"


def _alert(row: LaterReply) -> str:
    return f"later:{row.id}"
