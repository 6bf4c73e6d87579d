"""The call for a person that stands: what weighs more than it, what is added to it, and what it is owed for."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows import echoes
from core.flows.person import knocking
from core.flows.stays.change import by_reception
from core.flows.turn import SILENCE, Turn
from core.services import handovers
from core.services.scenes import Scene

# A person was called for a part of the matter; the rest of it can go on.
LIGHT: Final = frozenset(
    {
        Reason.NOT_UNDERSTOOD,
        Reason.BOOKING,
        Reason.SENT_A_FILE,
        Reason.UNKNOWN,
        Reason.ASKED_SERVICE,
        Reason.LOST,
        Reason.HOUSE_FAILED,
    }
)
# The person was called for the guest: only what is surely understood is answered before they come.
THEIRS: Final = frozenset({Reason.ASKED, Reason.COMPLAINT, Reason.UPSET})
HEAVY: Final = THEIRS | {Reason.URGENT}
# Another matter for the person who is coming anyway: said to be passed on, once, and never met with silence.
ALSO_FOR_THEM: Final = frozenset({Reason.UNKNOWN, Reason.BOOKING, Reason.ASKED_SERVICE, Reason.LOST})
# What memory keeps of this call: what was said once, and that reception owes more than somebody to talk to.
_ADDED, OWED, PASSED_ON = "added", "owed", "passed_on"


def is_urgent(scene: Scene) -> bool:
    return scene.conversation.handover_reason == Reason.URGENT


def also_for_them(session: Session, scene: Scene, turn: Turn) -> Turn:
    """What it costs, why not, and a question that goes on are said as ever; the rest is passed on, and said so once.

    The reason that weighed more stays the reason; whoever comes reads the newest words.
    """
    told, added = scene.memory.told, f"{_ADDED}:{turn.wish or ''}"
    tells_more = by_reception.explains(turn) or (turn.call_person is Reason.UNKNOWN and turn.facts)
    explains = tells_more and not echoes.is_one(scene, turn)
    memory = {**turn.memory, "told": (*told, added, OWED)}
    if turn.says and (turn.goes_on or explains):
        return replace(turn, call_person=with_newer_words(session, scene), memory=memory)
    if added in told:
        return SILENCE
    key = "handover.added" if turn.call_person is Reason.UNKNOWN else "handover.added_wish"
    return Turn(says=(Text(scene.say(key)),), memory={"told": memory["told"]}, step=_ADDED)


def called_louder(session: Session, scene: Scene, turn: Turn) -> Turn:
    """A new reason is a new promise; who insists hears by when, once, and whoever comes reads their newest words."""
    reason = scene.conversation.handover_reason
    if reason == Reason.URGENT:
        return SILENCE
    if turn.call_person is Reason.URGENT or (reason == Reason.ASKED and turn.call_person is not Reason.ASKED):
        return turn
    if reason in LIGHT:
        kept = knocking.called_anew(scene.memory).told
        return replace(turn, memory={**turn.memory, "told": (*kept, OWED)})
    return replace(knocking.insisted(session, scene), call_person=with_newer_words(session, scene))


def with_newer_words(session: Session, scene: Scene) -> Reason | None:
    """The same call once more, but for danger, which rings; a promise that was broken already is not given anew."""
    if is_urgent(scene) or handovers.promised(session, scene.conversation) is None:
        return None
    return Reason(str(scene.conversation.handover_reason))
