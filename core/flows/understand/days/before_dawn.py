""" "On Saturday the 5th at 2 am": the night they need may have begun on Friday, and it is asked which one they mean."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from core.flows.understand.days.calendar_names import NUMBER_OF_MONTH, NUMBER_OF_WEEKDAY
from core.flows.understand.days.late_hours import NIGHT_WORDS
from core.flows.understand.stay import Candidate, Clock, Doubt, StayReading, read_stay
from core.flows.understand.text import normalise, numbered, says_any
from core.flows.understand.watching import Seldom

_LOOK: Final = ("am", "a.m", "manana", "madrugada", "manha", "morning", "0:", "00", *NIGHT_WORDS)
_HOUR: Final = (
    r"(?:(?:(?:a|as|at|tipo|around|about|como|por|la pelas|pelas|sobre) )?(?:las? )?)?"
    r"(?:(?:[1-5]|12)(?:[:.]\d\d)? ?(?:hs? )?"
    r"(?:am\b|a\.m\.?|(?:de |da |in )(?:la |the )?(?:manana|madrugada|manha|morning)\b)"
    r"|0?0[:.h]\d\d ?(?:hs?\b)?|00 ?hs?\b|media ?noche|mid-?night|meia[ -]?noite)"
)
_NAMES: Final = "|".join(NUMBER_OF_WEEKDAY)
_OF_MONTH: Final = "|".join(NUMBER_OF_MONTH)
_DAY: Final = (
    rf"(?:(?:{_NAMES})(?:-feira| feira)?,?(?: (?:the |el |dia )?\d{{1,2}}(?:st|nd|rd|th)?)?"
    rf"|(?:the |el |dia |o )?\d{{1,2}}(?:st|nd|rd|th|/\d{{1,2}}| (?:de |of )?(?:{_OF_MONTH}))?)"
    rf"(?: (?:de |of )?(?:{_OF_MONTH}))?"
)
_THEN: Final = re.compile(
    rf"\b{_HOUR},?(?: (?:del?|do|da|on|of|el|no|na|dia))* (?P<behind>{_DAY})|\b(?P<ahead>{_DAY}),? {_HOUR}"
)
_NUMBER: Final = re.compile(r"\d{1,2}")
_NAME: Final = re.compile(_NAMES)
_COMES: Final = re.compile(
    r"\b(?:lleg\w+|cheg\w+|arriv\w+|get(?:s|ting)? (?:there|in)|land\w*|aterriz\w+|caigo|caemos|check(?:ing)?[ -]?in"
    r"|vengo|venimos|come|coming)\b"
)
# "Monday, but I get in around 2 am on Tuesday": the clause of the hour, and its day.
_COMES_BEFORE_DAWN: Final = Seldom(
    r"\b(?:lleg(?:o|amos|aria\w*|are\w*)|entr(?:o|amos|aria\w*|are\w*)|cheg(?:o|amos|aria\w*)|caigo|caemos"
    r"|arriv(?:e|ing)|get(?:ting)? (?:there|in)|check(?:ing)? in)\b[^.;?!]{0,24}?"
    rf" (?:{_HOUR}|(?:(?:a|de|en|na) )?(?:la )?madrugada),?(?: (?:del?|do|da|on|of|el|no|na|dia))* (?P<day>{_DAY})\b"
)
# Who names the night has told which one it is.
_NIGHT_TOLD: Final = re.compile(
    r"\b(?:noche|night|noite) (?:del?|of|do|da)\b(?! (?:la|the) )"
    r"|\b(?:noche|night|noite|madrugada) (?:(?:del?|do|da|of|the|dia) )*\d{1,2}(?:st|nd|rd|th)?"
    r" (?:al?|para|pra|pro|to)(?: (?:o|the|el|dia))* \d{1,2}\b"
)
_FLIES: Final = re.compile(r"\b(?:vuelo|flight)\b")
_NIGHT_OF_A_DAY: Final = re.compile(r"\b(?:noche|night|noite)(?: (?:del?|of|do|da|the|dia|el))+ \d{1,2}")
_A_NUMBER_OF_DAY: Final = re.compile(
    r"\b(?:dia|the|el|on) \d{1,2}\b(?! ?(?:am|pm|hs?)\b)|\d(?:st|nd|rd|th)\b|\d/\d"
)
_NIGHT_OF_WEEKDAYS: Final = re.compile(
    rf"\b(?:noche|night|noite|madrugada)(?: (?:del?|of|do|da|the|el|la|o|a))+ (?:{_NAMES})\b"
)
_ONLY: Final = re.compile(r"\b(?:solo|solamente|only|just|so|somente|apenas|una sola)\b")


def asked_which_night(
    text: str, lang: str, clock: Clock, stay: StayReading, known: StayReading | None = None
) -> StayReading:
    """Of a stay that is known the night before is meant, if it is its first; where it is told nothing is asked."""
    plain = normalise(text)
    if known is not None and known.check_in is not None and _is_of_its_weekdays(plain, lang, known.check_in):
        return StayReading()
    if (told := _night_before_told(text, lang, clock)) is not None:
        return told
    if stay.check_in is None or stay.candidates or stay.check_in <= clock.today:
        return stay
    if known is not None and _is_their_first_night(plain, stay, known):
        return StayReading()
    if not says_any(plain, _LOOK) or _COMES.search(plain) is None or _NIGHT_TOLD.search(plain):
        return stay
    if _THEN.search(numbered(plain, lang)) is None:
        return stay
    day = timedelta(days=1)
    first = known.check_in if known is not None and known.check_out is not None else None
    if first is not None and stay.check_in - day == first and stay.check_out is None:
        return StayReading()
    if _FLIES.search(plain) is not None:
        return stay
    earlier = (
        None if stay.check_out is None or stay.nights is None else stay.check_in - day + stay.nights * day
    )
    candidates = (Candidate(stay.check_in - day, earlier), Candidate(stay.check_in, stay.check_out))
    return replace(stay, candidates=candidates, doubts=(Doubt.WHICH_NIGHTS,))


def _night_before_told(text: str, lang: str, clock: Clock) -> StayReading | None:
    """ "Monday the 30th, I come in the small hours of Tuesday": the night that began on Monday."""
    plain = normalise(text)
    found = _COMES_BEFORE_DAWN.search(plain)
    if found is None:
        return None
    day = read_stay(found["day"], lang, clock).check_in
    told = read_stay(f"{plain[: found.start()]} {plain[found.end() :]}", lang, clock)
    if day is None or told.candidates or told.check_in != day - timedelta(days=1):
        return None
    return told if told.check_in >= clock.today else None


def is_the_morning_of(text: str, lang: str, day: date) -> bool:
    """ "We get in on Monday the 18th at 4 am": before the first night of whoever stays from the 18th."""
    plain = normalise(text)
    told = says_any(plain, _LOOK) and _COMES.search(plain) is not None
    found = _THEN.search(numbered(plain, lang)) if told else None
    if found is None:
        return False
    named = found["behind"] or found["ahead"]
    if (number := _NUMBER.search(named)) is not None:
        return int(number[0]) == day.day
    return any(NUMBER_OF_WEEKDAY[name] == day.weekday() for name in _NAME.findall(named))


def _is_of_its_weekdays(plain: str, lang: str, first: date) -> bool:
    """ "I get in at 2 am Tuesday, so the night of Monday to Tuesday" of whoever stays from a Monday."""
    only = _ONLY.search(plain.replace(" so ", " ") if lang == "en" else plain)
    if not says_any(plain, _LOOK) or _COMES.search(plain) is None or only is not None:
        return False
    named = {NUMBER_OF_WEEKDAY[name] for name in _NAME.findall(plain)}
    theirs = {first.weekday(), (first + timedelta(days=1)).weekday()}
    if not named or not named <= theirs or _A_NUMBER_OF_DAY.search(plain) is not None:
        return False
    of_the_night = _NIGHT_OF_WEEKDAYS.search(plain) is not None
    return of_the_night or _THEN.search(numbered(plain, lang)) is not None


def _is_their_first_night(plain: str, stay: StayReading, known: StayReading) -> bool:
    """ "We arrive on the night of the 14th" of whoever stays from the 14th for several nights."""
    begins = stay.check_in == known.check_in and stay.dates == (known.check_in,)
    if not begins or stay.nights != 1 or known.nights in (None, 1):
        return False
    return (
        _NIGHT_OF_A_DAY.search(plain) is not None
        and _COMES.search(plain) is not None
        and not _ONLY.search(plain)
    )
