"""Words said over and over, by joy, by a stuck finger or to do harm: what comes after a few times says nothing new.

Whoever looks for "yes, do, yes, do" in a thousand of them may look for ever.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import eq
from typing import Final

_OFTEN: Final = 3
# So many words may make up what is repeated: "dale dale", "hola que tal hola que tal".
_LONGEST: Final = 4
_SHORT_ENOUGH: Final = 24
_WORDS: Final = re.compile(r"\S+\s*")
# "Jajajaja", "sisisisi", "kkkkk"; figures are left alone.
_WITHIN: Final = re.compile(r"(?i)([^\W\d_]{1,3}?)\1{8,}")
_KEPT_WITHIN: Final = 8
_FEW_LETTERS: Final = 6


@lru_cache(maxsize=512)
def a_few_times(text: str) -> str:
    """The same text where nothing is repeated without end; each repetition is kept three times."""
    if len(text) <= _SHORT_ENOUGH:
        return text
    long = [word for word in text.split() if len(word) > _KEPT_WITHIN]
    if min(map(len, map(set, long)), default=_FEW_LETTERS + 1) <= _FEW_LETTERS:
        text = _WITHIN.sub(lambda found: found[1] * _KEPT_WITHIN, text)
    told = text.casefold().split()
    if not _is_repeated(told):
        return text
    words: list[str] = _WORDS.findall(text)
    kept: list[int] = []
    for place in range(len(words)):
        kept.append(place)
        if size := _said_too_often(told, kept):
            del kept[-size:]
    return text if len(kept) == len(words) else "".join(words[place] for place in kept)


def _is_repeated(told: list[str]) -> bool:
    """Whether any few words are said once more than a few times: most texts are spared the long look."""
    if len(told) - len({*told}) < _OFTEN:
        return False
    return any(
        b"\1" * (size * _OFTEN) in bytes(map(eq, told, told[size:])) for size in range(1, _LONGEST + 1)
    )


def _said_too_often(told: list[str], kept: list[int]) -> int:
    """How many words long that is which was just said once more than a few times."""
    return next((size for size in range(1, _LONGEST + 1) if _ends_in(told, kept, size)), 0)


def _ends_in(told: list[str], kept: list[int], size: int) -> bool:
    tail = [told[place] for place in kept[-size * (_OFTEN + 1) :]]
    if len(tail) < size * (_OFTEN + 1) or any(letter.isdigit() for word in tail[:size] for letter in word):
        return False
    return all(tail[at] == tail[at + size] for at in range(len(tail) - size))
