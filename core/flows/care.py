"""Something is wrong or wanted: complaints, wishes for the room, things left behind, a table or a transfer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows.flow import Flow
from core.flows.person import left_behind
from core.flows.person.handover import hand_over
from core.flows.turn import Turn
from core.flows.understand import Guess, Understanding
from core.services import scenes, tasks
from core.services.scenes import Scene
from core.services.tasks import TaskKind

# In this order: what hurts most comes first.
_REASONS: Final[dict[str, Reason | None]] = {
    "complaint": Reason.COMPLAINT,
    "lost_found": Reason.LOST,
    "service_request": None,
    "service_booking": Reason.ASKED_SERVICE,
}
_ROOM: Final = re.compile(
    r"(?i)\b(?:hab(?:itaci[oó]n)?|cuarto|caba[ñn]a|pieza|depto|departamento|room|cabin|suite|quarto|chal[eé]|apto)"
    r"\.?\s*(?:n(?:[uú]mero|[°ºro.]*)?\s*|number\s+|#\s*)?(\d{1,4}[a-z]?)\b"
)


_SURE: Final = 0.9


class Care(Flow):
    name = "care"
    wishes = frozenset(_REASONS)

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        wish = next((name for name in _REASONS if name in meant.names), None)
        if wish is None:
            return None
        if wish in ("service_request", "lost_found"):
            kind = TaskKind.LOST if wish == "lost_found" else TaskKind.SERVICE
            tasks.open_for_guest(session, scene.conversation, kind, meant.text, room_in(meant.text))
        reason = _REASONS[wish]
        return hand_over(scene, reason, wish) if reason is not None else _noted(scene)

    def overhears(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        """Fetching or posting what was left behind belongs to the note about it."""
        return left_behind.heard(session, scene, meant)


def _noted(scene: Scene) -> Turn:
    """A task is on the list of whoever is at work: nobody has to take the conversation over for two towels."""
    key = "care.noted_now" if scenes.attendance(scene).is_open else "care.noted_later"
    return Turn(says=(Text(scene.say(key)),), memory={"misses": 0, "greeted": True}, step="service_request")


def room_in(words: str) -> str:
    """What the guest calls their room, when the words tell it."""
    found = _ROOM.search(words)
    return found.group(1) if found else ""


def tells_days(meant: Understanding) -> bool:
    """ "Do you decorate the room? From the 11th to the 13th": they would like to come then, too."""
    return meant.stay.complete


def looking_for(meant: Understanding) -> Understanding:
    return replace(meant, intents=(Guess("ask_availability", _SURE),))
