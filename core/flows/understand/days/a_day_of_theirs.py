"""A day of the stay that is known, told for what is kept or wanted on it: "our anniversary is the 19th".

Nobody comes or leaves on it: it moves no stay that is offered or held.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from core.flows.understand.days.calendar_names import NUMBER_OF_MONTH, NUMBER_OF_WEEKDAY
from core.flows.understand.stay import StayReading
from core.flows.understand.text import covered, fold
from core.flows.understand.watching import Seldom

_LEADS: Final = (
    r"(?:(?:is|it'?s|are|falls|on|for|the|es|cae|seria|para|pa|el|del?|e|cai|em|no|na|pro|pra|dia|of) )*"
)
_MONTH: Final = rf"(?:{'|'.join(NUMBER_OF_MONTH)})"
_DAY: Final = (
    rf"(?:(?:{_MONTH} )?(?P<{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?(?: (?:de |of )?{_MONTH})?"
    rf"|(?P<{{0}}_name>{'|'.join(NUMBER_OF_WEEKDAY)})(?:-feira)?)"
)
_ENDS: Final = (
    r"\b(?! ?(?:[/:]|\d|al?\b|to\b|-|ao\b|ate\b|hasta\b|until\b|till?\b|through\b"
    r"|noches?\b|noites?\b|nights?\b|dias?\b|days?\b"
    r"|anos?\b|years?\b|people\b|person\w*|pessoas?\b|[ap]m\b|hs?\b|hrs?\b|horas?\b))"
)
_FEAST: Final = (
    r"(?:(?:wedding )?anniversar(?:y|ies)|b(?:irth)?days?|aniversarios?|cumple(?:s|anos)?(?! \d)|bodas(?: de [a-z]+)?"
    r"|(?:turn(?:s|ing)|cumpl(?:e|o|imos|en)|faz(?:emos)?) \d{1,2}(?: anos)?)"
)
_OF_WHOM: Final = (
    r"(?: (?:de|do|da|of)(?: (?:mi|mis|my|our|meu|minha|casamento|casados|la|el|a|o))?(?: [a-z]+)?)?"
)
_THING: Final = (
    r"(?:bottles?|botell(?:a|ita)s?|garrafas?|bubbly|champagne|champan|prosecco|espumante|wine|vino|vinho|cake|torta"
    r"|tortita|bolo|flores|flowers|roses|rosas|petals|petalos|petalas|balloons|globos|baloes|dinner|cena|jantar|table"
    r"|mesa|massages?|masajes?|massagem|massagens|surprise|sorpresa|surpresa)"
)
_KEPT: Final = (
    r"(?:is|es|e|cumple|cumplimos|cumplen|festejamos|celebramos|faz|fazemos|comemoramos|we celebrate|turns?)"
)
_TOLD: Final = Seldom(
    rf"\b{_FEAST}{_OF_WHOM},? {_LEADS}{_DAY.format('kept')}{_ENDS}"
    rf"|\b(?:(?:the|el|o|no|on|dia) ){{0,2}}{_DAY.format('first')} (?:que )?{_KEPT}"
    rf"(?: [a-z]+){{0,3}}? (?:{_FEAST}|anos|years)\b"
    rf"|\b{_THING}\b(?: [a-z]+){{0,5}}? (?:on|for|para|pa|pra|pro|el|no|na|del?) {_LEADS}"
    rf"{_DAY.format('wanted')}{_ENDS}"
)
# What is moved to a day is the stay.
_MOVES: Final = re.compile(
    r"\b(?:mov\w+|chang\w+|switch|shift|cambi\w+|pas(?:a|ar|alo|ala|emos)|mud[ae]\w*|troc\w+|arriv\w+|lleg\w+|cheg\w+"
    r"|com(?:e|ing)|from|desde|stay\w*|reserv\w+|book\w*|quedar\w*|ficar\w*|until|hasta|ate|leav\w+)\b"
)


def kept(text: str) -> int | None:
    """The day on which something is kept, where a sentence says so and names no month, which may be another one."""
    found = next((told for told in _TOLD.finditer(fold(text)) if told["kept"] or told["first"]), None)
    if found is None or not NUMBER_OF_MONTH.keys().isdisjoint(found.group().split()):
        return None
    return int(found["kept"] or found["first"])


def without_it(text: str, stay: StayReading | None) -> str:
    """The words with such days hidden, where they are days of this stay."""
    for told in reversed(_told_of(text, stay)):
        text = f"{text[: told.start()]}{covered(told)}{text[told.end() :]}"
    return text


def without_feasts(text: str, stay: StayReading | None) -> str:
    """The words without what is kept on such a day."""
    for told in reversed(_told_of(text, stay)):
        if not (told["wanted"] or told["wanted_name"]):
            text = f"{text[: told.start()]} {text[told.end() :]}"
    return text


def _told_of(text: str, stay: StayReading | None) -> list[re.Match[str]]:
    if stay is None or stay.check_in is None or stay.check_out is None:
        return []
    return [
        told
        for told in _TOLD.finditer(fold(text))
        if _is_of(told, stay.check_in, stay.check_out) and _MOVES.search(told.group()) is None
    ]


def _is_of(told: re.Match[str], first: date, last: date) -> bool:
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    months = {NUMBER_OF_MONTH[word] for word in told.group().split() if word in NUMBER_OF_MONTH}
    days = [day for day in days if not months or day.month in months]
    number = next((told[name] for name in ("kept", "first", "wanted") if told[name]), None)
    if number is not None:
        return int(number) in {day.day for day in days}
    name = next(told[f"{name}_name"] for name in ("kept", "first", "wanted") if told[f"{name}_name"])
    return NUMBER_OF_WEEKDAY[name] in {day.weekday() for day in days}
