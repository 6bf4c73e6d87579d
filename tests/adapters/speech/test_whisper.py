"""faster-whisper's own code on real files and real sound; only the weights are ours, and know one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.adapters.speech.encoding import to_voice_note
from core.adapters.speech.whisper import Hearing, Whisper
from core.domain.ports import CannotHear
from core.domain.speech import Transcript, Unheard
from tests.adapters.speech import making, tiny_model


@pytest.fixture(scope="module")
def whisper(model: Path) -> Whisper:
    return Whisper(Hearing(str(model), "cpu", "int8", 2, 1, 60))


def why(whisper: Whisper, audio: bytes) -> Unheard:
    with pytest.raises(CannotHear) as refused:
        whisper.transcribe(audio, None)
    return refused.value.why


def test_speech_becomes_words_with_language_length_and_confidence(whisper: Whisper, note: bytes) -> None:
    heard = whisper.transcribe(note, None)
    assert heard.text == tiny_model.SENTENCE.strip()
    assert heard.language == "es"
    assert 3.5 < heard.seconds < 4.5
    assert heard.confidence > 0.9


def test_the_language_spoken_before_is_believed_where_the_words_come_out_sure(
    whisper: Whisper, note: bytes
) -> None:
    assert whisper.transcribe(note, "pt").language == "pt"
    assert whisper.transcribe(note, "xx").language == "es", "a hint nobody knows is none"


def test_where_they_do_not_the_sound_is_asked_and_the_surer_reading_counts(
    whisper: Whisper, note: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings = {"pt": 0.2, "es": 0.9}
    monkeypatch.setattr(
        whisper, "_read", lambda _sound, language: Transcript("hola", language, 0.0, readings[language])
    )
    assert whisper.transcribe(note, "pt").language == "es"
    readings["es"] = 0.1
    assert whisper.transcribe(note, "pt").language == "pt"


@pytest.mark.parametrize(
    "sound", [making.silence(5), making.noise(5), making.tone(5)], ids=["silence", "noise", "a tone"]
)
def test_where_nobody_speaks_no_words_are_invented(whisper: Whisper, sound: object) -> None:
    assert why(whisper, to_voice_note(making.as_wav(sound))) is Unheard.NO_SPEECH  # type: ignore[arg-type]


def test_what_is_broken_or_too_long_never_reaches_the_model(whisper: Whisper) -> None:
    assert why(whisper, making.JPEG) is Unheard.BROKEN
    assert why(whisper, to_voice_note(making.as_wav(making.tone(70)))) is Unheard.TOO_LONG
