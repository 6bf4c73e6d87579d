"""Days that no calendar has: the 31st of February, 30/2."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

from core.base.kept import table
from core.flows.understand.patterns import any_of
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.lexicon import lexicon_of
from core.flows.understand.text import has_figures, normalise, numbered
from core.flows.understand.watching import Seldom
from core.flows.understand.words import LANGUAGES

_SLASHED: Final = Seldom(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})(?:/(20\d\d|\d\d))?(?![\d/])")
_A_LEAP_YEAR: Final = 2028


@dataclass(frozen=True)
class NoSuchDay:
    day: int
    month: int


def no_such_day(text: str, lang: str, clock: Clock) -> NoSuchDay | None:
    """The first such day. Whether a year has a 29 February is for the grammar to know: here it exists."""
    plain = numbered(normalise(text), lang)
    if not has_figures(plain):
        return None
    said = [_day_in(found, lang) for found in _named(lang).finditer(plain)]
    for one, other, _ in _SLASHED.findall(plain):
        day, month = (other, one) if clock.month_first else (one, other)
        if int(month) <= 12 and not (int(day) <= 12 < int(month)):
            said.append((int(day), int(month)))
    return next((NoSuchDay(day, month) for day, month in said if _is_none(day, month)), None)


def _is_none(day: int, month: int) -> bool:
    return 1 <= month <= 12 and monthrange(_A_LEAP_YEAR, month)[1] < day <= 31


def _day_in(found: re.Match[str], lang: str) -> tuple[int, int]:
    month = _months(lang)[found.group("month") or found.group("before")]
    return int(found.group("day") or found.group("late")), month


@table
def _months(lang: str) -> dict[str, int]:
    lexicon = lexicon_of(lang if lang in LANGUAGES else "es")
    entries = [entry for entries in lexicon.by_first_word.values() for entry in entries if entry.code == "M"]
    return {" ".join(entry.words): int(entry.value) for entry in entries}


@table
def _named(lang: str) -> Seldom:
    months = any_of(_months(lang))
    return Seldom(
        rf"(?<![\d/.,:-])\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|ro|o)?(?: (?:de|of|do))? (?P<month>{months})\b"
        rf"|\b(?P<before>{months})(?: the)? (?P<late>\d{{1,2}})(?:st|nd|rd|th)?\b"
        r"(?! ?(?:person|people|night|noch|noit|pessoa))"
    )
