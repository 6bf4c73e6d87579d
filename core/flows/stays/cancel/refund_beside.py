"""Two matters of one stay in a message, one of them the money that should come back: both are answered."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows import composing
from core.flows.heard import hearing
from core.flows.person.handover import in_words
from core.flows.stays import serving, which
from core.flows.stays.change import change_wished, joined
from core.flows.stays.progress import NAME, Matter, Request
from core.flows.turn import Answer, Turn
from core.flows.understand import Guess, Understanding
from core.flows.understand.intents.deciding import decide
from core.services import paying, scenes, sending_back, showing, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

_AND: Final = re.compile(r"(?i)\s+(?:y|and|e|pero|but|mas|also)\s+(?=\S+\s+\S)")
_TELLS: Final = frozenset({"inform", "yes", "ask_availability", "modify_booking", "greet"})
# Who wants money back is sent no link to pay more.
_NEVER_BESIDE_IT: Final = frozenset({Matter.CANCEL, Matter.REFUND, Matter.INVOICE, Matter.PAY})


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if Matter.REFUND not in meant.names or paying.open_hold(session, scene.conversation) is not None:
        return None
    rest = _without_it(meant.text)
    found = which.candidates(session, scene, Matter.REFUND) if rest else []
    if not found:
        return None
    other = hearing.hear_words(scene, rest)
    if other.again:  # whoever this very message told of is remembered by now
        other = replace(other, changes=meant.changes)
    turn = _the_other_matter(session, scene, other)
    return _with_the_money(session, scene, turn, found[0]) if turn is not None else None


def _without_it(text: str) -> str:
    """The pieces that speak of something else."""
    parts = [part.strip() for piece in hearing.pieces(text) for part in _AND.split(piece)]
    others = [part for part in parts if part and Matter.REFUND not in {g.name for g in decide(part).intents}]
    return ". ".join(others)


def _the_other_matter(session: Session, scene: Scene, rest: Understanding) -> Turn | None:
    if (turn := joined.overheard(session, scene, rest)) is not None:
        return turn
    if (rest.entities.adults or rest.entities.people) and not rest.stay and rest.names <= _TELLS:
        rest = replace(rest, intents=(Guess(str(Matter.CHANGE), 1.0),), answer=True)
    wished = next((g.name for g in rest.intents if g.name in set(Matter)), None)
    if wished is None or not rest.answer or Matter(wished) in _NEVER_BESIDE_IT:
        return None
    matter = Matter(wished)
    if not which.candidates(session, scene, matter):
        return None
    changes = change_wished.read(rest) if matter is Matter.CHANGE else {}
    turn = serving.begin(session, scene, which.with_hour(Request(matter, changes=changes), rest), rest)
    return replace(turn, flow=NAME, by=NAME)


def _with_the_money(session: Session, scene: Scene, turn: Turn, booking: Booking) -> Turn:
    """How far it is on its way; where none is, reception looks, and the other matter goes on."""
    group = showing.together(session, booking.id)
    way = sending_back.way_of(session, group)
    code = group[0].code
    if way.under_way:
        said = scene.say("stay.going_back", amount=words.money(scene, way.under_way), code=code)
    elif way.done:
        said = scene.say("stay.went_back", amount=words.money(scene, way.done), code=code)
    elif turn.call_person is not None:
        said = scene.say("stay.no_refund_too", code=code)
    else:
        by = in_words(scene, scenes.promised_by(scene, Reason.BOOKING))
        said = scene.say("stay.no_refund_yet", code=code, when=by)
    told = composing.reply(scene, [Answer(Matter.REFUND, said)], turn)
    asks = not way.under_way and not way.done
    called = turn.call_person or (Reason.BOOKING if asks else None)
    return replace(told, call_person=called, wish=turn.wish)
