"""Guests who speak, for tests of the voice desk."""

from __future__ import annotations

from core.domain.ports import Download
from core.domain.speech import Transcript
from core.store.messages import Message
from tests.edges.worker.conftest import all_rows, arrives, letters, work
from tests.fakes import FakeChannel, FakeEars
from tests.makers import StoppedClock, wa_message
from worker import slow, voice

QUESTION = "¿a qué hora es el check in?"
TIMES = "El check-in es desde las 14:00"


class Stage:
    """A guest who speaks, and the desks that deal with it one after the other."""

    def __init__(self, port: FakeChannel, ears: FakeEars, clock: StoppedClock) -> None:
        self.port, self.ears, self.clock = port, ears, clock

    def speaks(
        self, words: str | Exception, audio: bytes = b"OggS 1", kind: str = "voice", **facts: object
    ) -> None:
        name = f"note-{len(self.port.files)}"
        self.port.files[name] = Download(audio, "audio/ogg")
        heard_as = words if isinstance(words, Exception) else Transcript(words, "es", 4.0, 0.9)
        self.ears.notes[audio] = heard_as
        part = {"id": name, "mime_type": "audio/ogg; codecs=opus", "voice": kind == "voice"}
        arrives(wa_message("audio", part, **facts))
        work()

    def is_fetched(self) -> None:
        slow.work_errands(1)

    def is_heard(self) -> None:
        voice.work_errands(1)
        work()

    def falls_silent(self) -> None:
        self.clock.passes(seconds=3)
        work()

    def plays(self) -> None:
        self.is_fetched()
        self.is_heard()
        self.falls_silent()


def line(kind: str = "voice") -> Message:
    return next(
        message for message in all_rows(Message) if message.kind == kind and message.direction == "in"
    )


def states(kind: str) -> list[str]:
    return [letter.state for letter in letters(kind)]
