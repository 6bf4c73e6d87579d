"""Those who join a party or drop out of it, and the party that is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from core.domain.memory import Party

_BABY: Final = 2
# The youngest age of a grown-up.
OF_AGE: Final = 18


@dataclass(frozen=True)
class Those:
    """`named` are told by a name alone; `heads` are so many, whoever they are; how many are `uncounted` nobody said.

    `ages` are of the children among them; `which` is the "youngest", the "oldest" or the "baby" of those who come;
    with `only` they are the children who still come. `called` is how single ones of them were spoken of.
    """

    adults: int = 0
    named: int = 0
    children: int = 0
    ages: tuple[int, ...] = ()
    heads: int = 0
    every_child: bool = False
    uncounted: bool = False
    which: str = ""
    only: bool = False
    called: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    joins: bool
    who: Those

    def to_json(self) -> dict[str, Any]:
        return {"joins": self.joins, **{key: value for key, value in asdict(self.who).items() if value}}


# Nobody can tell who comes now: it is asked.
TO_BE_ASKED: Final = Party()


def change_of(kept: Mapping[str, Any]) -> Change:
    said = {name: kept[name] for name in Those.__dataclass_fields__ if name in kept}
    several = {name: tuple(said.get(name, ())) for name in ("ages", "called")}
    return Change(bool(kept.get("joins")), Those(**{**said, **several}))


def together(those: Iterable[Those]) -> Those:
    parts = list(those)
    return Those(
        adults=sum(one.adults for one in parts),
        named=sum(one.named for one in parts),
        children=sum(one.children for one in parts),
        ages=tuple(age for one in parts for age in one.ages),
        heads=sum(one.heads for one in parts),
        every_child=any(one.every_child for one in parts),
        uncounted=any(one.uncounted for one in parts),
        which=next((one.which for one in parts if one.which), ""),
        called=tuple(name for one in parts for name in one.called),
    )


def party_after(known: Party, changes: Sequence[Change]) -> Party | None:
    """Only adults, children and ages of it count. None: as many as before; `TO_BE_ASKED`: it cannot be told."""
    after = known
    for change in changes:
        changed = _joined(after, change.who) if change.joins else _left(after, change.who)
        if changed is TO_BE_ASKED:
            return TO_BE_ASKED
        after = changed or after
    return None if after == known else after


def party_left(known: Party, changes: Sequence[Change], number: int) -> Party:
    """ "My sister isn't coming, so we are 3": the number is the party, unless it is just what is left of it.

    With children it has to be that: nobody can tell how many of another number they are.
    """
    after = party_after(known, changes) if changes else known
    if after is not None and after.adults and after.heads == number:
        return after
    if not known.children:
        return replace(known, adults=number, children=0, child_ages=())
    return TO_BE_ASKED


def _party(adults: int, children: int, ages: tuple[int, ...]) -> Party:
    return Party(adults, children, ages if len(ages) <= children else ())


def _joined(known: Party, who: Those) -> Party | None:
    """Children who are told once more join nobody. Whoever was alone so far spoke of themselves."""
    children, ages = known.children or 0, known.child_ages
    if who.every_child and not (who.adults or who.named):
        return None if children else TO_BE_ASKED
    if who.children and who.children == children and who.ages and sorted(who.ages) == sorted(ages):
        who = Those(who.adults, who.named, heads=who.heads, uncounted=who.uncounted)
    if who.uncounted or who.every_child:
        return TO_BE_ASKED
    adults = (known.adults or 1) + who.adults + who.named + who.heads
    new_ages = who.ages or (0,) * (
        who.children if who.which == "baby" else 0
    )  # nobody asks how old a baby is
    return _party(adults, children + who.children, (*ages, *new_ages))


def _left(known: Party, who: Those) -> Party | None:
    """Of a party told before. A relative is grown up, a name may be a child's where children come."""
    adults, children = known.adults, known.children or 0
    if not adults:
        return None
    if who.only:
        return _only(known, who)
    if who.uncounted or (children and (who.heads or (who.named and adults > 1))):
        return TO_BE_ASKED
    grown, young = who.adults + who.heads + who.named, who.children
    if who.named and children:  # nobody else is left who could be called so
        grown, young = grown - who.named, young + who.named
    if young and not children and not who.every_child:
        grown, young = grown + young, 0  # they were counted among the grown-ups
    if grown >= adults:
        return None
    left = _without_children(known, who, young)
    if left is None:
        return TO_BE_ASKED
    return _party(adults - grown, *left)


def _only(known: Party, who: Those) -> Party | None:
    """ "Only the older one comes": of the children nobody else does."""
    children, ages = known.children or 0, known.child_ages
    if not who.children or who.children >= children:
        return None
    left = _picked(ages, who.which, who.children) if who.which else who.ages
    if len(ages) == children and not all(age in ages for age in left):
        return TO_BE_ASKED
    return _party(known.adults or 0, who.children, left if len(left) == who.children else ())


def _without_children(known: Party, who: Those, young: int) -> tuple[int, tuple[int, ...]] | None:
    """How many are left, and their ages but where which of them stays at home has to be asked; None: all of it has."""
    children, ages = known.children or 0, known.child_ages
    if who.every_child or (young and young == children):
        return 0, ()
    if not young:
        return children, ages if len(ages) == children else ()
    if who.which and len(ages) == children:
        who = Those(children=young, ages=_picked(ages, who.which, young))
    if len(who.ages) < young:
        return (children - young, ()) if young < children else None
    left = list(ages)
    for age in who.ages:
        if age in left:
            left.remove(age)
        elif len(ages) == children:
            return None
    return (len(left), tuple(left)) if len(ages) == children else (max(0, children - young), ())


def _picked(ages: tuple[int, ...], which: str, number: int) -> tuple[int, ...]:
    """The youngest or oldest of them, the twins, the one that is a baby; nobody where that may be several."""
    ordered = sorted(ages, reverse=which == "oldest")
    if which == "twins":
        twice = [age for age in ages if ages.count(age) == number]
        return tuple(twice) if len(twice) == number else ()
    if which == "baby":
        babies = [age for age in ages if age <= _BABY]
        return tuple(babies) if len(babies) == number else ()
    return tuple(ordered[:number])
