"""Sons and daughters who are of age: "my children of 19 and 23", "our daughter (she's 24)"."""

from __future__ import annotations

import re
from typing import Final

_GROWN_UP: Final = re.compile(
    r"(?:'s |,? \(?)(?:de |is |of |com "
    r"|(?:que )?(?:ya |ja )?(?:tienen? |tem )|has |turned |aged |who's |who is |who are "
    r"|she's |he's )?"
    r"(?:1[89]|[2-9]\d)\b(?! ?(?:de|of|/|noches|nights|kg))"
)
_AS_GROWN_UP: Final = re.compile(r"(?:,| y| e| and) (?:de )?(?:1[89]|[2-9]\d)\b")
_A_CHILD_TOO: Final = re.compile(r"(?:,| y| e| and) (?:de )?(?:\d|1[0-7])\b(?! ?(?:de|of|/|noches|nights))")
_OF_A_MONTH: Final = re.compile(r" ?(?:de|of|/) ?[a-z\d]")


def how_many_grown(match: re.Match[str]) -> int:
    """How many of those just named have an age, all of them from eighteen on."""
    first = _GROWN_UP.match(match.string, match.end())
    if first is None:
        return 0
    number, place = 1, first.end()
    while (more := _AS_GROWN_UP.match(match.string, place)) is not None:
        number, place = number + 1, more.end()
    others = _A_CHILD_TOO.match(match.string, place) or _OF_A_MONTH.match(match.string, place)
    return 0 if others else number
