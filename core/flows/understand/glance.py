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
    FINE = "fine"
    HUMAN = "human"
    URGENT = "urgent"
    BOOKING = "booking"
    FOR_PEOPLE = "for_people"
    LOCATION = "location"
    TIMES = "times"
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"


@dataclass(frozen=True)
class Understanding:
    """`language` is empty when the words gave no hint of it; `rest` counts the words that no intent explains."""

    language: str | None
    intents: frozenset[Intent]
    rest: int = 0
    asks: bool = False

    @property
    def is_wordless(self) -> bool:
        """A thumb, a heart, three dots: nothing that could be read."""
        return not self.intents and self.rest == 0

    @property
    def says_more(self) -> bool:
        """Beside what was understood there is something that was not: a whole sentence, or a question."""
        return self.rest > 3 or (self.asks and self.rest > 1)


_COURTESY = (
    "hola|buenas|buen dia|buenos dias|por favor|porfa|gracias|muchas|hi|hello|hey|please|thanks|thank you|"
    "oi|ola|por gentileza|obrigado|obrigada|muito|un|una|a|the|el|la|o"
)
_NUMBER = (
    r"(?:\d{1,2}|un|una|dos|tres|cuatro|cinco|seis|siete|one|two|three|four|five|six|seven|"
    r"um|uma|dois|duas|quatro|sete)"
)
# Letters that one of our languages writes and the others do not.
_TELLING = {"es": re.compile("[ñ¿¡]"), "pt": re.compile("[ãõçêâ]")}


@dataclass(frozen=True)
class _Pattern:
    name: str
    language: str
    alone: bool
    words: re.Pattern[str]


@cache
def _lexicon() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "lexicon.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> list[_Pattern]:
    found = []
    for name, by_language in _lexicon().items():
        if name == "language":
            continue
        for language, words in by_language.items():
            alone = [word[1:] for word in words if word.startswith("=")]
            anywhere = [word for word in words if not word.startswith("=")]
            if alone:
                whole = rf"^(?:(?:{_COURTESY}) )*{_any_of(alone)}(?: (?:{_COURTESY}))*$"
                found.append(_Pattern(name, language, True, re.compile(whole)))
            if anywhere:
                found.append(_Pattern(name, language, False, re.compile(rf"\b{_any_of(anywhere)}\b")))
    return found


def _any_of(words: list[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(word).replace(re.escape('#'), _NUMBER) for word in longest_first)})"


def read(text: str) -> Understanding:
    lines = [_without_the_harmless(plain_text(line)) for line in text.splitlines()]
    whole = " ".join(line for line in lines if line)
    intents: set[Intent] = set()
    votes: Counter[str] = Counter()
    unexplained = whole
    for pattern in _patterns():
        if pattern.name == "harmless":
            continue
        hits = [hit for line in lines for hit in pattern.words.findall(line)] if pattern.alone else None
        hits = pattern.words.findall(whole) if hits is None else hits
        if hits:
            intents.add(Intent(pattern.name))
            unexplained = "" if pattern.alone and len(lines) == 1 else pattern.words.sub(" ", unexplained)
            votes[pattern.language] += len(hits)
    rest = len(re.sub(rf"\b(?:{_COURTESY})\b", " ", unexplained).split())
    return Understanding(_language(text, votes), frozenset(intents), rest, "?" in text)


def _without_the_harmless(plain: str) -> str:
    """Takes out what only sounds like an intent: nobody calls the fire brigade for a fire pit."""
    for pattern in _patterns():
        if pattern.name == "harmless":
            plain = pattern.words.sub(" harmless ", plain)
    return " ".join(plain.split())


def plain_text(text: str) -> str:
    """Lower case, no accents, no marks, one blank between words: "¡Holaaa!" and "hola" meet here."""
    spread = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(char for char in spread if not unicodedata.combining(char))
    once = re.sub(r"([a-z])\1{2,}", r"\1", letters)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", once).split())


def _language(text: str, votes: Counter[str]) -> str | None:
    votes = Counter({language: count for language, count in votes.items() if language != "any"})
    words = plain_text(text).split()
    for language, hints in _lexicon()["language"].items():
        votes[language] += 2 * sum(word in hints for word in words)
    for language, letters in _TELLING.items():
        votes[language] += 2 * len(letters.findall(text.lower()))
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] == 0:
        return None
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]
