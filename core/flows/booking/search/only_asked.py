"""Whoever only wanted to know is let go kindly, whatever question stands open: nothing is offered again."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from core.flows.booking import progress
from core.flows.booking.progress import NAME, Step
from core.flows.booking.search import second_thoughts
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.refusing import only_asked
from core.services.scenes import Scene


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = progress.of(scene)
    if scene.taps or (here is None and scene.memory.flow is not None):
        return None  # of a booking it is heard where it is talked about
    if here is not None and here.step in (Step.PAY, Step.GIVE_UP):
        return None
    shown = here is not None and here.step not in progress.ASKING
    if not only_asked(meant.text, shown=shown):
        return None
    return replace(second_thoughts.never_mind(session, scene), flow=NAME, by=NAME)
