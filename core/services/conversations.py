"""What staff do in a conversation. Each verb checks the role, is written down, and acts once per token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.base import clock, telemetry
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag, Author, Direction, EventKind, Owner
from core.domain.messages import Delivery, window_is_open
from core.domain.outgoing import File, Text, from_json
from core.services import alerts, approved, hotels, outgoing, owners, saved_replies
from core.services.written import written_down
from core.store import conversations, inbox, messages, outbox
from core.store.alerts import Alert
from core.store.conversations import Conversation
from core.store.db import tell_after_commit
from core.store.messages import Message

LONGEST = 4096
LONGEST_CAPTION = 1024


class NoSuchConversation(Exception):
    """No conversation, message or letter of this hotel has that id."""


class WindowClosed(Exception):
    """The guest wrote last over 24 hours ago: the channel takes nothing but approved templates."""


class TooLong(Exception):
    pass


class Empty(Exception):
    pass


@dataclass(frozen=True)
class Wanted:
    """A template as it was chosen and filled, in the language in which it was shown."""

    template: str
    language: str
    words: Mapping[str, str]


def reply(
    session: Session, actor: Actor, conversation_id: int, body: str, token: str, saved: int | None = None
) -> Message:
    """Staff write to the guest and thereby take the conversation. A `saved` reply brings its picture along."""
    require(actor, Action.REPLY)
    body = checked(body)
    conversation = locked(session, conversation_id)
    subject = f"conversation:{conversation_id}"
    if not written_down(session, actor, AuditTag.CONVERSATION_REPLIED, subject, token):
        return _written_with(session, conversation_id, token)
    if not window_is_open(conversation.last_guest_at, clock.now()):
        raise WindowClosed
    take(session, actor, conversation)
    content = _with_picture(session, body, saved)
    message = outgoing.say(session, conversation, content, staff_id=actor.staff_id)
    message.content = {**message.content, "token": token}
    return message


def write_approved(
    session: Session, actor: Actor, conversation_id: int, wanted: Wanted, token: str
) -> Message:
    """When the channel's day is over: a template, whose words staff have seen as the guest will read them."""
    require(actor, Action.REPLY)
    conversation = locked(session, conversation_id)
    subject = f"conversation:{conversation_id}"
    if not written_down(
        session, actor, AuditTag.CONVERSATION_REPLIED, subject, token, template=wanted.template
    ):
        return _written_with(session, conversation_id, token)
    content, read = approved.filled(session, conversation, wanted.template, wanted.language, wanted.words)
    take(session, actor, conversation)
    message = outgoing.say(session, conversation, content, staff_id=actor.staff_id)
    message.text = read
    message.content = {**message.content, "token": token}
    conversation.last_text = read[:200]
    return message


def take_over(session: Session, actor: Actor, conversation_id: int, token: str) -> None:
    require(actor, Action.TAKE_OVER)
    conversation = locked(session, conversation_id)
    if written_down(session, actor, AuditTag.CONVERSATION_TAKEN, f"conversation:{conversation_id}", token):
        take(session, actor, conversation)
        newest = messages.newest_from_guest(session, conversation_id)
        if newest is not None:
            outgoing.mark_read(session, conversation, newest, typing=False)


def give_back(session: Session, actor: Actor, conversation_id: int, token: str) -> None:
    require(actor, Action.TAKE_OVER)
    conversation = locked(session, conversation_id)
    subject = f"conversation:{conversation_id}"
    if not written_down(session, actor, AuditTag.CONVERSATION_GIVEN_BACK, subject, token):
        return
    if conversation.owner != Owner.HOUSE:
        _settle_what_staff_saw(session, conversation)
        owners.house_takes_back(session, conversation, EventKind.GAVE_BACK, staff=actor.name)


def give_back_when_quiet(session: Session, conversation_id: int) -> None:
    """Runs when the quiet time is over; a later word from staff moved that time, and then this does nothing."""
    conversation = conversations.locked(session, conversation_id)
    if conversation is None or conversation.give_back_at is None or conversation.owner == Owner.HOUSE:
        return
    if conversation.give_back_at <= clock.now():
        _settle_what_staff_saw(session, conversation)
        owners.house_takes_back(session, conversation, EventKind.GAVE_BACK_QUIET)


