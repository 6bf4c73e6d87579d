"""Saying something: a line in the thread and the letter that carries it, written together."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from core.base import clock, telemetry
from core.domain.conversations import Author, Direction
from core.domain.errands import Desk, Errand
from core.domain.messages import Channel, Delivery, Kind
from core.domain.outgoing import Content, File, kind_of, plain_words, to_json
from core.services import errands, reach
from core.services.guests import chat_lane
from core.store import guests, media, messages, outbox
from core.store.conversations import Conversation
from core.store.db import tell_after_commit
from core.store.messages import Message

_READ_PAUSE = timedelta(milliseconds=400)


class More(TypedDict, total=False):
    """Said by the house at once, unless told otherwise.

    `why` is what a turn of the house decided and from what, for whoever asks later. `reads` is the line that is
    answered: its blue ticks go along with the reply, for a letter of their own costs as much as a reply's.
    """

    staff_id: int | None
    why: dict[str, Any] | None
    desk: Desk
    reads: Message | None


def say(session: Session, conversation: Conversation, content: Content, **more: Unpack[More]) -> Message:
    staff_id, desk = more.get("staff_id"), more.get("desk", Desk.RELAY)
    now, author = clock.now(), Author.HOUSE if staff_id is None else Author.STAFF
    message = Message(
        hotel_id=conversation.hotel_id,
        conversation_id=conversation.id,
        direction=Direction.OUT,
        author=author,
        staff_id=staff_id,
        kind=content.form if isinstance(content, File) else kind_of(content),
        text=plain_words(content),
        content=to_json(content),
        media_id=content.media if isinstance(content, File) else _picture_above(session, content),
        reactions={},
        at=now,
        stored_at=now,
        delivery=Delivery.QUEUED,
        delivery_at=now,
        trace_id=telemetry.current_trace(),
        why=more.get("why"),
    )
    conversation.last_message_at = now
    conversation.last_text = message.text[:200]
    conversation.last_author = author
    lane = chat_lane(conversation.id)
    payload = _payload(conversation, content)
    reads = more.get("reads")
    if reads is not None and _can_be_marked(reads):
        payload["reads"] = reads.provider_id
    letter_id, unreachable = messages.say(session, message, conversation.guest_id, lane, payload, desk)
    if unreachable and author is Author.HOUSE:
        reach.hold_back(session, message, letter_id)
    tell_after_commit(session, conversation.hotel_id, kind="message", conversation=conversation.id)
    return message


def _picture_above(session: Session, content: Content) -> int | None:
    """Staff see it too; one that is not there is found out when the message is carried."""
    media_id = getattr(content, "header_media", None)
    return media_id if media_id is not None and media.one(session, media_id) is not None else None


def post(session: Session, conversation: Conversation, message: Message, content: Content) -> None:
    """Writes the letter that carries a line said before."""
    phone, bsuid = guests.addresses(session, conversation.guest_id, Channel(conversation.channel))
    errands.write(
        session,
        conversation.hotel_id,
        Errand.SEND_MESSAGE,
        f"message:{message.id}",
        {
            **_payload(conversation, content),
            "message": message.id,
            "phone": phone,
            "bsuid": bsuid,
        },
        lane=chat_lane(conversation.id),
    )


def _payload(conversation: Conversation, content: Content) -> dict[str, object]:
    """With whom it goes to, a letter holds all that is needed to deliver it."""
    return {
        "conversation": conversation.id,
        "channel": conversation.channel,
        "account": conversation.account,
        "content": to_json(content),
    }


def send_again(session: Session, letter_id: int) -> bool:
    """A letter that was put aside tries again, and its line of the thread waits again with it."""
    payload = outbox.revive(session, letter_id, clock.now())
    if payload is None:
        return False
    if "message" in payload:
        message = messages.locked(session, payload["message"])
        if message is not None and message.direction == Direction.OUT:
            wait_again(message)
    return True


def wait_again(message: Message) -> None:
    message.delivery, message.delivery_at = Delivery.QUEUED, clock.now()
    message.trouble_code, message.trouble, message.provider_id = None, None, None


def mark_read(session: Session, conversation: Conversation, message: Message, *, typing: bool) -> None:
    """Blue ticks, and "typing…" while the house thinks. One mark stands for all earlier messages.

    Without typing the mark can wait a moment, so that a burst costs one call.
    """
    if not _can_be_marked(message):
        return
    errands.write(
        session,
        conversation.hotel_id,
        Errand.MARK_READ,
        f"read:{conversation.id}",
        {
            "channel": conversation.channel,
            "account": conversation.account,
            "message_id": message.provider_id,
            "typing": typing,
        },
        due_at=clock.now() if typing else clock.now() + _READ_PAUSE,
    )


def _can_be_marked(message: Message) -> bool:
    return message.provider_id is not None and message.kind not in (Kind.REACTION, Kind.EDIT, Kind.DELETION)
