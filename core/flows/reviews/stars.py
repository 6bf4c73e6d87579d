"""How many stars a guest gives: the number alone, or among words that say why. A number of something else is none."""

from __future__ import annotations

import re
from typing import Final

_STARS: Final = re.compile(
    r"(?i)(?:\b(?:un|una|le doy|le pongo|les pongo|dou|a|i'?d say|nota|del 1 al 5)\W+){0,3}\b([1-5])\b"
    r"(?:\s*(?:/|de|out of|sobre)\s*5)?\s*(?:estrell\w*|stars?|estrel\w*|puntos?|pontos?|points?)?[\s.!⭐]*"
)
# Said aloud a number is a word; beside its stars it is no other thing.
_SPOKEN: Final = re.compile(
    r"(?i)(?:\b(?:yo|le doy|le pongo|les doy|les pongo|eu dou|dou|i'?d give it|i give it|solo|apenas|only)\W+){0,2}"
    r"\b(una?|dos|tres|cuatro|cinco|one|two|three|four|five|uma?|duas|três|quatro)"
    r"\s+(?:estrell\w*|stars?|estrel\w*)[\s.!⭐]*"
)
_IN_WORDS: Final = {
    **dict.fromkeys(("un", "una", "one", "um", "uma"), 1),
    **dict.fromkeys(("dos", "two", "duas"), 2),
    **dict.fromkeys(("tres", "three", "três"), 3),
    **dict.fromkeys(("cuatro", "four", "quatro"), 4),
    **dict.fromkeys(("cinco", "five"), 5),
}
_STAR: Final = r"(?:estrell\w*|stars?\b|estrel\w*)"
_COUNT: Final = rf"([1-5]|{'|'.join(_IN_WORDS)})"
_GIVEN: Final = (
    r"\b(?:pongo|ponemos|pondr[ií]a|doy|damos|dar[ií]a|dejo|dejamos|merecen?|mereces|digo|dije|dir[ií]a"
    r"|dou|damos|daria|deixo|merecem|disse|diria|give|gave|giving|deserves?|say|said)\W+(?:\w+\W+)?"
)
# "A hotel of five stars" gives none; stars are given with a word of giving, or stand apart.
_BEFORE: Final = rf"(?:^|[.,;:!\n(-]\s*|{_GIVEN})(?:una?s?\s+|uma?s?\s+|an?\s+)?"
_NAMED: Final = re.compile(rf"(?i){_BEFORE}{_COUNT}\s+{_STAR}")
_APART: Final = re.compile(rf"(?i){_BEFORE}([1-5])\s*(?:(?:/|de|out of|sobre)\s*5)?[\s.!]*$")
_DRAWN: Final = re.compile(r"[⭐★]")


def alone(text: str) -> int | None:
    """The whole message is the number."""
    found = _STARS.fullmatch(text.strip())
    if found is not None:
        return int(found.group(1))
    spoken = _SPOKEN.fullmatch(text.strip())
    return _IN_WORDS[spoken.group(1).lower()] if spoken is not None else None


def are_named(text: str) -> bool:
    """Whether it speaks of stars at all."""
    return re.search(_STAR, text, re.IGNORECASE) is not None or _DRAWN.search(text) is not None


def among_words(text: str, *, asked: bool) -> int | None:
    """The one number of stars a longer message gives. Where stars were `asked` for, a number at its end is one too."""
    given = {_value(found) for found in _NAMED.findall(text)}
    if drawn := len(_DRAWN.findall(text)):
        given.add(drawn)
    if asked and not given and (last := _APART.search(text)) is not None:
        given.add(int(last.group(1)))
    [number] = given if len(given) == 1 else [None]
    return number if number is not None and 1 <= number <= 5 else None


def _value(said: str) -> int:
    return int(said) if said.isdigit() else _IN_WORDS[said.lower()]
