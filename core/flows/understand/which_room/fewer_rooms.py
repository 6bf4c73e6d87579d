""" "4 habitaciones es mucho", "two rooms is too many": so many are not wanted, and one less is."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold, says_any

_WATCHED: Final = ("much", "many", "demasiad", "muit", "demais", "un monton")
_NUMBERS: Final = {
    "2": 2, "3": 3, "4": 4, "5": 5, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "two": 2, "three": 3, "four": 4,
    "five": 5, "dois": 2, "duas": 2, "quatro": 4,
}  # fmt: skip
_ROOMS: Final = r"(?:habitacion(?:es)?|habis?|cuartos?|piezas?|rooms?|quartos?)"
_MUCH: Final = (
    r"(?:(?:(?:es|son|me parecen?|parecen?|are|is|seems?|sounds like|e|sao|acho|fica|ficam|seria|serian|would be) )?"
    r"(?:(?:a bit|way|un poco|um pouco|como) )?(?:too (?:many|much)|demasiad[oa]s?|muchas?|mucho|much|many|muito|muitos"
    r"|demais|un monton)|es mucho)\b"
)
_TOO_MANY: Final = re.compile(
    rf"\b(?:(?:las|los|os|as|the) )?(?P<count>{'|'.join(_NUMBERS)}) {_ROOMS}(?: separad[oa]s)?,? {_MUCH}"
    r"(?! (?:mas|mais|more|mejor|better|melhor|bet|para elegir"
    r"|gracias|thanks|thank|obrigad[oa]|brigad[oa]|appreciated))"
    rf"|\b(?:too many|demasiad[oa]s|muitos|muchas) {_ROOMS},? (?P<after>{'|'.join(_NUMBERS)})\b"
)
_SAID: Final = {1: "1 habitación", 2: "2 habitaciones", 3: "3 habitaciones", 4: "4 habitaciones"}
_IN_ENGLISH: Final = {1: "1 room", 2: "2 rooms", 3: "3 rooms", 4: "4 rooms"}
_IN_PORTUGUESE: Final = {1: "1 quarto", 2: "2 quartos", 3: "3 quartos", 4: "4 quartos"}


def with_one_less(words: str) -> str:
    if not says_any(words.lower(), _WATCHED):
        return words
    found = _TOO_MANY.search(fold(words.lower()))
    if found is None or "?" in words[found.end() : found.end() + 2]:
        return words
    fewer = _NUMBERS[found["count"] or found["after"]] - 1
    said = found[0]
    names = _IN_ENGLISH if "room" in said else _IN_PORTUGUESE if "quarto" in said else _SAID
    return f"{words[: found.start()]}{names[fewer]}{words[found.end() :]}"
