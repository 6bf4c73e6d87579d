"""faster-whisper at work: which language, which words, how sure. Runs only inside the ear's own process."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.adapters.speech.decoding import RATE, decode
from core.domain.ports import CannotHear
from core.domain.speech import Transcript, Unheard

_SURE_OF_LANGUAGE = 0.5


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
        segments, info = self._model.transcribe(
            voiced,
            language=self._language(voiced, hint),
            beam_size=self._hearing.beam,
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        heard = list(segments)
        text = " ".join(segment.text.strip() for segment in heard).strip()
        if not text:
            raise CannotHear(Unheard.NO_SPEECH, seconds)
        return Transcript(text, info.language, seconds, _confidence(heard))

    def _voiced(self, sound: Any) -> Any:
        """Only the parts in which somebody speaks: in silence and noise the model would invent words."""
        import numpy
        from faster_whisper.vad import collect_chunks, get_speech_timestamps

        spoken = get_speech_timestamps(sound)
        chunks, _ = collect_chunks(sound, spoken)
        return numpy.concatenate(chunks, axis=0) if spoken else sound[:0]

    def _language(self, sound: Any, hint: str | None) -> str | None:
        """The sound decides where it is clear; where it is not, what the guest spoke before."""
        known = self._model.supported_languages
        if len(known) == 1:
            return str(known[0])
        language, probability, _ = self._model.detect_language(sound)
        if probability < _SURE_OF_LANGUAGE and hint in known:
            return hint
        return str(language)


def _confidence(segments: Sequence[Any]) -> float:
    """How likely the model held its own words, per token over the whole note."""
    tokens = sum(len(segment.tokens) for segment in segments)
    if not tokens:
        return 0.0
    return math.exp(sum(segment.avg_logprob * len(segment.tokens) for segment in segments) / tokens)
