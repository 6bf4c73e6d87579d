"""The conversation that something goes into, and the voice that the house has in it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Actor
from core.domain.conversations import AuditTag
from core.domain.messages import window_is_open
from core.services import conversations, hotels, phrases
from core.services.confirmations import LetterVoice, voice_for
from core.services.conversations import NoSuchConversation, WindowClosed
from core.services.written import written_down
from core.store import conversations as rows
from core.store import guests
from core.store.conversations import Conversation


def talk(session: Session, conversation_id: int) -> Conversation:
    found = rows.one(session, conversation_id)
    if found is None:
        raise NoSuchConversation
    return found


def mine_to_write(
    session: Session, actor: Actor, conversation_id: int, token: str, what: str
) -> Conversation | None:
    """The conversation, held; nothing for a click that was acted on before."""
    conversation = conversations.locked(session, conversation_id)
    subject = f"conversation:{conversation_id}"
    if not written_down(session, actor, AuditTag.CONVERSATION_REPLIED, subject, token, thing=what):
        return None
    if not window_is_open(conversation.last_guest_at, clock.now()):
        raise WindowClosed
    return conversation


def voice_of(session: Session, conversation: Conversation) -> LetterVoice:
    hotel = hotels.get(session, conversation.hotel_id)
    guest = guests.one(session, conversation.guest_id)
    spoken = conversation.language or (guest.language if guest else None) or hotel.language
    language = spoken if spoken in phrases.LANGUAGES else hotel.language
    return voice_for(session, hotel, conversation, language)
