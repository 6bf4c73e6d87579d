"""Strangers' files: what telephones send is opened, and nothing else gets far."""

from __future__ import annotations

import time
import tracemalloc

import numpy as np
import pytest

from core.adapters.speech.decoding import RATE, decode, format_of
from core.domain.ports import CannotHear
from core.domain.speech import Unheard
from tests.adapters.speech import making


def why(data: bytes, limit: float = 60.0) -> Unheard:
    with pytest.raises(CannotHear) as refused:
        decode(data, limit)
    return refused.value.why


def test_a_telephones_note_becomes_sixteen_thousand_samples_a_second(note: bytes) -> None:
    sound = decode(note, 60)
    assert sound.dtype == np.float32
    assert 3.5 < len(sound) / RATE < 4.5
    assert 0.05 < float(np.abs(sound).max()) <= 1.0


@pytest.mark.parametrize(
    ("container", "codec", "rate", "layout"),
    [
        ("ogg", "libopus", 48_000, "stereo"),
        ("mp3", "libmp3lame", 44_100, "mono"),
        ("adts", "aac", 44_100, "mono"),
        ("ipod", "aac", 44_100, "stereo"),
        ("webm", "libopus", 48_000, "mono"),
        ("flac", "flac", 16_000, "mono"),
        ("wav", "pcm_s16le", 8_000, "mono"),
    ],
)
def test_other_telephones_pack_it_otherwise(
    wav: bytes, container: str, codec: str, rate: int, layout: str
) -> None:
    try:
        packed = making.as_file(wav, container, codec, rate, layout)
    except ValueError as absent:
        pytest.skip(f"this build of the library cannot make one: {absent}")
    assert 3.5 < len(decode(packed, 60)) / RATE < 4.6


BROKEN = {
    "nothing": b"",
    "rubbish": b"\x00\x01\x02" * 500,
    "a picture that calls itself a voice": making.JPEG,
    "a playlist that points at our own files": making.PLAYLIST,
    "a list of files to join": making.CONCAT,
    "only the sign of a note": b"OggS",
    "a sign and rubbish": b"OggS" + b"\x07" * 3000,
    "a film without sound": b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 200,
    "a page of a web site": b"<html>expired</html>",
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_is_no_sound_is_told_so(data: bytes) -> None:
    assert why(data) is Unheard.BROKEN


def test_a_file_is_known_by_its_bytes_alone() -> None:
    assert format_of(making.PLAYLIST) is None
    assert format_of(making.CONCAT) is None
    assert format_of(b"\xff\xf1\x50\x80") == "aac"
    assert format_of(b"\xff\xfb\x90\x00") == "mp3"


@pytest.mark.parametrize("share", [0.6, 0.75, 0.9])
def test_half_a_note_is_heard_as_far_as_it_goes(note: bytes, share: float) -> None:
    sound = decode(note[: int(len(note) * share)], 60)
    assert 0 < len(sound) / RATE < 4.5


def test_a_note_with_flipped_bytes_ends_one_way_or_the_other(note: bytes) -> None:
    chance = np.random.default_rng(11)
    for _ in range(30):
        torn = bytearray(note)
        for place in chance.integers(0, len(torn), 12):
            torn[int(place)] ^= 0xFF
        try:
            length = len(decode(bytes(torn), 60))
        except CannotHear:
            continue
        assert length < 60 * RATE


def test_a_note_longer_than_allowed_is_told_so_and_not_read_to_its_end() -> None:
    two_minutes = making.as_file(making.as_wav(making.tone(120)), "ogg", "libopus")
    began = time.perf_counter()
    assert why(two_minutes, 5) is Unheard.TOO_LONG
    short = time.perf_counter() - began
    began = time.perf_counter()
    assert len(decode(two_minutes, 400)) / RATE == pytest.approx(120, abs=1)
    assert short < (time.perf_counter() - began) / 3


def test_half_an_hour_of_silence_in_a_small_file_cost_no_memory() -> None:
    """Silence packs a thousand to one: the file is small, the sound is not."""
    bomb = making.as_file(making.as_wav(making.silence(1800)), "flac", "flac", 16_000)
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    assert why(bomb, 60) is Unheard.TOO_LONG
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_header_that_promises_gigabytes_gets_what_is_there() -> None:
    sound = decode(making.wav_that_lies(2**31), 60)
    assert len(sound) / RATE == pytest.approx(0.5, abs=0.1)
