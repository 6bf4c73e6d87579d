"""What guests do to lines they sent before: an emoji on one, other words for it, taking it back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import Direction, Owner
from core.domain.messages import Incoming, Kind
from core.services.storing import storable
from core.store import messages
from core.store.conversations import Conversation
from core.store.messages import Message


def change(session: Session, conversation: Conversation, incoming: Incoming) -> Message | None:
    """The message is answered already and to be read again; nothing where nobody need do anything."""
    target = messages.by_provider_id(session, incoming.target) if incoming.target else None
    if target is None:
        return None
    if incoming.kind is Kind.REACTION:
        target.reactions = {**target.reactions, "guest": storable(incoming.text)} if incoming.text else {}
    elif incoming.kind is Kind.EDIT and target.direction == Direction.IN:
        return _reword(session, conversation, target, incoming)
    elif incoming.kind is Kind.DELETION and target.direction == Direction.IN:
        target.deleted_at = incoming.at
        target.handled_at = target.handled_at or clock.now()  # what was taken back is not answered
        if target.text and conversation.last_text == target.text[:200]:
            conversation.last_text = ""
    return None


def _reword(
    session: Session, conversation: Conversation, message: Message, incoming: Incoming
) -> Message | None:
    """What the house has answered already is open again, as long as it is the last thing the guest wrote."""
    stood = message.text
    message.content = {**message.content, "before": message.content.get("before", stood)}
    message.text, message.edited_at = storable(incoming.text), incoming.at
    was_answered = message.handled_at is not None and message.kind == Kind.TEXT and message.text != stood
    if not was_answered or conversation.owner != Owner.HOUSE:
        return None
    if messages.newest_from_guest(session, conversation.id) is not message:
        return None
    message.content, message.handled_at = {**message.content, messages.ANSWERED: stood}, None
    return message
