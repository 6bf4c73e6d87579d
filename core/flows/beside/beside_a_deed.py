"""What else a message says, beside something that is done by it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core.domain.outgoing import Buttons, Menu, Text
from core.flows import composing
from core.flows.beside import left_unanswered
from core.flows.flow import Flow, Halved
from core.flows.turn import Answer, Turn
from core.services.scenes import Scene


def served(session: Session, scene: Scene, halved: Halved, lead: Sequence[Answer], served: Turn) -> Turn:
    """`served` is the rest as if it had come alone; what nobody understood of it keeps nothing sure from being done."""
    tells = composing.only_tells(halved.scene, served)
    done = halved.done(()) if halved.done is not None and (halved.sure or tells) else None
    if done is not None and halved.rest is not None and not tells:
        reply = composing.reply(scene, lead, done)
        return left_unanswered.passed_on(session, halved.scene, halved.rest, reply)
    return composing.beside_a_deed(scene, lead, served, done)


def overheard(session: Session, flow: Flow, halved: Halved) -> Turn | None:
    """ "The cheapest, Mica Luna. And if I change my mind?": the rule of that very room, without the question it would
    be followed by, and then it is done."""
    if halved.done is None or halved.rest is None:
        return None
    at = halved.at or halved.scene
    turn = flow.overhears(session, at, halved.rest)
    said = _without_the_question(session, flow, at, turn) if turn is not None else ""
    if turn is None or not said or turn.call_person is not None:
        return None
    told = [Answer(turn.wish or turn.step, said, facts=turn.facts)]
    done = halved.done(told)
    return composing.reply(halved.scene, told, done) if done is not None else None


def _without_the_question(session: Session, flow: Flow, at: Scene, turn: Turn) -> str:
    """Nothing where it does more than tell."""
    again = flow.again(session, at)
    if (
        again is None
        or len(turn.says) != 1
        or not again.says
        or turn.goes_on != (again.goes_on or at.memory.data)
    ):
        return ""
    told, asked = turn.says[0], again.says[0]
    if not isinstance(told, Text | Buttons | Menu) or not isinstance(asked, Text | Buttons | Menu):
        return ""
    said = told.body.removesuffix(asked.body)
    return said.strip() if said != told.body else ""