def write_note(session: Session, actor: Actor, conversation_id: int, body: str, token: str) -> Message:
    """A line only staff can see."""
    require(actor, Action.WRITE_NOTE)
    body = checked(body)
    conversation = locked(session, conversation_id)
    subject = f"conversation:{conversation_id}"
    if not written_down(session, actor, AuditTag.CONVERSATION_NOTED, subject, token):
        return _written_with(session, conversation_id, token)
    now = clock.now()
    message = Message(
        hotel_id=conversation.hotel_id,
        conversation_id=conversation.id,
        direction=Direction.NOTE,
        author=Author.STAFF,
        staff_id=actor.staff_id,
        kind="note",
        text=body,
        content={"token": token},
        reactions={},
        at=now,
        stored_at=now,
        trace_id=telemetry.current_trace(),
    )
    session.add(message)
    session.flush()
    tell_after_commit(session, conversation.hotel_id, kind="message", conversation=conversation.id)
    return message


def retry(session: Session, actor: Actor, message_id: int, token: str) -> None:
    """Sends a failed message again, as the same line of the thread."""
    require(actor, Action.RETRY_LETTER)
    message = messages.locked(session, message_id)
    if message is None or message.direction != Direction.OUT:
        raise NoSuchConversation
    conversation = locked(session, message.conversation_id)
    if message.delivery != Delivery.FAILED:
        return
    if not window_is_open(conversation.last_guest_at, clock.now()):
        raise WindowClosed
    if written_down(session, actor, AuditTag.MESSAGE_RETRIED, f"message:{message_id}", token):
        outbox.withdraw(session, f"message:{message.id}")
        outgoing.wait_again(message)
        outgoing.post(session, conversation, message, from_json(message.content))
        tell_after_commit(session, conversation.hotel_id, kind="status", conversation=conversation.id)


def seen(session: Session, actor: Actor, conversation_id: int) -> None:
    """Staff looked at the conversation: nothing unread is left, and the guest sees blue ticks."""
    require(actor, Action.READ_CONVERSATIONS)
    if not actor.may(Action.REPLY) or not conversations.seen(session, conversation_id):
        return
    conversation = locked(session, conversation_id)
    newest = messages.newest_from_guest(session, conversation_id)
    if newest is not None:
        outgoing.mark_read(session, conversation, newest, typing=False)
    tell_after_commit(session, actor.hotel_id, kind="owner", conversation=conversation_id)


def close_alert(session: Session, actor: Actor, alert_id: int, token: str) -> None:
    require(actor, Action.REPLY)
    alert = session.get(Alert, alert_id)
    if alert is None or alert.hotel_id != actor.hotel_id:
        raise NoSuchConversation
    if written_down(session, actor, AuditTag.ALERT_CLOSED, f"alert:{alert_id}", token):
        alerts.close_alert(session, actor.hotel_id, alert.key, actor.staff_id)


def revive(session: Session, actor: Actor, box: str, letter_id: int, token: str) -> None:
    """Tries a dead letter again."""
    require(actor, Action.RETRY_LETTER)
    if not written_down(session, actor, AuditTag.LETTER_REVIVED, f"{box}:{letter_id}", token):
        return
    found = (
        inbox.revive(session, letter_id, clock.now())
        if box == "inbox"
        else outgoing.send_again(session, letter_id)
    )
    if not found:
        raise NoSuchConversation


def _with_picture(session: Session, body: str, saved: int | None) -> Text | File:
    media_id = saved_replies.picture_of(session, saved) if saved is not None else None
    if media_id is None:
        return Text(body)
    if len(body) > LONGEST_CAPTION:
        raise TooLong
    return File(media_id, "image", body)


def checked(body: str) -> str:
    body = body.replace("\x00", "").strip()
    if not body:
        raise Empty
    if len(body) > LONGEST:
        raise TooLong
    return body


def locked(session: Session, conversation_id: int) -> Conversation:
    conversation = conversations.locked(session, conversation_id)
    if conversation is None:
        raise NoSuchConversation
    return conversation


def take(session: Session, actor: Actor, conversation: Conversation) -> None:
    _settle_what_staff_saw(session, conversation)
    minutes = hotels.get(session, actor.hotel_id).give_back_minutes
    owners.staff_takes(session, conversation, actor.staff_id, actor.name, minutes)


def _settle_what_staff_saw(session: Session, conversation: Conversation) -> None:
    for message in messages.unanswered(session, conversation.id):
        message.handled_at = clock.now()


def _written_with(session: Session, conversation_id: int, token: str) -> Message:
    message = messages.by_token(session, conversation_id, token)
    if message is None:
        raise NoSuchConversation
    return message
