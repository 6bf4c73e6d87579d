"""What staff must say yes to: a task on their list with booking and price, and a promise to the guest."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows.person.handover import hand_over, promise
from core.flows.stays.progress import Matter
from core.flows.turn import Turn
from core.services import tasks
from core.services.own_stays import Booking
from core.services.scenes import Scene
from core.services.tasks import TaskKind


def ask_staff(session: Session, scene: Scene, booking: Booking, what: str, matter: Matter) -> Turn:
    tasks.open_for_guest(session, scene.conversation, TaskKind.SERVICE, what)
    turn = hand_over(scene, Reason.BOOKING, "asked_staff")
    body = f"{scene.say('stay.asked_staff')} {promise(scene, Reason.ASKED)}"
    return replace(turn, says=(Text(body),), wish=str(matter), facts=(f"booking:{booking.code}",))
