"""What was taken back in one breath: of two kinds of room the first, and all of a clause that is to be forgotten."""

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
# "Not the family one, the triple I booked": the second of two that are put against each other.
_NOT_BUT: Final = re.compile(
    r"(?:^|[,.;!?] ?)(?:(?:perdon|sorry|desculpa|che|pero|but|mas|i said|dije|falei)[ ,]+)*"
    r"(?:no|nao|not)[ ,]+(?:(?:es|era|e|it's|quiero|quero|want) )?(?:la |el |los |the |o |a |os )?"
    r"(?P<not>(?:[a-z]+ )?[a-z]{4,}(?: (?:room|one|al [a-z]+|rio|jardin|jardim))?)[,;.]+ (?:(?:sino|but|e sim|es"
    r"|era|i mean|digo) )?"
    r"(?=(?:la|el|the|o|a|las|los|os|as) )"
)
_MOST_WORDS: Final = 6
_LEFT: Final = 2
# "Can you put a cot, no wait, forget that. Is there a hairdryer?"
_FORGOTTEN: Final = re.compile(
    r"[ ,.;!?-]+(?:(?:no|nah|nao|ah|oh|wait|actually|espera|pera|bueno|mejor|melhor|na verdade|sorry|perdon)[ ,.]+)*"
    r"(?:forget (?:that|it|about (?:it|that)|what i said)|scratch that|never ?mind(?: that| it)?|olvida(?:lo|te| eso)"
    r"|olvidate de eso|deja(?:lo)?,? no importa|esquece(?: isso)?|deixa pra la)(?:[.,;!?\n]+ *|$)"
)
_SENTENCE: Final = re.compile(r"[.!?\n]\s")


def without_what_is_forgotten(words: str) -> str:
    """Days and numbers stand: they are told anew by whoever takes them back."""
    plain = fold(words.lower())
    found = _FORGOTTEN.search(plain)
    if found is None or found.end() == len(plain):
        return words
    begins = max((one.end() for one in _SENTENCE.finditer(plain, 0, found.start())), default=0)
    if has_figures(plain[begins : found.start()]) or len(plain[found.end() :].split()) < _LEFT:
        return words
    return f"{words[:begins]}{words[found.end() :]}"


def without_kind_taken_back(words: str) -> str:
    """ "Haceme la simple, no, mejor la doble"."""
    plain = fold(words.lower())
    against = _NOT_BUT.search(plain)
    if against is not None and find_room_types(against["not"]) and find_room_types(plain[against.end() :]):
        return f"{words[: against.start()]} {words[against.end() :]}".strip()
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
