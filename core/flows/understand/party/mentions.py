"""What a message says of people, one by one: a number, a relative, a name, "me"; and what each of them may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import Final, NamedTuple

from core.domain.joining import OF_AGE
from core.flows.understand.party.words import AGES_END, Words

_TOKEN: Final = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[\x01\x02]+|[^\sa-z\d]")
_NUMBERS_END, _HEADS_END, _CHILDREN_END = 401, 301, 61
_MOST_BETWEEN: Final = 3
_SHORTEST_NAME: Final = 2
_AND: Final = frozenset({",", "y", "e", "and"})
_LISTED: Final = frozenset({"me", "name"})
_OURS: Final = frozenset({"nuestras", "nuestros", "our", "nossas", "nossos"})
_LIMITS: Final = frozenset({"menores", "menor", "mayores", "maiores", "menos", "abaixo", "acima"})
_DAYS: Final = frozenset({"dias", "days"})
_TWO: Final = frozenset({"couple", "family"})
_ONE: Final = frozenset({"me", "alone", "stands_for"})


class Means(IntEnum):
    """What a mention may be: nobody who comes, so many adults or children, all of them together, a child's age, a child
    or a grown-up told by nothing but an age, some without a number. `NOBODY` holds for the whole message."""

    OUT = 0
    ADULTS = 1
    CHILDREN = 2
    ALL = 3
    AGE = 4
    CHILD_OF = 5
    SOME = 6
    NOBODY = 7
    ADULT_OF = 8


class Mention(NamedTuple):
    kind: str
    number: int | None
    word: str
    start: int
    end: int
    may_be: tuple[Means, ...]


# Whether anybody comes at all, and whether the one who writes does: no word of the message says only that.
ANYBODY: Final = Mention("anybody", 0, "anybody", -1, -1, (Means.OUT, Means.NOBODY))
WRITER: Final = Mention("writer", 1, "writer", -1, -1, (Means.OUT, Means.ADULTS))
_GROWN: Final = (Means.OUT, Means.ADULTS)
_RELATIVE: Final = (Means.OUT, Means.ADULTS, Means.CHILDREN)
_MAY_BE: Final = {
    "me": _GROWN,
    "alone": (Means.OUT,),
    "couple": _GROWN,
    "family": _GROWN,
    "partner": _GROWN,
    "child": (Means.OUT, Means.CHILDREN, Means.ADULTS),
    "kin": _RELATIVE,
    "stands_for": _RELATIVE,
    "name": _RELATIVE,
    "adult": (Means.OUT, Means.ADULTS, Means.ALL, Means.CHILDREN),
    "trade": (Means.OUT, Means.ADULTS, Means.ALL),
    "people": (Means.OUT, Means.ALL, Means.ADULTS, Means.CHILDREN),
}


def tokens_of(spoken: str) -> list[str]:
    return _TOKEN.findall(spoken)


def tagged(tokens: list[str], words: Words) -> list[str]:
    """Every person's word as its kind, every number as its size: "my <kin> <away>" is alike whoever it is."""
    return [*map(words.tag, tokens)]


def mentions_of(tokens: list[str], words: Words, common: frozenset[str]) -> list[Mention]:
    """`common` are words that are nobody's name."""
    found: list[Mention] = []
    place = 0
    while place < len(tokens):
        if tokens[place] in words.of_nobody:
            place += 1
            continue
        mention = _mention_at(tokens, place, words, common, found[-1] if found else None)
        if mention is not None:
            found.append(mention)
        elif tokens[place] in common:
            words.remember(tokens[place])
        place = mention.end if mention is not None else place + 1
    return found


