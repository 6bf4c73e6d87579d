"""What the room plan reads: rooms by days with their stays, and prices before anybody decides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from console import room_shapes as shapes
from console.answers import Asked, Problem, reads
from core.base import clock
from core.domain.access import Action, require
from core.domain.stays import NotAStay, Wish
from core.services import bookings, hotels, knowledge
from core.services.bookings import Change
from core.services.holidays import of_hotel
from core.services.hotels import local_now
from core.store.hotels import Hotel
from core.store.views import plan as plans

MOST_DAYS = 92
_FURTHEST = timedelta(days=1500)


@reads
def plan(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_BOOKINGS)
    hotel = hotels.get(session, asked.actor.hotel_id)
    local = local_now(hotel)
    before = timedelta(days=_number(asked.query.get("before"), least=0, most=31, usual=0))
    first = day_of(asked.query.get("from"), local.date() - before)
    nights = _number(asked.query.get("days"), least=1, most=MOST_DAYS, usual=14)
    if abs(first - local.date()) > _FURTHEST:
        raise Problem("unreadable", 400)
    found = plans.plan(session, first, nights)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    day = plans.day_counts(session, local.date(), midnight, midnight + timedelta(days=1))
    language = asked.query.get("lang", "es")
    return {
        "now": clock.now().isoformat(),
        "today": local.date().isoformat(),
        "first": first.isoformat(),
        "days": nights,
        "hours": {"arrive": hotel.check_in.strftime("%H:%M"), "leave": hotel.check_out.strftime("%H:%M")},
        "currency": hotel.currency,
        "types": shapes.types(found, language),
        "rooms": [shapes.room(room) for room in found.rooms],
        "stays": [shapes.stay(stay, found.paid.get(stay.id)) for stay in found.stays],
        "holidays": [shapes.holiday(day) for day in _holidays(session, hotel, first, nights)],
        "counts": shapes.counts(day),
    }


def _holidays(session: Session, hotel: Hotel, first: date, nights: int) -> list[Any]:
    calendar, last = of_hotel(hotel.country, knowledge.of(session, hotel.id)), first + timedelta(days=nights)
    years = range(first.year, last.year + 1)
    return [day for year in years for day in calendar.of_year(year) if first <= day.on < last]


@reads
def price(session: Session, asked: Asked) -> dict[str, Any]:
    """What a move would cost, and who is in its way; nothing is written."""
    change = Change(
        check_in=_day_or_none(asked.query.get("check_in")),
        check_out=_day_or_none(asked.query.get("check_out")),
        room_id=_id_or_none(asked.query.get("room")),
    )
    return shapes.price_change(bookings.price_change(session, asked.actor, asked.path["id"], change))


@reads
def quote(session: Session, asked: Asked) -> dict[str, Any]:
    ages = [part for part in asked.query.get("children", "").split(",") if part]
    wish = wish_of(
        day_of(asked.query.get("check_in")),
        day_of(asked.query.get("check_out")),
        _number(asked.query.get("adults"), least=0, most=50, usual=2),
        [_number(age, least=0, most=17, usual=0) for age in ages[:20]],
    )
    room_id = _id_or_none(asked.query.get("room"))
    if room_id is None:
        raise Problem("unreadable", 400)
    return shapes.quote(bookings.quote_for_room(session, asked.actor, room_id, wish))


def wish_of(check_in: date, check_out: date, adults: int, children: list[int]) -> Wish:
    try:
        return Wish(check_in, check_out, adults, tuple(children))
    except NotAStay:
        raise Problem("unreadable", 400) from None


def day_of(written: object, usual: date | None = None) -> date:
    found = _day_or_none(written) or usual
    if found is None:
        raise Problem("unreadable", 400)
    return found


def _day_or_none(written: object) -> date | None:
    if written is None or written == "":
        return None
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        raise Problem("unreadable", 400) from None


def _id_or_none(written: str | None) -> int | None:
    return _number(written, least=1, most=2**62, usual=0) or None


def _number(written: str | None, *, least: int, most: int, usual: int) -> int:
    if not written:
        return usual
    if not written.isascii() or not written.isdigit() or not least <= int(written[:20]) <= most:
        raise Problem("unreadable", 400)
    return int(written)
