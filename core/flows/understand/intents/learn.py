"""Fits the linear model, message by message, in arithmetic that gives the same bytes everywhere.

Only +, -, *, / and roots are used, element by element or summed in order; never a matrix library or an
exponential, whose last bit depends on the processor.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.flows.understand.intents.features import CUES_START, LETTERS_START, SIZE, Features
from core.flows.understand.intents.model import share

Floats = NDArray[np.float32]
PASSES: Final = 6
# Lessons before this one count only as a beginning.
_RIPE: Final = 2
_RATE: Final = 0.35
_FADE: Final = np.float32(2e-5)
_STEEP: Final = 256
_FAR: Final = 16
_SQUASH: Final = np.array(
    [round(1 / (1 + math.exp(-step / _STEEP)), 7) for step in range(-_FAR * _STEEP, _FAR * _STEEP + 1)],
    np.float32,
)
_FIRST_GUESS: Final = -3.0
# Each time a message is shown, three of ten features are covered, so that no single word is leant on.
_SHOWN: Final = np.uint32(round(0.7 * 2**32))
_SHOWN_SHARE: Final = np.float32(0.7)
_STIR: Final = (np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B))


@dataclass
class Weights:
    """`begun` is the digest of what was learned from the first lesson alone: who learns from that one anew, and comes
    to the same, has the same text, the same code and the same arithmetic."""

    table: Floats
    bias: Floats
    begun: bytes


def blend(features: Features) -> tuple[NDArray[np.int64], Floats]:
    """The three blocks as one row of places and values."""
    edges = (0, *features.ends)
    counts = [end - start for start, end in pairwise(edges)]
    values = [np.full(count, share(block, count), np.float32) for block, count in enumerate(counts)]
    return features.places, np.concatenate(values)


def squash(scores: Floats) -> Floats:
    """Chances from scores, looked up: an exponential may differ in its last bit from one processor to the next."""
    places = np.clip(np.rint(scores * np.float32(_STEEP)), -_FAR * _STEEP, _FAR * _STEEP).astype(np.int64)
    chances: Floats = _SQUASH[places + _FAR * _STEEP]
    return chances


def shown(places: NDArray[np.int64], showing: int) -> NDArray[np.bool_]:
    """Which features are seen this time: chance made of whole numbers alone, so that it falls alike everywhere."""
    mixed = places.astype(np.uint32) * _STIR[0] + np.uint32(showing * 0x27D4EB2F & 0xFFFFFFFF)
    mixed = (mixed ^ (mixed >> np.uint32(15))) * _STIR[1]
    visible: NDArray[np.bool_] = (mixed ^ (mixed >> np.uint32(13))) * _STIR[0] < _SHOWN
    return visible


Lesson = tuple[Sequence[Features], Floats]


class Learner:
    """Weights on their way, and how far each has been moved already: what was moved much moves less."""

    def __init__(self, labels: int) -> None:
        self.table = np.zeros((SIZE, labels), np.float32)
        self.bias = np.full(labels, _FIRST_GUESS, np.float32)
        self._seen = np.full((SIZE, labels), 1e-3, np.float32)

    def digest(self) -> bytes:
        return hashlib.sha256(self.table.tobytes() + self.bias.tobytes()).digest()

    def take(self, lesson: Lesson, turn: int) -> None:
        rows, wanted = lesson
        rate = np.float32(_RATE / (1 + 0.6 * turn))
        slow = np.float32(0.02) * rate
        # Hundreds of thousands of messages pass here: what is reckoned goes where something is no longer needed.
        for place, row in enumerate(rows):
            index, values = blend(row)
            seen_now = shown(index, turn * len(rows) + place)
            index, column = index[seen_now], (values[seen_now] / _SHOWN_SHARE)[:, None]
            part, mass = self.table.take(index, axis=0), self._seen.take(index, axis=0)
            step = column * part
            error = squash(step.sum(axis=0) + self.bias) - wanted[place]
            np.multiply(column, error, out=step)
            room = step * step
            mass += room
            self._seen[index] = mass
            step /= np.sqrt(mass, out=room)
            step += np.multiply(_FADE, part, out=room)
            step *= rate
            part -= step
            self.table[index] = part
            self.bias -= slow * error


def fit(lessons: Iterable[Lesson], labels: int) -> Weights:
    """One lesson after the other. What is kept is the middle of the later ones: a single order of messages, or a single
    drawing of the slots, leaves its own marks, and they differ from lesson to lesson."""
    learner = Learner(labels)
    table, bias, kept, begun = np.zeros_like(learner.table), np.zeros_like(learner.bias), 0, b""
    for turn, lesson in enumerate(lessons):
        learner.take(lesson, turn)
        begun = begun or learner.digest()
        if turn >= _RIPE:
            table += learner.table
            bias += learner.bias
            kept += 1
    return Weights(table / np.float32(kept), bias / np.float32(kept), begun)


def shrink(weights: Weights) -> tuple[NDArray[np.int8], Floats]:
    """One byte a weight, and what a step of it is worth for each block and label."""
    edges = (0, LETTERS_START, CUES_START, SIZE)
    steps = np.zeros((3, weights.table.shape[1]), np.float32)
    small = np.zeros(weights.table.shape, np.int8)
    for block in range(3):
        part = weights.table[edges[block] : edges[block + 1]]
        steps[block] = np.maximum(np.abs(part).max(axis=0), np.float32(1e-6)) / np.float32(127)
        small[edges[block] : edges[block + 1]] = np.rint(part / steps[block]).astype(np.int8)
    return small, steps
