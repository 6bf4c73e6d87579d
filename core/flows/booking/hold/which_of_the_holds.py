"""Which of several holds is meant: told by its code, its days, its place among them, or its sort of room."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core.flows.booking.hold import kept
from core.flows.booking.offer import pointed_at
from core.flows.understand import Understanding
from core.flows.understand.which_room.places import place_said
from core.services import selling, showing
from core.services.own_stays import as_code
from core.services.showing import Booking


def named(session: Session, meant: Understanding, holds: Sequence[Booking]) -> Booking | None:
    found = (
        _by_code(meant.text, holds)
        or _by_days(session, meant, holds)
        or _by_place(meant.text, holds)
        or _by_sort(session, meant.text, holds)
    )
    return next(one for one in holds if one.id in found) if len(found) == 1 else None


def _by_code(text: str, holds: Sequence[Booking]) -> set[int]:
    codes = {code for word in text.split() if (code := as_code(word.strip(".,;:!?"))) is not None}
    return {one.id for one in holds if one.shared_code in codes or one.code in codes}


def _by_days(session: Session, meant: Understanding, holds: Sequence[Booking]) -> set[int]:
    days = set(meant.stay.dates) | {day for day in (meant.stay.check_in,) if day}
    stays = {one.id: kept.nights(session, one) for one in holds} if days else {}
    first = {hold for hold, stay in stays.items() if stay.check_in in days}
    return first or {hold for hold, stay in stays.items() if days & set(stay.nights)}


def _by_place(text: str, holds: Sequence[Booking]) -> set[int]:
    place = place_said(text)
    return {holds[place if place < 0 else place - 1].id} if place and abs(place) <= len(holds) else set()


def _by_sort(session: Session, text: str, holds: Sequence[Booking]) -> set[int]:
    """Of one sort of room each, and no two alike."""
    sorts = {one.id: {room.room_type_id for room in showing.together(session, one.id)} for one in holds}
    if any(len(kinds) > 1 for kinds in sorts.values()):
        return set()
    of_sort = {selling.type_of(session, one): one.id for one in holds}
    kind = pointed_at.the_only_one(text, list(of_sort)) if len(of_sort) == len(holds) else None
    return {of_sort[kind]} if kind is not None else set()
