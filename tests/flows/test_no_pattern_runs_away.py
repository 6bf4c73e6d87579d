"""No pattern looks for ever: each is tried on its own repetitions, mixed in no order and spoilt at the end.

What can be read in two ways, forty times in a row, can be read in a million million ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import partial
from importlib import import_module
from inspect import Parameter, signature
from pkgutil import walk_packages
from random import Random
from typing import Any, Final

import pytest

import core.flows
from core.base.patience import ThoughtTooLong, at_most
from core.flows.understand.text import ByWords, tidy
from core.flows.understand.watching import Seldom

_parser: Final[Any] = import_module("re._parser")
_constants: Final[Any] = import_module("re._constants")

_PIECES: Final = 60
_TOGETHER: Final = 2  # of so many ways to say one piece a text is made
_MOST_WAYS: Final = 60
_FEW_TIMES: Final = 5
_LONGEST: Final = 400
_SPOILT: Final = " \x01"
_SECONDS: Final = 1.0
_LANGUAGES: Final = ("es", "en", "pt")
_NO_PARTS_OF_A_CONVERSATION: Final = ("__main__", "train", "exam")
_REPEATS: Final = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_CACHED: Final = type(tidy)
_IN_A_CLASS: Final = {"DIGIT": "1", "WORD": "a", "SPACE": " "}

_Parts = Any


def test_no_pattern_runs_away() -> None:
    named = {pattern: name for name, pattern in _patterns()}
    assert len(named) > 1_000
    assert [
        f"{name}: {text[:80]!r}" for pattern, name in named.items() if (text := _runs_away(pattern))
    ] == []


@pytest.mark.parametrize(
    "pattern",
    [r"(?:(?:si|dale|ta|ta bom|bom)[ ,]+)*x", r"(?:(?:ok|dale|va|ok)[ ,]+)*x", r"(?:(?:si)+i*[ ,]*)+x"],
)
def test_one_that_does_is_found(pattern: str) -> None:
    assert _runs_away(re.compile(pattern), seconds=0.1)


@pytest.mark.parametrize("pattern", [r"(?:(?:si|dale|ta|bom)[ ,]+)*x", r"(?:(?:si+|va)[ ,]*+)++x"])
def test_one_that_does_not_is_left_in_peace(pattern: str) -> None:
    assert not _runs_away(re.compile(pattern))


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Of modules, of what stands in their tables, and of tables that are made when they are first asked for."""
    for found in walk_packages(core.flows.__path__, "core.flows."):
        if not any(one in found.name for one in _NO_PARTS_OF_A_CONVERSATION):
            module = import_module(found.name)
            for name, value in list(vars(module).items()):
                for pattern in _patterns_in(_made(value) if isinstance(value, _CACHED) else value):
                    yield f"{found.name}.{name}", pattern


def _made(table: Any) -> Any:
    """What a table of no language, or of each, holds; nothing where it is asked for a guest's words."""
    asked = [one for one in signature(table).parameters.values() if one.default is Parameter.empty]
    if not asked:
        return table()
    return [table(lang) for lang in _LANGUAGES] if [one.name for one in asked] == ["lang"] else None


def _patterns_in(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, Seldom):
        value = value.pattern
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
        return
    for one in _held_in(value):
        yield from _patterns_in(one)


def _held_in(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, list | tuple):
        return list(value)
    if isinstance(value, ByWords):
        return list(value._rules)
    if isinstance(value, partial):
        return [getattr(value.func, "__self__", None), *value.args]
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, one.name) for one in fields(value)]
    return []


def _runs_away(pattern: re.Pattern[str], seconds: float = _SECONDS) -> str:
    """The text on which it does."""
    draw = Random(pattern.pattern)
    parsed = _parser.parse(pattern.pattern, pattern.flags)
    return next(
        (text for text in dict.fromkeys(_texts(parsed, "", draw)) if not _ends(pattern, text, seconds)), ""
    )


def _ends(pattern: re.Pattern[str], text: str, seconds: float) -> bool:
    """In so many seconds of this process: how busy the machine is does not count."""

    try:
        for attempt in (pattern.search, pattern.fullmatch):
            with at_most(seconds):
                attempt(text)
    except ThoughtTooLong:
        return False
    return True


def _texts(parts: _Parts, lead: str, draw: Random) -> Iterator[str]:
    """For each repetition what leads up to it, and its pieces over and over."""
    for part in parts:
        if part[0] in _REPEATS and part[1][1] > _FEW_TIMES:
            yield from _mixes(part[1][2], lead, draw)
        for within in _within(part):
            yield from _texts(within, lead, draw)
        lead += _sample([part], draw)


def _mixes(repeated: _Parts, lead: str, draw: Random) -> Iterator[str]:
    ways = min(_ways(repeated), _MOST_WAYS)
    said = list(dict.fromkeys(_sample(repeated, draw, way) for way in range(ways)))
    if ways == 1:
        said += [_sample(repeated, draw) for _ in range(_TOGETHER)]
    draw.shuffle(said)
    for at in range(0, len(said), _TOGETHER):
        mixed = "".join(draw.choices(said[at : at + _TOGETHER], k=_PIECES))
        yield lead + mixed[:_LONGEST] + _SPOILT


def _within(part: Any) -> list[_Parts]:
    kind, told = part
    if kind is _constants.BRANCH:
        return list(told[1])
    if kind is _constants.SUBPATTERN:
        return [told[3]]
    if kind is _constants.ATOMIC_GROUP:
        return [told]
    return [told[2]] if kind in _REPEATS else []


def _ways(parts: _Parts) -> int:
    """How many different words the widest choice in it holds."""
    ways = 1
    for part in parts:
        ways = max(ways, sum(map(_ways, _within(part))))
    return ways


def _sample(parts: _Parts, draw: Random, way: int | None = None) -> str:
    """What it may stand for: the choice that is named by `way`, where there is one, and others as they come."""
    return "".join(_sample_of(kind, told, draw, way) for kind, told in parts)


def _sample_of(kind: Any, told: Any, draw: Random, way: int | None) -> str:
    if kind is _constants.LITERAL:
        return chr(told)
    if kind is _constants.IN:
        return _letter(told)
    if kind in (_constants.ANY, _constants.NOT_LITERAL):
        return "b"
    if kind is _constants.BRANCH:
        return _chosen(told[1], draw, way)
    if kind in _REPEATS:
        least, _, repeated = told
        times = least or (draw.randint(0, 1) if way is None or _ways(repeated) == 1 else 1)
        return "".join(_sample(repeated, draw, way) for _ in range(times))
    return "".join(_sample(within, draw, way) for within in _within((kind, told)))


def _chosen(choices: list[_Parts], draw: Random, way: int | None) -> str:
    if way is None:
        return _sample(draw.choice(choices), draw)
    way %= sum(map(_ways, choices))
    for choice in choices:
        if way < _ways(choice):
            return _sample(choice, draw, way)
        way -= _ways(choice)
    return ""


def _letter(members: list[tuple[Any, Any]]) -> str:
    kind, told = members[0]
    if kind is _constants.LITERAL:
        return chr(told)
    if kind is _constants.RANGE:
        return chr(told[0])
    return _IN_A_CLASS.get(str(told).removeprefix("CATEGORY_"), "b")
