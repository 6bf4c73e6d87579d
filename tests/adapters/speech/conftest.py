"""Real sound and a real, if ignorant, model: made once per run, in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from core.adapters.speech.encoding import to_voice_note
from core.base.settings import SpeechSettings
from tests.adapters.speech import tiny_model


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model.build(tmp_path_factory.mktemp("speech") / "tiny")


@pytest.fixture(scope="session")
def espeak() -> str:
    found = shutil.which("espeak-ng")
    assert found, "these tests need the package espeak-ng (Debian: apt install espeak-ng)"
    return found


@pytest.fixture(scope="session")
def wav(espeak: str) -> bytes:
    words = "Hola, ¿tienen una habitación para dos este fin de semana?"
    return subprocess.run([espeak, "-v", "es-419", "--stdout", words], capture_output=True, check=True).stdout


@pytest.fixture(scope="session")
def note(wav: bytes) -> bytes:
    """Four seconds of Spanish, as a telephone sends them."""
    return to_voice_note(wav)


@pytest.fixture
def config(tmp_path: Path, model: Path) -> SpeechSettings:
    return SpeechSettings(
        _env_file=None, conserje_data=tmp_path, speech_model=str(model), speech_threads=1, speech_beam=2
    )
