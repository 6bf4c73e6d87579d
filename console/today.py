"""The day at the front desk, as JSON: one answer has all of it, so that a screen never shows two moments at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from console import stay_shapes
from console.answers import Asked, Problem, reads
from core.base import clock
from core.domain.access import Action, require
from core.services import hotels
from core.store.views import stays

_FAR = timedelta(days=731)


@reads
def day(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_BOOKINGS)
    today = hotels.local_now(hotels.get(session, asked.actor.hotel_id)).date()
    shown = _day(asked.query.get("day"), today)
    lists = {
        "arrivals": stays.arrivals(session, shown),
        "departures": stays.departures(session, shown),
        "in_house": stays.in_house(session) if shown == today else [],
        "overdue": stays.overdue(session, shown) if shown == today else [],
        "holds": stays.holds_ending(session) if shown == today else [],
    }
    return {
        "now": clock.now().isoformat(),
        "today": today.isoformat(),
        "day": shown.isoformat(),
        **{name: [stay_shapes.line(found) for found in lines] for name, lines in lists.items()},
    }


def _day(written: str | None, today: date) -> date:
    if not written:
        return today
    try:
        found = date.fromisoformat(written)
    except ValueError:
        raise Problem("unreadable", 400) from None
    if abs(found - today) > _FAR:
        raise Problem("unreadable", 400)
    return found
