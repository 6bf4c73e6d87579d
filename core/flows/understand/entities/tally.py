"""Who was counted so far in a message, and the party that this comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class People:
    """`people` is the head count when it was said or follows; `adults` and `children` only what was told apart."""

    adults: int | None = None
    children: int | None = None
    child_ages: tuple[int, ...] = ()
    people: int | None = None

    @property
    def grown(self) -> int | None:
        """A party with no children told of is of adults."""
        return self.adults if self.adults is not None or self.children else self.people


NOBODY: Final = People()


@dataclass
class Tally:
    adults: int | None = None
    children: int | None = None
    heads: int | None = None
    kin: int = 0
    children_unnumbered: bool = False
    speaker: bool = False
    bare: bool = False  # "mum, dad and the kids": told without the speaker
    pair: bool = False  # "the two of us": the speaker and one more, perhaps named as well
    before_pair: int = 0
    partners: int = 0
    we: bool = False
    couples: int = 0
    perhaps: int = 0
    trades: int = 0  # "a driver": told without a number, counted beside those who have one
    trades_numbered: bool = False
    loosely: bool = False  # children named without a number: "the baby", "my son"
    given: bool = False  # "for my parents and my aunt": a stay for others
    named: set[str] = field(default_factory=set)

    def add(self, adults: int = 0, children: int = 0) -> None:
        if adults:
            self.adults = (self.adults or 0) + adults
        if children:
            self.children = (self.children or 0) + children


def sum_up(tally: Tally, ages: tuple[int, ...]) -> People:
    if tally.trades_numbered:
        tally.add(adults=tally.trades)
    if tally.perhaps:
        told = tally.adults or tally.heads or tally.kin or tally.speaker or tally.children or ages
        tally.add(children=tally.perhaps) if told else tally.add(adults=tally.perhaps)
    children = tally.children
    if ages and children is None:
        children = len(ages)
    if ages and children is not None and len(ages) > children:
        children = len(ages) if tally.loosely else children
        ages = ages[:children]
    heads, adults = tally.heads, _grown_ups(tally, children)
    if heads is not None and adults is None and children and heads > children:
        adults = heads - children
    if heads is None and adults is not None and not tally.children_unnumbered:
        heads = adults + (children or 0)
    return People(adults, children, ages, heads)


def _grown_ups(tally: Tally, children: int | None) -> int | None:
    adults = tally.adults
    if adults is not None:
        if tally.couples and tally.bare:
            return adults + tally.kin  # "papá, mamá, abuela"
        return 1 if tally.kin and adults == 1 and not tally.speaker else adults
    if tally.heads is not None:
        return None
    if tally.pair:
        return 2 + max(0, tally.kin - max(tally.partners, tally.before_pair))
    if tally.kin and (tally.speaker or tally.bare or (tally.given and tally.kin > 1)):
        return tally.kin + tally.speaker
    if tally.partners and children:
        return tally.partners + 1
    return 1 if tally.speaker and children and not tally.we else None
