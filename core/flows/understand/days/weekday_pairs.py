"""Weekdays and days told one pair after the other: "Monday to Wednesday, the 8th to the 10th" is each with its own,
"Monday 7 to Tuesday 8, no, better Monday to Wednesday" begins on that Monday."""

from __future__ import annotations

import re
from typing import Final

from core.base.kept import table
from core.flows.understand.days.calendar_names import WEEKDAYS
from core.flows.understand.text import has_figures, says_any
from core.flows.understand.watching import Seldom

_TO: Final = r"(?:al?|to|hasta|until|till|ate|ao|through|thru|-)"
_OF: Final = r"(?:(?:el|the|dias?|os?|los|desde|from|del?|das?|dos?|on|seria|it'?s) )*"
# "Without a weekend" is none.
_NO_WEEKEND: Final = re.compile(
    r"\b(?:sin|without|sem|que no sea|not (?:on|at)|no en) (?:un |el |a |the |o |um )?"
    r"(?:finde|fin de semana|weekend|fds|fim de semana)s?\b"
)
_WEEKENDS: Final = ("finde", "fin de semana", "weekend", "fds", "fim de semana")


def paired(plain: str, lang: str) -> str:
    """The words as they are where nothing of it is said."""
    if lang not in WEEKDAYS or not has_figures(plain):
        return plain
    if says_any(plain, _WEEKENDS):
        plain = _NO_WEEKEND.sub(" ", plain)
    plain = _second_thoughts(lang).sub(r"\g<name> \g<day> \g<to> \g<last>", plain)
    return _pairs(lang).sub(r"\g<of>\g<first> \g<day> \g<to> \g<last> \g<until>", plain)


@table
def _pairs(lang: str) -> re.Pattern[str]:
    name = rf"(?:{'|'.join(WEEKDAYS[lang])})(?:-feira| feira)?"
    return re.compile(
        rf"(?P<of>\b(?:del?|desde|from|da) )?\b(?P<first>{name}) (?P<to>{_TO}) (?:el |o |the )?(?P<last>{name}),?"
        rf" {_OF}(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_TO} (?:the |el |o |dia )*(?P<until>\d{{1,2}})(?:st|nd|rd|th)?\b"
    )


@table
def _second_thoughts(lang: str) -> Seldom:
    name = rf"(?:{'|'.join(WEEKDAYS[lang])})(?:-feira| feira)?"
    return Seldom(
        rf"\b(?P<name>{name}) (?P<day>\d{{1,2}})\b[^.]*[^.a-z](?:mejor|melhor|better|rather|make it|que sea)[ ,]+"
        rf"(?:(?:del?|desde|from|da|el) )?(?P=name) (?P<to>{_TO}) (?:el |o |the )?(?P<last>{name})\b(?! \d)"
    )
