"""The words of opinions in one language, as one pattern that finds the longest of them first."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from core.base.kept import table
from core.domain.opinions import Topic
from core.flows.understand.text import fold

_FOLDER: Final = Path(__file__).parent


class Part(StrEnum):
    """What a word does in a sentence about a stay."""

    THING = "thing"
    PRAISE = "praise"
    BLAME = "blame"
    NO = "no"
    ABSENT = "absent"
    BUT = "but"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Meaning:
    part: Part
    topic: Topic | None = None


@dataclass(frozen=True)
class Lexicon:
    words: re.Pattern[str]
    meanings: tuple[tuple[Meaning, ...], ...]
    strong: re.Pattern[str]
    joining: frozenset[str]

    def meaning_of(self, match: re.Match[str]) -> tuple[Meaning, ...]:
        return self.meanings[(match.lastindex or 1) - 1]


# A phrase listed twice means what stands first here, but may be of several topics.
_PARTS: Final = (
    ("good", Part.PRAISE),
    ("bad", Part.BLAME),
    ("ignored", Part.NOTHING),
    ("not_negation", Part.NOTHING),
    ("absence", Part.ABSENT),
    ("negation", Part.NO),
    ("contrast", Part.BUT),
)


@table
def lexicon_of(language: str) -> Lexicon:
    held = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
    found: dict[str, list[Meaning]] = {}
    for topic in Topic:
        for name, part in (("good", Part.PRAISE), ("bad", Part.BLAME), ("nouns", Part.THING)):
            for phrase in held[topic][name]:
                _add(found, phrase, Meaning(part, topic))
    for name, part in _PARTS:
        for phrase in held[name]:
            if fold(phrase) not in found:
                _add(found, phrase, Meaning(part))
    phrases = sorted(found, key=lambda phrase: (len(phrase.rstrip("*")), phrase[-1:] != "*"), reverse=True)
    return Lexicon(
        re.compile("|".join(f"({_pattern(phrase)})" for phrase in phrases)),
        tuple(tuple(found[phrase]) for phrase in phrases),
        re.compile("|".join(_pattern(fold(phrase)) for phrase in held["strong"]["words"])),
        frozenset(held["joining"]),
    )


def _add(found: dict[str, list[Meaning]], phrase: str, meaning: Meaning) -> None:
    """One topic says one thing with a phrase: a thing of it that is also praise is praise."""
    known = found.setdefault(fold(phrase), [])
    if all(other.topic != meaning.topic for other in known):
        known.append(meaning)


def _pattern(phrase: str) -> str:
    inner = r"\s+".join(_word(word) for word in phrase.split())
    return rf"(?<![a-z0-9'])(?:{inner})(?![a-z0-9])"


def _word(word: str) -> str:
    return re.escape(word).replace(r"\*", "[a-z]*")


def sources() -> dict[str, Any]:
    """The tables as written, for those who check them."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.toml"))}
