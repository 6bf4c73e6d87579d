"""Deeds about prices, seasons, rules, types and rooms: each says what was seen of it."""

from __future__ import annotations

import itertools
from typing import Any

from tests.edges.console.clicks import token
from tests.edges.console.deeds_of import Again, Click, deed
from tests.edges.console.staging import Place, Stage
from tests.inventory import in_days

_serial = itertools.count(1)
_WHY = "Feria del libro"
_USUAL = {"base": 90_000_00, "included": 2, "extra": 10_000_00}


def _kind(name: str) -> dict[str, Any]:
    return {
        "names": {"es": name, "en": name, "pt": name}, "descriptions": {"es": "Con balcón."}, "capacity": 3,
        "max_adults": 2, "max_children": 1, "cots": 1, "beds": "1 queen", "size": 30,
    }  # fmt: skip


def _inventory(stage: Stage, what: str, row_id: int) -> dict[str, Any]:
    rows = stage.get("/api/rates/inventory")[what]
    found: dict[str, Any] = next(one for one in rows if one["id"] == row_id)
    return found


def _days(place: Place) -> dict[str, Any]:
    days = {"first": in_days(70).isoformat(), "last": in_days(72).isoformat()}
    return {"types": [place.type], **days, "act": "price", "amount": 120_000_00}


@deed("/api/rates/preview")
def preview(stage: Stage) -> Click:
    return Click("/api/rates/preview", _days(stage.place()))


@deed("/api/rates/days", Again.TOLD, "changed_meanwhile")
def days(stage: Stage) -> Click:
    wanted = _days(stage.place())
    mark = stage.does("/api/rates/preview", **wanted)["mark"]
    return Click("/api/rates/days", {**wanted, "seen": mark, "reason": _WHY})


@deed("/api/rates/days/back", Again.TOLD, "changed_meanwhile")
def days_back(stage: Stage) -> Click:
    changed = days(stage)
    of = token()
    stage.does(changed.path, **{**changed.body, "token": of})
    return Click("/api/rates/days/back", {"of": of})


@deed("/api/rates/rules", Again.TOLD, "changed_meanwhile")
def rules(stage: Stage) -> Click:
    version = stage.get("/api/rates/inventory")["rules"]["version"]
    weekend = {"weekend": {"nights": [4, 5, 6], "multiplier": 12_000 + next(_serial)}}
    return Click("/api/rates/rules", {"rules": weekend, "version": version, "reason": _WHY})


def _season(stage: Stage, **facts: Any) -> dict[str, Any]:
    days = {"first": in_days(200).isoformat(), "last": in_days(210).isoformat()}
    made = {"name": f"Verano {next(_serial)}", **days, "type": stage.place().type, "share": 15_000}
    return {**made, "price": None, "least": 2, "seen": "", "reason": _WHY, **facts}


@deed("/api/rates/seasons", Again.MORE, "the form closes as it is sent")
def new_season(stage: Stage) -> Click:
    return Click("/api/rates/seasons", _season(stage))


def _there(stage: Stage) -> tuple[int, dict[str, Any]]:
    facts = _season(stage)
    made = stage.does("/api/rates/seasons", **facts)["id"]
    return made, {**facts, "seen": _inventory(stage, "seasons", made)["mark"]}


@deed("/api/rates/seasons/{id:int}", Again.TOLD, "changed_meanwhile")
def season(stage: Stage) -> Click:
    made, facts = _there(stage)
    return Click(f"/api/rates/seasons/{made}", {**facts, "share": 20_000})


@deed("/api/rates/seasons/{id:int}/remove", Again.TOLD, "gone")
def remove_season(stage: Stage) -> Click:
    made, facts = _there(stage)
    return Click(f"/api/rates/seasons/{made}/remove", {"seen": facts["seen"], "reason": _WHY})


@deed("/api/rates/types", Again.TOLD, "type_taken")
def add_type(stage: Stage) -> Click:
    name = f"loft-{next(_serial)}"
    return Click("/api/rates/types", {"slug": name, **_kind(name), **_USUAL})


@deed("/api/rates/types/{id:int}", Again.TOLD, "changed_meanwhile")
def change_type(stage: Stage) -> Click:
    place = stage.place()
    seen = _inventory(stage, "types", place.type)["mark"]
    return Click(f"/api/rates/types/{place.type}", {**_kind(f"Loft {next(_serial)}"), "seen": seen})


@deed("/api/rates/types/{id:int}/usual", Again.TOLD, "changed_meanwhile")
def usual(stage: Stage) -> Click:
    place = stage.place()
    seen = _inventory(stage, "types", place.type)["usual"]["mark"]
    return Click(f"/api/rates/types/{place.type}/usual", {**_USUAL, "seen": seen, "reason": _WHY})


@deed("/api/rates/types/{id:int}/retire", Again.TOLD, "no_such_type")
def retire_type(stage: Stage) -> Click:
    name = f"loft-{next(_serial)}"
    made = stage.does("/api/rates/types", slug=name, **_kind(name), **_USUAL)["id"]
    seen = _inventory(stage, "types", made)["mark"]
    return Click(f"/api/rates/types/{made}/retire", {"seen": seen})


def _amenity() -> dict[str, Any]:
    topic = f"deck_{next(_serial)}"
    names = {"es": f"deck {topic}", "en": f"deck {topic}", "pt": f"deck {topic}"}
    return {"topic": topic, "names": names, "words": [f"solarium{topic}"]}


@deed("/api/rates/amenities", Again.MORE, "the same names are the same amenity, written once more")
def amenity(stage: Stage) -> Click:
    return Click("/api/rates/amenities", {**_amenity(), "version": 0})


@deed("/api/rates/amenities/remove", Again.TOLD, "gone")
def remove_amenity(stage: Stage) -> Click:
    made = _amenity()
    stage.does("/api/rates/amenities", **made, version=0)
    return Click("/api/rates/amenities/remove", {"topic": made["topic"], "version": 1})


def _room(place: Place, **facts: Any) -> dict[str, Any]:
    return {"number": f"R{next(_serial)}", "type": place.type, "floor": "1", "sort": 7, **facts}


@deed("/api/rates/rooms", Again.TOLD, "number_taken")
def add_room(stage: Stage) -> Click:
    return Click("/api/rates/rooms", _room(stage.place()))


@deed("/api/rates/rooms/{id:int}", Again.TOLD, "changed_meanwhile")
def change_room(stage: Stage) -> Click:
    place = stage.place()
    seen = _inventory(stage, "rooms", place.room)["mark"]
    return Click(f"/api/rates/rooms/{place.room}", _room(place, seen=seen))


@deed("/api/rates/rooms/{id:int}/retire", Again.TOLD, "no_such_room")
def retire_room(stage: Stage) -> Click:
    place = stage.place()
    seen = _inventory(stage, "rooms", place.room)["mark"]
    return Click(f"/api/rates/rooms/{place.room}/retire", {"seen": seen})
