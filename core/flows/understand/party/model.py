"""The weights as they are shipped: small numbers in one file, the same bytes whenever the same text is learned from."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.base.kept import table
from core.flows.understand.party.weighing import Floats, Settled, Weights
from core.flows.understand.weights_file import packed

FILE: Final = Path(__file__).parent / "model.npz"
_MOST: Final = 127


def pack(weights: Weights) -> bytes:
    parts: dict[str, NDArray[Any]] = {
        "begun": _letters([weights.begun]),
        "common": _letters(sorted(weights.common)),
    }
    for name, kept in (("steps", weights.steps), ("sums", weights.sums)):
        parts[f"{name}_named"] = _letters(sorted(kept))
        parts[name], parts[f"{name}_grain"] = _small(np.array([kept[cue] for cue in sorted(kept)]))
    parts["cues"] = _letters(sorted(weights.cues))
    parts["words"], parts["grain"] = _small(weights.words)
    return packed(parts)


@table
def model(path: Path = FILE) -> Weights:
    with np.load(path, allow_pickle=False) as stored:
        kept = {}
        for name in ("steps", "sums"):
            weights = _large(stored[name], stored[f"{name}_grain"]).tolist()
            kept[name] = dict(zip(_words(stored[f"{name}_named"]), weights, strict=True))
        return Settled(
            cues={cue: row for row, cue in enumerate(_words(stored["cues"]))},
            words=_large(stored["words"], stored["grain"]),
            steps=kept["steps"],
            sums=kept["sums"],
            common=frozenset(_words(stored["common"])),
            begun=_words(stored["begun"])[0],
        )


def _letters(words: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _words(letters: NDArray[np.uint8]) -> list[str]:
    return letters.tobytes().decode().split("\n")


def _small(table: NDArray[np.float64]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """One byte a weight, and what a step of it is worth for each meaning."""
    grain = (np.maximum(np.abs(table).max(axis=0), 1e-6) / _MOST).astype(np.float32)
    return np.rint(table / grain).astype(np.int8), np.atleast_1d(grain)


def _large(small: NDArray[np.int8], grain: NDArray[np.float32]) -> Floats:
    large: Floats = small.astype(np.float64) * grain
    return large
