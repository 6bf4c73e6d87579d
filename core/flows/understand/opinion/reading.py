"""Reads an opinion clause by clause: praise and blame go to the thing they stand nearest to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from core.domain.opinions import Opinion, Sign, Topic
from core.flows.understand.opinion.lexicon import Lexicon, Part, lexicon_of
from core.flows.understand.text import fold, squeeze

_STOPS: Final = re.compile(r"[.;:!?\n()]+|,|\s-\s|…")
_COMMA: Final = ","
_FACES: Final = {
    **dict.fromkeys("😡🤬👎💩🤮🤢😠😤😞😔😢😭", "bad"),
    **dict.fromkeys("😍🥰❤👍👏🤩😊😁🙌💯😀😃🥳", "good"),
}
# How far a "not" reaches, in words, and how far a missing thing stands from what says it is missing.
_REACH: Final = 4
_MISSING: Final = 2
# Dirt and cold are also a fault of the thing that is dirty or cold.
_CLINGS: Final = frozenset({Topic.BATHROOM, Topic.BED})
_WARMED: Final = frozenset({Topic.BATHROOM, Topic.BREAKFAST})
_HOT: Final = frozenset({"hot", "quente", "quentes", "piping hot", "caliente"})
_NEAR: Final = 4
# "All lovely except the shower": of the shower nothing is said but that.
_EXCEPT: Final = frozenset(
    {
        "menos",
        "salvo",
        "excepto",
        "lo unico",
        "lo malo",
        "lo peor",
        "except",
        "except for",
        "apart from",
        "exceto",
    }
)
# "Could be more comfortable" says that it is not.
_WISHED: Final = re.compile(
    r"\b(?:podr?ia[ns]?|deb(?:er)?ia[ns]?|poderia[ms]?|deveria[ms]?|could|should|might)"
    r" (?:ser|estar|tener|haber sido|ter sido|ter|be|have been)(?: (?:un poco|algo|um pouco|a bit|a little|bem))?"
    r" (?:mas|mais|more)\s+$"
)


@dataclass
class _Piece:
    start: int
    end: int
    part: Part
    topics: tuple[Topic, ...]
    words: str
    sign: int = 0
    signs: list[int] = field(default_factory=list)


def opinion(text: str, language: str, stars: int | None = None) -> Opinion:
    """`stars` help where a thing is named in a text of one tone and nothing is said of it alone."""
    lexicon = lexicon_of(language if language in ("es", "en", "pt") else "es")
    plain = re.sub(r"[a-z]+", lambda match: squeeze(match[0]), fold(text))
    faces = [_FACES[sign] for sign in text if sign in _FACES]
    said: dict[Topic, list[int]] = {}
    praise, blame = faces.count("good"), faces.count("bad")
    before: list[_Piece] = []
    for clause, after_comma in _clauses(plain, lexicon):
        things, opinions = _judged(clause, plain, lexicon)
        if praise and not opinions and clause and clause[0].words in _EXCEPT:
            for thing in things:
                blame += not thing.signs
                thing.signs = thing.signs or [-1]
        praise += sum(one.sign > 0 for one in opinions)
        blame += sum(one.sign < 0 for one in opinions)
        loose = [one for one in opinions if not one.topics]
        if after_comma and not things and loose and before and not any(thing.signs for thing in before):
            for thing in before:
                thing.signs.append(loose[0].sign)
                _note(said, thing.topics, loose[0].sign)
        for piece in (*things, *opinions):
            for sign in piece.signs:
                _note(said, piece.topics, sign)
            for topic in piece.topics:
                said.setdefault(topic, [])
        if things or not after_comma:
            before = things
    is_strong = lexicon.strong.search(plain) is not None
    tone = _tone(praise, blame, is_strong, stars)
    return Opinion(
        {topic: _sign(said[topic] or tone) for topic in Topic if topic in said}, praise, blame, is_strong
    )


def _tone(praise: int, blame: int, is_strong: bool, stars: int | None) -> list[int]:
    """What holds for the whole, where it is of one mind."""
    if is_strong or (blame and not praise):
        return [-1]
    if praise and not blame:
        return [1]
    if stars is None or praise or blame:
        return []
    return [-1] if stars <= 2 else [1] if stars == 5 else []


def _note(said: dict[Topic, list[int]], topics: Iterable[Topic], sign: int) -> None:
    for topic in topics:
        said.setdefault(topic, []).append(sign)


def _sign(signs: list[int]) -> Sign:
    if not signs:
        return Sign.NEUTRAL
    if len(set(signs)) > 1:
        return Sign.MIXED
    return Sign.GOOD if signs[0] > 0 else Sign.BAD


def _clauses(plain: str, lexicon: Lexicon) -> list[tuple[list[_Piece], bool]]:
    """The known words of each stretch between stops and "but"s, and whether only a comma went before it."""
    pieces: list[_Piece] = []
    for match in lexicon.words.finditer(plain):
        meanings = lexicon.meaning_of(match)
        topics = tuple(meaning.topic for meaning in meanings if meaning.topic is not None)
        pieces.append(_Piece(match.start(), match.end(), meanings[0].part, topics, match[0]))
    cuts = [(stop.start(), stop.group() == _COMMA) for stop in _STOPS.finditer(plain)]
    cuts += [(piece.start, False) for piece in pieces if piece.part is Part.BUT]
    clauses: list[tuple[list[_Piece], bool]] = []
    at, after_comma = 0, False
    for cut, is_comma in [*sorted(cuts), (len(plain) + 1, False)]:
        clauses.append(([piece for piece in pieces if at <= piece.start < cut], after_comma))
        at, after_comma = cut, is_comma
    return clauses


def _judged(clause: list[_Piece], plain: str, lexicon: Lexicon) -> tuple[list[_Piece], list[_Piece]]:
    things = [piece for piece in clause if piece.part is Part.THING]
    opinions = [piece for piece in clause if piece.part in (Part.PRAISE, Part.BLAME)]
    noes = [piece for piece in clause if piece.part in (Part.NO, Part.ABSENT)]
    for one in opinions:
        one.sign = 1 if one.part is Part.PRAISE else -1
        if any(0 <= _between(plain, no, one) < _REACH for no in noes):
            one.sign = -one.sign
        elif one.sign > 0 and _WISHED.search(plain[: one.start]) is not None:
            one.sign = -1
    for one in opinions:
        _settle(one, things, plain)
    for thing in things:
        missing = any(no.part is Part.ABSENT and 0 <= _between(plain, no, thing) < _MISSING for no in noes)
        if missing and not thing.signs:
            thing.signs.append(-1)
    _share(things, _without(opinions, plain), lexicon)
    return things, opinions


def _settle(one: _Piece, things: list[_Piece], plain: str) -> None:
    """Gives a word of opinion to what it is about: its own topic, else the nearest thing."""
    nearest = min(things, key=lambda thing: _apart(plain, one, thing), default=None)
    if not one.topics:
        if nearest is not None:
            nearest.signs.append(one.sign)
        return
    if nearest is not None and _apart(plain, one, nearest) < _NEAR:
        if Topic.TEMPERATURE in one.topics and set(nearest.topics) & _WARMED:
            sign = 1 if one.words in _HOT and one.part is Part.BLAME else one.sign
            nearest.signs.append(sign)
            one.topics = ()
            return
        if Topic.CLEANLINESS in one.topics and set(nearest.topics) & _CLINGS:
            nearest.signs.append(one.sign)
    one.signs.append(one.sign)


def _share(things: list[_Piece], plain: str, lexicon: Lexicon) -> None:
    """ "The breakfast and the view, superb": what is joined by "and" shares what is said of it."""
    for one, other in (*pairwise(things), *pairwise(reversed(things))):
        first, second = sorted((one, other), key=lambda piece: piece.start)
        gap = re.findall(r"[a-z']+", plain[first.end : second.start])
        if one.signs and not other.signs and all(word in lexicon.joining for word in gap):
            other.signs.append(one.signs[-1])


def _without(opinions: list[_Piece], plain: str) -> str:
    """The text with blanks for what is praise or blame, so that only what joins is left between things."""
    for one in opinions:
        plain = plain[: one.start] + " " * (one.end - one.start) + plain[one.end :]
    return plain


def _between(plain: str, first: _Piece, second: _Piece) -> int:
    """Words between two pieces, or less than none when they stand the other way round."""
    return len(plain[first.end : second.start].split()) if first.end <= second.start else -1


def _apart(plain: str, one: _Piece, other: _Piece) -> int:
    first, second = sorted((one, other), key=lambda piece: piece.start)
    return max(0, _between(plain, first, second))
