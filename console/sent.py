"""Reading what a screen sent, strictly: what is not exactly a day, a number or one of the words is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from console.answers import Asked, Problem
from console.room_plan import day_of
from core.domain.bookings import TOLD_AT_DESK, Source

Word = TypeVar("Word", bound=StrEnum)

_LONGEST = 2000
_BOXES = ("inbox", "outbox")
# Ids and versions: any that could be.
HIGHEST = 2**62


def day(asked: Asked, name: str) -> date:
    return day_of(asked.body.get(name))


def whole(asked: Asked, name: str, least: int, most: int) -> int:
    found = asked.body.get(name)
    if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
        raise Problem("unreadable", 400)
    return found


def numbers(
    asked: Asked, name: str, most: int, *, least: int = 0, highest: int = HIGHEST, missing: Sequence[int] = ()
) -> list[int]:
    """A list of whole numbers from 0 to `highest`, of `least` to `most` of them; `missing` where none was sent."""
    found = asked.body.get(name, list(missing))
    fits = isinstance(found, list) and least <= len(found) <= most
    if not fits or not all(type(one) is int and 0 <= one <= highest for one in found):
        raise Problem("unreadable", 400)
    return list(found)


def ages(asked: Asked) -> list[int]:
    return numbers(asked, "children", 20)


def text(asked: Asked, name: str) -> str:
    found = asked.body.get(name, "")
    if not isinstance(found, str):
        raise Problem("unreadable", 400)
    return plain(found)


def plain(found: str) -> str:
    """Words as a table can hold them."""
    return found.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")[:_LONGEST]


def one_of(kind: type[Word], asked: Asked, name: str) -> Word:
    try:
        return kind(str(asked.body.get(name)))
    except ValueError:
        raise Problem("unreadable", 400) from None


def came_by(asked: Asked) -> Source:
    """Who sold a booking that staff write down."""
    source = one_of(Source, asked, "source") if asked.body.get("source") else Source.DESK
    if source not in TOLD_AT_DESK:
        raise Problem("unreadable", 400)
    return source


def box(asked: Asked) -> str:
    """Which pile of letters an address names."""
    found = str(asked.path["box"])
    if found not in _BOXES:
        raise Problem("not_found", 404)
    return found


def yes(asked: Asked, name: str) -> bool:
    return asked.body.get(name) is True
