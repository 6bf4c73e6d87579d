"""Towns, banks and feasts: written with capitals as names are, and nobody's name unless a first name stands before."""

from __future__ import annotations

import tomllib
from pathlib import Path

from core.base.kept import table
from core.flows.understand.text import normalise

_LONGEST = 5


@table
def _said(chapter: str) -> frozenset[tuple[str, ...]]:
    held = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return frozenset(tuple(one.split()) for one in held[chapter].replace("\n", " ").split(",") if one.strip())


def is_nobodys(words: str) -> bool:
    """ "Banco Galicia" and "Córdoba Capital" are; "Ana Santander" and "Juan Córdoba" are people."""
    parts = tuple(word.strip(".,;:!?()") for word in normalise(words).split())
    spans = [parts[at : at + size] for at in range(len(parts)) for size in range(1, _LONGEST)]
    if any(span in _said("organisations") for span in spans):
        return True
    if len(parts) > 1 and parts[:1] in _said("given") and not _is_a_place(parts):
        return False
    return _covered(parts) and any(span in _said("places") | _said("feasts") for span in spans)


def _is_a_place(parts: tuple[str, ...]) -> bool:
    """ "Santiago de Chile", "Rosario Centro": whole, or with what places are told with."""
    return parts in _said("places") or parts[1:2] in _said("beside")


def _covered(parts: tuple[str, ...]) -> bool:
    """Nothing but such words, one after the other."""
    if not parts:
        return True
    known = _said("places") | _said("feasts") | _said("beside")
    return any(
        parts[:size] in known and _covered(parts[size:]) for size in range(1, min(_LONGEST, len(parts)) + 1)
    )
