"""What stands behind a figure of reviews, row by row: on the screen, and as a table to take home."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from console import words
from console.answers import Asked, Problem, reads
from console.figure_files import Lines, figure_file
from console.files import File
from console.periods import span_of
from console.room_plan import day_of
from console.shapes import moment
from core.domain.access import Action, require
from core.domain.reviews import Platform
from core.store.views import review_numbers as view
from core.store.views.numbers.span import Span
from core.store.views.review_numbers import Line, Which

SHOWN: Final = 300
_MOST: Final = 50_000
# How the words for `what` begin, by figure; what has none is said as it is.
WORDS: Final = {
    "opened": "platform_",
    "places": "platform_",
    "rating": "platform_",
    "topics": "platform_",
} | dict.fromkeys(view.STEPS, "segment_")


@reads
def listed(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_REVIEWS)
    rows, _ = _rows(session, asked, SHOWN + 1)
    return {"rows": [_shape(row) for row in rows[:SHOWN]], "more": len(rows) > SHOWN}


@reads
def sheet(session: Session, asked: Asked) -> File:
    require(asked.actor, Action.READ_REVIEWS)
    rows, span = _rows(session, asked, _MOST)
    said, figure = words.group(asked.language, "reviews"), asked.query.get("figure", "")
    zone, prefix = ZoneInfo(span.zone), WORDS.get(figure, "")
    names = ("at", "guest", "code", "stars", "what", "words", "seconds", "ended", "conversation")
    lines = [
        (
            row.at.astimezone(zone).replace(tzinfo=None),
            row.guest,
            row.code,
            row.stars,
            said.get(f"{prefix}{row.what}", row.what),
            row.words,
            row.seconds,
            row.ended_at.astimezone(zone).replace(tzinfo=None) if row.ended_at else None,
            row.conversation_id,
        )
        for row in rows
    ]
    return figure_file(session, asked, span, Lines("reviews", names, lines))


def _rows(session: Session, asked: Asked, most: int) -> tuple[list[Line], Span]:
    span, _ = span_of(session, asked)
    figure, key = asked.query.get("figure", ""), asked.query.get("key", "").replace("\x00", "")[:80]
    looks: dict[str, Callable[[Session, Span, str, int], list[Line]]] = {
        "opened": _opened,
        "places": _places,
        "rating": _rating,
        "topics": _topics,
        "cases": _cases,
    }
    if figure in view.STEPS:
        return view.asked_rows(session, span, figure, _part(key), most), span
    if figure not in looks:
        raise Problem("unreadable", 400)
    return looks[figure](session, span, key, most), span


FIGURES: Final = (*view.STEPS, "opened", "places", "rating", "topics", "cases")


def _part(key: str) -> tuple[str, str] | None:
    if not key:
        return None
    way, _, value = key.partition(":")
    if way not in view.WAYS:
        raise Problem("unreadable", 400)
    return way, value


def _opened(session: Session, span: Span, key: str, most: int) -> list[Line]:
    return view.opened_rows(session, span, _one_of(key, set(Platform)), most)


def _places(session: Session, span: Span, key: str, most: int) -> list[Line]:
    return view.said_rows(session, span, Which(platform=_one_of(key, set(Platform))), most)


def _rating(session: Session, span: Span, key: str, most: int) -> list[Line]:
    side, _, days = key.partition("|")
    which = Which(side=_one_of(side, {"ours", "public"}), rated_only=True)
    return view.said_rows(session, _within(span, days), which, most)


def _topics(session: Session, span: Span, key: str, most: int) -> list[Line]:
    topic, sign, days = [*key.split("|"), "", ""][:3]
    if not topic.isalpha():
        raise Problem("unreadable", 400)
    which = Which(topic=topic, sign=_one_of(sign, {"good", "bad", "mixed"}))
    return view.said_rows(session, _within(span, days), which, most)


def _cases(session: Session, span: Span, key: str, most: int) -> list[Line]:
    return view.case_rows(session, span, _one_of(key, {"open", "resolved"}), most)


def _one_of(key: str, known: set[Any]) -> str:
    if key and key not in known:
        raise Problem("unreadable", 400)
    return key


def _within(span: Span, days: str) -> Span:
    """The days a bar stands for, or the whole period."""
    if not days:
        return span
    first, _, until = days.partition("/")
    found = day_of(first), day_of(until)
    if found[0] >= found[1]:
        raise Problem("unreadable", 400)
    return Span(found[0], found[1], span.zone, span.currency)


def _shape(row: Line) -> dict[str, Any]:
    return {
        "at": moment(row.at),
        "guest": row.guest,
        "code": row.code,
        "conversation": row.conversation_id,
        "stars": row.stars,
        "words": row.words[:400],
        "what": row.what,
        "seconds": row.seconds,
        "ended": moment(row.ended_at),
    }
