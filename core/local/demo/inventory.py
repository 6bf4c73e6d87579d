"""The demo hotels' rooms, prices and rules, read from their files and written as rows."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain import policies as rules
from core.domain.money import Money, percent
from core.domain.policies import Policies
from core.store.hotels import Hotel
from core.store.policies import PolicyRow
from core.store.rates import RatePlan, SeasonRow
from core.store.rooms import Room, RoomType

_FOLDER = Path(__file__).parent
_LANGUAGES = ("es", "en", "pt")


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def policies_of(name: str) -> Policies:
    return rules.from_json(_file(f"{name}.rooms.toml")["policies"])


def write_inventory(session: Session, hotel: Hotel, name: str, today: date) -> list[Room]:
    """Types, rooms, prices, seasons of last year to the year after next, and the rules."""
    book, said = _file(f"{name}.rooms.toml"), _file(f"{name}.toml")["room"]
    made: list[Room] = []
    for place, (slug, facts) in enumerate(book["types"].items(), start=1):
        kind = _type(hotel, slug, facts, said[slug], place)
        session.add(kind)
        session.flush()
        session.add(_plan(hotel, kind, facts["base"], book["prices"]))
        made += [
            _room(hotel, kind, number, facts["floor"], sort) for sort, number in enumerate(facts["rooms"])
        ]
    session.add_all(made)
    for season in book["seasons"]:
        session.add_all(_season(hotel, season, year) for year in range(today.year - 1, today.year + 3))
    session.add(
        PolicyRow(hotel_id=hotel.id, version=1, document=rules.to_json(policies_of(name)), at=clock.now())
    )
    session.flush()
    return made


def _type(hotel: Hotel, slug: str, facts: dict[str, Any], said: dict[str, Any], sort: int) -> RoomType:
    return RoomType(
        hotel_id=hotel.id,
        slug=slug,
        names=dict(said["names"]),
        descriptions={language: said[language] for language in _LANGUAGES if language in said},
        capacity=facts["capacity"],
        max_adults=facts["adults"],
        max_children=facts.get("children", 0),
        cots=facts.get("cots", 0),
        beds=facts["beds"],
        size_m2=facts["size"],
        amenities={**dict.fromkeys(said["has"], True), **dict.fromkeys(said.get("lacks", ()), False)},
        sort=sort,
        active=True,
    )


def _plan(hotel: Hotel, kind: RoomType, base: int, prices: dict[str, int]) -> RatePlan:
    return RatePlan(
        hotel_id=hotel.id,
        room_type_id=kind.id,
        currency=hotel.currency,
        base=Money.of(base, hotel.currency).minor,
        included=prices["included"],
        extra_guest=Money.of(prices["extra_guest"], hotel.currency).minor,
    )


def _room(hotel: Hotel, kind: RoomType, number: str, floor: str, sort: int) -> Room:
    return Room(
        hotel_id=hotel.id,
        room_type_id=kind.id,
        number=number,
        floor=floor,
        sort=sort,
        housekeeping="clean",
        out_of_service=False,
        out_of_service_why="",
    )


def _season(hotel: Hotel, season: dict[str, Any], year: int) -> SeasonRow:
    """Written as month and day; one that ends before it begins reaches into the next year."""
    first = date.fromisoformat(f"{year}-{season['first']}")
    over_new_year = season["last"] < season["first"]
    return SeasonRow(
        hotel_id=hotel.id,
        name=season["name"],
        first=first,
        last=date.fromisoformat(f"{year + over_new_year}-{season['last']}"),
        multiplier=percent(season["percent"]),
        min_nights=season.get("min_nights"),
    )
