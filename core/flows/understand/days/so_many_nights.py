"""One night or two, said to "how many nights?": either is a stay, and no day of a month."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from core.domain.memory import About, Asked
from core.flows.understand.reading import Understanding
from core.flows.understand.stay import Candidate, Doubt, StayReading
from core.flows.understand.text import normalise, numbered

_EITHER: Final = re.compile(
    r"^\W*(?:(?:no se|nao sei|i don'?t know|not sure|eh|um++|mm++|y|e|and|quiza[a-z]*+|talvez|maybe|unas|umas"
    r"|serian|seria|son)[ ,.]*)*(?P<one>\d{1,2}|una?|uma?|one) (?:o|or|ou|a|to) (?P<other>\d{1,2})"
    r"(?: (?:noches?|nights?|noites?))?(?=$|[ ,.;!?])"
    r"(?! ?(?:(?:de|of)\b|person|people|adult|pessoa))"
)
_ONE: Final = frozenset({"un", "una", "um", "uma", "one"})
_MOST: Final = 14


def with_either(heard: Understanding, asked: Asked | None, check_in: date | None) -> Understanding:
    stay = either_of(heard.text, heard.language.spoken, asked, check_in)
    return replace(heard, stay=stay) if stay is not None else heard


def either_of(text: str, lang: str, asked: Asked | None, check_in: date | None) -> StayReading | None:
    """Nothing unless that is what was asked."""
    if asked is None or asked.about is not About.NIGHTS or check_in is None:
        return None
    found = _EITHER.search(numbered(normalise(text), lang))
    if found is None:
        return None
    few, many = (1 if told in _ONE else int(told) for told in (found["one"], found["other"]))
    if not 0 < few < many <= _MOST:
        return None
    stays = tuple(Candidate(check_in, check_in + timedelta(days=nights)) for nights in (few, many))
    return StayReading(check_in=check_in, candidates=stays, doubts=(Doubt.WHICH_NIGHTS,), confidence=1.0)
