"""The weekly digest: when it is due, what a week was, and when two weeks may be compared at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from core.domain.opinions import Topic

WEEK: Final = timedelta(days=7)
# With fewer stars than this in either week a change is chance.
COMPARABLE: Final = 5
# A topic has moved when so many more, or fewer, spoke of it.
_MOVED: Final = 2
_MOST_TOPICS: Final = 3
_LONGEST_QUOTE: Final = 110
_UNHAPPY: Final = 3
_HAPPY: Final = 4
_ADDRESS: Final = re.compile(r"\S+@\S+\.\S+")
_NUMBER: Final = re.compile(r"\+?\d(?:[\s().-]?\d){5,}")


class DigestWay(StrEnum):
    EMAIL = "email"
    WHATSAPP = "whatsapp"


@dataclass(frozen=True)
class Rhythm:
    """`weekday` counts from Monday as 0; both are of the hotel's own clock."""

    weekday: int = 6
    hour: int = 9

    def newest(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The last moment at which a digest was due, whatever the clocks did since."""
        local = now.astimezone(zone)
        day = local.date() - timedelta(days=(local.weekday() - self.weekday) % 7)
        due = self.on(day, zone)
        return due if due <= now else self.on(day - WEEK, zone)

    def on(self, day: date, zone: ZoneInfo) -> datetime:
        return datetime.combine(day, time(self.hour), zone).astimezone(UTC)


@dataclass(frozen=True)
class Stars:
    """So many gave stars, this many on average."""

    count: int = 0
    average: float | None = None


@dataclass(frozen=True)
class Change:
    """Of an average against the week before; nothing where too few spoke in either."""

    by: float | None
    before: int


def change(now: Stars, before: Stars) -> Change:
    if now.average is None or before.average is None or min(now.count, before.count) < COMPARABLE:
        return Change(None, before.count)
    return Change(round(now.average, 1) - round(before.average, 1), before.count)


@dataclass(frozen=True)
class Moved:
    """How often a topic was praised, or blamed, this week and the week before."""

    topic: Topic
    praised: bool
    now: int
    before: int

    @property
    def by(self) -> int:
        return self.now - self.before


Counts = Mapping[tuple[str, str], int]


def moved(now: Counts, before: Counts) -> list[Moved]:
    """By topic and sign, the largest first; a mixed word blames: somebody could do something about it."""
    found = [
        Moved(topic, praised, _sum(now, topic, praised), _sum(before, topic, praised))
        for topic in Topic
        for praised in (True, False)
    ]
    large = [one for one in found if abs(one.by) >= _MOVED]
    return sorted(large, key=lambda one: (-abs(one.by), one.topic, one.praised))[:_MOST_TOPICS]


def _sum(counts: Counts, topic: Topic, praised: bool) -> int:
    return sum(counts.get((topic, sign), 0) for sign in (("good",) if praised else ("bad", "mixed")))


@dataclass(frozen=True)
class Quote:
    stars: int
    words: str


@dataclass(frozen=True)
class Sold:
    """What the hotel itself did: nights sold of those that could be, and what they brought."""

    nights: int
    occupancy: float
    revenue: int


@dataclass(frozen=True)
class Week:
    """Last week's figures, each as the reviews screen and the numbers screen have it."""

    first: date
    last: date
    asked: int
    answered: int
    ours: Stars
    ours_before: Stars
    public: Stars
    public_before: Stars
    opened: int
    resolved: int
    middle_seconds: int | None
    open_now: int
    topics: tuple[Moved, ...]
    best: Quote | None
    worst: Quote | None
    sold: Sold | None

    @property
    def is_quiet(self) -> bool:
        """Nothing that a table would be needed for."""
        return not (self.asked or self.ours.count or self.public.count or self.opened or self.open_now)


def quotes(said: Iterable[tuple[int | None, str]]) -> tuple[Quote | None, Quote | None]:
    """The happiest words and the unhappiest, the newest of each; without what would name or reach a guest."""
    spoken = [
        Quote(stars, short) for stars, words in said if stars is not None and (short := quotable(words))
    ]
    best = max((one for one in spoken if one.stars >= _HAPPY), key=lambda one: one.stars, default=None)
    worst = min((one for one in spoken if one.stars <= _UNHAPPY), key=lambda one: one.stars, default=None)
    return best, worst


def quotable(words: str) -> str:
    plain = _NUMBER.sub("…", _ADDRESS.sub("…", " ".join(words.split())))
    if len(plain) <= _LONGEST_QUOTE:
        return plain
    return plain[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
