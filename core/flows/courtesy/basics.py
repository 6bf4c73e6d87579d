"""The buttons of the greeting: where we are, when we open, and a person."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows.facts import hours, location
from core.flows.flow import Flow, Tap
from core.flows.heard import tongues
from core.flows.person.handover import hand_over
from core.flows.turn import Turn
from core.services.scenes import Scene


class Basics(Flow):
    name = "menu"

    def tapped(self, session: Session, scene: Scene, tap: Tap) -> Turn | None:
        if tap.action == "person":
            return hand_over(scene, Reason.ASKED)
        if tap.action == "speak":
            return tongues.switched(scene)
        if tap.action not in ("location", "times"):
            return None
        found = location.where(scene) if tap.action == "location" else hours.general(scene)
        if found is None:
            return hand_over(scene, Reason.UNKNOWN)
        says = found.shows or (Text(found.text),)
        return Turn(says=says, memory={"misses": 0}, step=tap.action, facts=found.facts)
