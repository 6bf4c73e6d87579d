"""Words that rules wait for. All of them are looked for in one pass over a text, however many rules ask about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, Implementation

from core.flows.understand.patterns import needed, needs_a_figure

_FIGURE: Final = re.compile(r"\d")
# So many texts.
_A_WHILE: Final = 64


class _Watch:
    """Tables that are made late bring words of their own. Those are looked for beside the others until no more have
    come for a while: to find a place among thousands for each of them is what takes long."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._late: set[str] = set()
        self._texts_since = 0
        self._finders: list[AhoCorasick] = []

    def add(self, words: Iterable[str]) -> None:
        if unknown := set(words) - self._words:
            self._words |= unknown
            self._late |= unknown
            self._texts_since = 0
            said_in.cache_clear()

    def found(self, text: str) -> frozenset[str]:
        if self._late:
            self._look_for_late_ones()
        try:
            return self._found(text)
        except UnicodeEncodeError:  # half a sign, as a hostile or broken phone may send it
            return self._found(text.encode("utf-8", "replace").decode("utf-8"))

    def _found(self, text: str) -> frozenset[str]:
        found = [finder.find_matches_as_strings(text, overlapping=True) for finder in self._finders]
        return frozenset().union(*found)

    def _look_for_late_ones(self) -> None:
        if not self._finders or self._texts_since == _A_WHILE:
            self._finders, self._late = [_finder_of(self._words)], set()
        elif not self._texts_since:
            self._finders = [self._finders[0], _finder_of(self._late)]
        self._texts_since += 1


def _finder_of(words: set[str]) -> AhoCorasick:
    return AhoCorasick(sorted(words), store_patterns=True, implementation=Implementation.ContiguousNFA)


_WATCH: Final = _Watch()


@lru_cache(maxsize=256)
def said_in(text: str) -> frozenset[str]:
    """Whichever watched words stand anywhere in the text."""
    return _WATCH.found(text)


@lru_cache(maxsize=256)
def has_figures(text: str) -> bool:
    """Most of what is looked for in a message needs a digit: one cheap look spares the dear ones."""
    return _FIGURE.search(text) is not None


class Watched:
    """Many words of which one has to stand in a text. A handful is found sooner by `says_any`."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        _WATCH.add(self.words)

    def said_in(self, text: str) -> bool:
        return not self.words.isdisjoint(said_in(text))

    def among(self, text: str) -> frozenset[str]:
        return self.words & said_in(text)


class Seldom:
    """A pattern that most texts cannot match: tried only where a word stands that no match can do without."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        words = needed(pattern)
        if not words:
            raise ValueError(f"every text may match {pattern!r}: nothing is spared")
        self._not_among = Watched(words).words.isdisjoint
        self._needs_a_figure = needs_a_figure(pattern)

    def _is_not_in(self, text: str) -> bool:
        return self._not_among(said_in(text)) or (self._needs_a_figure and not has_figures(text))

    def search(self, text: str) -> re.Match[str] | None:
        return None if self._is_not_in(text) else self.pattern.search(text)

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        return () if self._is_not_in(text) else self.pattern.finditer(text)

    def findall(self, text: str) -> list[Any]:
        return [] if self._is_not_in(text) else self.pattern.findall(text)

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str) -> str:
        return text if self._is_not_in(text) else self.pattern.sub(put, text)
