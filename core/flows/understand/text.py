"""Guests' text made comparable: one alphabet without accents or capitals, number words as digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from operator import methodcaller
from string import ascii_lowercase
from typing import Any, Generic, TypeVar

from core.flows.understand import watching
from core.flows.understand.patterns import needed, needs_a_figure
from core.flows.understand.watching import Watched, said_in
from core.flows.understand.words import Words, words_of

Rule = TypeVar("Rule")
Found = TypeVar("Found")

_TIDY: dict[int, str | None] = {ord(c): "'" for c in "’‘`´ʼ"}
_TIDY |= {ord(c): "-" for c in "‐‑‒–—―−→"}
_TIDY |= {ord(c): '"' for c in "“”„«»"}
_TIDY |= {ord(c): None for c in "\u200b\u200c\u200d\ufe0f\ufe0e\u20e3\u2060\ufeff\u00ad"}
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_THRICE = tuple(letter * 3 for letter in ascii_lowercase)
has_figures = watching.has_figures


class Remembered(dict[str, Found]):
    """What each word comes to, worked out once, as guests use the same words over and over. Emptied when full."""

    def __init__(self, work_out: Callable[[str], Found], most: int) -> None:
        super().__init__()
        self._work_out, self._most = work_out, most

    def __missing__(self, word: str) -> Found:
        if len(self) >= self._most:
            self.clear()
        found = self[word] = self._work_out(word)
        return found


class _Plain(dict[int, str]):
    """Maps each character to one plain lower-case character, learning them as they come."""

    def __missing__(self, code: int) -> str:
        letter = unicodedata.normalize("NFD", chr(code).lower())[:1] or " "
        self[code] = letter
        return letter


class Unmarked(dict[int, str | None]):
    """Maps each character to itself or to what stands for it, and marks without a letter to nothing."""

    def __missing__(self, code: int) -> str | None:
        kept = None if unicodedata.combining(chr(code)) else chr(code)
        self[code] = kept
        return kept


_PLAIN = _Plain()
_TIDIED = Unmarked(_TIDY)


@lru_cache(maxsize=256)
def tidy(text: str) -> str:
    """The guest's own words with composed characters, plain quotes and dashes, and single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_TIDIED)
    return " ".join(text.split())


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """The same length as `text`, without capitals or accents, so that positions agree."""
    return text.translate(_PLAIN)


@lru_cache(maxsize=256)
def normalise(text: str) -> str:
    """Tidied and folded: what every table of words is written in."""
    return fold(tidy(text))


def says_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of these stands anywhere in the text: a look that spares most texts a far dearer pattern."""
    for word in words:  # noqa: SIM110 (a plain loop is the faster one, and this is asked dozens of times a message)
        if word in text:
            return True
    return False


class ByWords(Generic[Rule]):
    """Rules in their order, each beside words of which one has to stand in a text: one look picks the few to try."""

    def __init__(self, rules: Iterable[tuple[Iterable[str], Rule]]) -> None:
        self._rules: list[Rule] = []
        self._places: dict[str, list[int]] = {}
        for place, (words, rule) in enumerate(rules):
            self._rules.append(rule)
            for word in words:
                self._places.setdefault(word, []).append(place)
        self._words = Watched(self._places)

    def called_by(self, text: str) -> list[tuple[int, Rule]]:
        """With the place of each."""
        said = self._words.words & said_in(text)
        if not said:
            return []
        places = {place for word in said for place in self._places[word]}
        return [(place, self._rules[place]) for place in sorted(places)]


Needed = frozenset[str]
# So many letters at least: shorter ones stand in nearly every text.
_SELDOM = 3
Step = Callable[[str], str]
# Words of which one has to be there, the pattern they spare most texts, and what is put in its place.
Put = str | Callable[[re.Match[str]], str]
Rewrite = tuple[tuple[str, ...], re.Pattern[str], Put]


def rewriting(*table: Rewrite) -> ByWords[Step]:
    return ByWords(_called_by(frozenset(words), pattern, put) for words, pattern, put in table)


def _called_by(given: Needed, pattern: re.Pattern[str], put: Put) -> tuple[Needed, Step]:
    """By the words given, and by those that the pattern needs as well, where they are seldom and tell more."""
    step, sure = partial(pattern.sub, _to_put(put)), needed(pattern.pattern)
    if min(map(len, sure), default=0) < _SELDOM or _imply(given, sure):
        sure = frozenset()
    figures = needs_a_figure(pattern.pattern)
    if sure and _imply(sure, given):
        given, sure = sure, frozenset()
    if not sure and not figures:
        return given, step
    not_among = Watched(sure).words.isdisjoint

    def spared(text: str) -> str:
        hopeless = (figures and not has_figures(text)) or (sure and not_among(said_in(text)))
        return text if hopeless else step(text)

    return given, spared


def _imply(words: Needed, others: Needed) -> bool:
    """Each of them holds one of the others."""
    return all(any(other in word for other in others) for word in words)


def _to_put(put: Put) -> Put:
    """A template is read by `sub` before there is anything to put it in place of."""
    return methodcaller("expand", put) if isinstance(put, str) and "\\" in put else put


def rewritten(text: str, steps: ByWords[Step], since: int = 0) -> str:
    """Each step in turn, over what the one before has left."""
    for place, step in steps.called_by(text):
        if place >= since and (left := step(text)) != text:
            return rewritten(left, steps, place + 1)
    return text


def covered(found: re.Match[str]) -> str:
    """In place of what is not to be read again: as long, and no letter of any alphabet."""
    return "\x01" * len(found.group())


@lru_cache(maxsize=256)
def squeeze(text: str) -> str:
    """holaaaa -> hola."""
    return _STRETCHED.sub(r"\1", text) if says_any(text, _THRICE) else text


@lru_cache(maxsize=256)
def numbered(plain: str, lang: str) -> str:
    """Folded text with shorthand opened ("p/ 2") and number words as digits ("treinta y uno" -> "31")."""
    words = words_of(lang)
    plain = words.shorthand_at.sub(lambda m: words.shorthand[m.group(1)], plain)
    return words.number_at.sub(lambda m: _as_digits(m, words), plain)


def _as_digits(match: re.Match[str], words: Words) -> str:
    groups: dict[str, Any] = match.groupdict()
    if groups["ordinal"]:
        tens = words.numbers.get(groups["tens_before"] or "", 0)
        return f"{tens + words.ordinals[groups['ordinal']]}{words.ordinal_mark}"
    if groups["tens"]:
        return str(words.numbers[groups["tens"]] + words.digits.get(groups["unit"] or "", 0))
    return str(words.numbers[groups["plain"]])


def as_blanks(found: re.Match[str]) -> str:
    """In place of what was found: whatever stands behind it keeps its place."""
    return " " * len(found.group())
