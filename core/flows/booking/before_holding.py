"""Asked before anything is held: "will you keep it for me until tomorrow?". The offer stays to be taken."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows.booking import beside, holding_on, progress
from core.flows.booking.progress import Step
from core.flows.booking.wanted import says_anything
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.keeping import keeps_until
from core.services.scenes import Scene


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = progress.of(scene)
    if here is None or here.step is not Step.YES or not keeps_until(meant.text):
        return None
    if says_anything(meant) or meant.names & FOR_RECALL:
        return None
    turn = beside.told(session, scene, holding_on.reception_decides(scene), "asks_for_time")
    return replace(turn, call_person=Reason.ASKED_SERVICE)
