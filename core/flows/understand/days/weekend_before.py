""" "No, that is Christmas, the one before": a stay told by what comes a week before the one that is talked about."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from core.flows.understand.stay import Clock, StayReading
from core.flows.understand.text import normalise

_WEEKEND: Final = r"(?:finde(?: semana)?|fin de semana|fim de semana|fds|weekend)"
_BEFORE: Final = re.compile(
    rf"\b{_WEEKEND} (?:de antes|anterior|previo|before(?! (?:that )?(?:christmas|new year|\d)))\b"
    r"(?! (?:al?|del?|do|de)\b)"
    rf"|\b(?:el|la semana|o|a semana) (?:de antes|anterior|previo)(?= *(?:[.,!?]|$| por favor| porfa| please))"
    r"|\bthe (?:one|week) before(?= *(?:[.,!?]|$| please))|\b(?:the )?previous weekend\b"
)
# Without a word for it, "the one before" is a weekend only where days were just refused.
_REFUSES: Final = re.compile(
    r"\b(?:es[ea]|este|esto|that|this|it|isso|essa?|ai)(?:'s| is| es| e| ya es)?(?: (?:el|la|the|o|a))?(?: \w+)? ?"
    r"(?:navidad|nochebuena|ano nuevo|fin de ano|pascua|carnaval|christmas|new year|natal|easter|reveillon)\b"
    r"|\A(?:n+o+|nao)\b"
)
_BEFORE_THE: Final = re.compile(
    rf"\b(?:(?:el|o|the) )?(?:{_WEEKEND}|one)? ?(?:anterior|de antes|antes|before) (?:al|del|de|do|ao|the) (\d{{1,2}})"
    r"(?:st|nd|rd|th)?\b(?! (?:de|of) )"
)
_TWO_DAYS: Final = re.compile(r"(?<![\d/.:])\b(\d{1,2})(?: | y | e | al | and |-)(\d{1,2})\b(?![/\d:])")
# "Not this one, the other": of the weekend that is talked about the one after.
_THE_OTHER: Final = re.compile(
    rf"(?:(?:no|nah|nao|pero|mas|but|perdon|sorry)[ ,]+)*(?:not )?(?:este|ese|esse|this|that)(?: (?:one|{_WEEKEND}))?"
    r"(?: (?:no|nao|not))?[ ,]+(?:(?:sino|but|mas|pero|digo) )?(?:el|o|the) (?:otro|outro|other(?: one)?"
    r"|siguiente|seguinte|next(?: one)?|que viene|que vem|que sigue|one after)[ .!]*"
)
_REFUSED: Final = re.compile(r"\b(?:no|nao|not)\b")
_MOST_NIGHTS: Final = 4
_SATURDAY: Final = 5
_SURE: Final = 0.8


def weekend_before(text: str, clock: Clock, known: StayReading | None) -> StayReading | None:
    """None where nobody speaks of it, or where it is over by now."""
    if known is None or known.check_in is None or known.check_out is None:
        return None
    plain = normalise(text)
    if (told := _BEFORE_THE.search(plain)) is not None:
        rest = f"{plain[: told.start()]} {plain[told.end() :]}"
        return _coming(_before_the_day(int(told.group(1)), rest, known.check_in), clock)
    if (
        _THE_OTHER.fullmatch(plain)
        and _REFUSED.search(plain)
        and _is_a_weekend(known.check_in, known.check_out)
    ):
        week = timedelta(days=7)
        return _coming((known.check_in + week, known.check_out + week), clock)
    found = _BEFORE.search(plain)
    if found is None or not (re.search(_WEEKEND, found.group()) or _REFUSES.search(plain)):
        return None
    nights = (known.check_out - known.check_in).days
    week = timedelta(days=7)
    over_a_weekend = _is_a_weekend(known.check_in, known.check_out)
    shorter = nights <= _MOST_NIGHTS and (over_a_weekend or not re.search(_WEEKEND, found.group()))
    first = known.check_in - week if shorter else _friday_before(known.check_in)
    return _coming((first, first + timedelta(days=nights if shorter else 2)), clock)


def _is_a_weekend(first: date, last: date) -> bool:
    return any((first + timedelta(days=one)).weekday() == _SATURDAY for one in range((last - first).days))


def _before_the_day(number: int, rest: str, arrival: date) -> tuple[date, date] | None:
    """Two days told beside it are the stay; else it is the weekend that is over by then."""
    try:
        day = arrival.replace(day=number)
        if (days := _TWO_DAYS.search(rest)) is not None:
            first, last = (arrival.replace(day=int(days.group(side))) for side in (1, 2))
            return (first, last) if first < last <= day else None
    except ValueError:
        return None
    friday = _friday_before(day)
    return friday, friday + timedelta(days=2)


def _friday_before(day: date) -> date:
    """Of the weekend whose Sunday is not after that day."""
    sunday = day - timedelta(days=(day.weekday() + 1) % 7 or 7)
    return sunday - timedelta(days=2)


def _coming(stay: tuple[date, date] | None, clock: Clock) -> StayReading | None:
    if stay is None or stay[0] < clock.today:
        return None
    return StayReading(*stay, (stay[1] - stay[0]).days, confidence=_SURE)
