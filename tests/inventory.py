"""A small hotel's rooms for tests: two doubles, one triple, a cabin; prices that are easy to reckon with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.base import clock
from core.domain import policies as rules
from core.domain.money import Money
from core.domain.policies import Policies
from core.domain.stays import Wish
from core.store.db import transaction
from core.store.guests import Guest
from core.store.policies import PolicyRow
from core.store.rates import RatePlan
from core.store.rooms import Room, RoomType

TIGRE = ZoneInfo("America/Argentina/Buenos_Aires")
TYPES = {
    "doble": {"capacity": 3, "max_adults": 2, "max_children": 1, "cots": 1, "base": 100_000, "rooms": 2},
    "triple": {"capacity": 4, "max_adults": 3, "max_children": 2, "cots": 1, "base": 150_000, "rooms": 1},
    "cabana": {"capacity": 6, "max_adults": 5, "max_children": 4, "cots": 2, "base": 250_000, "rooms": 1},
}
# What else a house may have, for those who name it: kinds of one sort that are told apart by where they lie.
MORE = {
    "simple-jardin": {"capacity": 1, "max_adults": 1, "max_children": 0, "cots": 0, "base": 60_000},
    "doble-jardin": {"capacity": 2, "max_adults": 2, "max_children": 1, "cots": 1, "base": 90_000},
    "doble-rio": {"capacity": 2, "max_adults": 2, "max_children": 1, "cots": 1, "base": 120_000},
    "familiar": {"capacity": 4, "max_adults": 4, "max_children": 3, "cots": 1, "base": 160_000},
}
NAMES = {
    "simple-jardin": {"es": "Simple al jardín", "en": "Garden single", "pt": "Simples jardim"},
    "doble-jardin": {"es": "Doble al jardín", "en": "Garden double", "pt": "Duplo jardim"},
    "doble-rio": {"es": "Doble al río", "en": "River double", "pt": "Duplo rio"},
    "familiar": {"es": "Familiar", "en": "Family room", "pt": "Quarto familiar"},
}


@dataclass(frozen=True)
class Inventory:
    types: dict[str, int]
    rooms: dict[str, int]
    guest: int


def furnish(session: Session, hotel_id: int, currency: str = "ARS", **more_rooms: int) -> Inventory:
    guest = Guest(hotel_id=hotel_id, name="Ana Pereyra", created_at=clock.now())
    return _furnish(session, guest, currency, more_rooms, frozenset((*TYPES, *more_rooms)))


def furnish_only(session: Session, hotel_id: int, rooms: dict[str, int]) -> Inventory:
    """Types that are not named stand there, with no room and not for sale; whose guest it is, nobody knows."""
    nobody = Guest(hotel_id=hotel_id, name="Nobody", created_at=clock.now())
    return _furnish(session, nobody, "ARS", dict.fromkeys(TYPES, 0) | rooms, frozenset(rooms))


def _furnish(
    session: Session, guest: Guest, currency: str, more_rooms: dict[str, int], sold: frozenset[str]
) -> Inventory:
    hotel_id = guest.hotel_id
    asked_for = {slug: {**facts, "rooms": 0} for slug, facts in MORE.items() if slug in more_rooms}
    offered = {**TYPES, **asked_for}
    kinds = {
        slug: _kind(hotel_id, slug, place, active=slug in sold) for place, slug in enumerate(offered, start=1)
    }
    session.add_all(kinds.values())
    session.flush()
    rooms = []
    for slug, kind in kinds.items():
        session.add(_plan(hotel_id, kind.id, offered[slug]["base"], currency))
        for number in range(1, more_rooms.get(slug, offered[slug]["rooms"]) + 1):
            rooms.append(_room(hotel_id, kind.id, f"{slug}-{number}", number))
    session.add_all([*rooms, guest])
    session.flush()
    types = {slug: kind.id for slug, kind in kinds.items()}
    return Inventory(types, {room.number: room.id for room in rooms}, guest.id)


def _kind(hotel_id: int, slug: str, place: int, *, active: bool) -> RoomType:
    facts = (TYPES | MORE)[slug]
    return RoomType(
        hotel_id=hotel_id,
        slug=slug,
        names=NAMES.get(slug, {"es": slug.capitalize(), "en": f"{slug} room", "pt": f"quarto {slug}"}),
        descriptions={},
        beds="",
        sort=place,
        active=active,
        **{name: facts[name] for name in ("capacity", "max_adults", "max_children", "cots")},
    )


def _plan(hotel_id: int, type_id: int, base: int, currency: str) -> RatePlan:
    return RatePlan(
        hotel_id=hotel_id,
        room_type_id=type_id,
        currency=currency,
        base=Money.of(base, currency).minor,
        included=2,
        extra_guest=Money.of(20_000, currency).minor,
    )


def _room(hotel_id: int, type_id: int, number: str, sort: int) -> Room:
    return Room(
        hotel_id=hotel_id,
        room_type_id=type_id,
        number=number,
        floor="",
        sort=sort,
        housekeeping="clean",
        out_of_service=False,
        out_of_service_why="",
    )


def furnished(hotel_id: int, **more_rooms: int) -> Inventory:
    with transaction(hotel_id) as session:
        return furnish(session, hotel_id, **more_rooms)


def decide(hotel_id: int, document: Policies) -> None:
    with transaction(hotel_id) as session:
        session.add(PolicyRow(hotel_id=hotel_id, version=1, document=rules.to_json(document), at=clock.now()))


def today() -> date:
    return clock.now().astimezone(TIGRE).date()


def in_days(number: int) -> date:
    return today() + timedelta(days=number)


def wish(first: int = 10, nights: int = 2, adults: int = 2, **facts: Any) -> Wish:
    """Two people for two nights in a double, ten days from now, unless said otherwise."""
    made = {"room_type": "doble", **facts}
    return Wish(in_days(first), in_days(first + nights), adults, **made)


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment on the hotel's own clock, in so many days."""
    return datetime.combine(in_days(day), time(hour, minute, second), TIGRE)
