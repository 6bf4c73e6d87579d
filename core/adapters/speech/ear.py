"""`python -m core.adapters.speech.ear`: the process that holds the model. It may die of a note; nobody else does.

In: one line of JSON with the note's length and hint, then its bytes. Out: one line of JSON. It ends when its desk
does, for then nothing more comes in.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
from dataclasses import asdict
from typing import BinaryIO

from core.adapters.speech.whisper import Hearing, Whisper
from core.domain.ports import CannotHear

_MODESTY = 10


def main() -> None:
    answers = _own_line_out()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        os.nice(_MODESTY)  # whoever answers in writing goes first
    whisper = Whisper(Hearing(**json.loads(sys.argv[1])))
    _say(answers, {"ready": True})
    questions = sys.stdin.buffer
    while order := questions.readline():
        asked = json.loads(order)
        audio = questions.read(asked["bytes"])
        if len(audio) < asked["bytes"]:
            return
        _say(answers, _answer(whisper, audio, asked["hint"]))


def _answer(whisper: Whisper, audio: bytes, hint: str | None) -> dict[str, object]:
    try:
        return {"heard": asdict(whisper.transcribe(audio, hint))}
    except CannotHear as problem:
        return {"unheard": str(problem.why), "seconds": problem.seconds}
    except Exception as problem:  # noqa: BLE001 - told to the desk, which knows what to do about it
        return {"trouble": f"{type(problem).__name__}: {problem}"[:300]}


def _own_line_out() -> BinaryIO:
    """Libraries that print must not be taken for answers: what they say goes where complaints go."""
    line = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return line


def _say(line: BinaryIO, answer: dict[str, object]) -> None:
    line.write(json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    main()
