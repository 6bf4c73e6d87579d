"""Whoever tells of a death or an accident at home hears a kind word first, and then what it comes to."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.domain.conversations import Reason
from core.flows import composing
from core.flows.turn import Answer, Turn
from core.flows.understand.alarms import mishaps
from core.services.scenes import Scene

# Whoever calls a person for these has words of its own.
_OF_ITS_OWN: Final = frozenset({Reason.URGENT, Reason.COMPLAINT, Reason.UPSET})


def kindly(scene: Scene, turn: Turn) -> Turn:
    if not turn.says or turn.call_person in _OF_ITS_OWN or not mishaps.is_told(scene.words):
        return turn
    said = composing.reply(scene, [Answer("help", scene.say("care.sorry"))], turn)
    return replace(said, wish=turn.wish)
