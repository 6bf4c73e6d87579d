"""The trained model: read from its file once, then scored by adding up the rows a message points at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.base.kept import table
from core.flows.understand.intents.features import CUES_START, LETTERS_START, SIZE, Features
from core.flows.understand.intents.labels import LABELS

FILE: Final = Path(__file__).parent / "model.npz"
# What a block weighs in all, and how few features count as few: one word must not shout.
GAINS: Final = (1.0, 1.0, 1.4)
_FEW: Final = 6

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Model:
    """`weights` holds a row for every place in the features' table and a column for every label; `begun` is the digest
    of what the first lesson left."""

    weights: Floats
    bias: Floats
    begun: bytes

    def score(self, features: Features) -> Floats:
        """One number per label, above nought for rather yes than no."""
        return total(self.parts(features)) + self.bias

    def parts(self, features: Features) -> Floats:
        """What words, letters and meanings say of every label, each by itself: a row for each of them."""
        rows = self.weights.take(features.places, axis=0)
        found = np.empty((len(features.ends), rows.shape[1]), np.float32)
        start = 0
        for block, end in enumerate(features.ends):
            found[block] = _shares(block, end - start) @ rows[start:end]
            start = end
        return found


def total(parts: Floats) -> Floats:
    found: Floats = np.add.reduce(parts, axis=0)
    return found


def unpacked(table: NDArray[np.int8], steps: Floats) -> Floats:
    """What a step of one byte is worth differs by block and label: multiplied out once, not for every message."""
    weights = table.astype(np.float32)
    for block, (first, last) in enumerate(pairwise((0, LETTERS_START, CUES_START, SIZE))):
        weights[first:last] *= steps[block]
    return weights


def share(place: int, count: int) -> np.float32:
    """What one feature of a block counts for: a block weighs much the same however long the message is."""
    return np.float32(GAINS[place] / max(count, _FEW) ** 0.5)


@lru_cache(maxsize=4096)
def _shares(place: int, count: int) -> Floats:
    return np.full(count, share(place, count), np.float32)


@table
def model(path: Path = FILE) -> Model:
    with np.load(path, allow_pickle=False) as stored:
        if tuple(stored["labels"]) != LABELS:
            raise ValueError(f"{path.name} was trained for other labels: train it anew")
        weights = unpacked(stored["table"], stored["steps"])
        return Model(weights, stored["bias"], stored["begun"].tobytes())
