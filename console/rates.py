"""Prices by type and day, seasons, rules and rooms, as JSON; and what a change would make of them before it is made."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from console import rate_shapes as shapes
from console.answers import Asked, Problem, reads, writes
from console.room_plan import day_of
from core.base import clock
from core.domain import policies as rules
from core.domain.access import Action, require
from core.services import hotels, knowledge, policies, pricing, room_amenities
from core.services.holidays import of_hotel
from core.services.hotels import local_now
from core.services.photos import LARGEST, MOST_OF_ONE
from core.store import rates, rooms, tariff
from core.store.views import rates as views

MOST_DAYS = 62
_FURTHEST = timedelta(days=1500)
_SHOWN_CELLS = 400


@reads
def grid(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_BOOKINGS)
    hotel = hotels.get(session, asked.actor.hotel_id)
    today = local_now(hotel).date()
    first = day_of(asked.query.get("from"), today)
    written = asked.query.get("days", "31")
    if not written.isascii() or not written.isdigit() or not 1 <= int(written[:4]) <= MOST_DAYS:
        raise Problem("unreadable", 400)
    count = int(written)
    if abs(first - today) > _FURTHEST:
        raise Problem("unreadable", 400)
    days, document = shapes.days_from(first, count), policies.of(session, hotel.id)
    sold, own = (
        views.sold(session, first, count),
        Counter(line.room.room_type_id for line in views.rooms(session, today)),
    )
    calendar = of_hotel(hotel.country, knowledge.of(session, hotel.id))
    off = [day for year in range(first.year, days[-1].year + 1) for day in calendar.of_year(year)]
    return {
        "now": clock.now().isoformat(),
        "today": today.isoformat(),
        "days": [day.isoformat() for day in days],
        "holidays": {day.on.isoformat(): day.name for day in off if first <= day.on <= days[-1]},
        "rows": [
            {
                "type": kind.id,
                "names": kind.names,
                "rooms": own[kind.id],
                "base": rate.base.minor,
                "cells": shapes.row_of(kind.id, rate, document, days, sold),
            }
            for kind, rate in tariff.price_list(session, first, days[-1])
        ],
    }


@reads
def inventory(session: Session, asked: Asked) -> dict[str, Any]:
    """Everything but the grid: types, usual prices, seasons, rules, rooms."""
    require(asked.actor, Action.READ_BOOKINGS)
    hotel = hotels.get(session, asked.actor.hotel_id)
    today = local_now(hotel).date()
    plans, lines = rates.plans(session), views.rooms(session, today)
    own = Counter(line.room.room_type_id for line in lines)
    known = knowledge.of(session, hotel.id)
    return {
        "now": clock.now().isoformat(),
        "today": today.isoformat(),
        "types": [shapes.kind(kind, plans.get(kind.id), own[kind.id]) for kind in rooms.types(session)],
        "amenities": [shapes.amenity(one) for one in room_amenities.known(session, hotel.id)],
        "seasons": [shapes.season(row) for row in rates.seasons_after(session, today)],
        "rooms": [shapes.room(line) for line in lines],
        "rules": {
            "version": policies.version(session),
            "document": rules.to_json(policies.of(session, hotel.id)),
        },
        "photos": [
            {"id": one.id, "of": one.of, "media": one.media, "captions": dict(one.captions)}
            for one in known.photos
        ],
        "limits": {
            "photos": MOST_OF_ONE,
            "bytes": LARGEST,
            "caption": 200,
            "name": 24,
            "text": 700,
            "amenity": 40,
        },
    }


@writes
def preview(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_PRICES)
    found = pricing.preview(session, asked.actor, shapes.selection_sent(asked), shapes.change_sent(asked))
    moved = [cell for cell in found.cells if cell.changes]
    return {
        "mark": found.mark,
        "kept": found.kept,
        "all": len(found.cells),
        "moved": len(moved),
        "cells": [shapes.cell(cell) for cell in found.cells[:_SHOWN_CELLS]],
    }
