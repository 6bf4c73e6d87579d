"""A message as numbers: hashed words, hashed letters, hashed meanings. No vocabulary to carry, nothing to look up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from core.flows.understand.intents.cues import cues_of
from core.flows.understand.intents.shape import tokens

WORD_BITS: Final = 15
LETTER_BITS: Final = 16
CUE_BITS: Final = 13
LETTERS_START: Final = 1 << WORD_BITS
CUES_START: Final = LETTERS_START + (1 << LETTER_BITS)
SIZE: Final = CUES_START + (1 << CUE_BITS)
_MOST_LETTERS: Final = 900
_NEAR: Final = 7
_MIX: Final = np.uint32(2654435761)
_STEPS: Final = tuple(np.uint32(step) for step in (1, 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F))
_LENGTHS: Final = (1, 2, 3, 5, 8, 12, 18, 28, 45)

Indexes = NDArray[np.int64]


@dataclass(frozen=True)
class Features:
    """Where the message's features lie in the table, block by block; `cues` are the meanings found, by name."""

    words: Indexes
    letters: Indexes
    meanings: Indexes
    cues: frozenset[str]
    count: int


def featurise(text: str) -> Features:
    words = tokens(text)
    found = cues_of(words)
    return Features(
        _words(words),
        _letters(words),
        _meanings(found, words),
        frozenset(name for name, _ in found),
        len(words),
    )


@lru_cache(maxsize=8192)
def _hash(word: str) -> int:
    return crc32(word.encode("ascii"))


def _fold(hashes: NDArray[np.uint32], bits: int) -> Indexes:
    mixed = (hashes ^ (hashes >> np.uint32(15))) * _MIX
    return np.unique(mixed >> np.uint32(32 - bits)).astype(np.int64)


def _words(words: list[str]) -> Indexes:
    """Single words, neighbours and threes; the first and last word once more for where they stand."""
    if not words:
        return np.zeros(0, np.int64)
    one = np.array([_hash(word) for word in ("^", *words, "$")], np.uint32)
    two = one[:-1] * _STEPS[1] + one[1:] * _STEPS[2]
    three = two[:-1] * _STEPS[3] + one[2:]
    return _fold(np.concatenate((one[1:-1], two, three)), WORD_BITS)


def _letters(words: list[str]) -> Indexes:
    """Three to five letters in a row, across blanks: what survives a typo."""
    line = f" {' '.join(words)} "[:_MOST_LETTERS].encode("ascii")
    chars = np.frombuffer(line, np.uint8).astype(np.uint32)
    grams = []
    for size in (3, 4, 5):
        end = len(chars) - size + 1
        if end > 0:
            gram = chars[:end] * _STEPS[size - 1]
            for place in range(1, size):
                gram = gram * np.uint32(257) + chars[place : place + end]
            grams.append(gram)
    return LETTERS_START + _fold(np.concatenate(grams), LETTER_BITS) if grams else np.zeros(0, np.int64)


def _meanings(found: list[tuple[str, int]], words: list[str]) -> Indexes:
    """Cues, and pairs of cues that stand near each other: "cancel" beside "table" is not "cancel" beside "room"."""
    names = {name for name, _ in found}
    for at, (name, place) in enumerate(found):
        for other, where in found[at + 1 :]:
            if where - place > _NEAR:
                break
            if other != name:
                names.add(f"{name}+{other}" if name < other else f"{other}+{name}")
    if found and found[0][1] == 0:
        names.add("first:" + found[0][0])
    names.add(f"length:{sum(len(words) > edge for edge in _LENGTHS)}")
    known = {place for _, place in found}
    names.add(f"unknown:{min(len(words) - len(known), 6)}")
    if len(words) <= 3:
        names.update(f"alone:{name}" for name, _ in found)
    hashes = np.array([_hash(name) for name in sorted(names)], np.uint32)
    return CUES_START + _fold(hashes, CUE_BITS)
