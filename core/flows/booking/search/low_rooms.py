"""Who cannot do with stairs is shown the rooms that lie low, or are adapted, until they take that back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.domain.stays import Party, Wish
from core.flows.booking.search import near_days
from core.flows.booking.search.kinds_named import kinds_meant
from core.flows.booking.search.looking import Found
from core.flows.booking.search.mixing import only_of, with_one_of
from core.flows.booking.wanted import Wanted
from core.flows.facts import room_has, sights
from core.flows.understand.which_room.stairs import Legs, are_avoided, cannot_be_climbed, told_of_legs
from core.services import selling, words
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import AS_WISHED, Part

ACCESSIBLE: Final = "accessible"
_LATELY: Final = 20
_PAIR: Final = 2
_NONE_LEFT: Final = {Legs.NO_STAIRS: "booking.none_low", Legs.WHEELS: "booking.none_adapted"}
_OTHER_DAYS: Final = {
    Legs.NO_STAIRS: "booking.low_other_days",
    Legs.WHEELS: "booking.adapted_other_days",
}


def needed(scene: Scene, *, before: bool = False) -> Legs | None:
    """By the last line that said something of it; `before` this very one. A wheelchair needs more than no stairs."""
    lines = scene.memory.recent[-_LATELY : -1 if before else None]
    need = None
    for legs in filter(None, map(told_of_legs, lines)):
        need = need if need is Legs.WHEELS and legs is Legs.NO_STAIRS else legs
    return None if need is Legs.ANY_FLOOR else need


def held_to(session: Session, scene: Scene, party: Party) -> Legs | None:
    """What they need, where one of the rooms that will do takes all of them."""
    need = needed(scene)
    there = rooms_for(session, scene, need) if need is not None else frozenset()
    takes = (
        kind.slug in there and selling.takes(session, kind, party) for kind in selling.room_types(session)
    )
    return need if any(takes) else None


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
    """That none of them is free, or none lies there, before others are shown to whoever named no room; of several
    rooms together, which of them do lie there."""
    need = needed(scene)
    if need is None or wanted.party.kinds or kinds_meant(session, wanted.party.room_type):
        return ""
    there = rooms_for(session, scene, need)
    shown = {part.room_type.slug: part.room_type for _, parts in found.choices for part in parts}
    if not there:
        return _nobody_knows(session, scene, need, shown.values()) if shown else ""
    if need is Legs.WHEELS and (
        which := which_are_adapted(session, scene, [one for _, one in found.choices])
    ):
        return which
    if any({part.room_type.slug for part in parts} <= there for _, parts in found.choices):
        return ""
    low = [shown[slug].name(scene.language) for slug in shown if slug in there]
    if low:
        return scene.say(f"{_NONE_LEFT[need]}_alone", rooms=scene.list_of(low))
    others = other_days(session, scene, wanted.wish(), there, need)
    return " ".join(filter(None, (scene.say(_NONE_LEFT[need]), others)))


def which_are_adapted(session: Session, scene: Scene, choices: Iterable[Sequence[Part]]) -> str:
    """Of rooms that are shown to whoever comes in a wheelchair, where some are and others are not."""
    if needed(scene) is not Legs.WHEELS:
        return ""
    there = rooms_for(session, scene, Legs.WHEELS)
    shown = {part.room_type.slug: part.room_type for parts in choices for part in parts}
    adapted = [kind.name(scene.language) for slug, kind in shown.items() if slug in there]
    some = bool(adapted) and len(adapted) < len(shown)
    return scene.say("booking.none_adapted_alone", rooms=scene.list_of(adapted)) if some else ""


def other_days(
    session: Session, scene: Scene, wish: Wish, there: frozenset[str], need: Legs = Legs.NO_STAIRS
) -> str:
    """The nearest days with such a room for all of them."""
    near = near_days.with_rooms_of(session, scene, wish, there)
    days = [words.dates(scene, stay) for stay in near]
    return scene.say(_OTHER_DAYS[need], days=scene.list_of(days)) if days else ""


def in_several_rooms(
    session: Session, scene: Scene, wanted: Wanted, found: Found
) -> tuple[Found, str] | None:
    """More people than one such room holds: rooms that all lie low, or two of which one is adapted."""
    need = needed(scene)
    there = rooms_for(session, scene, need) if need is not None else frozenset()
    if need is None or not there or wanted.party.kinds or wanted.party.room_type:
        return None
    low = [one for one in found.choices if {part.room_type.slug for part in one[1]} <= there]
    if low:
        only = replace(found, choices=tuple(low))
        if need is Legs.NO_STAIRS:
            return (only, "") if found.as_wished and only != found else None
        return _with_one_adapted(found, there)
    wish = wanted.wish()
    if need is Legs.WHEELS:
        mixes = _one_of_them_adapted(session, scene, wanted, found, there)
        lead = scene.say("booking.adapted_beside") if (wanted.party.rooms or 1) == 1 else ""
        return (_shown(wish, mixes), lead) if mixes else _with_one_adapted(found, there)
    mixes = only_of(session, scene, wish, there)
    return (_shown(wish, mixes), scene.say("booking.low_together")) if mixes else None


def _one_of_them_adapted(
    session: Session, scene: Scene, wanted: Wanted, found: Found, there: frozenset[str]
) -> list[tuple[Part, ...]]:
    if (wanted.party.rooms or 1) > _PAIR:
        return []
    if any({part.room_type.slug for part in parts} & there for _, parts in found.choices):
        return []
    return with_one_of(session, scene, wanted.wish(), there)


def _with_one_adapted(found: Found, there: frozenset[str]) -> tuple[Found, str] | None:
    """Of several rooms together those of which all are adapted first, then those of which one is, and no others."""
    adapted = {
        one: sum(part.room_type.slug in there for part in one[1]) / len(one[1]) for one in found.choices
    }
    some = sorted((one for one in found.choices if adapted[one]), key=lambda one: -adapted[one])
    several = some and all(sum(len(part.quotes) for part in parts) > 1 for _, parts in some)
    changed = tuple(some) != found.choices
    return (replace(found, choices=tuple(some)), "") if several and found.as_wished and changed else None


def _shown(wish: Wish, mixes: list[tuple[Part, ...]]) -> Found:
    several = sum(len(part.quotes) for part in mixes[0]) if mixes else 1
    return Found(replace(wish, rooms=several), tuple((AS_WISHED, mix) for mix in mixes))


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
