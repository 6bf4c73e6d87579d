"""What the mentions of a message come to, if each is meant in a certain way."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from core.flows.understand.party.mentions import Means, Mention


class Count(NamedTuple):
    """What has been counted so far; `together` is a number that was said of all."""

    adults: int = 0
    children: int = 0
    together: int = 0
    some_children: bool = False
    ages: tuple[int, ...] = ()
    nobody: bool = False


class Told(NamedTuple):
    """Who comes, as far as it was told: nothing where it was not."""

    adults: int | None = None
    children: int | None = None
    ages: tuple[int, ...] = ()


NOBODY: Final = Count(nobody=True)


def counted(count: Count, mention: Mention, meant: Means) -> Count:
    if meant is Means.OUT or count.nobody:
        return count
    number = mention.number or 0
    adults, children, together, some_children, ages, _ = count
    if meant is Means.ADULTS:
        return Count(adults + number, children, together, some_children, ages)
    if meant is Means.CHILDREN:
        return Count(adults, children + number, together, some_children, ages)
    if meant is Means.ALL:
        return Count(adults, children, number, some_children, ages)
    if meant is Means.AGE:
        return Count(adults, children, together, some_children, tuple(sorted((*ages, number))))
    if meant is Means.CHILD_OF:
        return Count(adults, children + 1, together, some_children, tuple(sorted((*ages, number))))
    if meant is Means.ADULT_OF:
        return Count(adults + 1, children, together, some_children, ages)
    if meant is Means.SOME:
        young = mention.kind.startswith("child")
        return Count(adults, children, together, some_children or young, ages)
    return NOBODY


@lru_cache(maxsize=4096)
def told(count: Count) -> Told:
    if count.nobody:
        return Told()
    children = count.children or (len(count.ages) if count.some_children else 0)
    adults = count.adults
    if count.together:
        unknown = count.some_children and not children
        adults = 0 if unknown else max(0, count.together - children)
    return Told(adults or None, children or None, count.ages)
