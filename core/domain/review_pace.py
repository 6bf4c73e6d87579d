"""How fast many guests may be asked: within what the channel allows, over the hours left, and when not at all."""

from __future__ import annotations

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
