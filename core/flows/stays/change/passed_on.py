"""A yes to a change that is reception's to make, "va, cámbiela": it goes to them, and nothing is asked anew."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from core.flows.stays import which
from core.flows.stays.change import by_reception
from core.flows.stays.progress import NAME, Matter
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.taking import moves_it
from core.services.scenes import Scene


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if scene.memory.flow is not None or scene.memory.wish != Matter.CHANGE or not moves_it(meant.text):
        return None
    found = which.standing(session, scene, Matter.CHANGE)
    if len({one.shared_code for one in found}) != 1:
        return None
    return replace(by_reception.called(scene, found[0], [], "change_agreed"), flow=NAME, by=NAME)
