"""Which days a manager means: this month, the last one, so many days, a year, or days of their own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from console.answers import Asked, Problem
from console.room_plan import day_of
from core.services import hotels
from core.store.views.numbers.span import Span

_LONGEST: Final = 731
_DAYS: Final = {"30": 30, "90": 90}


def span_of(session: Session, asked: Asked) -> tuple[Span, date]:
    """The period that was asked for, and today on the hotel's clock."""
    hotel = hotels.get(session, asked.actor.hotel_id)
    today = hotels.local_now(hotel).date()
    first, last = _days(asked, today)
    return Span(first, last + timedelta(days=1), hotel.timezone, hotel.currency), today


def _days(asked: Asked, today: date) -> tuple[date, date]:
    """The first and the last day. What is under way goes as far as today."""
    name = asked.query.get("period", "month")
    if name == "month":
        return today.replace(day=1), today
    if name == "last_month":
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    if name in _DAYS:
        return today - timedelta(days=_DAYS[name] - 1), today
    if name == "year":
        return today.replace(month=1, day=1), today
    if name != "custom":
        raise Problem("unreadable", 400)
    first, last = day_of(asked.query.get("from")), day_of(asked.query.get("to"))
    if not first <= last or (last - first).days > _LONGEST:
        raise Problem("unreadable", 400)
    return first, last
