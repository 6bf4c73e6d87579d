"""Three names that are noted for two people: it is said, for nobody is added by being noted."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from core.flows.booking.wanted import remembered
from core.flows.understand.wishes import names_listed, stay_wishes
from core.flows.understand.wishes.stay_wishes import StayWish
from core.services import showing
from core.services.own_stays import Booking
from core.services.scenes import Scene


def more_than_booked(
    session: Session, scene: Scene, booking: Booking | None, wishes: Iterable[StayWish]
) -> list[str]:
    """Before a booking, more than those who were told."""
    people = _people(session, scene, booking)
    names = max((len(names_listed.listed_in(wish)) for wish in wishes), default=0)
    if not people or names <= people:
        return []
    return [scene.say("noted.more_names", names=str(names), people=str(people))]


def told_with_the_order(session: Session, scene: Scene, booking: Booking) -> list[str]:
    """ "Reservala, y anotá que somos Nahuel, Ciro y Thiago"."""
    return more_than_booked(session, scene, booking, stay_wishes.told(scene.words))


def _people(session: Session, scene: Scene, booking: Booking | None) -> int:
    if booking is not None:
        return sum(one.party.guests for one in showing.together(session, booking.id))
    told = remembered(scene, None).people
    return told.guests if told is not None else 0
