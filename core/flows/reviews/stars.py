"""How many stars a guest gives, alone or among words that say why. A number of something else is none.

People answer "how many stars?" in many scales and orders: "un 4 le pongo", "4, che, ...", "10/10", "de 1 a 5 un 2",
"tres y medio". A number counts where it stands for itself: said of giving, or with nothing but small words from the
last pause to the next. Two different ones are none, unless the second takes the first back.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from core.flows.understand.opinion import opinion
from core.flows.understand.text import normalise, numbered


class When(Enum):
    """How much a bare number means: nobody asked, stars are what was asked for, or some were given already."""

    UNASKED = "unasked"
    ASKED = "asked"
    GIVEN = "given"


@dataclass(frozen=True)
class Stars:
    """Between `low` and `high`, which differ where the guest's number lies between two. `rest` is said beside it."""

    low: int
    high: int
    rest: str = ""

    @property
    def number(self) -> int | None:
        return self.low if self.low == self.high else None

    @property
    def says_more(self) -> bool:
        return not small_talk(self.rest)


_STAR: Final = r"(?:estre[lyi]\w*|stars?\b|estrel\w*|[⭐★🌟])"
_UNITS: Final = rf"(?:{_STAR}|puntos?\b|pontos?\b|points?\b)"
_ONE_STAR: Final = re.compile(rf"\b(?:una?|uma?|one)(?=\s+{_STAR})")
_SCALE: Final = re.compile(
    r"(?:\b(?:en|on|in|em|numa|na)\s+)?(?:\b(?:una|a|uma)\s+)?(?:\b(?:escala|scale)\s+)?"
    r"\b(?:de|del|from|of)\s+[01]\s+(?:a|al|to|ate)\s+(5|10|100)\b"
)
_NUMBER: Final = re.compile(r"(?<![\w.,/:$-])(\d{1,3}(?:[.,]\d)?)(?![\w%])(?![.,:]\d)")
_HALF: Final = re.compile(r"\s+(?:y|e|and(?:\s+a)?)\s+(?:medi[oa]|mei[oa]|half)\b")
_OF: Final = re.compile(r"\s*(?:/|\b(?:de|sobre|out of)\b)\s*(5|10|100)\b(?!\s*/)")
_PAUSE: Final = re.compile(r"[.;:!?()…\"](?!\d)|,(?!\d)|\s-\s|[^\w\s.,;:!?()'/%&@#$*+=-]")
_DRAWN: Final = re.compile(r"[⭐★🌟]")

