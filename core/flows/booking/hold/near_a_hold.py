"""What is near a change that cannot be had: whoever holds a room is told of it as a new guest would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import NotAStay
from core.flows.booking.hold import had_instead, kept
from core.flows.booking.offer import offering
from core.flows.booking.search import looking, low_rooms
from core.flows.booking.search.looking import Found
from core.flows.booking.wanted import Wanted
from core.services import paying, words
from core.services.offers import Instead
from core.services.scenes import Scene
from core.services.showing import Booking, Part

_NEAR: Final = frozenset({Instead.SPLIT_STAY, Instead.OTHER_DATES, Instead.MORE_NIGHTS, Instead.FEWER_NIGHTS})
_MOST: Final = 4


@dataclass(frozen=True)
class Near:
    """What is said of it; `same_nights`: by changing rooms on the way they would have the days they asked for."""

    said: str
    same_nights: bool


def look(session: Session, scene: Scene, wanted: Wanted, booking: Booking) -> Near | None:
    """Why these nights cannot be had, and what can: a change of rooms on the way first, for it keeps their days."""
    found = _found_without(session, scene, wanted, booking)
    if found is None:
        return None
    held = kept.wanted_of(session, booking)
    near = [
        (kind, parts)
        for kind, parts in found.choices
        if kind in _NEAR and not _is_the_hold(held, wanted, booking, parts)
    ]
    near.sort(key=lambda one: one[0] != Instead.SPLIT_STAY)
    if not near:
        return None
    lines = "\n".join(offering.line(scene, kind, parts) for kind, parts in near[:_MOST])
    said = scene.say("booking.near_a_hold", why=offering.because(scene, found), prices=lines)
    return Near(said, near[0][0] == Instead.SPLIT_STAY)


def why_not_the_named(
    session: Session,
    scene: Scene,
    wanted: Wanted,
    booking: Booking,
    choices: Sequence[tuple[Part, ...]],
) -> str:
    """Of a sort of room that they named and that is none of those to be had."""
    sort = had_instead.another_sort(session, wanted, booking)
    if sort is None or any(part.room_type.id == sort.id for parts in choices for part in parts):
        return ""
    found = _found_without(session, scene, wanted, booking)
    return offering.because(scene, found) if found is not None and found.kind is not None else ""


def _found_without(session: Session, scene: Scene, wanted: Wanted, booking: Booking) -> Found | None:
    with paying.as_if_let_go(session, booking):
        try:
            return looking.look(session, scene, low_rooms.kept_low(session, scene, wanted))
        except NotAStay:
            return None


def _is_the_hold(held: Wanted, wanted: Wanted, booking: Booking, parts: Sequence[Part]) -> bool:
    """Fewer nights in the very room that they have."""
    same = words.whole_stay(parts) == held.nights and wanted.people == held.people
    return same and [part.room_type.id for part in parts] == [booking.room_type_id]
