"""What staff decide over the house's head in one conversation: that it keeps quiet, or that it thinks again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag, EventKind, Owner, Reason
from core.domain.messages import TAPS, window_is_open
from core.services import hotels, owners, scenes
from core.services.approved import LeftAlone
from core.services.conversations import NoSuchConversation, WindowClosed, locked
from core.services.guests import note
from core.services.written import reason_for, written_down
from core.store import guests, labels, messages, outbox, turns
from core.store.conversations import Conversation
from core.store.db import tell_after_commit
from core.store.messages import Message

LONGEST_PAUSE: Final = timedelta(days=30)


class NotThen(Exception):
    """That moment is past, or too far away."""


class WasATap(Exception):
    """A button that was answered is not tapped once more in the guest's name."""


class AnsweredAlready(Exception):
    """The guest would hear a second answer: only if the person says that they should."""


@dataclass(frozen=True)
class Again:
    """Why the house should think again, and whether a second answer is wanted."""

    reason: str
    although_answered: bool = False


def pause(
    session: Session, actor: Actor, conversation_id: int, until: datetime, reason: str, token: str
) -> None:
    """The house keeps quiet with this guest until then, or until somebody gives the conversation back."""
    require(actor, Action.TAKE_OVER)
    why = reason_for(reason, needed=True)
    conversation = locked(session, conversation_id)
    if not clock.now() < until <= clock.now() + LONGEST_PAUSE:
        raise NotThen
    details = {"until": until.isoformat(), "reason": why}
    if not written_down(
        session, actor, AuditTag.CONVERSATION_PAUSED, f"conversation:{conversation_id}", token, **details
    ):
        return
    for line in messages.unanswered(session, conversation_id):
        line.handled_at = clock.now()
    conversation.paused_until = until
    minutes = hotels.get(session, actor.hotel_id).give_back_minutes
    owners.staff_takes(session, conversation, actor.staff_id, actor.name, minutes)
    note(session, conversation, EventKind.HOUSE_QUIET, staff=actor.name, until=until.isoformat(), said=why)


def think_again(session: Session, actor: Actor, message_id: int, again: Again, token: str) -> None:
    """The turn behind a line is taken once more, by what staff say was meant where they have said it."""
    require(actor, Action.TAKE_OVER)
    why = reason_for(again.reason, needed=True)
    conversation, line = _with_its_talk(session, message_id)
    read = turns.read_for(session, line) or _never_answered(session, line)
    if not read:
        raise NoSuchConversation
    if not window_is_open(conversation.last_guest_at, clock.now()):
        raise WindowClosed
    guest = guests.one(session, conversation.guest_id)
    if guest is None or guest.left_alone:
        raise LeftAlone
    answered = turns.answered_since(session, read[-1])
    if answered and any(one.kind in TAPS for one in read):
        raise WasATap
    if answered and not again.although_answered:
        raise AnsweredAlready
    subject = f"conversation:{conversation.id}"
    if not written_down(
        session, actor, AuditTag.MESSAGE_RETHOUGHT, subject, token, message=message_id, reason=why
    ):
        return
    for open_line in messages.unanswered(session, conversation.id):
        open_line.handled_at = clock.now()
    if conversation.owner != Owner.HOUSE:
        owners.house_takes_back(session, conversation, EventKind.GAVE_BACK, staff=actor.name)
    if answered:  # what answered an earlier question must answer none that has been asked since
        conversation.state = {}
    note(session, conversation, EventKind.THINKS_AGAIN, staff=actor.name, said=why)
    for one in read:
        one.handled_at = None
    label = labels.of_message(session, read[-1].id)
    meant = label.intents if label is not None else []
    outbox.cancel(session, scenes.turn_key(conversation.id))
    outbox.write(session, actor.hotel_id, scenes.turn_errand(conversation, clock.now(), again=meant))
    tell_after_commit(session, actor.hotel_id, kind="message", conversation=conversation.id)


def _never_answered(session: Session, line: Message) -> list[Message]:
    """What was open when the house failed: the event knows nothing of it, the lines themselves do."""
    if line.kind != EventKind.PERSON_CALLED or line.content.get("reason") != Reason.HOUSE_FAILED:
        return []
    open_lines = [one for one in messages.unanswered(session, line.conversation_id) if one.at <= line.at]
    return open_lines or turns.last_from_guest(session, line)


def _with_its_talk(session: Session, message_id: int) -> tuple[Conversation, Message]:
    """The conversation first, as every turn does."""
    conversation_id = messages.conversation_of(session, message_id)
    if conversation_id is None:
        raise NoSuchConversation
    conversation, line = locked(session, conversation_id), messages.locked(session, message_id)
    if line is None:
        raise NoSuchConversation
    return conversation, line
