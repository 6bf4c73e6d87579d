"""Who speaks: Piper where somebody has set it up with its voices, else espeak-ng, both as programs of their own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from core.adapters.speech.encoding import to_voice_note
from core.base.settings import SpeechSettings
from core.domain.ports import CannotSpeak, Voice

_SECONDS = 30.0
# es-419 is Latin American Spanish, and Portuguese is Brazilian.
_ESPEAK_VOICES = {"es": "es-419", "en": "en-us", "pt": "pt-br"}
_WORDS_A_MINUTE = "160"


class Espeak:
    """Clear and robotic; a package of every distribution."""

    engine = "espeak-ng"

    def __init__(self, program: str) -> None:
        self._program = program

    def name(self, language: str) -> str:
        return f"espeak-ng:{_ESPEAK_VOICES.get(language, language)}:{_WORDS_A_MINUTE}"

    def speak(self, text: str, language: str) -> bytes:
        voice = _ESPEAK_VOICES.get(language)
        if voice is None:
            raise CannotSpeak(f"no voice for {language}")
        order = [self._program, "-v", voice, "-s", _WORDS_A_MINUTE, "--stdin", "--stdout"]
        return to_voice_note(_run(order, text))


class Piper:
    """Far more natural; its program and voices are the hotel's to bring, so nothing of it comes with this house."""

    engine = "piper"

    def __init__(self, program: str, voices: dict[str, Path], otherwise: Espeak | None) -> None:
        self._program = program
        self._voices = voices
        self._otherwise = otherwise

    def name(self, language: str) -> str:
        if language in self._voices:
            return f"piper:{self._voices[language].name}"
        return self._otherwise.name(language) if self._otherwise else f"piper:{language}"

    def speak(self, text: str, language: str) -> bytes:
        voice = self._voices.get(language)
        if voice is None:
            if self._otherwise is None:
                raise CannotSpeak(f"no voice for {language}")
            return self._otherwise.speak(text, language)
        with tempfile.TemporaryDirectory(prefix="voice-") as folder:
            spoken = (
                Path(folder) / "spoken.wav"
            )  # its several editions agree on a file, not on standard output
            _run([self._program, "--model", str(voice), "--output_file", str(spoken)], " ".join(text.split()))
            if not spoken.is_file():
                raise CannotSpeak("piper wrote nothing")
            return to_voice_note(spoken.read_bytes())


def open_voice(config: SpeechSettings) -> Espeak | Piper | None:
    """Nothing when this machine has no voice: answers are then read and not heard."""
    wanted = config.voice_engine
    espeak, piper = shutil.which("espeak-ng"), shutil.which("piper")
    plain = Espeak(espeak) if espeak and wanted in ("auto", "espeak") else None
    voices = {language: path for language, path in config.voice_files.items() if path.is_file()}
    if piper and voices and wanted in ("auto", "piper"):
        return Piper(piper, voices, plain)
    return plain


def _run(order: list[str], text: str) -> bytes:
    try:
        spoken = subprocess.run(  # noqa: S603 - the program was found by name; words go through its input
            order, input=text.encode(), capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise CannotSpeak(f"{Path(order[0]).name}: {type(problem).__name__}") from problem
    if spoken.returncode:
        said = spoken.stderr.decode("utf-8", "replace").strip().splitlines()
        raise CannotSpeak(
            f"{Path(order[0]).name} ended with {spoken.returncode}: {said[-1] if said else ''}"[:200]
        )
    return spoken.stdout


_checked: tuple[type[Voice], type[Voice]] = (Espeak, Piper)
