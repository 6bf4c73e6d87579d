"""Reading what a screen sent, strictly: what is not exactly a day, a number or one of the words is refused."""

from __future__ import annotations

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


def ages(asked: Asked) -> list[int]:
    found = asked.body.get("children", [])
    fits = isinstance(found, list) and len(found) <= 20 and all(type(age) is int for age in found)
    if not fits:
        raise Problem("unreadable", 400)
    return list(found)


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
