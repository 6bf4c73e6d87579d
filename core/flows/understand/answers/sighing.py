"""A price is sighed at and taken all the same: "uy más caro. Bueno, sí, cambiala", "mais caro, mas pode mudar"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.answers.taking import agrees_to_move
from core.flows.understand.money.dearness import is_too_dear
from core.flows.understand.text import normalise, says_any

_LOOK: Final = ("car", "expens", "dear", "pric", "steep", "salad")
_DEARER: Final = re.compile(
    r"(?:(?:u+[yhf]+|a[yi]+|o+h+|mm+|epa|nossa|eita|poxa|che|well|es|sale|esta|ta|fica|it'?s|that'?s|un poco"
    r"|um pouco|a bit|bastante|mucho|muito|much|un toque)[ ,]+)*"
    r"(?:(?:mas|more|mais) (?:car[oa]|expensive|dear)|dearer|pricier)"
)
_ENDS: Final = re.compile(r"[.,;!\n]+\s*|\s+(?=(?:pero|but|mas|bueno|ok|dale|igual|well)\s)", re.IGNORECASE)
_BUT: Final = re.compile(r"^(?:pero|but|mas)[ ,]+", re.IGNORECASE)


def without_sighing(text: str) -> str:
    """What is agreed to, said alone; just as it was where nothing is, or something else is said as well."""
    if not says_any(text.lower(), _LOOK):
        return text
    found = _ENDS.search(text)
    while found is not None:
        first, rest = text[: found.start()], _BUT.sub("", text[found.end() :])
        if _DEARER.search(normalise(first)) or is_too_dear(first, priced=True):
            return rest if agrees_to_move(rest) else text
        found = _ENDS.search(text, found.end())
    return text
