"""The doors to the outside as a test wants them: they take, refuse or fall silent, and remember what was asked."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from core.domain.errands import Act, Refusal
from core.domain.ports import (
    Account,
    CannotHear,
    ChannelPort,
    Download,
    Parcel,
    Receipt,
    Refused,
    Speech,
    Voice,
)
from core.domain.speech import Transcript, Unheard

Answer = Exception | Receipt | None


@dataclass
class FakeChannel:
    """`answers` are used up one per message, `to_marks` one per read mark; when none is left all goes through."""

    answers: deque[Answer] = field(default_factory=deque)
    to_marks: deque[Answer] = field(default_factory=deque)
    seconds_per_call: float = 0.0
    sent: list[Parcel] = field(default_factory=list)
    tried: list[Parcel] = field(default_factory=list)
    marks: list[tuple[str, bool]] = field(default_factory=list)
    uploads: list[bytes] = field(default_factory=list)
    files: dict[str, Download | Exception] = field(default_factory=dict)
    during_send: Callable[[Parcel], None] | None = None
    most_at_once: int = 0
    closed: bool = False
    _under_way: int = 0
    _names: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def will(self, *answers: Answer) -> None:
        self.answers.extend(answers)

    def refuses(self, act: Act, code: int, detail: str = "") -> None:
        self.will(Refused(Refusal(act, code, detail)))

    def refuses_a_mark(self, act: Act, code: int) -> None:
        self.to_marks.append(Refused(Refusal(act, code, "")))

    async def send(self, parcel: Parcel) -> Receipt:
        self.tried.append(parcel)
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            await asyncio.sleep(self.seconds_per_call)
            if self.during_send is not None:
                await asyncio.to_thread(self.during_send, parcel)
            answer = _next(self.answers)
        finally:
            self._under_way -= 1
        self.sent.append(parcel)
        return answer or Receipt(f"wamid.out.{next(self._names)}")

    async def mark_read(self, account: Account, message_id: str, typing: bool) -> None:
        _next(self.to_marks)
        self.marks.append((message_id, typing))

    async def upload(self, account: Account, data: bytes, mime: str, filename: str) -> str:
        self.uploads.append(data)
        return f"file-{len(self.uploads)}"

    async def download(self, account: Account, media_id: str, sha256: str, cap: int = 0) -> Download:
        found = self.files[media_id]
        if isinstance(found, Exception):
            raise found
        return found

    async def close(self) -> None:
        self.closed = True


def _next(answers: deque[Answer]) -> Receipt | None:
    answer = answers.popleft() if answers else None
    if isinstance(answer, Exception):
        raise answer
    return answer


Heard = Transcript | Exception


@dataclass
class FakeEars:
    """Hears what a test has written down for a recording's bytes; remembers what it was asked."""

    notes: dict[bytes, Heard] = field(default_factory=dict)
    asked: list[tuple[bytes, str | None]] = field(default_factory=list)
    while_listening: Callable[[], None] | None = None
    name: str = "fake/180"

    def transcribe(self, audio: bytes, hint: str | None) -> Transcript:
        self.asked.append((audio, hint))
        if self.while_listening is not None:
            self.while_listening()
        heard = self.notes.get(audio, CannotHear(Unheard.NO_SPEECH))
        if isinstance(heard, Exception):
            raise heard
        return heard


@dataclass
class FakeMouth:
    """Speaks by writing the words down; `troubles` are used up first."""

    troubles: deque[Exception] = field(default_factory=deque)
    spoken: list[tuple[str, str]] = field(default_factory=list)

    def name(self, language: str) -> str:
        return f"fake-{language}"

    def speak(self, text: str, language: str) -> bytes:
        if self.troubles:
            raise self.troubles.popleft()
        self.spoken.append((text, language))
        return f"OggS {language}: {text}".encode()


_checked: type[ChannelPort] = FakeChannel
_ears: type[Speech] = FakeEars
_mouth: type[Voice] = FakeMouth
