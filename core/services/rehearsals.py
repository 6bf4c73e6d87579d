"""A guest who is not there, for trying out what the house would say. Whoever calls takes all of it back afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.messages import Channel, Incoming, Kind, Sender
from core.services import intake, scenes
from core.services.scenes import Conversation, Message, Scene
from core.store import conversations, hotels, messages

_NO_NUMBER = "0"


def hears(session: Session, hotel_id: int, words: str, sender: Sender) -> Conversation | None:
    """The words become a line of a conversation, exactly as those of a guest do; nothing where they are no words."""
    incoming = Incoming(
        id=f"rehearsal.{uuid4().hex}",
        channel=Channel.WHATSAPP,
        account=_number(session),
        sender=sender,
        at=clock.now(),
        kind=Kind.TEXT,
        text=words,
    )
    conversation, line = intake.hear(session, hotel_id, incoming)
    return conversations.locked(session, conversation.id) if line is not None else None


def stranger() -> Sender:
    """Somebody no hotel has met."""
    return Sender(bsuid=f"XX.{uuid4().int % 10**20:020}")


def scene_in(session: Session, hotel_id: int, language: str) -> Scene:
    """The house about to speak to somebody in that language."""
    conversation = hears(session, hotel_id, "…", stranger())
    assert conversation is not None
    scene = scenes.look(session, conversation)
    assert scene is not None
    return replace(scene, language=language)


def said_since(session: Session, conversation: Conversation, last_id: int) -> Sequence[Message]:
    """What the house has said after that line, the oldest first."""
    return [line for line in messages.of_house(session, conversation.id) if line.id > last_id]


def _number(session: Session) -> str:
    found = hotels.all_channel_accounts(session)
    return found[0].account if found else _NO_NUMBER
