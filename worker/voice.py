"""The voice desk: listens to guests' notes and reads answers aloud. Slow work, in a process that nobody waits for."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from core.adapters.speech import open_speech, open_voice
from core.base import bell, clock, telemetry
from core.base.settings import settings
from core.domain.errands import Desk, Errand
from core.domain.ports import CannotHear, CannotSpeak, Speech, Voice
from core.domain.speech import Transcript, Unheard, doubt_of
from core.services import aloud, listening
from core.services.aloud import Saying
from core.services.listening import Note
from core.store import outbox
from core.store.db import across_hotels, transaction
from core.store.outbox import Claimed
from worker import errands

log = logging.getLogger(__name__)
_SHIFT_SECONDS = 120.0
_LEASE_SECONDS = 12.0
_RENEW_SECONDS = 3.0
# A note that took the ears or the desk down with it is tried once more and then left to people.
TRIES = 2


@dataclass
class Senses:
    """Ears and mouth of this process, opened when first needed and kept; what is not there is looked for again."""

    ears: Speech | None = None
    mouth: Voice | None = None

    def speech(self) -> Speech | None:
        self.ears = self.ears or open_speech(settings())
        return self.ears

    def voice(self) -> Voice | None:
        self.mouth = self.mouth or open_voice(settings())
        return self.mouth


senses = Senses()


def work_errands(letter_id: int) -> None:
    bell.heard(bell.VOICE, letter_id)
    until = time.monotonic() + _SHIFT_SECONDS
    while time.monotonic() < until:
        with across_hotels() as session:
            letters = outbox.claim(session, Desk.VOICE, 1, _LEASE_SECONDS)
        if not letters:
            return
        run(letters[0])
    bell.ring(bell.VOICE, letter_id)


def run(letter: Claimed) -> None:
    with telemetry.traced(letter.trace_id):
        try:
            with _in_hand(letter):
                HANDLERS[letter.kind](letter)
        except Exception as problem:  # noqa: BLE001 - an errand must never take the process with it
            errands.set_aside(letter, problem)


def transcribe(letter: Claimed) -> None:
    message_id = int(letter.payload["message"])
    with transaction(letter.hotel_id) as session:
        note = listening.take(session, message_id)
    heard = _hear(letter, note) if note is not None else None
    with transaction(letter.hotel_id) as session:
        if heard is not None:
            listening.write_down(session, message_id, heard, settings().quiet_window)
        outbox.done(session, [letter.id], clock.now())


def _hear(letter: Claimed, note: Note) -> Transcript | CannotHear:
    ears = senses.speech()
    if ears is None:
        return CannotHear(Unheard.NO_EARS)
    with transaction(letter.hotel_id) as session:
        known = listening.recall(session, note.sha256, ears.name)
    if known is not None:
        return known
    if letter.attempts > TRIES:
        log.error("voice.given_up", extra={"letter": letter.id})
        return CannotHear(Unheard.FAILED)
    began = time.monotonic()
    heard = _listen(ears, note)
    telemetry.LISTEN_SECONDS.observe(time.monotonic() - began)
    with transaction(letter.hotel_id) as session:
        listening.remember(session, letter.hotel_id, note.sha256, ears.name, heard)
    return heard


def _listen(ears: Speech, note: Note) -> Transcript | CannotHear:
    try:
        heard = ears.transcribe(note.audio, note.hint)
    except CannotHear as problem:
        return problem
    doubt = doubt_of(heard)
    return heard if doubt is None else CannotHear(doubt, heard.seconds)


def speak(letter: Claimed) -> None:
    """The text has gone out already: where no voice can be had, nothing is missing."""
    mouth = senses.voice()
    if mouth is not None and letter.attempts <= TRIES:
        try:
            _say_aloud(letter, mouth)
        except CannotSpeak as problem:
            log.warning("voice.no_voice", extra={"letter": letter.id, "reason": str(problem)[:200]})
    with transaction(letter.hotel_id) as session:
        outbox.done(session, [letter.id], clock.now())


def _say_aloud(letter: Claimed, mouth: Voice) -> None:
    conversation_id = int(letter.payload["conversation"])
    saying = Saying(letter.payload["words"], letter.payload["language"])
    voice = mouth.name(saying.language)
    with transaction(letter.hotel_id) as session:
        if not aloud.wanted(session, conversation_id):
            return
        media_id = aloud.recorded(session, saying, voice)
    audio = mouth.speak(saying.words, saying.language) if media_id is None else b""
    with transaction(letter.hotel_id) as session:
        if aloud.wanted(session, conversation_id):
            media_id = media_id or aloud.record(session, letter.hotel_id, saying, voice, audio)
            aloud.send(session, conversation_id, saying, media_id)
            outbox.done(session, [letter.id], clock.now())


HANDLERS: dict[Errand, Callable[[Claimed], None]] = {Errand.TRANSCRIBE: transcribe, Errand.SPEAK: speak}


@contextmanager
def _in_hand(letter: Claimed) -> Iterator[None]:
    """A short lease, renewed while the work goes on: if this process dies another has the note within seconds."""
    ended = threading.Event()
    keeper = threading.Thread(target=_keep, args=(letter.id, ended), name="lease", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def _keep(letter_id: int, ended: threading.Event) -> None:
    while not ended.wait(_RENEW_SECONDS):
        try:
            with across_hotels() as session:
                outbox.renew(session, [letter_id], _LEASE_SECONDS)
        except SQLAlchemyError as problem:
            log.warning("voice.lease", extra={"reason": type(problem).__name__})
