"""Reads the tables of whole messages beside it and counts what is heard of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from core.flows.understand import Context, StayReading, read
from core.flows.understand.entities import Entities

_PARTY = re.compile(r"(\d*)(?:\+(\d+))?(?::([\d,]+))?")
Ends = tuple[date | None, date | None]


@dataclass(frozen=True)
class Saying:
    said: str
    stay: str
    party: str
    context: Context

    @property
    def adults(self) -> int | None:
        return self._heads(1)

    @property
    def children(self) -> int | None:
        return self._heads(2)

    @property
    def ages(self) -> list[int]:
        found = _PARTY.fullmatch(self.party)
        return sorted(int(age) for age in found[3].split(",")) if found and found[3] else []

    def _heads(self, group: int) -> int | None:
        found = _PARTY.fullmatch(self.party)
        return int(found[group]) if found and found[group] else None

    def day(self, said: str) -> date | None:
        if not said:
            return None
        today = self.context.now.date()
        found = date.fromisoformat(f"{today.year}-{said}")
        return found if found >= today else found.replace(year=today.year + 1)

    def ends(self, said: str) -> Ends:
        first, _, last = said.partition(">")
        check_in, check_out = self.day(first), self.day(last)
        if check_in and check_out and check_out < check_in:
            check_out = check_out.replace(year=check_out.year + 1)
        return check_in, check_out


def sayings(path: Path) -> Iterator[Saying]:
    context = Context(now=datetime(2026, 11, 18, 10))
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("##"):
            _, lang, country, day = line.split()
            now = datetime.fromisoformat(f"{day}T10:00:00")
            context = Context(now=now, country=country, hotel_language=lang, language=lang)
        elif line:
            said, meant = line.split(" => ")
            stay, party = (part.strip() for part in meant.split("|"))
            yield Saying(said, stay.rstrip("?") if len(stay) > 1 else stay, party, context)


def counted(all_sayings: Iterable[Saying]) -> dict[str, float]:
    """Shares of what was to be heard and was, and of messages with nothing to hear in which nothing was."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for one in all_sayings:
        found = read(one.said, one.context)
        for kind, good in _marks(one, found.stay, found.entities):
            asked[kind] += 1
            right[kind] += good
    return {kind: right[kind] / asked[kind] for kind in asked}


def _marks(one: Saying, stay: StayReading, named: Entities) -> Iterator[tuple[str, bool]]:
    yield ("no stay" if one.stay == "-" else "stay"), _stay_is_right(one, stay)
    if one.adults is not None:
        yield "adults", named.adults == one.adults
    if one.children is not None:
        yield "children", (named.children or 0) == one.children
    if one.ages:
        yield "ages", sorted(named.child_ages) == one.ages
    if one.party == "-":
        yield "nobody", not named.adults and not named.children


def _stay_is_right(one: Saying, stay: StayReading) -> bool:
    if one.stay == "-":
        return not (stay.check_in or stay.check_out or stay.candidates)
    if one.stay.startswith("n"):
        return stay.nights == int(one.stay[1:]) and not stay.complete
    if one.stay.startswith("?"):
        meant = {one.ends(part) for part in one.stay[1:].split(",") if part}
        offered = {(stay.check_in, stay.check_out), *((c.check_in, c.check_out) for c in stay.candidates)}
        return not meant or bool(meant & offered)
    return (stay.check_in, stay.check_out) == one.ends(one.stay)
