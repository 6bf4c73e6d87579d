"""The desk's side of the ear: starts it, hands it notes, and loses patience with it."""

from __future__ import annotations

import json
import logging
import os
import selectors
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.adapters.speech.whisper import Hearing
from core.base.settings import SpeechSettings
from core.domain.ports import CannotHear, EarLost, Speech
from core.domain.speech import Transcript, Unheard

log = logging.getLogger(__name__)
_ROOT = Path(__file__).parents[3]
_LOADING_SECONDS = 180.0
_LONGEST_ANSWER = 1_000_000
_PIECE = 65_536


class Listener:
    """Implements `Speech` with a child process that is started when first needed and kept."""

    def __init__(self, config: SpeechSettings, folder: Path) -> None:
        self._hearing = Hearing(
            folder=str(folder.resolve()),
            device=config.speech_device,
            compute=config.speech_compute,
            beam=config.speech_beam,
            threads=config.speech_threads,
            limit_seconds=config.voice_limit_seconds,
        )
        self._patience = float(config.speech_timeout)
        self._ear: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        """What else was allowed to be heard is part of it: with a higher limit a long note is heard after all."""
        return f"{Path(self._hearing.folder).name}/{self._hearing.limit_seconds}"

    def transcribe(self, audio: bytes, hint: str | None) -> Transcript:
        ear = self._open()
        answer = self._ask(ear, audio, hint)
        if "heard" in answer:
            return Transcript(**answer["heard"])
        if "unheard" in answer:
            raise CannotHear(Unheard(answer["unheard"]), float(answer["seconds"]))
        raise EarLost(str(answer.get("trouble", "an answer nobody understands")))

    def close(self) -> None:
        if self._ear is not None:
            self._ear.kill()
            self._ear.wait()
            for end in (self._ear.stdin, self._ear.stdout):
                if end is not None:
                    end.close()
            self._ear = None

    def _open(self) -> subprocess.Popen[bytes]:
        if self._ear is not None and self._ear.poll() is None:
            return self._ear
        self.close()
        began = time.monotonic()
        self._ear = subprocess.Popen(  # noqa: S603 - our own module, with our own settings
            [sys.executable, "-m", "core.adapters.speech.ear", json.dumps(asdict(self._hearing))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            bufsize=0,
        )
        assert self._ear.stdin is not None
        os.set_blocking(self._ear.stdin.fileno(), False)
        self._read(self._ear, began + _LOADING_SECONDS)
        log.info("ear.ready", extra={"model": self.name, "seconds": round(time.monotonic() - began, 1)})
        return self._ear

    def _ask(self, ear: subprocess.Popen[bytes], audio: bytes, hint: str | None) -> dict[str, Any]:
        until = time.monotonic() + self._patience
        order = json.dumps({"bytes": len(audio), "hint": hint}).encode() + b"\n"
        self._write(ear, memoryview(order + audio), until)
        return self._read(ear, until)

    def _write(self, ear: subprocess.Popen[bytes], rest: memoryview, until: float) -> None:
        """A note is larger than a pipe: an ear that stops reading must not stop whoever writes to it."""
        assert ear.stdin is not None
        with selectors.DefaultSelector() as waiting:
            waiting.register(ear.stdin, selectors.EVENT_WRITE)
            while rest:
                self._wait(waiting, until)
                try:
                    rest = rest[os.write(ear.stdin.fileno(), rest[:_PIECE]) :]
                except OSError as problem:
                    self.close()
                    raise EarLost("it died before it had the whole note") from problem

    def _read(self, ear: subprocess.Popen[bytes], until: float) -> dict[str, Any]:
        """One line, or the end of the ear: a crash of native code and a hang look the same from here."""
        assert ear.stdout is not None
        line = b""
        with selectors.DefaultSelector() as waiting:
            waiting.register(ear.stdout, selectors.EVENT_READ)
            while not line.endswith(b"\n"):
                self._wait(waiting, until)
                piece = os.read(ear.stdout.fileno(), _PIECE)
                if not piece or len(line) > _LONGEST_ANSWER:
                    self.close()
                    raise EarLost("it died over the note")
                line += piece
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _wait(self, waiting: selectors.BaseSelector, until: float) -> None:
        left = until - time.monotonic()
        if left <= 0 or not waiting.select(left):
            self.close()
            raise EarLost("no answer in time")


_checked: type[Speech] = Listener
