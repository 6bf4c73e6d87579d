"""The ear is a process that may die: whoever asks it gets an answer or a word that there is none."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator

import psutil
import pytest

from core.adapters.speech import open_speech, standing
from core.adapters.speech.listener import Listener
from core.base.settings import SpeechSettings
from core.domain.ports import CannotHear, EarLost
from core.domain.speech import Unheard
from tests.adapters.speech import making, tiny_model


@pytest.fixture
def ears(config: SpeechSettings) -> Iterator[Listener]:
    made = open_speech(config)
    assert isinstance(made, Listener)
    yield made
    made.close()


def process(ears: Listener) -> psutil.Process:
    assert ears._ear is not None
    return psutil.Process(ears._ear.pid)


def test_a_note_is_heard_in_a_process_of_its_own_that_is_kept(ears: Listener, note: bytes) -> None:
    assert ears.transcribe(note, None).text == tiny_model.SENTENCE.strip()
    first = process(ears)
    assert ears.transcribe(note, "es").language == "es"
    assert process(ears) == first
    assert first.nice() == min(19, psutil.Process().nice() + 10), "whoever answers in writing goes first"


def test_what_cannot_be_heard_is_told_with_its_reason(ears: Listener, note: bytes) -> None:
    for audio, why in ((making.JPEG, Unheard.BROKEN), (b"", Unheard.BROKEN)):
        with pytest.raises(CannotHear) as refused:
            ears.transcribe(audio, None)
        assert refused.value.why is why
    assert ears.transcribe(note, None).text, "and it listens on"


def test_an_ear_that_is_killed_in_the_middle_is_missed_at_once_and_another_takes_over(
    ears: Listener, note: bytes
) -> None:
    ears.transcribe(note, None)
    ear = process(ears)
    ear.suspend()
    threading.Timer(0.3, lambda: os.kill(ear.pid, signal.SIGKILL)).start()
    began = time.monotonic()
    with pytest.raises(EarLost, match="died"):
        ears.transcribe(note, None)
    assert time.monotonic() - began < 5
    assert ears.transcribe(note, None).text == tiny_model.SENTENCE.strip()
    assert process(ears) != ear


def test_patience_ends_and_what_hangs_is_put_away(ears: Listener, note: bytes) -> None:
    ears.transcribe(note, None)
    ear = process(ears)
    ear.suspend()
    ears._patience = 0.5
    with pytest.raises(EarLost, match="no answer in time"):
        ears.transcribe(note, None)
    assert not ear.is_running()


def test_a_note_larger_than_any_pipe_cannot_hold_the_desk(ears: Listener, note: bytes) -> None:
    """An ear that stops reading in the middle of a note must not stop the desk that writes to it."""
    ears.transcribe(note, None)
    process(ears).suspend()
    ears._patience = 0.5
    with pytest.raises(EarLost):
        ears.transcribe(b"OggS" + b"\x00" * 5_000_000, None)


def test_an_ear_ends_with_its_desk(config: SpeechSettings, note: bytes) -> None:
    ears = open_speech(config)
    assert isinstance(ears, Listener)
    ears.transcribe(note, None)
    ear = process(ears)
    assert ears._ear is not None
    assert ears._ear.stdin is not None
    ears._ear.stdin.close()  # as the system does for a desk that was killed
    ears._ear.wait(5)
    assert not ear.is_running()
    ears.close()


def test_a_model_that_is_not_whole_is_no_model(config: SpeechSettings, model: object) -> None:
    (config.conserje_data / "models" / "small").mkdir(parents=True)
    (config.conserje_data / "models" / "small" / "model.bin").write_bytes(b"half")
    half = config.model_copy(update={"speech_model": "small"})
    assert open_speech(half) is None
    assert "no speech model small, guests are asked to write (make speech-model)" in standing(half)
    off = config.model_copy(update={"speech_model": "off"})
    assert open_speech(off) is None
    assert "switched off" in standing(off)
    assert "listens with tiny" in standing(config)


def test_a_model_that_is_damaged_is_the_ears_trouble(config: SpeechSettings) -> None:
    folder = config.conserje_data / "models" / "small"
    folder.mkdir(parents=True)
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (folder / name).write_bytes(b"{}")
    damaged = open_speech(config.model_copy(update={"speech_model": "small"}))
    assert damaged is not None
    with pytest.raises(EarLost):
        damaged.transcribe(b"OggS", None)
