"""Whoever only says which booking is theirs, "soy la de la reserva del 4": how it stands, and nothing begun over it.

So is whoever tells the day on which they come, where that is the day of their stay: "voy con mi esposa el 4".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Stay
from core.flows.stays import serving, which
from core.flows.stays.progress import NAME, Matter, Request
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.own_stay import own_booking
from core.flows.understand.own_stay.which_booking import named_by_its_days
from core.flows.understand.text import normalise
from core.services import showing, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

_ONLY_NAMES_IT: Final = COURTESIES | {
    "inform", "modify_booking", "book", "booking_status", "confirm_booking", "out_of_scope", "help", "yes",
    "ask_availability",
}  # fmt: skip


def without_its_days(session: Session, scene: Scene) -> Scene:
    """ "I have a booking for the 4th to the 7th. May we leave on the 6th?": of their only one the rest alone is new."""
    if scene.taps or scene.again or (named := named_by_its_days(scene.words)) is None:
        return scene
    found = which.standing(session, scene, Matter.STATUS)
    if len(found) != 1:
        return scene
    booked: Stay = words.from_to(showing.together(session, found[0].id))
    same = booked.check_in.day == named.first and named.last in (None, booked.check_out.day)
    of_its_month = named.month in (None, booked.check_in.month, booked.check_out.month)
    return replace(scene, part=named.rest) if same and of_its_month else scene


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    said, stay = meant.entities, meant.stay
    if "?" in meant.text or not meant.names <= _ONLY_NAMES_IT or meant.changes or stay.extra_nights:
        return None
    if said.rooms or said.amenities or said.children or said.times:
        return None
    plain = normalise(meant.text)
    named, comes = own_booking.names_it(plain), own_booking.comes_on_a_day(plain)
    if not (named or (comes and stay.check_in)) or not which.nothing_else_is_open(session, scene):
        return None
    found = which.standing(session, scene, Matter.STATUS)
    theirs = [one for one in found if _agrees(session, one, meant)]
    if len(theirs) != 1 or (len(found) > 1 and not stay):
        return None
    turn = serving.serve(session, scene, Request(Matter.STATUS), theirs[0])
    return replace(turn, flow=NAME, by=NAME)


def _agrees(session: Session, booking: Booking, meant: Understanding) -> bool:
    """Nothing of what is told is otherwise than it is booked."""
    booked: Stay = words.from_to(showing.together(session, booking.id))
    ends = (meant.stay.check_in, meant.stay.check_out)
    if any(
        day not in (None, end) for day, end in zip(ends, (booked.check_in, booked.check_out), strict=True)
    ):
        return False
    heads = meant.entities.people if meant.entities.people is not None else meant.entities.adults
    return meant.stay.nights in (None, booked.length) and heads in (None, booking.party.guests)
