"""A hold that is changed in its place, by the button under its new price: it is never let go in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.refusals import Refused
from core.flows.booking import kept, paying, swapping
from core.flows.booking.wanted import Wanted
from core.flows.turn import Turn
from core.services import own_changes
from core.services.own_changes import Possible
from core.services.scenes import Scene
from core.services.showing import Booking


def make(session: Session, scene: Scene, rest: Sequence[str], wanted: Wanted, booking: Booking) -> Turn:
    """The hold itself changes; another price, or a room taken meanwhile, leads to the same question anew."""
    wanted = swapping.told_by(rest, wanted)
    found = swapping.of_the_same_room(session, wanted, booking)
    same = isinstance(found, Possible) and list(rest[4:5]) == [str(found.quote.total.minor)]
    if not same or not isinstance(found, Possible) or kept.is_checked(booking):
        return swapping.ask(session, scene, wanted, booking, lead=scene.say("stay.looked_again"))
    try:
        own_changes.make_of_hold(session, booking, found, f"chat:move:{booking.id}:{booking.version}")
    except Refused:
        return swapping.ask(session, scene, wanted, booking, lead=scene.say("stay.looked_again"))
    facts = {"what": kept.of_hold(session, scene, booking), "until": kept.until(scene, booking)}
    lead = scene.say("booking.held", code=booking.code, **facts)
    turn = paying.ask_for_money(session, scene, kept.wanted_of(session, booking), booking, lead)
    return replace(turn, memory={**turn.memory, "before": None})
