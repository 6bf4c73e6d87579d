"""Small questions asked of a request body, each answered with Meta's code when the answer is no."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from core.local.phone.problems import GraphProblem

_LINK = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def thing(value: Any, where: str) -> dict[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise GraphProblem(100, f"Param {where} must be a JSON object.")
    return value


def only(value: dict[str, Any], allowed: Iterable[str], where: str) -> None:
    for key in value:
        if key not in allowed:
            raise GraphProblem(100, f'Unexpected key "{key}" on param "{where}".')


def needed(value: dict[str, Any], key: str, where: str) -> Any:
    if value.get(key) is None:
        raise GraphProblem(131008, f"The parameter {where}['{key}'] is required.")
    return value[key]


def words(value: Any, where: str, most: int, *, least: int = 1, code: int = 131009) -> str:
    """A string whose length is counted in code points, never trimmed."""
    if not isinstance(value, str):
        raise GraphProblem(100, f"Param {where} must be a string.")
    if not least <= len(value) <= most:
        raise GraphProblem(
            code, f"{where} length invalid ({len(value)}). Min length: {least}, Max length: {most}."
        )
    if least and not value.strip():
        raise GraphProblem(code, f"{where} must not be blank.")
    return value


def needed_words(value: dict[str, Any], key: str, where: str, most: int) -> str:
    return words(needed(value, key, where), f"{where}['{key}']", most)


def rows(value: Any, where: str, most: int, *, least: int = 1) -> list[Any]:
    if not isinstance(value, list):
        raise GraphProblem(100, f"Param {where} must be an array.")
    if not least <= len(value) <= most:
        raise GraphProblem(131009, f"{where} has {len(value)} items. Min: {least}, Max: {most}.")
    return value


def one_of(value: Any, where: str, allowed: Iterable[str]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise GraphProblem(100, f"Param {where} must be one of {{{', '.join(allowed)}}} - got {value!r}.")
    return value


def link(value: Any, where: str) -> str:
    words(value, where, 2000)
    if not _LINK.fullmatch(value):
        raise GraphProblem(131009, f"{where} is not a valid URL.")
    return str(value)


def without_repeats(values: list[str], where: str) -> None:
    if len(set(values)) != len(values):
        raise GraphProblem(131009, f"Duplicate {where}: every one must be different.")


def tidy_id(value: str, where: str) -> None:
    if value != value.strip():
        raise GraphProblem(131009, f"{where} must not start or end with a blank.")
