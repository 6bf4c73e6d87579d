"""Something is wrong or wanted: complaints, wishes for the room, things left behind, a table or a transfer."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows.flow import Flow
from core.flows.handover import hand_over
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services import tasks
from core.services.scenes import Scene
from core.services.tasks import TaskKind

# In this order: what hurts most comes first.
_REASONS: Final = {
    "complaint": Reason.COMPLAINT,
    "lost_found": Reason.LOST,
    "service_request": Reason.SERVICE,
    "service_booking": Reason.ASKED_SERVICE,
}
_ROOM: Final = re.compile(
    r"(?i)\b(?:hab(?:itaci[oó]n)?|cuarto|caba[ñn]a|pieza|depto|departamento|room|cabin|suite|quarto|chal[eé]|apto)"
    r"\.?\s*(?:n(?:[uú]mero|[°ºro.]*)?\s*|number\s+|#\s*)?(\d{1,4}[a-z]?)\b"
)


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
        return hand_over(scene, _REASONS[wish], wish)


def room_in(words: str) -> str:
    """What the guest calls their room, when the words tell it."""
    found = _ROOM.search(words)
    return found.group(1) if found else ""
