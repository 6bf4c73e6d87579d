""" "Haceme la simple, no, mejor la doble": of two kinds of room in one breath the first was taken back."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.text import fold, has_figures

_TAKEN_BACK: Final = re.compile(
    r"[ ,.]+(?:(?:no|nao|uy|ay|oh)[ ,.]+)+(?:(?:mejor|melhor|perdon|espera|pera|digo|quise decir|quiero decir|desculpa"
    r"|wait|sorry|i mean|rather|actually|make (?:it|that))[ ,.]+)+"
)
_KIND: Final = re.compile(r"(?:\b(?:la|el|una?|the|an?|uma?|o|a) )?\b(?P<kind>[a-z]{4,})\b")
_MOST_WORDS: Final = 6


def without_kind_taken_back(words: str) -> str:
    plain = fold(words.lower())
    found = _TAKEN_BACK.search(plain)
    if found is None or not find_room_types(plain[found.end() :]):
        return words
    before = (one for one in _KIND.finditer(plain, 0, found.start()) if find_room_types(one["kind"]))
    first = next(before, None)
    if first is None:
        return words
    said = plain[first.start() : found.start()]
    if has_figures(said) or len(said.split()) > _MOST_WORDS:
        return words  # days are told beside it, and they stand
    return f"{words[: first.start()]}{words[found.end() :]}"
