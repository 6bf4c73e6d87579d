""" "Is there anything on the ground floor?": of what can be had, the rooms that lie there, and the others left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.domain.stays import NotAStay
from core.flows.booking import progress
from core.flows.booking.offer import offering
from core.flows.booking.progress import NAME, Step
from core.flows.booking.search import looking, low_rooms
from core.flows.booking.wanted import Wanted, remembered
from core.flows.facts import sights, telling
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.which_room.stairs import Legs, are_avoided, told_of_legs
from core.services import selling, showing
from core.services.scenes import Scene

_FEW_WORDS: Final = 12
_AT: Final = frozenset({Step.CHOICE, Step.YES, Step.CHANGE})


def can_be_had(session: Session, scene: Scene, text: str) -> bool:
    here = progress.of(scene)
    if here is None or here.step not in _AT or not are_avoided(text):
        return False
    low, out = apart(session, scene, remembered(scene, here))
    return bool(low and out)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Where it is known which rooms will do, and others lie before their eyes; and all of them once any floor will."""
    here = progress.of(scene)
    if here is None or here.step not in _AT or scene.taps or meant.names & FOR_RECALL:
        return None
    need = told_of_legs(meant.text)
    wanted = remembered(scene, here)
    if need is None or wanted.missing is not None:
        return None
    if need is Legs.ANY_FLOOR and low_rooms.needed(scene, before=True) is None:
        return None
    lead = _lead(session, scene, meant, need, wanted)
    if lead is None:
        return None
    anew = replace(wanted, party=replace(wanted.party, room_type=None))
    return replace(offering.go(session, scene, anew, here=here, lead=lead), flow=NAME, by=NAME)


def _lead(session: Session, scene: Scene, meant: Understanding, need: Legs, wanted: Wanted) -> str | None:
    """What is written of the rooms that will do; None where nothing is, or they were all that was shown."""
    if need is Legs.ANY_FLOOR:
        return ""
    there = low_rooms.rooms_for(session, scene, need)
    shown = {part["room_type"] for row in showing.open_in(session, scene.conversation) for part in row.parts}
    if not there:
        asks = "?" in scene.words or bool(meant.entities.amenities) or len(scene.words.split()) > _FEW_WORDS
        return "" if low_rooms.is_only_told(scene.words) and not asks else None
    if shown <= there:
        return None
    fact = scene.knowledge.fact(Subject.AMENITY, low_rooms.ACCESSIBLE) if need is Legs.WHEELS else None
    if fact is not None:
        return telling.fact(session, scene, fact)
    return "\n".join(apart(session, scene, wanted)[0].values())


def apart(session: Session, scene: Scene, wanted: Wanted) -> tuple[dict[str, str], tuple[str, ...]]:
    """What is written of those that lie low, by type; and the types that do not, or of which nobody has said so."""
    if wanted.missing is not None:
        return {}, ()
    try:
        found = looking.look(session, scene, replace(wanted, party=replace(wanted.party, room_type=None)))
    except NotAStay:
        return {}, ()
    there = {part.room_type.slug: part.room_type for _kind, parts in found.choices for part in parts}
    low = {slug: said for slug, kind in there.items() if (said := sights.on_the_ground(session, scene, kind))}
    kinds = (kind.slug for kind in selling.room_types(session))
    return low if found.as_wished else {}, tuple(slug for slug in kinds if slug not in low)
