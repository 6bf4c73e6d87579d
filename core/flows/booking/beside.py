"""Something told in passing: first what was asked, then the open question once more."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.outgoing import Text
from core.flows.booking import asking, open_question, progress
from core.flows.booking.asking import WISH
from core.flows.booking.progress import NAME, Progress
from core.flows.turn import Turn
from core.services.scenes import Scene


def told(session: Session, scene: Scene, said: str, step: str) -> Turn:
    here = progress.of(scene)
    again = open_question.once_more(session, scene, here) if here is not None else None
    if again is None or here is None:
        return Turn(says=(Text(said),), asked=scene.memory.asked, memory={"misses": 0}, step=step)
    return before_question(scene, here, again, said, step)


def before_question(scene: Scene, here: Progress, again: Turn, said: str, step: str) -> Turn:
    """`again` is the open question as it is put once more."""
    turn = asking.lead_with(again, said)
    return replace(
        turn,
        asked=again.asked or scene.memory.asked,
        wish=WISH,
        flow=NAME,
        by=NAME,
        goes_on=again.goes_on or here.to_json(),
        memory={**again.memory, "misses": 0},
        step=step,
    )
