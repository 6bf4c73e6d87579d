"""How fast many guests may be asked: within what the channel allows, over the hours left, and when not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# A tenth of what a number may send: whoever writes meanwhile has the rest.
FASTEST: Final = timedelta(seconds=1 / 8)
# A handful of guests need not be stretched over a day.
SLOWEST: Final = timedelta(minutes=1)
DAY: Final = timedelta(hours=24)
# What a number may do of which the channel never said how much.
_NEW_NUMBER: Final = 250
# The rest is for confirmations and letters of the journey, which a question about yesterday must not use up.
_SHARE: Final = 0.8
_IN_GOOD_TIME: Final = 0.9
# Where not all fit, so much of the hours must become free, or nobody is moved.
_WORTH_IT: Final = 0.05
_UNLIMITED: Final = frozenset({"TIER_UNLIMITED", "UNLIMITED", "-1"})


class Stop(StrEnum):
    """Why nobody is asked any more until a person says so."""

    QUALITY = "quality"
    RESTRICTED = "restricted"
    TEMPLATE = "template"
    SPAM = "spam"
    BY_STAFF = "by_staff"


def limit_of(word: str | None) -> int | None:
    """How many people a day may be written to first, out of the channel's own word; None when as many as one likes."""
    plain = (word or "").strip().upper()
    if plain in _UNLIMITED:
        return None
    digits = plain.removeprefix("TIER_")
    number, thousands = digits.rstrip("K"), digits.endswith("K")
    if not number.isdecimal() or len(number) > 9:
        return _NEW_NUMBER
    return int(number) * (1000 if thousands else 1)


def share_of(limit: int | None) -> int | None:
    """How many of them may be asked for a review."""
    return None if limit is None else int(limit * _SHARE)


def gap(waiting: int, moment: datetime, closing: datetime) -> timedelta:
    """Between two questions, so that all who wait are asked before the hours end."""
    even = (closing - moment) * _IN_GOOD_TIME / max(1, waiting)
    return max(FASTEST, min(SLOWEST, even))


@dataclass(frozen=True)
class Line:
    """Guests whose hour has come: so many without a place, so many with one, from `head` to `latest`."""

    without: int
    placed: int = 0
    head: datetime | None = None
    latest: datetime | None = None


@dataclass(frozen=True)
class Course:
    """The first of those without a place gets `start`. With `anew` those who have one get another from there on,
    and `start` is the place behind them all."""

    start: datetime
    step: timedelta
    anew: datetime | None = None


def course(line: Line, free_at: datetime, now: datetime, closing: datetime) -> Course:
    """Whoever comes late stands behind the others. Only when the hours end before the line does, and standing closer
    together helps, does everybody get a new place: what is left free of the hours then holds a tenth more of them, so
    that a thousand latecomers move a thousand people a few dozen times and not a thousand times. `free_at` is when
    the next may be asked at the earliest."""
    left, everybody = closing - now, line.without + line.placed
    step = gap(everybody, now, closing)
    if line.head is None or line.latest is None:
        return Course(max(now, min(free_at, now + step)), step)
    start = line.latest + step
    if start + step * (line.without - 1) < closing:
        return Course(start, step)
    # Whoever is next stays next: the one before was asked by now.
    first = min(line.head, now + step)
    behind = first + step * line.placed
    all_fit = FASTEST * everybody <= left * _IN_GOOD_TIME
    helps = line.latest < closing and start - behind >= max(step, left * _WORTH_IT)
    if all_fit or helps:
        return Course(behind, step, anew=first)
    return Course(start, step)
