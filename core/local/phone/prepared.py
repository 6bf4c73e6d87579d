"""Spoken notes for guests without a microphone: spoken by espeak-ng when first sent, kept in the data folder."""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from dataclasses import asdict, dataclass
from pathlib import Path

from core.local.phone.voice import OGG_OPUS

_SECONDS = 20
_RATE = 48_000
_VOICES = {"es": "es-419", "en": "en-us", "pt": "pt-br"}


class CannotPrepare(ValueError):
    """Why the note cannot be spoken, for the person who wanted to send it."""


@dataclass(frozen=True)
class Prepared:
    id: str
    language: str
    words: str


NOTES = (
    Prepared("es-room", "es", "Hola, ¿tienen una habitación para dos este fin de semana?"),
    Prepared("es-times", "es", "Buenas, quería saber a qué hora es el check-in y dónde queda el hotel."),
    Prepared("es-person", "es", "Necesito hablar con una persona, por favor."),
    Prepared("es-stars", "es", "Le doy dos estrellas."),
    Prepared("en-room", "en", "Hi, do you have a room for two people this weekend?"),
    Prepared("en-times", "en", "What time is check in, please?"),
    Prepared("pt-room", "pt", "Oi, vocês têm um quarto para duas pessoas neste fim de semana?"),
    Prepared("pt-times", "pt", "Que horas é o check-in, por favor?"),
)


class SpokenNotes:
    """The notes a guest may send without a microphone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def offered(self) -> dict[str, object]:
        return {"can_speak": shutil.which("espeak-ng") is not None, "notes": [asdict(note) for note in NOTES]}

    def recording(self, note_id: str) -> tuple[bytes, str, str]:
        """The bytes, their type and a name, as a telephone would attach them."""
        note = next((one for one in NOTES if one.id == note_id), None)
        if note is None:
            raise LookupError(f"there is no prepared note {note_id!r}")
        kept = self._folder / f"{note.id}.ogg"
        if not kept.is_file():
            spoken = _as_opus(_speak(note))
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = kept.with_suffix(".part")
            beside.write_bytes(spoken)
            beside.replace(kept)
        return kept.read_bytes(), OGG_OPUS, kept.name


def _speak(note: Prepared) -> bytes:
    program = shutil.which("espeak-ng")
    if program is None:
        raise CannotPrepare(
            "prepared notes are spoken by espeak-ng, which is not here (Debian: apt install espeak-ng)"
        )
    order = [program, "-v", _VOICES[note.language], "-s", "150", "--stdin", "--stdout"]
    try:
        spoken = subprocess.run(
            order, input=note.words.encode(), capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as problem:
        raise CannotPrepare(f"espeak-ng could not speak the note ({type(problem).__name__})") from problem
    return spoken.stdout


def _as_opus(wav: bytes) -> bytes:
    """One channel of Opus in Ogg, as a telephone records."""
    import av
    import numpy

    with wave.open(io.BytesIO(wav)) as file:
        rate, sound = file.getframerate(), file.readframes(_RATE * _SECONDS)
    frame = av.AudioFrame.from_ndarray(numpy.frombuffer(sound, numpy.int16)[None, :], "s16", "mono")
    frame.sample_rate = rate
    out = io.BytesIO()
    with av.open(out, "w", format="ogg") as target:
        stream = target.add_stream("libopus", rate=_RATE, layout="mono")
        resampler = av.AudioResampler(format="s16", layout="mono", rate=_RATE, frame_size=960)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            target.mux(stream.encode(piece))
        target.mux(stream.encode(None))
    return out.getvalue()
