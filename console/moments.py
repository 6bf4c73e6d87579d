"""A moment somebody chose, on the hotel's clock: in an hour, tomorrow at nine, or exactly then."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from console.answers import Asked, Problem
from core.base import clock
from core.services import hotels

_SOON: Final = {"hour": timedelta(hours=1), "four_hours": timedelta(hours=4)}
_MORNING: Final = time(9)


def chosen(session: Session, asked: Asked) -> datetime:
    """`when` says how; with `at` the day and the hour stand beside it as the hotel's clock shows them."""
    when = asked.body.get("when")
    if isinstance(when, str) and when in _SOON:
        return clock.now() + _SOON[when]
    hotel = hotels.get(session, asked.actor.hotel_id)
    zone = ZoneInfo(hotel.timezone)
    if when == "tomorrow":
        return datetime.combine(hotels.local_now(hotel).date() + timedelta(days=1), _MORNING, zone)
    day, hour = asked.body.get("day"), asked.body.get("time")
    if when != "at" or not isinstance(day, str) or not isinstance(hour, str):
        raise Problem("unreadable", 400)
    try:
        return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=zone)
    except ValueError:
        raise Problem("unreadable", 400) from None
