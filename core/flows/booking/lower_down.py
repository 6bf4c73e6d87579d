""" "Is there anything on the ground floor?": of what can be had, the rooms that lie there, and the others left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import NotAStay
from core.flows import sights
from core.flows.booking import looking, offering, pointed_at, progress
from core.flows.booking.progress import NAME, Step
from core.flows.booking.wanted import Wanted, remembered
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.stairs import are_avoided
from core.services import selling
from core.services.scenes import Scene

_AT: Final = frozenset({Step.CHOICE, Step.YES, Step.CHANGE})


def can_be_had(session: Session, scene: Scene, text: str) -> bool:
    here = progress.of(scene)
    if here is None or here.step not in _AT or not are_avoided(text):
        return False
    low, out = apart(session, scene, remembered(scene, here))
    return bool(low and out)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Where it is known which rooms lie low, and of those that can be had some do and some do not."""
    here = progress.of(scene)
    if here is None or here.step not in _AT or scene.taps or meant.names & FOR_RECALL:
        return None
    if not are_avoided(meant.text):
        return None
    wanted = remembered(scene, here)
    low, out = apart(session, scene, wanted)
    if not low or not out:
        return None
    lead = "\n".join(low.values())
    left = pointed_at.without(session, replace(wanted, party=replace(wanted.party, room_type=None)), out)
    turn = offering.go(session, scene, left, here=here, lead=lead)
    return replace(turn, flow=NAME, by=NAME)


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