def _mention_at(
    tokens: list[str], place: int, words: Words, common: frozenset[str], last: Mention | None
) -> Mention | None:
    token = tokens[place]
    if token.isdigit():
        return _aged(tokens, place, words, int(token)) or _numbered(tokens, place, words)
    if words.is_one(token) and (one := _aged(tokens, place, words, 1)) is not None:
        return one
    kind = words.kind(token)
    if kind is not None:
        number = words.number(token)
        number = 2 if kind in _TWO else 1 if kind in _ONE else number
        several = "s" if number != 1 and kind not in _TWO else ""
        if number is None and words.is_partners(token) and (heads := _whose(tokens, place, last)) > 1:
            return Mention(f"{kind}s each", heads, token, place, place + 1, (*_GROWN, Means.SOME))
        may_be = _MAY_BE[kind] if number is not None else (Means.OUT, Means.SOME)
        return Mention(kind + several, number, token, place, place + 1, may_be)
    if _is_name(tokens, place, words, common, last):
        return Mention("name", 1, "~", place, place + 1, _RELATIVE)
    return None


def _whose(tokens: list[str], place: int, last: Mention | None) -> int:
    """ "My two sisters with their husbands" are as many again, "my brother, I and our wives" two."""
    if tokens[place - 1] in _OURS:
        return 2
    return (last.number or 0) if last is not None and place - last.end <= _MOST_BETWEEN + 1 else 0


def _aged(tokens: list[str], place: int, words: Words, number: int) -> Mention | None:
    unit = place + 2 if tokens[place + 1 : place + 2] == ["-"] else place + 1
    after = tokens[unit] if unit < len(tokens) else ""
    years = words.years.fullmatch(after) is not None
    if not years and not words.months.fullmatch(after):
        return None
    age = number if years else 0
    return Mention("aged", age, after, place, unit + 1, (Means.OUT, *_as_age(age)))


def _as_age(number: int) -> tuple[Means, ...]:
    if number < OF_AGE:
        return (Means.AGE, Means.CHILD_OF)
    return (Means.ADULT_OF,) if number < AGES_END else ()


def _numbered(tokens: list[str], place: int, words: Words) -> Mention | None:
    number = int(tokens[place])
    if number >= _NUMBERS_END or _is_a_day(tokens, place):
        return None
    end = place + 1
    while end < min(len(tokens), place + 1 + _MOST_BETWEEN) and words.is_between(tokens[end]):
        end += 1
    kind = words.kind(tokens[end]) if end < len(tokens) else None
    if kind is None or kind in _ONE:
        may_be = tuple(_of_a_number(number, is_a_limit=_is_a_limit(tokens, place)))
        return Mention("number", number, "#", place, place + 1, may_be)
    heads = 2 * number if kind in _TWO else number
    return Mention(f"{kind}#", heads, tokens[end], place, end + 1, _MAY_BE[kind or ""])


def _is_a_day(tokens: list[str], place: int) -> bool:
    """ "The days 9, 10 and 11"."""
    while place and (tokens[place].isdigit() or tokens[place] in _AND):
        place -= 1
    return tokens[place] in _DAYS


def _is_a_limit(tokens: list[str], place: int) -> bool:
    """ "Children under 10", "menores de 12": nobody's age."""
    before, after = tokens[max(0, place - 2) : place], tokens[place + 1 : place + 3]
    if len(after) > 1 and after[0] in _AND and after[1].isdigit():  # "menores de 2, 4 y 7"
        return False
    return before[-1:] == ["under"] or (before[-1:] == ["de"] and before[0] in _LIMITS)


def _of_a_number(number: int, is_a_limit: bool) -> Iterator[Means]:
    yield Means.OUT
    if number < _HEADS_END:
        yield from (Means.ALL, Means.ADULTS)
    if number < _CHILDREN_END:
        yield Means.CHILDREN
    if not is_a_limit:
        yield from _as_age(number)


def _is_name(
    tokens: list[str], place: int, words: Words, common: frozenset[str], last: Mention | None
) -> bool:
    """A word nobody uses otherwise, between what stands between people in a list."""
    token = tokens[place]
    if len(token) < _SHORTEST_NAME or not token.isalpha() or token in common:
        return False
    first = place - 1 if place and tokens[place - 1] in words.article else place
    before = tokens[first - 1] if first else "^"
    after = tokens[place + 1] if place + 1 < len(tokens) else "$"
    if last is not None and last.end == first < place and last.kind in _LISTED:  # "eu a nat o vini"
        return True
    return before in words.before_a_name and after in words.after_a_name
