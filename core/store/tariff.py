"""All that it takes to price a stay in a hotel, at one look: its hours, its rules, its types and what they cost."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.money import Money
from core.domain.rates import DayRule, Rate, Season
from core.store import swift
from core.store.hotels import Hotel
from core.store.rooms import RoomType

_LOOK = f"""
    SELECT clock_timestamp(),
        (SELECT document::text FROM policies WHERE hotel_id = house.id ORDER BY version DESC LIMIT 1),
        (SELECT json_agg(json_build_array(room_type_id, name, first, last, multiplier, price, min_nights)
                         ORDER BY first, id)
         FROM seasons WHERE hotel_id = house.id AND first <= %(last)s AND last >= %(first)s),
        (SELECT json_agg(json_build_array(room_type_id, day, price, closed, min_nights))
         FROM rate_days WHERE hotel_id = house.id AND day BETWEEN %(first)s AND %(last)s),
        (SELECT json_agg(json_build_array(plan.currency, plan.base, plan.included, plan.extra_guest,
                                          {swift.columns(RoomType, "kind")}) ORDER BY kind.sort, kind.id)
         FROM room_types AS kind JOIN rate_plans AS plan ON plan.room_type_id = kind.id
         WHERE kind.hotel_id = house.id AND plan.hotel_id = house.id AND kind.active
           AND (%(slug)s::text IS NULL OR kind.slug = %(slug)s::text)),
        {swift.columns(Hotel, "house")}
    FROM hotels AS house WHERE house.id = %(hotel)s
"""


@dataclass(frozen=True)
class Tariff:
    """`rules` is the document of the newest rules as it is written, nothing where a hotel never decided any. `priced`
    are the active types with their prices, as far as the days asked for need them, in the house's order."""

    hotel: Hotel
    rules: str | None
    priced: list[tuple[RoomType, Rate]]
    now: datetime


def look(session: Session, hotel_id: int, first: date, last: date, slug: str | None = None) -> Tariff | None:
    """Of every type, or of one alone. `now` is the database's clock, unless the house's stands still."""
    rows = swift.ask(session, _LOOK, {"hotel": hotel_id, "first": first, "last": last, "slug": slug})
    if not rows:
        return None
    now, rules, seasons, days, types, *hotel = rows[0]
    by_type: dict[int | None, list[Any]] = defaultdict(list)
    for type_id, *rule in days or ():
        by_type[type_id].append(rule)
    return Tariff(
        hotel=swift.read(session, Hotel, tuple(hotel)),
        rules=rules,
        priced=[
            _priced(session, plan, tuple(kind), seasons or (), by_type)
            for *plan, kind in ((*row[:4], row[4:]) for row in types or ())
        ],
        now=clock.stopped_at() or now,
    )


def price_list(session: Session, first: date, last: date) -> list[tuple[RoomType, Rate]]:
    """Every active type with its prices, as far as these days need them, in the house's order."""
    found = look(session, swift.hotel(session), first, last)
    return [] if found is None else found.priced


def _priced(
    session: Session, plan: list[Any], kind: tuple[Any, ...], seasons: Any, days: dict[int | None, list[Any]]
) -> tuple[RoomType, Rate]:
    currency, base, included, extra_guest = plan
    row = swift.read(session, RoomType, kind)

    def money(minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, currency)

    def day_of(written: str) -> date:
        return date.fromisoformat(written)

    return row, Rate(
        kind=row.kind,
        base=Money(base, currency),
        included=included,
        extra_guest=Money(extra_guest, currency),
        seasons=tuple(
            Season(name, day_of(first), day_of(last), multiplier, money(price), min_nights)
            for type_id, name, first, last, multiplier, price, min_nights in seasons
            if type_id in (None, row.id)
        ),
        days={
            day_of(day): DayRule(money(price), closed, min_nights)
            for day, price, closed, min_nights in (*days.get(None, ()), *days.get(row.id, ()))
        },
    )
