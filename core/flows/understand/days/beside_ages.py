"""Days told beside the ages that were asked for: "he is 4, we arrive on Friday 11", "6 and 9, better from 14 to 16"."""

from __future__ import annotations

import re
from typing import Final

from core.domain.memory import About, Asked
from core.flows.understand.days.calendar_names import NUMBER_OF_MONTH, NUMBER_OF_WEEKDAY
from core.flows.understand.text import has_figures, normalise, numbered

_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?\b(?! ?(?:anos?|anitos|years?|mes|months?|y/?o)\b)"
_LED: Final = r"(?:(?:el|the|on|em|no|na|o|dia|a|para|for) )*"
_WEEKDAY: Final = rf"(?:{'|'.join(NUMBER_OF_WEEKDAY)})(?:-feira| feira)?"
_MONTH: Final = (
    rf"(?:{'|'.join(NUMBER_OF_MONTH)}|jan|ene|feb|fev|mar|apr|abr|jun|jul|aug|ago|sep|set|oct|out|nov|dec|dic"
    r"|dez)\b"
)
_COMES: Final = (
    r"(?:entr|lleg|arrib|cheg|arriv|sal(?:imos|dria)|saimos|sair|leav|vamos|vamonos|get(?:ting)? (?:there|in)"
    r"|check(?:ing)?[ -]?(?:in|out))[a-z]*"
)
_DAYS: Final = re.compile(
    rf"\b{_WEEKDAY},? {_LED}{_DAY}"
    rf"|\b(?:del?|desde|from|do|das?|al?) {_LED}{_DAY} ?(?:al?|to|-|till?|until|hasta|ate|ao) {_LED}{_DAY}"
    r"|\b\d{1,2} (?:noches?|nights?|noites?)\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)\b|\b{_COMES} {_LED}{_DAY}|\b(?:dia|on the) {_DAY}"
    rf"|\b\d{{1,2}} (?:(?:de|of) )?{_MONTH}(?:,? \d{{4}})?"
    rf"|\b{_MONTH} {_DAY}(?: ?(?:-|to|al?|till?|until) {_LED}{_DAY})?"
    rf"|\b\d{{1,2}}/\d{{1,2}}\b(?: ?(?:al?|to|-|ate) \d{{1,2}}/\d{{1,2}})?"
)
_AGE: Final = re.compile(
    r"(?<![\d/])(?:\d|1[0-7])\b(?! ?(?:noche|night|noit|dia|day|semana|week|hab|room|quart|adult|persona|people|pessoa"
    r"|hs\b|h\b|am\b|pm\b|de la|da manha|[:/.]\d))"
)


def told_apart(text: str, asked: Asked | None, lang: str) -> tuple[str, str] | None:
    """The words of the ages and those of the days, where ages were asked for and both are told."""
    if asked is None or asked.about is not About.AGES or not has_figures(normalise(text)):
        return None
    plain = numbered(normalise(text), lang)
    of_ages = _DAYS.sub(" \n ", plain)
    if of_ages == plain or _AGE.search(of_ages) is None:
        return None
    of_days, end = "", 0
    for found in _DAYS.finditer(plain):
        of_days += _AGE.sub(" ", plain[end : found.start()]) + found.group()
        end = found.end()
    return of_ages, of_days + _AGE.sub(" ", plain[end:])
