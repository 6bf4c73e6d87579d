"""Voices: real ones where the machine has them, a strict stand-in for the program a hotel brings itself."""

from __future__ import annotations

import io
import os
import stat
import subprocess
from pathlib import Path

import av
import pytest

from core.adapters.speech import open_voice, standing, voices
from core.adapters.speech.encoding import to_voice_note
from core.adapters.speech.voices import Espeak, Piper
from core.base.settings import SpeechSettings
from core.domain.ports import CannotSpeak
from tests.adapters.speech import making

# As strict as the real one about what it is given: a model that is there, a file to write, words on its input.
_PIPER = """#!/bin/sh
[ "$1" = --model ] && [ -f "$2" ] && [ "$3" = --output_file ] || { echo "usage: piper" >&2; exit 2; }
read -r words; [ -n "$words" ] || exit 3
exec espeak-ng -w "$4" "$words"
"""


@pytest.fixture
def piper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "piper"
    program.write_text(_PIPER)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    voice = tmp_path / "es.onnx"
    voice.write_bytes(b"voice")
    return voice


def facts(ogg: bytes) -> tuple[str, str, int, float]:
    with av.open(io.BytesIO(ogg), "r") as file:
        stream = file.streams.audio[0]
        seconds = sum(frame.samples / frame.sample_rate for frame in file.decode(stream))
        return file.format.name, stream.codec_context.name, stream.codec_context.channels, seconds


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "El check-in es desde las 14:00."),
        ("en", "Check-in is from 14:00."),
        ("pt", "O check-in é às 14:00."),
    ],
)
def test_espeak_answers_as_a_playable_voice_note(espeak: str, language: str, words: str) -> None:
    note = Espeak(espeak).speak(words, language)
    container, codec, channels, seconds = facts(note)
    assert (container, codec, channels) == ("ogg", "opus", 1)
    assert 1 < seconds < 6
    assert note.startswith(b"OggS")
    assert len(note) < 512 * 1024


def test_words_cannot_become_orders(espeak: str, tmp_path: Path) -> None:
    target = tmp_path / "written"
    Espeak(espeak).speak(f"-w {target} --version; touch {target}", "es")
    assert not target.exists()


def test_a_language_without_a_voice_is_told(espeak: str) -> None:
    with pytest.raises(CannotSpeak, match="no voice for fr"):
        Espeak(espeak).speak("bonjour", "fr")


def test_a_voice_that_hangs_is_broken_off(
    espeak: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sleeper = tmp_path / "espeak-ng"
    sleeper.write_text("#!/bin/sh\nexec sleep 30\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(voices, "_SECONDS", 0.3)
    with pytest.raises(CannotSpeak, match="TimeoutExpired"):
        Espeak(str(sleeper)).speak("hola", "es")


def test_a_voice_that_fails_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "espeak-ng"
    broken.write_text("#!/bin/sh\necho 'no voices installed' >&2\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(CannotSpeak, match="no voices installed"):
        Espeak(str(broken)).speak("hola", "es")
    broken.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(CannotSpeak, match="packed"):
        Espeak(str(broken)).speak("hola", "es")


def test_what_would_not_be_played_is_not_sent() -> None:
    with pytest.raises(CannotSpeak, match="too large"):
        to_voice_note(making.as_wav(making.noise(400)))


def test_piper_is_preferred_where_it_is_set_up(piper: Path, config: SpeechSettings) -> None:
    mouth = open_voice(config.model_copy(update={"piper_voices": f"es={piper}"}))
    assert isinstance(mouth, Piper)
    assert mouth.name("es") == "piper:es.onnx"
    assert facts(mouth.speak("Hola,\nqué tal", "es"))[1] == "opus"
    assert mouth.name("en").startswith("espeak-ng"), "languages it has no voice for are spoken plainly"
    assert facts(mouth.speak("hello", "en"))[1] == "opus"


def test_piper_without_its_voice_file_is_not_piper(piper: Path, config: SpeechSettings) -> None:
    piper.unlink()
    assert isinstance(open_voice(config.model_copy(update={"piper_voices": f"es={piper}"})), Espeak)


def test_a_machine_without_voices_says_so(config: SpeechSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert open_voice(config) is None
    assert "no voice to speak with" in standing(config)


def test_a_voice_can_be_switched_off(config: SpeechSettings) -> None:
    assert open_voice(config.model_copy(update={"voice_engine": "off"})) is None


def test_espeak_knows_the_voices_we_ask_it_for(espeak: str) -> None:
    for voice in voices._ESPEAK_VOICES.values():
        subprocess.run([espeak, "-v", voice, "-q", "x"], check=True, capture_output=True)
