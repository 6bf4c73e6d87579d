"""An invoice asked for in passing: the flow under way says its own, and a person sees to the paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows import composing
from core.flows.booking.progress import NAME as BOOKING
from core.flows.care import tells_days
from core.flows.facts.terms import ROOM_WISHES
from core.flows.person.handover import promise
from core.flows.stays import which
from core.flows.stays.progress import Matter
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.alarms.misheard import asks_for_a_quotation
from core.services.scenes import Scene

WISH: Final = "invoice"
_PAY: Final = "pay"
_ALOUD: Final = 0.85


def is_beside_a_search(session: Session, scene: Scene, meant: Understanding) -> bool:
    """ "A double from the 4th to the 6th, with an invoice": of a room to come, and of no stay that was."""
    who = meant.entities.people or meant.entities.adults
    looks = tells_days(meant) or meant.names & ROOM_WISHES or (who and meant.entities.room_type)
    if not meant.answer or WISH not in meant.names or not looks or which.codes_in(meant):
        return False
    return not which.candidates(session, scene, Matter.INVOICE)


def before_booking(
    session: Session, scene: Scene, meant: Understanding, again: Callable[[Session, Scene], Turn | None]
) -> Turn | None:
    """ "Do I get an invoice?", "send me the link" before a booking: answered, and the offer stays to be taken."""
    if scene.memory.flow != BOOKING or meant.names not in ({WISH}, {_PAY}):
        return None
    if which.codes_in(meant) or which.candidates(session, scene, Matter.PAY):
        return None
    turn = again(session, scene)
    if turn is None or not turn.says:
        return None
    if WISH in meant.names:
        return asked_beside(scene, meant, turn)
    return composing.reply(scene, [Answer(_PAY, scene.say("confirmation.link_comes"))], turn)


def asked_beside(scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """ "How much is it, and do you issue invoices?": the flow under way tells the price, a person does the other."""
    asked = any(guess.name == WISH and guess.confidence >= _ALOUD for guess in meant.intents)
    if not asked or not meant.answer or turn.call_person is not None or not turn.says:
        return turn
    paper = "handover.quotation" if asks_for_a_quotation(meant.text) else "handover.invoice"
    said = f"{scene.say(paper)} {promise(scene, Reason.ASKED)}"
    told = composing.reply(scene, [Answer(WISH, said)], turn)
    return replace(told, call_person=Reason.BOOKING, wish=turn.wish)
