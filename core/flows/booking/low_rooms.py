"""Who cannot do with stairs is shown the rooms that lie low, or are adapted, until they take that back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.flows import room_has, sights
from core.flows.booking.kinds_named import kinds_meant
from core.flows.booking.looking import Found
from core.flows.booking.mixing import with_one_of
from core.flows.booking.wanted import Wanted
from core.flows.understand.stairs import Legs, are_avoided, cannot_be_climbed, told_of_legs
from core.services import selling
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import AS_WISHED

ACCESSIBLE: Final = "accessible"
_LATELY: Final = 12
_NONE_LEFT: Final = {Legs.NO_STAIRS: "booking.none_low", Legs.WHEELS: "booking.none_adapted"}


def needed(scene: Scene, *, before: bool = False) -> Legs | None:
    """By the last line that said something of it; `before` this very one."""
    lines = scene.memory.recent[-_LATELY : -1 if before else None]
    told = map(told_of_legs, lines)
    last = next((legs for legs in reversed([*told]) if legs is not None), None)
    return None if last is Legs.ANY_FLOOR else last


def kept_low(session: Session, scene: Scene, wanted: Wanted) -> Wanted:
    """Without the others, where the hotel has written which those rooms are."""
    need = needed(scene)
    there = rooms_for(session, scene, need) if need is not None else frozenset()
    out = tuple(kind.slug for kind in selling.room_types(session) if there and kind.slug not in there)
    if not out:
        return wanted
    gone = tuple(dict.fromkeys((*wanted.party.not_wanted, *out)))
    return replace(wanted, party=replace(wanted.party, not_wanted=gone))


def none_left(session: Session, scene: Scene, wanted: Wanted, found: Found) -> str:
    """That none of them is free, or none lies there, before others are shown to whoever named no room."""
    need = needed(scene)
    if need is None or wanted.party.kinds or kinds_meant(session, wanted.party.room_type):
        return ""
    there = rooms_for(session, scene, need)
    shown = {part.room_type.slug: part.room_type for _, parts in found.choices for part in parts}
    if not there:
        return _nobody_knows(session, scene, need, shown.values()) if shown else ""
    fits = any({part.room_type.slug for part in parts} <= there for _, parts in found.choices)
    return "" if fits else scene.say(_NONE_LEFT[need])


def in_two_rooms(session: Session, scene: Scene, wanted: Wanted, found: Found) -> Found | None:
    """Whoever comes in a wheelchair, and more than an adapted room holds: two rooms, one of which is adapted."""
    there = rooms_for(session, scene, Legs.WHEELS) if needed(scene) is Legs.WHEELS else frozenset()
    if not there or (wanted.party.rooms or 1) > 1 or wanted.party.kinds or wanted.party.room_type:
        return None
    if any({part.room_type.slug for part in parts} & there for _, parts in found.choices):
        return None
    wish = wanted.wish()
    mixes = with_one_of(session, scene, wish, there)
    return Found(replace(wish, rooms=2), tuple((AS_WISHED, mix) for mix in mixes)) if mixes else None


def is_only_told(words: str) -> bool:
    """Of what they can, and no room on the ground floor is asked for: to that the facts answer by themselves."""
    return not are_avoided(words) or cannot_be_climbed(words)


def _nobody_knows(session: Session, scene: Scene, need: Legs, kinds: Iterable[RoomType]) -> str:
    """All lie upstairs, or of none it is written where it lies: said to whoever tells of it, and not again."""
    if not is_only_told(scene.words):
        return ""
    if all(sights.is_upstairs(session, kind) for kind in kinds):
        return scene.say("booking.all_upstairs")
    just_told = told_of_legs(scene.words) is need is Legs.NO_STAIRS
    return scene.say("booking.floors_unknown") if just_told else ""


def rooms_for(session: Session, scene: Scene, need: Legs) -> frozenset[str]:
    """The types that will do, as far as anybody has written it."""
    kinds = selling.room_types(session)
    fact = scene.knowledge.fact(Subject.AMENITY, ACCESSIBLE) if need is Legs.WHEELS else None
    adapted = room_has.written_for(session, fact) if fact is not None else frozenset()
    if need is Legs.WHEELS and not adapted:
        adapted = frozenset(kind.slug for kind in kinds if kind.amenities.get(ACCESSIBLE))
    low = (kind.slug for kind in kinds if sights.on_the_ground(session, scene, kind))
    return adapted or frozenset(low)
