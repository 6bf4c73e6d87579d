"""What a short answer counts, whatever was asked: "we are 2" and "2 people" are heads, "2 nights" are nights."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_HEADS: Final = re.compile(
    r"\b(?:somos|seriamos|seremos|we are|we're|we will be|we'll be|personas?|people|persons?|pessoas?|adult[oa]?s?"
    r"|grandes|mayores|guests?|hospedes?|huespedes)\b"
)
_NIGHTS: Final = re.compile(r"\b(?:noches?|nights?|noites?|diarias?)\b")
_ALONE: Final = frozenset(
    {"single", "individual", "simple", "simples", "solo", "sola", "alone", "sozinho", "sozinha", "so eu", "solo yo"}
)  # fmt: skip


def counts_heads(text: str) -> bool:
    return _HEADS.search(normalise(text)) is not None


def counts_nights(text: str) -> bool:
    return _NIGHTS.search(normalise(text)) is not None


def is_one_alone(text: str) -> bool:
    """ "Single", said where it was asked how many come."""
    return normalise(text).strip(" .!") in _ALONE
