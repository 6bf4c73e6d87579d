""" "Mi abuela tuvo un infarto el año pasado": told of another year, and nothing that anybody has to come for."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from core.base.kept import table
from core.flows.understand.text import fold, says_any
from core.flows.understand.watching import Seldom


def without_long_ago(text: str) -> str:
    """The words without what befell in another year; as they were where nothing did, or where it may go on."""
    if not says_any(f" {fold(text)} ", _look()):
        return text
    return _without_long_ago(text)


@table
def _look() -> tuple[str, ...]:
    return tuple(_held()["look"])


@lru_cache(maxsize=256)
def _without_long_ago(text: str) -> str:
    plain = fold(text)
    befell, told, again = _patterns()
    if befell.search(plain) is None:
        return text
    found_there = list(told.finditer(plain))
    if not found_there or again.search(plain) is not None:
        return text
    for found in reversed(found_there):
        text = f"{text[: found.start()]}, {text[found.end() :]}"
    return text.strip(" ,")


@table
def _held() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@table
def _patterns() -> tuple[Seldom, re.Pattern[str], re.Pattern[str]]:
    """Up to the ends of the clause it is told in, in either order."""
    held = _held()
    when, befell = "|".join(held["when"]), "|".join(held["befell"])
    few = r"(?:[a-z0-9'’]+ ){0,6}"
    why = r"(?: (?:por|porque|because|from|with|con|com|de|do|del|en|em|in|at) [^.,;!?\n]*)?"
    told = (
        rf"\b{few}(?:{befell})\b(?: [a-z0-9'’]+){{0,5}}?,? (?:{when})\b{why}"
        rf"|\b(?:{when}),? {few}(?:{befell})\b{why}"
    )
    return Seldom(rf"\b(?:{befell})\b"), re.compile(told), re.compile(rf"\b{held['again']}\b")
