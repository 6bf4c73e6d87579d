""" "The room is what I want to change, not the dates", of what is offered: the others of the same nights and people."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import progress, what_to_change
from core.flows.booking.progress import NAME, Step
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.other_room import names_the_room
from core.flows.understand.text import normalise
from core.services.scenes import Scene

_OFFERED: Final = frozenset({Step.YES, Step.CHANGE})


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Where a room is named or other days are, it is looked for as such."""
    here, plain = progress.of(scene), normalise(meant.text)
    if here is None or here.step not in _OFFERED or meant.names & FOR_RECALL or meant.stay:
        return None
    if not names_the_room(plain) or find_room_types(plain):
        return None
    turn = what_to_change.change(session, scene, "room", here)
    return replace(turn, flow=NAME, by=NAME)
