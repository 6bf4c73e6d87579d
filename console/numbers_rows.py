"""What stands behind a figure, row by row: on the screen, and as a table to take home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from console import words
from console.answers import Asked, Problem, reads
from console.figure_files import Lines, figure_file
from console.files import File
from console.numbers import AHEAD, books_then
from console.periods import span_of
from console.room_plan import day_of
from console.shapes import moment
from core.base import clock
from core.domain.access import Action, require
from core.domain.money import Money
from core.store.views.numbers import lost, nights, talks
from core.store.views.numbers.lost import Asking
from core.store.views.numbers.span import Row, Span

SHOWN: Final = 300
_MOST: Final = 50_000
_TALKS: Final = frozenset(
    {"automation", "answering", "intents", "languages", "hours", "handovers", "templates", "funnel"}
)
# How the words for `what` begin; what has none is said as it is.
WORDS: Final = {
    "nights": "source_",
    "sources": "source_",
    "types": "source_",
    "pace": "source_",
    "pace_then": "source_",
    "automation": "outcome_",
    "answering": "by_",
    "intents": "intent_",
    "languages": "language_",
    "handovers": "called_",
    "lost": "lost_",
}


@reads
def listed(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_NUMBERS)
    rows, span = _rows(session, asked, SHOWN + 1)
    return {
        "rows": [_shape(row) for row in rows[:SHOWN]],
        "more": len(rows) > SHOWN,
        "currency": span.currency,
    }


@reads
def sheet(session: Session, asked: Asked) -> File:
    require(asked.actor, Action.READ_NUMBERS)
    rows, span = _rows(session, asked, _MOST)
    said, figure = words.group(asked.language, "numbers"), asked.query.get("figure", "")
    zone, prefix = ZoneInfo(span.zone), WORDS.get(figure, "")
    names = ("at", "until", "guest", "code", "what", "nights", "amount", "seconds", "conversation")
    lines = [
        (
            row.at.astimezone(zone).replace(tzinfo=None) if isinstance(row.at, datetime) else row.at,
            row.until,
            row.guest,
            row.code,
            said.get(f"{prefix}{row.what}", row.what),
            row.nights,
            None if row.amount is None else Money(row.amount, span.currency),
            row.seconds,
            row.conversation_id,
        )
        for row in rows
    ]
    return figure_file(session, asked, span, Lines("numbers", names, lines))


@dataclass(frozen=True)
class _Wanted:
    """One part of a figure: `key` names the bar or the step that was clicked, nothing means all of it."""

    span: Span
    key: str
    today: date
    most: int


def _rows(session: Session, asked: Asked, at_most: int) -> tuple[list[Row], Span]:
    span, today = span_of(session, asked)
    figure, key = asked.query.get("figure", ""), asked.query.get("key", "").replace("\x00", "")[:60]
    if figure in _TALKS:
        if figure == "funnel" and key not in talks.STEPS:
            raise Problem("unreadable", 400)
        return talks.rows(session, figure, key, span, at_most), span
    if figure not in _LOOKS:
        raise Problem("unreadable", 400)
    return _LOOKS[figure](session, _Wanted(span, key, today, at_most)), span


def _nights(session: Session, wanted: _Wanted) -> list[Row]:
    """All of the period, or of the days that a bar stands for."""
    span = wanted.span
    if wanted.key:
        first, until = _two_days(wanted.key)
        span = Span(first, until, span.zone, span.currency)
    return nights.stay_rows(session, span, wanted.most)


def _lead(session: Session, wanted: _Wanted) -> list[Row]:
    if not wanted.key:
        return nights.lead_rows(session, wanted.span, wanted.most)
    if wanted.key not in {str(place) for place in range(len(nights.LEADS))}:
        raise Problem("unreadable", 400)
    return nights.lead_rows(session, wanted.span, wanted.most, nights.LEADS[int(wanted.key)])


def _lost(session: Session, wanted: _Wanted) -> list[Row]:
    adr = nights.nights(session, wanted.span).adr or 0
    return lost.rows(session, wanted.span, Asking(adr, clock.now(), wanted.key, wanted.most))


def _quotes(session: Session, wanted: _Wanted) -> list[Row]:
    return lost.quote_rows(session, wanted.span, Asking(0, clock.now(), wanted.key, wanted.most))


def _pace(session: Session, wanted: _Wanted) -> list[Row]:
    """The stays ahead, as the book stands."""
    first, until = _ahead(wanted)
    return nights.book_rows(session, first, until, clock.now(), wanted.most)


def _pace_then(session: Session, wanted: _Wanted) -> list[Row]:
    """The same days earlier, as the book stood then."""
    then = books_then(session)
    if then is None:
        return []
    first, until = _ahead(wanted)
    return nights.book_rows(session, first - then[0], until - then[0], then[1], wanted.most)


_LOOKS: Final[dict[str, Callable[[Session, _Wanted], list[Row]]]] = {
    "nights": _nights,
    "sources": lambda session, wanted: nights.stay_rows(session, wanted.span, wanted.most, source=wanted.key),
    "types": lambda session, wanted: nights.stay_rows(session, wanted.span, wanted.most, slug=wanted.key),
    "lead": _lead,
    "lost": _lost,
    "quotes": _quotes,
    "pace": _pace,
    "pace_then": _pace_then,
}


FIGURES: Final = _TALKS | set(_LOOKS)


def _ahead(wanted: _Wanted) -> tuple[date, date]:
    today = wanted.today
    return _two_days(wanted.key) if wanted.key else (today, today + timedelta(days=AHEAD))


def _two_days(key: str) -> tuple[date, date]:
    first, _, until = key.partition("/")
    found = day_of(first), day_of(until)
    if found[0] >= found[1]:
        raise Problem("unreadable", 400)
    return found


def _shape(row: Row) -> dict[str, Any]:
    return {
        "at": moment(row.at) if isinstance(row.at, datetime) else None,
        "day": row.at.isoformat() if isinstance(row.at, date) and not isinstance(row.at, datetime) else None,
        "until": row.until.isoformat() if row.until else None,
        "guest": row.guest,
        "code": row.code,
        "conversation": row.conversation_id,
        "what": row.what,
        "nights": row.nights,
        "amount": row.amount,
        "seconds": row.seconds,
    }
