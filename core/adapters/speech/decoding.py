"""Recordings of strangers become plain sound: 16,000 mono samples a second, never more of them than allowed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from core.domain.ports import CannotHear
from core.domain.speech import Unheard

if TYPE_CHECKING:
    import numpy

RATE = 16_000
_MOST_CHANNELS = 8
_FASTEST_RATE = 192_000
_MOST_SAMPLES_AT_ONCE = 2_000_000
# A few packets may be torn; a file that is nothing else is broken.
_MOST_TORN = 50


def decode(data: bytes, limit_seconds: float) -> numpy.ndarray[Any, Any]:
    """The sound as floats from -1 to 1. Stops as soon as the limit is passed, however long the file claims to be."""
    import numpy

    container_format = format_of(data)
    if container_format is None:
        raise CannotHear(Unheard.BROKEN)
    try:
        samples = _read(data, container_format, int(limit_seconds * RATE))
    except CannotHear:
        raise
    except Exception as problem:  # PyAV answers bad input with all sorts, IndexError among them
        raise CannotHear(Unheard.BROKEN) from problem
    if not samples:
        raise CannotHear(Unheard.BROKEN)
    return numpy.frombuffer(samples, dtype=numpy.int16).astype(numpy.float32) / 32768.0


def format_of(data: bytes) -> str | None:
    """Told by the first bytes and by nothing else. A demuxer that is free to guess also follows playlists elsewhere."""
    signs = (
        (data[:4] == b"OggS", "ogg"),
        (data[:4] == b"RIFF" and data[8:12] == b"WAVE", "wav"),
        (data[:4] == b"fLaC", "flac"),
        (data[:5] == b"#!AMR", "amr"),
        (data[4:8] == b"ftyp", "mov"),
        (data[:4] == b"\x1aE\xdf\xa3", "matroska"),
        (data[:3] == b"ID3", "mp3"),
        (data[:1] == b"\xff" and data[1:2] in (b"\xf1", b"\xf9"), "aac"),
        (data[:1] == b"\xff" and bool(data[1:2]) and data[1] & 0xE0 == 0xE0, "mp3"),
    )
    return next((name for fits, name in signs if fits), None)


def _read(data: bytes, container_format: str, most: int) -> bytearray:
    import av

    samples = bytearray()
    with av.open(io.BytesIO(data), "r", format=container_format, metadata_errors="ignore") as container:
        if not container.streams.audio:
            raise CannotHear(Unheard.BROKEN)
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        torn = 0
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                torn += 1
                if torn > _MOST_TORN:
                    break
                continue
            for frame in frames:
                _take(samples, frame, resampler, most)
        for last in resampler.resample(None):
            samples += last.to_ndarray().tobytes()
    return samples


def _take(samples: bytearray, frame: Any, resampler: Any, most: int) -> None:
    if (
        len(frame.layout.channels) > _MOST_CHANNELS
        or frame.sample_rate > _FASTEST_RATE
        or frame.samples > _MOST_SAMPLES_AT_ONCE
    ):
        raise CannotHear(Unheard.BROKEN)
    for piece in resampler.resample(frame):
        samples += piece.to_ndarray().tobytes()
    if len(samples) > most * 2:
        raise CannotHear(Unheard.TOO_LONG, len(samples) / 2 / RATE)
