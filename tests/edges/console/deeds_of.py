"""The table of situations: for every deed that the console can post a moment in which it is allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.edges.console.asking import Browser
from tests.edges.console.staging import Stage


class Again(StrEnum):
    """What a second click of its own, right after the first, does."""

    NOTHING = "nothing but a line in the book: it is so already"
    TOLD = "nothing, and says why"
    MORE = "something more, as two of them may"


@dataclass(frozen=True)
class Click:
    """What the screen posts. A file goes as it is, with what is said of it in the address. `by`: whose it is where
    it is not Olga's, the owner."""

    path: str
    body: dict[str, Any] = field(default_factory=dict)
    data: bytes | None = None
    by: Browser | None = None


Situation = Callable[[Stage], Click]


@dataclass(frozen=True)
class Case:
    situation: Situation
    again: Again
    why: str


CASES: dict[str, Case] = {}


def deed(door: str, again: Again = Again.NOTHING, why: str = "") -> Callable[[Situation], Situation]:
    """`why`: the name of the refusal where the second click is told, or why there can be more: what keeps a nervous
    hand from two clicks, or that the second takes the place of the first."""

    def kept(situation: Situation) -> Situation:
        assert door not in CASES, door
        CASES[door] = Case(situation, again, why)
        return situation

    return kept
