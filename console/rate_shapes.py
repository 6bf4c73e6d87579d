"""How prices, seasons, rules and rooms look as JSON, and how changes of them are read from what a screen sent."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from console.answers import Asked, Problem
from console.sent import day, numbers, one_of, text, whole
from core.domain.policies import Policies
from core.domain.pricing import Act, Cell, Change, Selection
from core.domain.rates import Rate, day_price
from core.services.room_amenities import Amenity
from core.services.room_types import Kind, mark_of_room, mark_of_type
from core.services.seasons import Season, Usual, mark_of, mark_of_usual
from core.store.rates import RatePlan, SeasonRow
from core.store.rooms import RoomType
from core.store.views.rates import RoomLine

_MOST_TYPES = 200
_MOST_AMENITIES = 200
_HUGE = 10**13


def kind(row: RoomType, plan: RatePlan | None, rooms: int) -> dict[str, Any]:
    return {
        "id": row.id,
        "slug": row.slug,
        "names": row.names,
        "descriptions": row.descriptions,
        "capacity": row.capacity,
        "max_adults": row.max_adults,
        "max_children": row.max_children,
        "cots": row.cots,
        "beds": row.beds,
        "size": row.size_m2,
        "amenities": row.amenities,
        "rooms": rooms,
        "mark": mark_of_type(row),
        "usual": None
        if plan is None
        else {
            "base": plan.base,
            "included": plan.included,
            "extra": plan.extra_guest,
            "mark": mark_of_usual(plan),
        },
    }


def row_of(
    type_id: int, rate: Rate, rules: Policies, days: list[date], sold: Counter[tuple[int, date]]
) -> list[dict[str, Any]]:
    found = []
    for on in days:
        price = day_price(rate, rules, on)
        found.append(
            {
                "price": price.price.minor,
                "kind": price.kind,
                "season": price.season,
                "closed": price.closed,
                "least": price.min_nights,
                "sold": sold[type_id, on],
            }
        )
    return found


def days_from(first: date, count: int) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range(count)]


def season(row: SeasonRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "type": row.room_type_id,
        "share": row.multiplier,
        "price": row.price,
        "least": row.min_nights,
        "mark": mark_of(row),
    }


def room(line: RoomLine) -> dict[str, Any]:
    row = line.room
    return {
        "id": row.id,
        "number": row.number,
        "type": row.room_type_id,
        "floor": row.floor,
        "sort": row.sort,
        "housekeeping": row.housekeeping,
        "out": row.out_of_service,
        "why": row.out_of_service_why,
        "coming": line.coming,
        "last": line.last.isoformat() if line.last else None,
        "mark": mark_of_room(row),
    }


def cell(found: Cell) -> dict[str, Any]:
    def side(rule: Any, price: Any) -> dict[str, Any]:
        return {
            "price": price.price.minor,
            "kind": price.kind,
            "closed": price.closed,
            "least": price.min_nights,
        }

    return {
        "type": found.type_id,
        "day": found.day.isoformat(),
        "before": side(found.rule, found.before),
        "after": side(found.new_rule, found.after),
        "changes": found.changes,
    }


def selection_sent(asked: Asked) -> Selection:
    chosen = tuple(dict.fromkeys(numbers(asked, "types", _MOST_TYPES, least=1)))
    weekdays = numbers(asked, "weekdays", 7, highest=6, missing=range(7))
    return Selection(chosen, day(asked, "first"), day(asked, "last"), frozenset(weekdays))


def change_sent(asked: Asked) -> Change:
    amount = asked.body.get("amount", 0)
    if type(amount) is not int:
        raise Problem("unreadable", 400)
    return Change(one_of(Act, asked, "act"), amount)


def season_sent(asked: Asked) -> Season:
    return Season(
        name=text(asked, "name"),
        first=day(asked, "first"),
        last=day(asked, "last"),
        room_type_id=optional(asked, "type"),
        share=whole(asked, "share", -_HUGE, _HUGE),
        price=optional(asked, "price"),
        min_nights=optional(asked, "least"),
    )


def usual_sent(asked: Asked) -> Usual:
    base, included, extra = (whole(asked, name, -_HUGE, _HUGE) for name in ("base", "included", "extra"))
    return Usual(base, included, extra)


def kind_sent(asked: Asked, names: dict[str, str], descriptions: dict[str, str]) -> Kind:
    capacity, adults, children, cots = (
        whole(asked, name, -1000, 1000) for name in ("capacity", "max_adults", "max_children", "cots")
    )
    people = (capacity, adults, children, cots)
    has = asked.body.get("amenities", {})
    if (
        not isinstance(has, dict)
        or len(has) > _MOST_AMENITIES
        or not all(isinstance(one, bool) for one in has.values())
    ):
        raise Problem("unreadable", 400)
    return Kind(names, descriptions, *people, text(asked, "beds"), optional(asked, "size"), has)


def amenity(one: Amenity) -> dict[str, Any]:
    return {
        "topic": one.topic,
        "names": dict(one.names),
        "words": list(one.words),
        "version": one.version,
        "own": one.own,
    }


def optional(asked: Asked, name: str) -> int | None:
    return None if asked.body.get(name) is None else whole(asked, name, -_HUGE, _HUGE)
