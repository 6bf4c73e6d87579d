"""Meanings of words and short phrases, from `cues.toml`: all languages at once, through a slip of the pen."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

from core.base.kept import table
from core.flows.understand.text import Remembered

_LONGEST: Final = 4
_SHORTEST_MENDED: Final = 5


@dataclass(frozen=True)
class Lexicon:
    """`words` maps whole words, `stems` beginnings of words, `phrases` words in a row, `openers` the first word of
    those to what may be their second, `slips` misspelt words."""

    words: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[str, ...]]
    openers: dict[str, set[str]]
    slips: dict[str, tuple[str, ...]]


@table
def lexicon() -> Lexicon:
    listed = tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))
    words: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    phrases: dict[str, list[str]] = {}
    for name, entries in listed.items():
        for entry in entries.split(",") if isinstance(entries, str) else entries:
            said = " ".join(entry.split())
            kind = phrases if " " in said else stems if said.endswith("*") else words
            kind.setdefault(said.rstrip("*"), []).append(name)
    slips: dict[str, list[str]] = {}
    for word, names in words.items():
        for slip in _without_one_letter(word):
            slips.setdefault(slip, []).extend(names)
    openers: dict[str, set[str]] = {}
    for said in phrases:
        first, second, *_ = said.split()
        openers.setdefault(first, set()).add(second)
    return Lexicon(_sealed(words), _sealed(stems), _sealed(phrases), openers, _sealed(slips))


def cues_of(words: list[str]) -> list[tuple[str, int]]:
    """Every cue with the place it starts at, in order."""
    known = lexicon()
    phrases, openers = known.phrases, known.openers
    found: list[tuple[str, int]] = []
    for place, (word, second) in enumerate(zip_longest(words, words[1:])):
        for name in _cues_of_word[word]:
            found.append((name, place))
        if word not in openers or second not in openers[word]:
            continue
        said = word
        for other in words[place + 1 : place + _LONGEST]:
            said = f"{said} {other}"
            found.extend((name, place) for name in phrases.get(said, ()))
    return found


def _cues_anew(word: str) -> tuple[str, ...]:
    """As it is written; else by its stem; else, if long enough, with one letter wrong."""
    known = lexicon()
    names = known.words.get(word, ())
    for stem in [word[:size] for size in range(3, len(word) + 1) if word[:size] in known.stems]:
        names += tuple(name for name in known.stems[stem] if name not in names)
    if names or len(word) < _SHORTEST_MENDED:
        return names
    mended = set(known.slips.get(word, ()))
    for slip in _without_one_letter(word):
        if slip in known.words:
            mended.update(known.words[slip])
        if slip in known.slips:
            mended.update(known.slips[slip])
    return tuple(sorted(mended))


_cues_of_word: Final = Remembered(_cues_anew, 8192)


def _without_one_letter(word: str) -> Iterator[str]:
    if len(word) >= _SHORTEST_MENDED:
        for place in range(len(word)):
            yield word[:place] + word[place + 1 :]


def _sealed(kind: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {said: tuple(sorted(set(names))) for said, names in kind.items()}
