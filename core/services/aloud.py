"""Answers to people who spoke: what was understood stands above the answer, and the answer may also be spoken."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import Owner
from core.domain.errands import Errand
from core.domain.messages import window_is_open
from core.domain.outgoing import AskPlace, Buttons, Content, File, LinkButton, Menu, Text, plain_words
from core.domain.speech import Unheard, VoiceReplies, echo_of, speakable, why_unheard
from core.services import errands, hotels, media, outgoing
from core.services.phrases import LONGEST_BODY
from core.store import conversations, guests, messages, recordings
from core.store.conversations import Conversation

if TYPE_CHECKING:
    from core.services.scenes import Scene

_LONGEST_TEXT = 4096
_WITH_BODY = (Text, Buttons, Menu, LinkButton, AskPlace)


@dataclass(frozen=True)
class Saying:
    """Words to be spoken, in the language they are written in."""

    words: str
    language: str


def with_what_was_heard(scene: Scene, contents: tuple[Content, ...]) -> tuple[Content, ...]:
    """Somebody who spoke sees what was understood, in the same bubble as the answer; a pin has no room for it."""
    said = [line.text for line in scene.lines if line.content.get("transcript") and line.text]
    place = next((place for place, content in enumerate(contents) if isinstance(content, _WITH_BODY)), None)
    if not said or place is None:
        return contents
    return (*contents[:place], _headed(scene, said, contents[place]), *contents[place + 1 :])


_REQUESTS = {
    Unheard.TOO_LONG: "unsure.voice_long",
    Unheard.NO_SPEECH: "unsure.voice_unclear",
    Unheard.UNCLEAR: "unsure.voice_unclear",
    Unheard.BROKEN: "unsure.voice_unclear",
}


def asks_for_words(scene: Scene) -> str:
    """The phrase that kindly asks for writing, fitting what kept the note from being understood."""
    return _REQUESTS.get(why_unheard(line.content for line in scene.lines), "unsure.voice")


def _headed(scene: Scene, said: list[str], content: Content) -> Content:
    assert isinstance(content, _WITH_BODY)
    longest = _LONGEST_TEXT if isinstance(content, Text) else LONGEST_BODY
    room = longest - len(content.body) - len(scene.say("voice.understood", words="")) - 2
    echo = echo_of(said, room)
    if not echo:
        return content
    heard = scene.say("voice.understood", words=echo)
    return replace(content, body=f"{heard}\n\n{content.body}")


def also_aloud(session: Session, scene: Scene, contents: tuple[Content, ...]) -> None:
    """Where the hotel wants it, a guest who spoke is also spoken to."""
    spoke = any(line.content.get("transcript") for line in scene.lines)
    if not spoke or scene.hotel.voice_replies != VoiceReplies.WHEN_SPOKEN:
        return
    bodies = [plain_words(content) for content in contents if isinstance(content, _WITH_BODY)]
    words = speakable("\n".join(bodies), scene.language, scene.hotel.currency)
    if words is None:
        return
    key = f"speak:{scene.newest.id}"
    errands.write(
        session,
        scene.conversation.hotel_id,
        Errand.SPEAK,
        key,
        {"conversation": scene.conversation.id, "words": words, "language": scene.language},
    )


def wanted(session: Session, conversation_id: int) -> bool:
    """Whether the answer is still the house's last word: nobody wants to hear yesterday's answer after their next."""
    conversation = conversations.locked(session, conversation_id)
    if conversation is None or _somebody_came(conversation):
        return False
    guest = guests.one(session, conversation.guest_id)
    newest = messages.newest_from_guest(session, conversation.id)
    return (
        not hotels.get(session, conversation.hotel_id).house_paused
        and guest is not None
        and guest.opted_out_at is None
        and window_is_open(conversation.last_guest_at, clock.now())
        and (newest is None or newest.handled_at is not None)
    )


def _somebody_came(conversation: Conversation) -> bool:
    """A promise that somebody will come is still ours to say aloud; once they are there it is theirs to speak."""
    return conversation.owner == Owner.PHONE or conversation.owner_staff_id is not None


def recorded(session: Session, saying: Saying, voice: str) -> int | None:
    """The same words in the same voice, spoken before."""
    return recordings.media_of(session, _key(saying, voice))


def record(session: Session, hotel_id: int, saying: Saying, voice: str, audio: bytes) -> int:
    media_id = media.keep(session, hotel_id, audio, "audio/ogg", "voice-note.ogg")
    recordings.keep(session, hotel_id, _key(saying, voice), media_id)
    return media_id


def send(session: Session, conversation_id: int, saying: Saying, media_id: int) -> None:
    """The voice note follows its text; its words stand beside it for whoever reads the thread."""
    conversation = conversations.locked(session, conversation_id)
    if conversation is None:
        return
    note = outgoing.say(session, conversation, File(media_id, "voice"))
    note.text, conversation.last_text = saying.words, saying.words[:200]
    note.content = {**note.content, "transcript": True, "language": saying.language}


def _key(saying: Saying, voice: str) -> str:
    return hashlib.sha256(f"{voice}\n{saying.language}\n{saying.words}".encode()).hexdigest()
