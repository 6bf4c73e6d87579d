"""Something found in a message, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True)
class Found(Generic[Value]):
    start: int
    end: int
    value: Value


def blank(text: str, found: Iterable[Found[Any]], filler: str = "\x01") -> str:
    """The text with what was found covered up, everything else in its place."""
    for one in found:
        text = text[: one.start] + filler * (one.end - one.start) + text[one.end :]
    return text
