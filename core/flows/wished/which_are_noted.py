"""Which of the wishes that a message tells are noted: some are met already, looked for, or of a room not chosen yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import About
from core.flows.booking import progress
from core.flows.booking.notes import hour_of_coming, noted
from core.flows.booking.progress import Step
from core.flows.booking.search import lower_down
from core.flows.facts import arriving
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.wishes import who_sleeps_there
from core.flows.understand.wishes.named_barely import HEALTH, NEVER_LOST, WHEELS, of_their_allergy
from core.flows.understand.wishes.stay_wishes import PART, StayWish
from core.services import showing
from core.services.own_stays import Booking
from core.services.scenes import Scene

_OF_ANY_ROOM: Final = NEVER_LOST | {
    noted.CAR,
    noted.LATE,
    "celebration",
    "quiet_room",
    "near_each_other",
    "in_the_room",
    PART,
    noted.INVOICE,
    noted.NOTE,
    noted.SURPRISE,
    noted.BAGS,
    noted.BARS,
    noted.FLIGHT,
    noted.NAMES,
}


def more_of_an_allergy(scene: Scene, text: str) -> tuple[StayWish, ...]:
    if not of_their_allergy(text, scene.memory.said_before()):
        return ()
    return (noted.wish_in(noted.ALLERGY, noted.before_booking(scene).get(noted.ALLERGY, text)),)


def without_the_name_asked_for(scene: Scene, wishes: tuple[StayWish, ...]) -> tuple[StayWish, ...]:
    """ "My wife's name is Emma Stone", to whom it was asked in which name the room shall stand."""
    asked = scene.memory.asked is not None and scene.memory.asked.about is About.NAME
    return tuple(wish for wish in wishes if wish.kind != noted.NAMES) if asked else wishes


def without_the_only_room(
    session: Session, booking: Booking | None, wishes: tuple[StayWish, ...]
) -> tuple[StayWish, ...]:
    """Whose one room is tells who comes where there are several; of one alone it is the name of the booking."""
    several = booking is not None and len(showing.together(session, booking.id)) > 1
    if several:
        return wishes
    return tuple(
        one for one in wishes if one.kind != noted.NAMES or not who_sleeps_there.is_of_one_room(one.sentence)
    )


def without_what_is_looked_for(
    session: Session, scene: Scene, meant: Understanding, wishes: tuple[StayWish, ...]
) -> tuple[StayWish, ...]:
    """The rooms on the ground floor are offered, and those that a wheelchair can enter."""
    found = {WHEELS, noted.GROUND} if lower_down.can_be_had(session, scene, meant.text) else {WHEELS}
    return tuple(wish for wish in wishes if wish.kind not in found)


def without_who_is_met(
    session: Session, scene: Scene, booking: Booking | None, wishes: tuple[StayWish, ...]
) -> tuple[tuple[StayWish, ...], Answer | None]:
    """Who comes while reception is open hears that somebody is there, and needs no key laid out."""
    arrival = booking.check_in if booking is not None else None
    for wish in wishes:
        met = arriving.met(scene, wish.sentence, arrival) if wish.kind == noted.LATE and wish.wanted else None
        if met is not None and booking is not None:
            written = hour_of_coming.on_it(session, scene, booking, wish.sentence)
            met = replace(met, text=f"{written}\n{met.text}", facts=(*met.facts, f"booking:{booking.code}"))
        if met is not None:
            return tuple(one for one in wishes if one is not wish), met
    return wishes, None


def of_what_is_offered(scene: Scene, wishes: tuple[StayWish, ...]) -> tuple[StayWish, ...]:
    """Of one room all that is wished for; of several what holds for whichever is taken."""
    here = progress.of(scene)
    if here is not None and here.step is Step.YES and here.shown is not None:
        return wishes
    if here is None or here.step is not Step.CHOICE:
        return ()
    return tuple(wish for wish in wishes if wish.kind in _OF_ANY_ROOM)


def that_concern(scene: Scene, booking: Booking, wishes: tuple[StayWish, ...]) -> tuple[StayWish, ...]:
    """What nobody had asked for needs no taking back; what fewer nights of somebody cost reception says at once."""
    standing = noted.standing(scene, booking)
    said = {*standing, *HEALTH}
    return tuple(wish for wish in wishes if (wish.wanted and wish.kind != PART) or wish.kind in said)
