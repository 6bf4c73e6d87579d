"""Voice notes become words: asked for once the file is there, written into their line, and only then answered.

Whatever happens to a note, its line learns of it in the end: words, or the reason why there are none. Either opens
the turn that the note was holding back.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import Direction, Owner
from core.domain.errands import Errand
from core.domain.ports import CannotHear
from core.domain.speech import PASSING, SPOKEN, Transcript, Unheard, listened_key
from core.services import errands, outgoing, scenes
from core.store import conversations, media, messages, outbox, transcripts
from core.store.conversations import Conversation
from core.store.db import tell_after_commit
from core.store.messages import Message
from core.store.transcripts import HeardNote


@dataclass(frozen=True)
class Note:
    """A recording as the desk takes it in hand. `hint` is the language its guest has spoken so far."""

    audio: bytes
    sha256: str
    hint: str | None


def ask(session: Session, message_id: int) -> None:
    """The file has come: if it is a voice, somebody listens to it."""
    message = messages.locked(session, message_id)
    if message is None or not _is_open(message):
        return
    key = f"transcribe:{message_id}"
    errands.write(session, message.hotel_id, Errand.TRANSCRIBE, key, {"message": message_id})


def take(session: Session, message_id: int) -> Note | None:
    """Nothing when there is nothing to listen to, or no need any more."""
    found = _lock(session, message_id)
    file = media.one(session, found[1].media_id) if found and found[1].media_id is not None else None
    if found is None or file is None:
        return None
    conversation, message = found
    if message.handled_at is None and conversation.owner == Owner.HOUSE:
        outgoing.mark_read(session, conversation, message, typing=True)
    return Note(file.data, file.sha256, conversation.language)


def recall(session: Session, sha256: str, model: str) -> Transcript | CannotHear | None:
    """What this model heard in the same bytes before."""
    known = transcripts.of(session, sha256, model)
    if known is None:
        return None
    if known.unheard:
        return CannotHear(Unheard(known.unheard), known.seconds)
    return Transcript(known.text, known.language, known.seconds, known.confidence)


def remember(
    session: Session, hotel_id: int, sha256: str, model: str, heard: Transcript | CannotHear
) -> None:
    if isinstance(heard, CannotHear) and heard.why in PASSING:
        return
    words = heard if isinstance(heard, Transcript) else Transcript("", "", heard.seconds, 0.0)
    transcripts.keep(
        session,
        HeardNote(
            hotel_id=hotel_id,
            sha256=sha256,
            model=model,
            text=words.text,
            language=words.language,
            seconds=words.seconds,
            confidence=words.confidence,
            unheard=None if isinstance(heard, Transcript) else heard.why,
            heard_at=clock.now(),
        ),
    )


def write_down(session: Session, message_id: int, heard: Transcript | CannotHear, window: float) -> None:
    """The line learns what was said, or why nobody knows; the turn that waited for it can be taken."""
    found = _lock(session, message_id)
    if found is None:
        return
    conversation, message = found
    content = {key: value for key, value in message.content.items() if key != "hearing"}
    if isinstance(heard, Transcript):
        facts = {"transcript": True, "language": heard.language, "seconds": round(heard.seconds, 1)}
        message.content = {**content, **facts}
        message.text = heard.text.replace("\x00", "")
        if conversation.last_text == f"[{message.kind}]" and message.at >= conversation.last_message_at:
            conversation.last_text = message.text[:200]
    else:
        message.content = {**content, "hearing": str(heard.why)}
    outbox.cancel(session, listened_key(message_id))
    tell_after_commit(session, message.hotel_id, kind="message", conversation=conversation.id)
    if message.handled_at is None and scenes.plan_turn(session, conversation, message, window):
        scenes.postpone_turn(session, conversation, 0)


def give_up(session: Session, message_id: int, why: Unheard, window: float) -> None:
    """Nobody will listen to this note; nothing happens where the line is no note, or has its words already."""
    write_down(session, message_id, CannotHear(why), window)


def _lock(session: Session, message_id: int) -> tuple[Conversation, Message] | None:
    """The conversation first, as everybody does who speaks in it, then its line: a guest's note without words."""
    known = messages.conversation_of(session, message_id)
    conversation = conversations.locked(session, known) if known is not None else None
    message = messages.locked(session, message_id)
    if conversation is None or message is None or not _is_open(message):
        return None
    return conversation, message


def _is_open(message: Message) -> bool:
    is_note = message.kind in SPOKEN and message.direction == Direction.IN
    return is_note and message.deleted_at is None and not message.content.get("transcript")
