"""faster-whisper at work: which language, which words, how sure. Runs only inside the ear's own process."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.adapters.speech.decoding import RATE, decode
from core.domain.ports import CannotHear
from core.domain.speech import Transcript, Unheard

_SURE = 0.5
# Where the first reading makes no sense the library reads again, ever more freely; twice is enough for a guest's wait.
_TRIES = (0.0, 0.4)


@dataclass(frozen=True)
class Hearing:
    """How the model is loaded and asked."""

    folder: str
    device: str
    compute: str
    beam: int
    threads: int
    limit_seconds: int


class Whisper:
    """The model, loaded once and kept."""

    def __init__(self, hearing: Hearing) -> None:
        from faster_whisper import WhisperModel

        self._hearing = hearing
        self._model = WhisperModel(
            hearing.folder,
            device=hearing.device,
            compute_type=hearing.compute,
            cpu_threads=hearing.threads,
            local_files_only=True,
        )

    def transcribe(self, audio: bytes, hint: str | None) -> Transcript:
        sound = decode(audio, self._hearing.limit_seconds)
        seconds = len(sound) / RATE
        voiced = self._voiced(sound)
        if not len(voiced):
            raise CannotHear(Unheard.NO_SPEECH, seconds)
        believed = hint if hint and hint in self._model.supported_languages else self._language(voiced)
        heard = self._read(voiced, believed)
        if heard.confidence < _SURE and heard.language == hint:
            other = self._language(voiced)
            again = self._read(voiced, other) if other != hint else heard
            heard = max(heard, again, key=lambda reading: reading.confidence)
        if not heard.text:
            raise CannotHear(Unheard.NO_SPEECH, seconds)
        return replace(heard, seconds=seconds)

    def _read(self, sound: Any, language: str) -> Transcript:
        segments, info = self._model.transcribe(
            sound,
            language=language,
            beam_size=self._hearing.beam,
            temperature=_TRIES,
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        heard = list(segments)
        text = " ".join(segment.text.strip() for segment in heard).strip()
        return Transcript(text, info.language, 0.0, _confidence(heard))

    def _voiced(self, sound: Any) -> Any:
        """Only the parts in which somebody speaks: in silence and noise the model would invent words."""
        import numpy
        from faster_whisper.vad import collect_chunks, get_speech_timestamps

        spoken = get_speech_timestamps(sound)
        chunks, _ = collect_chunks(sound, spoken)
        return numpy.concatenate(chunks, axis=0) if spoken else sound[:0]

    def _language(self, sound: Any) -> str:
        """To ask costs as much as to read: it is asked where nobody knows, or where reading came out unsure."""
        known = self._model.supported_languages
        return str(known[0] if len(known) == 1 else self._model.detect_language(sound)[0])


def _confidence(segments: Sequence[Any]) -> float:
    """How likely the model held its own words, per token over the whole note."""
    tokens = sum(len(segment.tokens) for segment in segments)
    if not tokens:
        return 0.0
    return math.exp(sum(segment.avg_logprob * len(segment.tokens) for segment in segments) / tokens)
