"""Reads a message by rules over whole words. Knows few things and says so when it knows none of them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path


class Intent(StrEnum):
    GREET = "greet"
    THANKS = "thanks"
    HUMAN = "human"
    URGENT = "urgent"
    BOOKING = "booking"
    LOCATION = "location"
    TIMES = "times"
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"


@dataclass(frozen=True)
class Understanding:
    """`language` is empty when the words gave no hint of it."""

    language: str | None
    intents: frozenset[Intent]

    @property
    def is_blank(self) -> bool:
        return not self.intents


_WORD = re.compile(r"[a-z0-9]+")
# Said alone they mean it; inside a longer sentence they may mean anything.
_WHOLE_MESSAGE = frozenset({Intent.OPT_OUT, Intent.OPT_IN})


@cache
def _lexicon() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "lexicon.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> list[tuple[Intent, str, re.Pattern[str]]]:
    found = []
    for name, by_language in _lexicon().items():
        if name == "language":
            continue
        for language, words in by_language.items():
            choices = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
            whole = Intent(name) in _WHOLE_MESSAGE
            pattern = rf"^(?:{choices})$" if whole else rf"\b(?:{choices})\b"
            found.append((Intent(name), language, re.compile(pattern)))
    return found


def read(text: str) -> Understanding:
    plain = plain_text(text)
    intents: set[Intent] = set()
    votes: Counter[str] = Counter()
    for intent, language, pattern in _patterns():
        hits = pattern.findall(plain)
        if hits:
            intents.add(intent)
            if language != "any":
                votes[language] += len(hits)
    words = _WORD.findall(plain)
    for language, hints in _lexicon()["language"].items():
        votes[language] += 2 * sum(word in hints for word in words)
    return Understanding(_winner(votes), frozenset(intents))


def plain_text(text: str) -> str:
    """Lower case, no accents, no marks, one blank between words: "¡Holaaa!" and "hola" meet here."""
    spread = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(char for char in spread if not unicodedata.combining(char))
    once = re.sub(r"([a-z])\1{2,}", r"\1", letters)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", once).split())


def _winner(votes: Counter[str]) -> str | None:
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] == 0:
        return None
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]
