"""Long thanks around a question: what is asked counts, however little of the message it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.flows.understand import Understanding
from core.flows.understand.intents.deciding import decide
from core.flows.understand.intents.labels import COURTESIES

_FEWEST_WORDS: Final = 3


def beyond_courtesies(meant: Understanding, pieces: Sequence[str]) -> Understanding:
    """Where only thanks were heard of several sentences, one of them a question, the others are read by themselves."""
    if not meant.names <= COURTESIES or "?" not in meant.text or len(pieces) < 2:
        return meant
    left = [piece for piece in pieces if len(piece.split()) >= _FEWEST_WORDS and not _polite(piece)]
    if not left:
        return meant
    verdict = decide(f"{'. '.join(left)}?")
    if {guess.name for guess in verdict.intents} <= COURTESIES:
        return meant
    return replace(
        meant, intents=verdict.intents, rivals=verdict.rivals, right=verdict.right, answer=verdict.answer
    )


def _polite(piece: str) -> bool:
    return decide(piece).intents[0].name in COURTESIES
