"""Amenities named in a message, from an open list that a hotel can extend."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from core.base.kept import table
from core.flows.understand.entities.looks_like import left_there, without_other_meanings
from core.flows.understand.language import is_known
from core.flows.understand.patterns import any_of
from core.flows.understand.text import Remembered, normalise
from core.flows.understand.watching import Watched

_WORD = re.compile(r"[a-z]{5,}")
_SHORTEST_MENDED, _LONG = 6, 8
_WORDS_KEPT = 8192
_ALIKE = (("ll", "y"), ("v", "b"), ("z", "s"), ("ci", "si"), ("ce", "se"), ("qu", "k"), ("c", "k"))
# Words of their own, one letter away.
# Everyday words one slip away from one of the hotel's things.
_NO_SLIPS = frozenset(Path(__file__).with_name("not_slips.txt").read_text("utf-8").split())

_NOTHING = ""

Extra = tuple[tuple[str, tuple[str, ...]], ...]


def hotel_list(extra: Mapping[str, Sequence[str]], passed_over: Iterable[str] = ()) -> Extra:
    """A hotel's own amenities, ready to be looked for: {"kayak": ["kayak", "canoa"]}.

    `passed_over` are names that hold such a word and mean something else: who asks for the dock cabin asks of no dock.
    """
    others = tuple(dict.fromkeys(normalise(name) for name in passed_over))
    own = tuple((key, tuple(normalise(word) for word in words)) for key, words in extra.items())
    return (*own, (_NOTHING, others)) if others else own


class _Finder:
    """The names in `keys`, as they are written and through a slip of the pen."""

    def __init__(self, keys: dict[str, str]) -> None:
        self.keys = keys
        self.words = Watched(keys)
        self.written = re.compile(rf"(?<![a-z])(?:{any_of(keys)})(?![a-z])")
        self.meant = Remembered(self._meant, _WORDS_KEPT).__getitem__

    def _meant(self, word: str) -> str | None:
        """ "desalluno", "piscna", "breakfest": a word nobody knows, one slip away from one name alone.

        A wrong letter is only believed in long words: "Carter" is no charger.
        """
        if len(word) < _SHORTEST_MENDED - 1 or is_known(word) or word in _NO_SLIPS:
            return None
        whole, shorter = self._slips
        found: list[str | None] = []
        for said in {word, _by_sound(word)}:
            less = _one_letter_less(said)
            found += [whole.get(said), shorter.get(said), *map(whole.get, less)]
            found += map(shorter.get, less) if len(word) >= _LONG else ()
        near = {key for key in found if key is not None}
        return near.pop() if len(near) == 1 else None

    @cached_property
    def _slips(self) -> tuple[dict[str, str], dict[str, str]]:
        """Every long name as it is written and by its sound, whole and with a letter gone that is no mere plural's."""
        mended = [(word, key) for word, key in self.keys.items() if _is_mended(word)]
        long = [(said, key) for word, key in mended for said in {word, _by_sound(word)}]
        whole = dict(long)
        return whole, {
            slip: key for said, key in long for slip in _one_letter_less(said) if f"{slip}s" != said
        }


@table
def _known() -> dict[str, str]:
    listed = tomllib.loads((Path(__file__).parent / "amenities.toml").read_text("utf-8"))
    return {word: key for key, words in listed.items() for word in words}


@table
def _finder_of_the_known() -> _Finder:
    return _Finder(_known())


@lru_cache(maxsize=64)
def _finder(extra: Extra) -> _Finder:
    own = {word: key for key, words in extra for word in words}
    return _Finder(_known() | own) if own else _finder_of_the_known()


def find_amenities(plain: str, extra: Extra = ()) -> tuple[str, ...]:
    """Named as they are written; where none is, what was meant by a slip of the pen."""
    finder = _finder(extra)
    plain = without_other_meanings(plain)
    written = finder.written.findall(plain) if finder.words.said_in(plain) else ()
    found = dict.fromkeys(map(finder.keys.__getitem__, written))
    for thing in left_there(plain):
        found.setdefault(thing)
    if not found:
        found = dict.fromkeys(filter(None, map(finder.meant, _WORD.findall(plain))))
    return tuple(key for key in found if key != _NOTHING)


def _is_mended(name: str) -> bool:
    return len(name) >= _SHORTEST_MENDED and name.isalpha()


def _by_sound(word: str) -> str:
    """As they are said here: ll and y, b and v, c and s and z."""
    for written, said in _ALIKE:
        word = word.replace(written, said)
    return word


def _one_letter_less(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(1, len(word))}
