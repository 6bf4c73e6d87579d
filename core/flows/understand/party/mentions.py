"""What a message says of people, one by one: a number, a relative, a name, "me"; and what each of them may mean."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from core.domain.joining import OF_AGE
from core.flows.understand.entities.people_words import people_table
from core.flows.understand.text import Remembered

_FILE: Final = Path(__file__).with_name("words.toml")
_TOKEN: Final = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[\x01\x02]+|[^\sa-z\d]")
_NUMBERS_END, _HEADS_END, _CHILDREN_END, _AGES_END = 401, 301, 61, 100
_MOST_BETWEEN: Final = 3
_SHORTEST_NAME: Final = 2
WORDS_KEPT: Final = 8192
_AND: Final = frozenset({",", "y", "e", "and"})
_LISTED: Final = frozenset({"me", "name"})
_OURS: Final = frozenset({"nuestras", "nuestros", "our", "nossas", "nossos"})
_LIMITS: Final = frozenset({"menores", "menor", "mayores", "maiores", "menos", "abaixo", "acima"})
_DAYS: Final = frozenset({"dias", "days"})
_AS_SAID: Final = frozenset({"alone", "stands_for"})
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


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(_FILE.read_text("utf-8"))
    return table


class _Links(NamedTuple):
    """What stands before and after a name, and what belongs to one."""

    article: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]


@cache
def _links() -> _Links:
    shared = _table()["any"]
    article, link = frozenset(shared["article"]), frozenset(shared["names_link"])
    return _Links(article, link.union(shared["before_a_name"]), article | link.union(shared["after_a_name"]))


class _Words:
    """One language's words, looked up and kept: guests use the same ones over and over."""

    def __init__(self, lang: str) -> None:
        own, shared, said = _table()[lang], _table()["any"], people_table()[lang]
        patterns = {
            "me": own["me"],
            "alone": own["alone"],
            "couple": own["couple"],
            "family": own["family"],
            "partner": said["partners"],
            "child": f"{said['children']}|{said['kin_children']}|{own['child']}",
            "kin": f"{said['kin_adults']}|{own['kin']}",
            "adult": said["adults"],
            "trade": said["trades"],
            "people": f"{said['people']}|{own['people']}",
            "stands_for": own["stands_for"],
        }
        self._patterns = {kind: re.compile(pattern) for kind, pattern in patterns.items()}
        self._one = re.compile(said["one"])
        self._plural = re.compile(said["plural"])
        self._pairs, self._threes = re.compile(own["pairs"]), re.compile(shared["threes"])
        self._between = re.compile(own["between"])
        self._said = {f"<{name}>": re.compile(pattern) for name, pattern in own["said"].items()}
        self._partners = re.compile(own["partners"])
        self.years, self.months = re.compile(shared["years"]), re.compile(shared["months"])
        self.kind = Remembered(self._kind, WORDS_KEPT).__getitem__
        self.tag = Remembered(self._tag, WORDS_KEPT).__getitem__
        self.of_nobody: set[str] = set()  # words that were looked at and begin no mention

    def remember(self, word: str) -> None:
        if self.kind(word) is None and not self.is_one(word):
            self.of_nobody.add(word)

    def _kind(self, word: str) -> str | None:
        return next((kind for kind, pattern in self._patterns.items() if pattern.fullmatch(word)), None)

    def _tag(self, word: str) -> str:
        if word.isdigit():
            return size_of(int(word))
        kind = self.kind(word)
        if kind is not None and kind not in _AS_SAID:
            return f"<{kind}>"
        return next((tag for tag, pattern in self._said.items() if pattern.fullmatch(word)), word)

    def number(self, word: str) -> int | None:
        """How many one word means, and None for "the children"."""
        if self._threes.match(word):
            return 3
        if self._pairs.fullmatch(word):
            return 2
        return None if self.is_plural(word) else 1

    def is_one(self, word: str) -> bool:
        return self._one.fullmatch(word) is not None

    def is_plural(self, word: str) -> bool:
        return self._plural.fullmatch(word) is not None

    def is_partners(self, word: str) -> bool:
        return self._partners.fullmatch(word) is not None

    def is_between(self, word: str) -> bool:
        return self._between.fullmatch(word) is not None and self.kind(word) is None


@cache
def words_for(lang: str) -> _Words:
    return _Words(lang)


def tokens_of(spoken: str) -> list[str]:
    return _TOKEN.findall(spoken)


def tagged(tokens: list[str], lang: str) -> list[str]:
    """Every person's word as its kind, every number as its size: "my <kin> <away>" is alike whoever it is."""
    return [*map(words_for(lang).tag, tokens)]


def size_of(number: int) -> str:
    """A child's age or a small party, a grown-up's age, and what is no age at all."""
    return "#" if number < OF_AGE else "##" if number < _AGES_END else "###"


def mentions_of(tokens: list[str], lang: str, common: frozenset[str]) -> list[Mention]:
    """`common` are words that are nobody's name."""
    words = words_for(lang)
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
    tokens: list[str], place: int, words: _Words, common: frozenset[str], last: Mention | None
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
    if _is_name(tokens, place, common, last):
        return Mention("name", 1, "~", place, place + 1, _RELATIVE)
    return None


def _whose(tokens: list[str], place: int, last: Mention | None) -> int:
    """ "My two sisters with their husbands" are as many again, "my brother, I and our wives" two."""
    if tokens[place - 1] in _OURS:
        return 2
    return (last.number or 0) if last is not None and place - last.end <= _MOST_BETWEEN + 1 else 0


def _aged(tokens: list[str], place: int, words: _Words, number: int) -> Mention | None:
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
    return (Means.ADULT_OF,) if number < _AGES_END else ()


def _numbered(tokens: list[str], place: int, words: _Words) -> Mention | None:
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


def _is_name(tokens: list[str], place: int, common: frozenset[str], last: Mention | None) -> bool:
    """A word nobody uses otherwise, between what stands between people in a list."""
    token, links = tokens[place], _links()
    if len(token) < _SHORTEST_NAME or not token.isalpha() or token in common:
        return False
    first = place - 1 if place and tokens[place - 1] in links.article else place
    before = tokens[first - 1] if first else "^"
    after = tokens[place + 1] if place + 1 < len(tokens) else "$"
    if last is not None and last.end == first < place and last.kind in _LISTED:  # "eu a nat o vini"
        return True
    return before in links.before and after in links.after
