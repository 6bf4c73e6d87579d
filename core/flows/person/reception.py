"""Wishes that only people serve: what is to change about a stay, and its money, goes to reception."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows.flow import Flow
from core.flows.person.handover import hand_over
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services.scenes import Scene


class Reception(Flow):
    name = "reception"
    wishes = frozenset({"ask_price", "confirm_booking"})

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        return hand_over(scene, Reason.BOOKING)
