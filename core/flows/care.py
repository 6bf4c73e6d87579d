"""Something is wrong or wanted: complaints, wishes for the room, things left behind, a table or a transfer."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows.flow import Flow
from core.flows.handover import hand_over
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services.scenes import Scene

_REASONS = {
    "complaint": Reason.COMPLAINT,
    "lost_found": Reason.LOST,
    "service_request": Reason.SERVICE,
    "service_booking": Reason.SERVICE,
}


class Care(Flow):
    name = "care"
    wishes = frozenset(_REASONS)

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        wish = next(name for name in _REASONS if name in meant.names)
        return hand_over(scene, _REASONS[wish], wish)
