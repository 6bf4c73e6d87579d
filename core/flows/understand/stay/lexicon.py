"""Each language's words of time as one-letter codes, read from `words/*.toml`, one language at a time."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from core.base.kept import table
from core.flows.understand.text import Remembered, squeeze

_FOLDER = Path(__file__).parent / "words"

# What each code stands for is what its section in the files says. The grammar in atoms.py is written in these.
# Numbers: 1 day-sized, 0 other, 2 ordinal, U "a/one", y year, x day/month, = two numbers joined. "_" any other word.
CODES = {
    "weekend": "K", "long": "G", "long_weekend": "J", "night": "N", "day": "D", "days_or_article": "?",
    "week": "S", "month_unit": "E", "fortnight": "Q", "year_unit": "Y", "from": "f", "until": "u", "to": "a",
    "arrive": "i", "leave": "e", "of": "d", "article": "l", "other_article": "s", "next": "P", "this": "Z",
    "last": "X", "within": "b", "begin": "B", "middle": "B", "end": "B", "or": "O", "and": "&", "between": "w",
    "instead": "n", "for": "F", "people": "p", "things": "k", "extra": "+", "from_now": "q", "part_of_day": "t",
    "skip": "_", "halves": "h",
}  # fmt: skip
_VALUED = {
    "months": "M", "months_beside_a_day": "m", "months_after_a_preposition": "j", "weekdays": "W",
    "weekdays_beside_a_day": "v", "relative": "T", "holidays": "H", "beside": "<", "a_day_beside": "@",
}  # fmt: skip
_VALUES = {"begin": 0, "middle": 1, "end": 2}
_SIDES = {"before": -1, "after": 1}
_ARTICLES = {"es": ("un", "una", "uno"), "en": ("a", "an", "one"), "pt": ("um", "uma"), "fr": ("un", "une")}
# Everyday words one letter away from a word of time.
_LEFT_ALONE = frozenset((_FOLDER / "not_typos.txt").read_text("utf-8").split())
_WORDS_KEPT = 8192
_RAW = re.compile(r"[a-z']+|\d+|[-,;&.]")
# The kinds of words that are worth mending; people and things are not.
_REPAIRED = frozenset("MWTHKGJNSQEfuieP")
# Without a figure, no piece of the grammar does without one of these.
_TELLING = frozenset("KGJNDSEQYBMmjWvTHy?")


@dataclass(frozen=True)
class Entry:
    words: tuple[str, ...]
    code: str
    value: Any


@dataclass(frozen=True)
class Lexicon:
    lang: str
    by_first_word: dict[str, list[Entry]]
    known: frozenset[str]
    typos: dict[str, str]
    telling: frozenset[str]  # the first words of what tells of time

    @cached_property
    def repair(self) -> Callable[[str], str]:
        """The word of time that was meant, or the word as it stands."""
        return Remembered(partial(_repair, self), _WORDS_KEPT).__getitem__

    @cached_property
    def _by_second_word(self) -> dict[str, dict[str | None, list[Entry]]]:
        return {first: _by_second_word(entries) for first, entries in self.by_first_word.items()}

    def beginning_with(self, first: str, second: str | None) -> Sequence[Entry]:
        """What may begin with these two words, or with the first alone: longer ones first."""
        known = self._by_second_word.get(first)
        if known is None:
            return ()
        return known[second] if second in known else known[None]

    def month(self, number: int) -> str:
        """Its name, of several the first."""
        named = (entry for entries in self.by_first_word.values() for entry in entries if entry.code == "M")
        return next(entry.words[0] for entry in named if entry.value == number)

    def named(self, code: str) -> set[tuple[str, ...]]:
        """The words of whatever has this code."""
        found = (entry for entries in self.by_first_word.values() for entry in entries)
        return {entry.words for entry in found if entry.code == code}


def _by_second_word(entries: list[Entry]) -> dict[str | None, list[Entry]]:
    seconds = {None, *(entry.words[1] for entry in entries if len(entry.words) > 1)}
    return {
        second: [entry for entry in entries if len(entry.words) == 1 or entry.words[1] == second]
        for second in seconds
    }


def _sections(table: dict[str, Any]) -> list[tuple[str, Any, list[str]]]:
    """(code, value, words) for every line of a language's file."""
    found: list[tuple[str, Any, list[str]]] = []
    for section, code in _VALUED.items():
        for value, words in table.get(section, {}).items():
            found.append((code, int(value) if value.isdigit() else _SIDES.get(value, value), words))
    for section, words in table["phrases"].items():
        found.append((CODES[section], _VALUES.get(section), words))
    return found


@table
def lexicon_of(lang: str) -> Lexicon:
    table = tomllib.loads((_FOLDER / f"{lang}.toml").read_text("utf-8"))
    entries: dict[str, list[Entry]] = {}
    typos: dict[str, str] = {}
    sections = [*_sections(table), ("U", 1, list(_ARTICLES[lang]))]
    known: set[str] = set()
    for code, value, phrases in sections:
        for phrase in phrases:
            words = tuple(_RAW.findall(phrase))
            known.update(words)
            entries.setdefault(words[0], []).append(Entry(words, code, value))
            for word in words:
                if len(word) >= 5 and code in _REPAIRED:
                    for near in _one_letter_less(word):
                        typos.setdefault(near, word)
    for choices in entries.values():
        choices.sort(key=lambda entry: -len(entry.words))
    telling = frozenset(word for word, choices in entries.items() if any(e.code in _TELLING for e in choices))
    return Lexicon(lang, entries, frozenset(known), typos, telling)


def _one_letter_less(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}


def _repair(lexicon: Lexicon, word: str) -> str:
    """A word one slip away from a word of time: "disiembre", "vierens", "setember"."""
    if len(word) < 5 or word in lexicon.known:
        return word
    word, typos = squeeze(word), lexicon.typos
    if word in lexicon.known or word in _LEFT_ALONE:
        return word
    found = {
        meant
        for near in _one_letter_less(word)
        if (meant := typos.get(near)) is not None
        and abs(len(meant) - len(word)) <= 1
        and (len(word) > 5 or len(near) >= 5 or near == meant or word[-2:] == meant[-2:])
    }
    return max(sorted(found), key=lambda meant: _likeness(word, meant), default=word)


def _likeness(word: str, meant: str) -> tuple[bool, int, int]:
    """Two letters that changed places are likelier than one that is another."""
    same = sum(one == other for one, other in zip(word, meant, strict=False))
    return sorted(word) == sorted(meant), -abs(len(meant) - len(word)), same
