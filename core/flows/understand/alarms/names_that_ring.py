""" "Waldemir Socorro", "a nombre de Auxilio Ramírez", "somos de Socorro, SP": names, and no cries for help."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from core.base.kept import table
from core.flows.understand.entities.names import is_given, is_no_name
from core.flows.understand.text import fold, says_any, tidy

# A surname that rings nowhere.
STAND_IN: Final = "Souza"
_SIDES: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class _Names:
    look: tuple[str, ...]
    one: re.Pattern[str]
    told_before: re.Pattern[str]
    kin_before: re.Pattern[str]
    told_behind: re.Pattern[str]
    cried: re.Pattern[str]
    no_names: frozenset[str]


def without_names(text: str) -> str:
    """The words with a surname that rings nowhere for those told as names; as they were where none is."""
    return _without_names(text) if says_any(fold(text), _names().look) else text


def once_told(text: str, told: tuple[str, ...]) -> str:
    """The same for a name that is known from before: from what they are called, or from lines that told it."""
    held = _names()
    if not says_any(plain := fold(text), held.look):
        return text
    known = {name for line in told for name in _told_in(line)}
    for one in reversed(list(held.one.finditer(plain))):
        alone = not any(map(str.isalpha, plain[: one.start()] + plain[one.end() :]))
        if one.group() in known and not alone and held.cried.match(plain, one.end()) is None:
            text = f"{text[: one.start()]}{STAND_IN}{text[one.end() :]}"
    return text


def with_the_real_name(read: str | None, words: str) -> str | None:
    """What was read of a stand-in, with the name that the words have."""
    said = _names().one.search(fold(words)) if read is not None and STAND_IN in read else None
    return read.replace(STAND_IN, words[said.start() : said.end()].title()) if read and said else read


def _told_in(line: str) -> frozenset[str]:
    held = _names()
    plain = fold(line)
    if not says_any(plain, held.look):
        return frozenset()
    left = fold(_without_names(line))
    return frozenset(held.one.findall(plain)) - frozenset(held.one.findall(left))


@lru_cache(maxsize=256)
def _without_names(text: str) -> str:
    text = tidy(text)
    plain = fold(text)
    held = _names()
    for one in reversed(list(held.one.finditer(plain))):
        if held.cried.match(plain, one.end()) is None and _is_a_name(text, plain, one):
            text = f"{text[: one.start()]}{STAND_IN}{text[one.end() :]}"
    return text


def _is_a_name(text: str, plain: str, one: re.Match[str]) -> bool:
    held = _names()
    before, behind = plain[: one.start()], plain[one.end() :]
    if held.told_before.search(before) or held.told_behind.match(behind):
        return True
    if not _has_a_capital(text[one.start() : one.end()]):
        return False
    return bool(held.kin_before.search(before)) or _has_a_name_beside(text, one)


def _has_a_name_beside(text: str, one: re.Match[str]) -> bool:
    """ "Waldemir Socorro", "Socorro Martínez", "Socorro e Ana": names in capitals stand on one side of it."""
    led = re.search(r"([^\W\d_]+)(?: (?:de|do|da|del|dos|d[oe] perp[eé]tuo|e|y|and))* $", text[: one.start()])
    if led is not None and _may_be_a_name(led.group(1)):
        return True
    joined = re.match(r" (e|y|and) ", text[one.end() :])
    next_one = _SIDES.match(text, one.end() + (len(joined.group()) if joined else 1))
    if next_one is None or not _may_be_a_name(next_one.group()):
        return False
    ends = re.match(r" ?(?:$|[.,;:\n]| (?:e|y|and|com|con|with|para|pra|for)\b)", text[next_one.end() :])
    return joined is not None or ends is not None


def _has_a_capital(word: str) -> bool:
    return word[:1].isupper() and not word.isupper()


def _may_be_a_name(word: str) -> bool:
    if is_given(word) and word[:1].isupper():
        return True
    plain = fold(word)
    return _has_a_capital(word) and not is_no_name(plain) and plain not in _names().no_names


@table
def _names() -> _Names:
    held: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    names = "|".join(held["names"])
    between = r"(?: (?!no\b|na\b|en\b|em\b|del cuarto)[a-z'’]+(?: (?:de|do|da|del|dos|la))*){0,2}"
    led = "|".join((*(f"(?:{one}){between}" for one in held["introduced"]), *held["places"]))
    return _Names(
        tuple(held["names"]),
        re.compile(rf"\b(?:{names})\b"),
        re.compile(rf"\b(?:{led}):? $"),
        re.compile(rf"\b{held['kin']},? $"),
        re.compile(rf",? {held['is_one']}\b"),
        re.compile(held["cries"]),
        frozenset(held["no_names"]),
    )
