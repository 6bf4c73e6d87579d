"""An invoice asked for in passing: the flow under way says its own, and a person sees to the paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.domain.conversations import Reason
from core.flows import composing
from core.flows.handover import promise
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.services.scenes import Scene

WISH: Final = "invoice"
_ALOUD: Final = 0.85


def asked_beside(scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """ "How much is it, and do you issue invoices?": the flow under way tells the price, a person does the other."""
    asked = any(guess.name == WISH and guess.confidence >= _ALOUD for guess in meant.intents)
    if not asked or not meant.answer or turn.call_person is not None or not turn.says:
        return turn
    said = f"{scene.say('handover.invoice')} {promise(scene, Reason.ASKED)}"
    told = composing.reply(scene, [Answer(WISH, said)], turn)
    return replace(told, call_person=Reason.BOOKING, wish=turn.wish)