_WORDS: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_GIVING: Final = frozenset(_WORDS["giving"])
_SMALL: Final = frozenset(_WORDS["small"]) | _GIVING
_GOES_ON: Final = frozenset(_WORDS["goes_on"]) | _GIVING
_GIVEN: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(_GIVING))}|make it|para mi|acho que|creo que|i think)\b\W*((?:[\w']+\W+){{0,3}})$"
)
_TAKEN_BACK: Final = re.compile(
    r"\b(?:perdon\w*|disculp\w*|digo|quise|quisimos|corrijo|correccion|me (?:equivoque|confundi)|al reves|al final"
    r"|en realidad|mejor(?= (?:una? )?\d)|mentira|(?:es|era) (?:una )?(?:broma|joda|chiste)|quis dizer|quer dizer"
    r"|quis dar|na verdade|desculp\w*|me enganei|errei|brincadeira|sorry|i mean\w*|meant|actually|make it|my mistake"
    r"|just kidding|joking|oops|ups|uy)\b|^\W*(?:no|nao)\b"
)
# "I can't give it a 5", "not a 5": taken back before it is said. "No se, un 4" is only unsure.
_DENIED: Final = re.compile(
    r"\b(?:no(?! (?:se|perdon\w*|digo|mentira|mejor)\b)|not|nao(?! sei\b)|ni|tampoco|never|nunca|nem|\w+n't)\b"
    r"|\b(?:de|of)\s*$"
)
_OF_A_DAY: Final = re.compile(r"\b(?:el|dia|del|al|desde|hasta|on|the|until|since|no|em|ate)\s+$")


def given(text: str, language: str, when: When) -> Stars | None:
    """The stars that a message gives, if it gives any."""
    plain, top = _scale_of(_opened(text, language))
    found = list(_numbers(plain, language, top, when))
    if not found:
        return _drawn(plain)
    rest = plain
    for one in reversed(found):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    last = found[-1]
    if len({(one.low, one.high) for one in found}) > 1 and not _TAKEN_BACK.search(plain[: last.end]):
        return None
    return Stars(last.low, last.high, rest)


def are_named(text: str) -> bool:
    """Whether it speaks of stars at all."""
    return re.search(_STAR, normalise(text)) is not None


def small_talk(words: str) -> bool:
    """Whether nothing is said but thanks, hellos and the small words around a number."""
    return all(word in _SMALL for word in re.findall(r"[a-z']+", normalise(words)))


def takes_back(text: str) -> bool:
    """Whether it excuses what was said before."""
    return _TAKEN_BACK.search(normalise(text)) is not None


def without_excuses(text: str) -> str:
    """ "Mentira, 5!" calls nobody a liar."""
    return _TAKEN_BACK.sub(" ", normalise(text.replace("\n", " . ")))


@dataclass(frozen=True)
class _Kind:
    """How a number is said: as stars, as so many of so many, with nothing else worth a word in the message."""

    of_stars: bool
    of_scale: bool
    alone: bool


@dataclass(frozen=True)
class _Number:
    low: int
    high: int
    start: int
    end: int


def _opened(text: str, language: str) -> str:
    """One alphabet, number words as digits, and a line's end as the pause it is."""
    plain = normalise(text.replace("\n", " . "))
    plain = re.sub(r"[a-z]+", lambda match: _WORDS["misspelt"].get(match[0], match[0]), plain)
    return _ONE_STAR.sub("1", numbered(plain, language))


def _scale_of(plain: str) -> tuple[str, int | None]:
    """Without the scale somebody names first ("de 1 a 10, ..."), and its top."""
    found = _SCALE.search(plain)
    if found is None:
        return plain, None
    return f"{plain[: found.start()]} , {plain[found.end() :]}", int(found.group(1))


def _numbers(plain: str, language: str, top: int | None, when: When) -> Iterator[_Number]:
    alone = len(_NUMBER.findall(plain)) == 1 and small_talk(_NUMBER.sub(" ", plain))
    taken = 0
    for match in _NUMBER.finditer(plain):
        if match.start() < taken:
            continue
        value, end, before = float(match[1].replace(",", ".")), match.end(), plain[: match.start()]
        if (half := _HALF.match(plain, end)) is not None:
            value, end = value + 0.5, half.end()
        of = _OF.match(plain, end)
        if of is not None and not _OF_A_DAY.search(before):
            end = taken = of.end()
        else:
            of = None
        named = re.compile(rf"\s*{_UNITS}").match(plain, end)
        end = named.end() if named is not None else end
        scale = int(of.group(1)) if of is not None else top
        stars = _in_stars(value, scale, says_points=named is not None)
        if stars is None or not _goes_on_well(plain[end:]):
            continue
        of_stars = named is not None and re.search(_STAR, named[0]) is not None
        kind = _Kind(of_stars=of_stars, of_scale=of is not None, alone=alone)
        if _counts(before, language, when, kind):
            yield _Number(*stars, match.start(), end)


def _counts(before: str, language: str, when: When, kind: _Kind) -> bool:
    """Whether the number after these words stands for the stay, and not for a part of it or for something else."""
    clause = _PAUSE.split(before)[-1]
    if _DENIED.search(clause):
        return False
    said = _GIVEN.search(before)
    stands = small_talk(clause) or (said is not None and small_talk(said.group(1)))
    if when is When.UNASKED:
        return kind.of_stars and stands
    if kind.of_scale and not opinion(clause, language).topics:
        return True
    if kind.of_stars or when is When.ASKED:
        return stands
    return kind.alone or (stands and _TAKEN_BACK.search(f"{before}0") is not None)


def _in_stars(value: float, top: int | None, *, says_points: bool) -> tuple[int, int] | None:
    """A bare 6 or 7 is of a scale nobody named: seven is the best there is in Chile, and middling elsewhere."""
    if top is None:
        if value > 5:
            if not (8 <= value <= 10 or (says_points and value == 100)):
                return None
            top = 100 if value == 100 else 10
        else:
            top = 5
    share = min(value / top, 1.0) * 5
    return max(1, math.floor(share)), max(1, math.ceil(share))


def _goes_on_well(after: str) -> bool:
    """After a number that stands for itself comes a pause, or a word that cannot be what it counts."""
    if not after.strip() or _PAUSE.match(after.lstrip()):
        return True
    word = re.match(r"\s+([a-z']+)", after)
    return word is not None and word.group(1) in _GOES_ON


def _drawn(plain: str) -> Stars | None:
    """Five are the most there are, however many are drawn."""
    count = min(len(_DRAWN.findall(plain)), 5)
    return Stars(count, count, _DRAWN.sub(" ", plain)) if count else None
