"""Guests under eighteen without an adult: reception decides, and nobody asks them for money beside that."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.memory import About
from core.domain.outgoing import Text
from core.flows.person.handover import hand_over, passed_on
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.heads.minors import tells_of_minors_alone
from core.flows.understand.intents.labels import FOR_RECALL
from core.services.scenes import Scene

_AGES_ASKED: Final = frozenset({About.AGES, About.CHILDREN})


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """What is under way stays as it is. Where ages of children were asked for, they are the answer."""
    asked = scene.memory.asked
    if (asked is not None and asked.about in _AGES_ASKED) or meant.names & FOR_RECALL:
        return None
    if not tells_of_minors_alone(meant.text):
        return None
    then = passed_on(scene, Reason.BOOKING)
    turn = hand_over(scene, Reason.BOOKING, "minors_alone")
    return replace(turn, says=(Text(f"{scene.say('booking.minors_alone')} {then}"),), asked=asked)
