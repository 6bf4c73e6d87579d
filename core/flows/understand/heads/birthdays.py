"""A child who "turns 3 in January" is two at a stay in December, and three from then on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from core.domain.memory import Party
from core.flows.understand.days.calendar_names import NUMBER_OF_MONTH
from core.flows.understand.text import normalise, numbered, says_any

_SHORTEST: Final = 3
_MONTHS: Final = {name[:_SHORTEST]: number for name, number in NUMBER_OF_MONTH.items()}
_MONTH: Final = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*"
_NEXT_MONTH: Final = r"(?P<next>next month|(?:el )?mes que viene|(?:el )?proximo mes|mes que vem|proximo mes)"
_TURNS: Final = (
    r"(?:(?:va a |vai )?(?:cumpl(?:e|en|ir|ira|iria)|faz(?:er)?|complet(?:a|ar))|(?:will |about to "
    r"|going to )?turn(?:s|ing)?"
    r"|will be|gonna be|going to be)(?: (?:los|sus|ya|ja|just|only))?"
)
_YEARS: Final = r"(?: (?:anos?|anitos?|aninhos?|years?)(?: old)?)?"
_BIRTHDAY: Final = re.compile(
    rf"(?:'s |\bis |\besta por |\bestar |\bpor )?\b{_TURNS} (?P<age>\d|1[0-8]){_YEARS}"
    rf"(?: (?:recien|only|just|so|solo|agora))?,? ?(?:{_NEXT_MONTH}"
    r"|(?:en|em|in|el|no|on|a fin(?:es)? de|fines de|dia|early|late| )* ?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:(?:de|of|do) )?)?\b{_MONTH}\b(?: (?P<behind>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?\b)?)"
)
# "Almost 3".
_NEARLY: Final = re.compile(
    r"\b(?P<is>is|'s|tiene|tem|com|con|de|ya|ja) (?:casi|quase|almost|nearly|por cumplir|a punto de cumplir"
    r"|about to (?:be|turn))"
    rf" (?P<age>\d|1[0-8])\b{_YEARS}"
)
_WORDS: Final = ("cumpl", "turn", "faz", "complet", " be ", "casi ", "quase ", "almost ", "nearly ")
_MONTHS_OF_A_YEAR: Final = 11


class Birthday(NamedTuple):
    """So old whoever it is turns, on the first day of that month where no day was told."""

    age: int
    on: date

    def age_at(self, day: date) -> int:
        return self.age if day >= self.on else self.age - 1


def as_ages(words: str, lang: str, today: date, stays_on: Callable[[], date | None]) -> str:
    """The words with the age at the day of arrival, or today's where none is known; other words as they are."""
    plain = normalise(words)
    if not says_any(plain, _WORDS):
        return words
    plain = numbered(plain, lang)
    if not (_BIRTHDAY.search(plain) or _NEARLY.search(plain)):
        return words
    day = stays_on() or today
    english = re.search(r"\b(?:turn\w*|be|almost|nearly)\b", plain) is not None
    plain = _BIRTHDAY.sub(lambda said: _so_old(_birthday(said, today).age_at(day), english), plain)
    return _NEARLY.sub(lambda said: _so_old(int(said["age"]) - 1, english), plain)


def with_ages_at(party: Party, recent: Iterable[str], lang: str, today: date, stays_on: date | None) -> Party:
    """Of other days the ages may be other ones."""
    if not party.child_ages or stays_on is None:
        return party
    ages = list(party.child_ages)
    for plain in map(normalise, recent):
        told = _BIRTHDAY.finditer(numbered(plain, lang)) if says_any(plain, _WORDS) else ()
        for birthday in (_birthday(said, today) for said in told):
            right = birthday.age_at(stays_on)
            other = birthday.age - 1 if right == birthday.age else birthday.age
            if right not in ages and other in ages:
                ages[ages.index(other)] = right
    return replace(party, child_ages=tuple(ages))


def _birthday(said: re.Match[str], today: date) -> Birthday:
    if said["next"]:
        return Birthday(int(said["age"]), date(today.year + today.month // 12, today.month % 12 + 1, 1))
    month, day = _MONTHS[said["month"]], int(said["day"] or said["behind"] or 1)
    year = today.year + (month < today.month)
    try:
        return Birthday(int(said["age"]), date(year, month, day))
    except ValueError:
        return Birthday(int(said["age"]), date(year, month, 1))


def _so_old(age: int, english: bool) -> str:
    """A year that is not over yet is told in months."""
    number, unit = (
        (age, "years" if english else "anos")
        if age
        else (_MONTHS_OF_A_YEAR, "months" if english else "meses")
    )
    return f" is {number} {unit} old" if english else f" tiene {number} {unit}"
