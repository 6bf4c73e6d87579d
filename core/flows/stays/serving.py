"""Each matter's own way, once it is clear which booking it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows.person.handover import hand_over
from core.flows.stays import which
from core.flows.stays.cancel import cancelling
from core.flows.stays.change import changing
from core.flows.stays.hour import hours
from core.flows.stays.owed import money
from core.flows.stays.progress import Matter, Request
from core.flows.stays.told import standing
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services.own_stays import Booking
from core.services.scenes import Scene

Serve = Callable[[Session, Scene, Request, Booking, str], Turn]
WAYS: Final[dict[Matter, Serve]] = {
    Matter.STATUS: standing.serve,
    Matter.LATE: hours.serve,
    Matter.EARLY: hours.serve,
    Matter.CANCEL: cancelling.serve,
    Matter.CHANGE: changing.serve,
    Matter.PAY: money.pay,
    Matter.REFUND: money.refund,
    Matter.INVOICE: money.with_a_person,
}
# Of a booking that is no more its guest hears what became of it.
_TOLD_AFTERWARDS: Final = frozenset({Matter.STATUS, Matter.CANCEL})
# Without a booking there is nothing about these that a code would settle.
_FOR_PEOPLE: Final = frozenset({Matter.REFUND, Matter.INVOICE})


def serve(session: Session, scene: Scene, request: Request, booking: Booking, lead: str = "") -> Turn:
    return WAYS[request.matter](session, scene, request, booking, lead)


def begin(session: Session, scene: Scene, request: Request, meant: Understanding) -> Turn:
    """Finds out which booking is meant, asking as little as possible."""
    codes = which.codes_in(meant)
    if codes:
        booking = which.find(session, scene, codes, meant)
        if booking is None:
            return which.ask_code(scene, request, scene.say("stay.unknown_code"))
        return serve(session, scene, request, booking)
    found = which.candidates(session, scene, request.matter)
    if request.matter is not Matter.CHANGE:
        found = which.named_by_days(found, meant)
    if len(found) == 1:
        return serve(session, scene, request, found[0])
    if found:
        return which.choose(session, scene, request, found)
    if request.matter in _TOLD_AFTERWARDS and (over := which.lately_over(session, scene)) is not None:
        return standing.serve(session, scene, request, over)
    if request.matter in _FOR_PEOPLE:
        return hand_over(scene, Reason.BOOKING, "no_booking_known")
    return which.ask_code(scene, request)
