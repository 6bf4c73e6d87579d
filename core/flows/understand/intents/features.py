"""A message as numbers: hashed words, hashed letters, hashed meanings. No vocabulary to carry, nothing to look up."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from core.flows.understand.intents.cues import cues_of
from core.flows.understand.intents.shape import tokens
from core.flows.understand.text import Remembered, normalise

WORD_BITS: Final = 15
LETTER_BITS: Final = 15
CUE_BITS: Final = 13
LETTERS_START: Final = 1 << WORD_BITS
CUES_START: Final = LETTERS_START + (1 << LETTER_BITS)
SIZE: Final = CUES_START + (1 << CUE_BITS)
_CUT: Final = tuple(np.uint32(32 - bits) for bits in (WORD_BITS, LETTER_BITS, CUE_BITS))
_MOVED: Final = tuple(np.uint32(start) for start in (0, LETTERS_START, CUES_START))
_STARTS: Final = np.array((LETTERS_START, CUES_START), np.int64)
_MOST_LETTERS: Final = 900
_NEAR: Final = 7
_MIX: Final = np.uint32(2654435761)
_HALF: Final = np.uint32(15)
_STEPS: Final = tuple(np.uint32(step) for step in (1, 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F))
_PAIRED: Final = 0x85EBCA6B
_WHOLE: Final = 0xFFFFFFFF
_SIZES: Final = (3, 4, 5)
# Grams of three, four and five letters, a column for each: what their letters weigh, the first one more than it would.
_GRAMS: Final = np.array(
    [
        [
            257 ** (size - 1 - place) * (1 if place else int(_STEPS[size - 1])) & _WHOLE
            if place < size
            else 0
            for size in _SIZES
        ]
        for place in range(_SIZES[-1])
    ],
    np.uint32,
)
_LENGTHS: Final = (1, 2, 3, 5, 8, 12, 18, 28, 45)

Indexes = NDArray[np.int64]
Hashes = NDArray[np.uint32]


@dataclass(frozen=True)
class Features:
    """Where the message's features lie in the table, in order: words, then letters, then meanings, then their ends.

    `cues` are the meanings found, by name, `plain` is the message in folded letters.
    """

    places: Indexes
    ends: tuple[int, int, int]
    cues: frozenset[str]
    count: int
    plain: str = ""


def featurise(text: str) -> Features:
    words = tokens(text)
    found = cues_of(words)
    places = _distinct(_spread(_words(words), _letters(words), _meanings(found, words)))
    letters, meanings = places.searchsorted(_STARTS).tolist()
    return Features(
        places,
        (letters, meanings, len(places)),
        frozenset(name for name, _ in found),
        len(words),
        normalise(text),
    )


def _distinct(places: Hashes) -> Indexes:
    """Sorted, each once."""
    places.sort()
    first = np.empty(len(places), np.bool_)
    first[:1] = True
    np.not_equal(places[1:], places[:-1], out=first[1:])
    return places[first].astype(np.int64)


def _hash_anew(word: str) -> int:
    return crc32(word.encode("ascii"))


_hash: Final = Remembered(_hash_anew, 16384).__getitem__


def _spread(*blocks: Hashes) -> Hashes:
    """Hashes stirred once more, each block's cut to the rows of the table that are its own."""
    hashes = np.concatenate(blocks)
    mixed = (hashes ^ (hashes >> _HALF)) * _MIX
    start = 0
    for block, cut, moved in zip(blocks, _CUT, _MOVED, strict=True):
        own = mixed[start : start + len(block)]
        own >>= cut
        own += moved
        start += len(block)
    return mixed


def _words(words: list[str]) -> Hashes:
    """Single words, neighbours and threes; the first and last word once more for where they stand."""
    if not words:
        return np.zeros(0, np.uint32)
    one = np.array([*map(_hash, ("^", *words, "$"))], np.uint32)
    two = one[:-1] * _STEPS[1] + one[1:] * _STEPS[2]
    three = two[:-1] * _STEPS[3] + one[2:]
    return np.concatenate((one[1:-1], two, three))


def _letters(words: list[str]) -> Hashes:
    """Three to five letters in a row, across blanks: what survives a typo."""
    line = f" {' '.join(words)} "[:_MOST_LETTERS].encode("ascii")
    chars = np.frombuffer(line + b"\0\0", np.uint8).astype(np.uint32)
    in_a_row: Hashes = np.ndarray((len(line) - 2, _SIZES[-1]), np.uint32, chars, strides=chars.strides * 2)
    three, four, five = (in_a_row @ _GRAMS).T
    return np.concatenate((three, four[:-1], five[:-2]))


def _meanings(found: list[tuple[str, int]], words: list[str]) -> Hashes:
    """Cues, and pairs of cues that stand near each other: "cancel" beside "table" is not "cancel" beside "room"."""
    coded = [(_hash(name), place) for name, place in found]
    met = {code for code, _ in coded}
    for at, (one, place) in enumerate(coded):
        for other, where in coded[at + 1 :]:
            if where - place > _NEAR:
                break
            if other != one:
                less, more = (one, other) if one < other else (other, one)
                met.add((less * _PAIRED + more) & _WHOLE)
    if found and found[0][1] == 0:
        met.add(_hash("first:" + found[0][0]))
    met.add(_hash(f"length:{bisect_left(_LENGTHS, len(words))}"))
    met.add(_hash(f"unknown:{min(len(words) - len({place for _, place in found}), 6)}"))
    if len(words) <= 3:
        met.update(_hash(f"alone:{name}") for name, _ in found)
    return np.array(list(met), np.uint32)
