"""Sounds that nobody said: silence, noise, and files that are not what they claim."""

from __future__ import annotations

import io
import struct
import subprocess
import wave

import av
import numpy as np

RATE = 16_000


def silence(seconds: float) -> np.ndarray:
    return np.zeros(int(seconds * RATE), np.int16)


def noise(seconds: float) -> np.ndarray:
    return np.random.default_rng(3).normal(0, 3000, int(seconds * RATE)).astype(np.int16)


def tone(seconds: float) -> np.ndarray:
    moments = np.arange(int(seconds * RATE)) / RATE
    return (8000 * np.sin(2 * np.pi * 440 * moments)).astype(np.int16)


def spoken(words: str, voice: str = "es-419") -> bytes:
    """A voice, as a WAV file with an honest header."""
    order = ["espeak-ng", "-v", voice, "--stdout", words]
    said = subprocess.run(order, capture_output=True, check=True).stdout
    return as_wav(np.frombuffer(said[44:], np.int16), rate=22_050)


def as_wav(samples: np.ndarray, rate: int = RATE) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return out.getvalue()


def as_file(wav: bytes, container: str, codec: str, rate: int = 48_000, layout: str = "mono") -> bytes:
    """The same sound the way other telephones and programs pack it."""
    out = io.BytesIO()
    with av.open(io.BytesIO(wav), "r", format="wav") as source, av.open(out, "w", format=container) as target:
        stream = target.add_stream(codec, rate=rate, layout=layout)
        resampler = av.AudioResampler(format=stream.format.name, layout=layout, rate=rate,
                                      frame_size=stream.codec_context.frame_size or None)  # fmt: skip
        for frame in source.decode(audio=0):
            for piece in resampler.resample(frame):
                target.mux(stream.encode(piece))
        for piece in resampler.resample(None):
            target.mux(stream.encode(piece))
        target.mux(stream.encode(None))
    return out.getvalue()


def wav_that_lies(claimed_bytes: int) -> bytes:
    """A header that promises gigabytes in front of nearly nothing."""
    shape = struct.pack("<IHHIIHH", 16, 1, 1, RATE, 32_000, 2, 16)
    head = b"RIFF" + struct.pack("<I", claimed_bytes) + b"WAVEfmt " + shape
    return head + b"data" + struct.pack("<I", claimed_bytes - 36) + silence(0.5).tobytes()


PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
CONCAT = b"ffconcat version 1.0\nfile '/etc/passwd'\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20
