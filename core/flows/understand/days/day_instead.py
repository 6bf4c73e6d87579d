"""One day told in place of another: "the 19th instead of the 20th", "until Tuesday instead of until Monday"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from core.flows.understand.days.arriving_or_leaving import arrives, leaves
from core.flows.understand.days.calendar_names import NUMBER_OF_WEEKDAY
from core.flows.understand.days.one_end import Days
from core.flows.understand.text import has_figures
from core.flows.understand.watching import Seldom, Watched

SAID_FOR_INSTEAD: Final = ("instead", "en vez", "en lugar", "em vez", "ao inves", "no lugar", "rather than")
_LOOK: Final = Watched(SAID_FOR_INSTEAD)
_WEEKDAY: Final = re.compile(
    r"\b(?P<name>lunes|martes|miercoles|jueves|viernes|sabado|domingo|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|segunda|terca|quarta|quinta|sexta)(?:-feira| feira)?\b"
)
_INSTEAD: Final = (
    r"(?:instead of|rather than|en vez del?|en lugar del?|em vez d[oae]|ao inves d[oae]|no lugar d[oae])"
)
_UNTIL: Final = r"(?: (?:the|el|o|a|ate|hasta|until|till?|on|no|na|irnos|irme|leaving|salir|sair))*"
_SWAPPED: Final = re.compile(
    rf"{_WEEKDAY.pattern},? {_INSTEAD}{_UNTIL} {_WEEKDAY.pattern.replace('name', 'other')}"
)
_SWAPPED_BEFORE: Final = re.compile(
    rf"{_INSTEAD}{_UNTIL} {_WEEKDAY.pattern.replace('name', 'other')}[, ]+(?:[a-z']+ ){{0,4}}?"
    rf"{_WEEKDAY.pattern}"
)
_JUST_INSTEAD: Final = re.compile(rf"{_WEEKDAY.pattern} instead\b(?! of)")
# "The 19th instead of the 20th", "el 19 y no el 20": the end of the stay that is given up moves, and only that.
_NUMBER: Final = (
    r"(?:(?:the|el|o|a|dia|al|do|no) )*(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?! ?(?:hs?\b|am\b|pm\b|:|people|pessoas|personas|nights?|noches|noites))"
)
_ALONE: Final = r"(?! ?(?:al?|ao|to|-|until|till?|hasta|ate) ?(?:the |el |o |dia )?\d)"
_DAY_INSTEAD: Final = Seldom(
    rf"{_NUMBER.format('new')},? (?:{_INSTEAD}|(?:(?:y|e|and) )?(?:no|nao|not)(?: (?:on|en))?) {_NUMBER.format('old')}"
    rf"{_ALONE}"
)
_DAY_INSTEAD_BEFORE: Final = Seldom(
    rf"{_INSTEAD} {_NUMBER.format('old')}{_ALONE}[, ]+(?:[a-z']+ ){{0,4}}?{_NUMBER.format('new')}"
)
# "No longer until the 30th but until the 29th", "ya no hasta el 30 sino hasta el 29".
_NOT_BUT: Final = Seldom(
    rf"\b(?:no|nao|not|don'?t|won'?t|can'?t|aren'?t|isn'?t)\b(?: [a-z]+){{0,5}}?{_UNTIL} {_NUMBER.format('old')},?"
    r" (?:sino(?: que)?|but|e sim|mas(?: sim)?|only|so|solo)"
    r"(?: (?:nos vamos|vamos|salimos|leave|rather|only|just|sim))*"
    rf"{_UNTIL} {_NUMBER.format('new')}"
)
# "Change it from the 20th to the 19th" goes back: no stay from one to the other.
_FROM_TO: Final = Seldom(
    r"\b(?:mud\w+|cambi\w+|pas(?:ar|a|arla)|mov\w+|adelant\w+|antecip\w+|troc\w+|change|move|switch|bring)\b"
    rf"(?: [a-z]+){{0,4}}? (?:del?|do|from) {_NUMBER.format('old')} (?:pra|para|pro|al?|ao|to) {_NUMBER.format('new')}"
)
_OF_MONEY: Final = re.compile(r"\b(?:pag(?:o|ar|amos|ue)|pay\w*|abon\w+|transf\w+|deposit\w*|cobr\w+)\b")


def weekday_instead(plain: str, stay: Days) -> Days | None:
    """Of the two days of a stay it is the one that is named as given up, else the one that the verb is of."""
    if not _LOOK.said_in(plain) or has_figures(plain):
        return None
    found = _SWAPPED.search(plain) or _SWAPPED_BEFORE.search(plain) or _JUST_INSTEAD.search(plain)
    if found is None:
        return None
    wanted = NUMBER_OF_WEEKDAY[found["name"]]
    given_up = NUMBER_OF_WEEKDAY[other] if (other := found.groupdict().get("other")) else None
    sides = [day for day in stay if given_up is None or day.weekday() == given_up]
    if len(sides) != 1:
        sides = (
            [stay[1]]
            if leaves(plain) and not arrives(plain)
            else [stay[0]]
            if arrives(plain) or other
            else []
        )
    if not sides:
        return None
    old = sides[0]
    new = old + timedelta(days=(wanted - old.weekday() + 3) % 7 - 3)
    after = (new, stay[1]) if old == stay[0] else (stay[0], new)
    if after[0] >= after[1]:
        return (new, new + (stay[1] - stay[0])) if old == stay[0] else None
    return after


def day_instead(plain: str, stay: Days) -> Days | None:
    """None where neither end of the stay is given up for another day, or nothing would be left of it."""
    found = speaks_of_another_day(plain)
    if found is None:
        return None
    old = next((day for day in stay if day.day == int(found["old"])), None)
    if old is None:
        return None
    near = sorted((old + timedelta(days=apart) for apart in range(-14, 15)), key=lambda day: abs(day - old))
    new = next((day for day in near if day.day == int(found["new"])), None)
    if new is None:
        return None
    after = (new, stay[1]) if old == stay[0] else (stay[0], new)
    return after if after[0] < after[1] else None


def speaks_of_another_day(plain: str) -> re.Match[str] | None:
    """Of a day told in place of another; the day on which they pay is none of a stay."""
    if not has_figures(plain) or _OF_MONEY.search(plain):
        return None
    for pattern in (_DAY_INSTEAD, _DAY_INSTEAD_BEFORE, _NOT_BUT):
        if (found := pattern.search(plain)) is not None:
            return found
    found = _FROM_TO.search(plain)
    return found if found is not None and int(found["new"]) < int(found["old"]) else None
