"""A message as a line of words in which everybody spoken of is a capital: "se suma mi hermano" is "se suma mi A"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.domain.joining import Those
from core.flows.understand.joining.verbs import SIGNS

PRONOUNS: Final = frozenset({"he", "she", "ella", "ele", "ela"})


@dataclass(frozen=True)
class Person:
    """`sign` is A for a grown-up, C for a child, G for who is told by an age, N for a number, P for a name and Q for a
    word that may be one; a verb has the sign of its way. Whoever is `called` is the same one when told again."""

    sign: str
    who: Those
    word: str
    at: int = -1
    called: str = ""
    partner: bool = False


@dataclass(frozen=True)
class Line:
    items: tuple[tuple[str, Person | None], ...]
    text: str
    people: tuple[Person, ...]
    plain: str

    @property
    def one(self) -> bool:
        return (
            re.search(r"\b(?:uno|una|one|um|uma|person[a]?|pessoa|adult[oa]?|somebody)\b", self.text)
            is not None
        )

    def within(self, start: int, end: int) -> list[Person]:
        return [one for one in self.people if start <= one.at < end]

    def meant_by(self, person: Person) -> Person:
        """ "She" is the one named last before, if anybody was."""
        if person.word not in PRONOUNS:
            return person
        before = [one for one in self.people if one.at < person.at and one.word not in PRONOUNS]
        before = [one for one in before if one.sign in "ACGP"] or [one for one in before if one.sign == "Q"]
        return before[-1] if before and before[-1].who.uncounted is False else person

    def without(self, spans: Sequence[tuple[int, int]]) -> str:
        kept, at = [], 0
        for shown, person in self.items:
            if not any(start <= at < end for start, end in spans):
                kept.append(person.word if person is not None else shown)
            at += len(shown) + 1
        return " ".join(kept)


def at_their_places(items: Sequence[tuple[str, Person | None]], plain: str) -> Line:
    placed: list[tuple[str, Person | None]] = []
    at = 0
    for shown, person in items:
        placed.append((shown, replace(person, at=at) if person is not None else None))
        at += len(shown) + 1
    people = tuple(person for _, person in placed if person is not None and person.sign not in SIGNS)
    return Line(tuple(placed), " ".join(shown for shown, _ in placed), people, plain)
