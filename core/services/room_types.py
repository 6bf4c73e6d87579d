"""What the hotel has to sell: types and rooms, added, changed and retired without breaking a single booking."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.knowledge import (
    LONGEST_NAME,
    LONGEST_TEXT,
    Fact,
    Subject,
    check_slug,
    checked,
    checked_texts,
)
from core.domain.pricing import WrongChange, fingerprint
from core.domain.refusals import Refused, WhyNot
from core.domain.room_amenities import checked_amenities
from core.services import hotels, knowledge, seasons
from core.services.seasons import Usual
from core.services.written import done_with, written_down
from core.store import rooms
from core.store.db import tell_after_commit
from core.store.rooms import Room, RoomType
from core.store.views import rates as views

_MOST_PEOPLE = 30
_LONGEST_BEDS = 120
_NUMBER = re.compile(r"[\w .\-/º°#]{1,20}")


class StillHasStays(Exception):
    """Somebody will sleep there yet: `stays` says how many."""

    def __init__(self, stays: int) -> None:
        super().__init__(str(stays))
        self.stays = stays


@dataclass(frozen=True)
class Kind:
    names: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    capacity: int = 2
    max_adults: int = 2
    max_children: int = 0
    cots: int = 0
    beds: str = ""
    size_m2: int | None = None
    amenities: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    number: str
    room_type_id: int
    floor: str = ""
    sort: int = 0


def mark_of_type(row: RoomType) -> str:
    return fingerprint(_plain_type(row))


def mark_of_room(row: Room) -> str:
    return fingerprint([row.number, row.room_type_id, row.floor, row.sort])


def add_type(session: Session, by: Actor, slug: str, kind: Kind, usual: Usual, token: str) -> int:
    """A new type has its price from the start: without one nobody could sell it."""
    require(by, Action.SET_ROOMS)
    check_slug(slug)
    said = _checked(session, by, kind)
    if done_with(session, token) is not None:
        there = rooms.type_by_slug(session, slug)
        return there.id if there is not None else 0
    if rooms.with_slug(session, slug) is not None:
        raise WrongChange("type_taken")
    row = RoomType(hotel_id=by.hotel_id, slug=slug, sort=rooms.last_place(session) + 1, active=True)
    _fill(row, kind, said)
    session.add(row)
    session.flush()
    seasons.first_price(session, by, row.id, usual)
    _keep_fact(session, by, row)
    _note(session, by, AuditTag.ROOM_TYPE_CHANGED, f"type:{row.id}", token, after=_plain_type(row))
    return row.id


def change_type(session: Session, by: Actor, type_id: int, kind: Kind, seen: str, token: str) -> None:
    """Whoever has booked it keeps what they booked; new guests read and get what stands now."""
    require(by, Action.SET_ROOMS)
    said = _checked(session, by, kind)
    row = _type(session, type_id)
    if done_with(session, token) is not None:
        return
    if mark_of_type(row) != seen:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    before = _plain_type(row)
    _fill(row, kind, said)
    session.flush()
    _keep_fact(session, by, row)
    facts = {"before": before, "after": _plain_type(row)}
    _note(session, by, AuditTag.ROOM_TYPE_CHANGED, f"type:{type_id}", token, **facts)


def retire_type(session: Session, by: Actor, type_id: int, seen: str, token: str) -> None:
    """Only one that has no room any more: what was sold of it keeps its name and price."""
    require(by, Action.SET_ROOMS)
    row = _type(session, type_id)
    if done_with(session, token) is not None:
        return
    if mark_of_type(row) != seen:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    if rooms.of_type(session, type_id):
        raise WrongChange("type_has_rooms")
    row.active = False
    session.flush()
    _note(session, by, AuditTag.ROOM_TYPE_CHANGED, f"type:{type_id}", token, retired=True)


def add_room(session: Session, by: Actor, place: Place, token: str) -> int:
    require(by, Action.SET_ROOMS)
    number = _checked_room(session, place)
    there = rooms.by_number(session, number)
    if done_with(session, token) is not None:
        return there.id if there is not None else 0
    rooms.lock_types(session, {place.room_type_id})
    if there is not None and there.retired_at is None:
        raise WrongChange("number_taken")
    row = there or Room(hotel_id=by.hotel_id, number=number)
    row.room_type_id, row.floor, row.sort = place.room_type_id, place.floor.strip()[:40], place.sort
    row.housekeeping, row.retired_at = "clean", None
    row.out_of_service, row.out_of_service_why = False, ""
    session.add(row)
    session.flush()
    _note(session, by, AuditTag.ROOM_CHANGED, f"room:{row.id}", token, number=number, type=place.room_type_id)
    return row.id


def change_room(session: Session, by: Actor, room_id: int, place: Place, seen: str, token: str) -> None:
    """Its type only while nobody is to sleep in it: they booked what it is now."""
    require(by, Action.SET_ROOMS)
    number = _checked_room(session, place)
    row = _room(session, room_id, {place.room_type_id})
    if done_with(session, token) is not None:
        return
    if mark_of_room(row) != seen:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    there = rooms.by_number(session, number)
    if there is not None and there.id != room_id:
        raise WrongChange("number_taken")
    if place.room_type_id != row.room_type_id:
        _nobody_in(session, by, room_id)
    before = {"number": row.number, "type": row.room_type_id}
    row.number, row.room_type_id = number, place.room_type_id
    row.floor, row.sort = place.floor.strip()[:40], place.sort
    session.flush()
    facts = {"before": before, "number": number, "type": place.room_type_id}
    _note(session, by, AuditTag.ROOM_CHANGED, f"room:{room_id}", token, **facts)


def retire_room(session: Session, by: Actor, room_id: int, seen: str, token: str) -> None:
    """Gone for good, once nobody is to sleep in it; its history stays."""
    require(by, Action.SET_ROOMS)
    row = _room(session, room_id, set())
    if done_with(session, token) is not None:
        return
    if mark_of_room(row) != seen:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    _nobody_in(session, by, room_id)
    row.retired_at, row.out_of_service, row.out_of_service_why = clock.now(), True, ""
    session.flush()
    _note(session, by, AuditTag.ROOM_CHANGED, f"room:{room_id}", token, number=row.number, retired=True)


def _nobody_in(session: Session, by: Actor, room_id: int) -> None:
    today = hotels.local_now(hotels.get(session, by.hotel_id)).date()
    stays = views.coming_stays(session, room_id, today)
    if stays:
        raise StillHasStays(stays)


@dataclass(frozen=True)
class _Said:
    names: dict[str, str]
    descriptions: dict[str, str]
    amenities: dict[str, bool]


def _checked(session: Session, by: Actor, kind: Kind) -> _Said:
    names = checked_texts(kind.names, LONGEST_NAME)
    if not names:
        raise WrongChange("wrong_name")
    people = (kind.capacity, kind.max_adults)
    if not all(1 <= number <= _MOST_PEOPLE for number in people) or kind.max_adults > kind.capacity:
        raise WrongChange("wrong_people")
    if not 0 <= kind.max_children <= kind.capacity or not 0 <= kind.cots <= 10:
        raise WrongChange("wrong_people")
    if kind.size_m2 is not None and not 1 <= kind.size_m2 <= 2000:
        raise WrongChange("wrong_size")
    own = frozenset(knowledge.of(session, by.hotel_id).own_room_words)
    amenities = checked_amenities(kind.amenities, own)
    return _Said(names, checked_texts(kind.descriptions, LONGEST_TEXT), amenities)


def _fill(row: RoomType, kind: Kind, said: _Said) -> None:
    row.names, row.descriptions, row.amenities = said.names, said.descriptions, said.amenities
    row.capacity, row.max_adults, row.max_children = kind.capacity, kind.max_adults, kind.max_children
    row.cots, row.beds, row.size_m2 = kind.cots, " ".join(kind.beds.split())[:_LONGEST_BEDS], kind.size_m2


def _keep_fact(session: Session, by: Actor, row: RoomType) -> None:
    """The dialogue speaks of rooms from its facts: one text, wherever it is written."""
    if not row.descriptions:
        return
    fact = Fact(Subject.ROOM, row.slug, texts=row.descriptions, details={"names": row.names})
    knowledge.keep(session, by.hotel_id, checked(fact), by.staff_id)


def _checked_room(session: Session, place: Place) -> str:
    number = " ".join(place.number.split())
    if not _NUMBER.fullmatch(number):
        raise WrongChange("wrong_number")
    kind = rooms.one_type(session, place.room_type_id)
    if kind is None or not kind.active:
        raise Refused(WhyNot.NO_SUCH_TYPE)
    return number


def _type(session: Session, type_id: int) -> RoomType:
    row = rooms.locked_type(session, type_id)
    if row is None or not row.active:
        raise Refused(WhyNot.NO_SUCH_TYPE)
    return row


def _room(session: Session, room_id: int, also_types: set[int]) -> Room:
    """Whoever sells rooms of its type now is waited for, or somebody might still be put into it."""
    found = rooms.one(session, room_id)
    if found is None or found.retired_at is not None:
        raise Refused(WhyNot.NO_SUCH_ROOM)
    rooms.lock_types(session, {found.room_type_id, *also_types})
    row = rooms.locked(session, room_id)
    assert row is not None
    return row


def _plain_type(row: RoomType) -> dict[str, Any]:
    names = ("names", "descriptions", "capacity", "max_adults", "max_children", "cots", "beds", "size_m2")
    return {name: getattr(row, name) for name in (*names, "amenities")}


def _note(session: Session, by: Actor, tag: AuditTag, subject: str, token: str, **details: Any) -> None:
    written_down(session, by, tag, subject, token, **details)
    tell_after_commit(session, by.hotel_id, kind="rooms")
    tell_after_commit(session, by.hotel_id, kind="prices")
