"""A hold that is over, and the button that looks for the same once more."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.memory import Asked
from core.domain.outgoing import Buttons, Option
from core.flows.booking.asking import WISH
from core.flows.booking.progress import NAME
from core.flows.courtesy import welcome
from core.flows.flow import tap_id
from core.flows.turn import Turn
from core.services import own_stays
from core.services.scenes import Scene
from core.services.showing import Booking


def it_is_over(
    scene: Scene, booking: Booking | None = None, key: str = "booking.is_over", **facts: str
) -> Turn:
    """The flow ends here; the button looks for the stay of the hold, or for what is remembered of the wish."""
    if booking is not None and booking.status == Status.CANCELLED and key == "booking.is_over":
        key = "booking.was_let_go"  # no time ran out: the guest wanted it so
    which = () if booking is None else (str(booking.id),)
    options = (
        Option(tap_id(NAME, "again", *which), scene.say("button.search_again")),
        Option(welcome.PERSON, scene.say("button.person")),
    )
    return Turn(
        says=(Buttons(scene.say(key, **facts), options),),
        asked=Asked.among(options),
        memory={"misses": 0},
        step="hold_over",
        wish=WISH,
    )


def the_last(session: Session, scene: Scene) -> Booking | None:
    """The hold that an old button was about: the newest one, where it came to nothing."""
    theirs = own_stays.lately(session, scene.conversation)
    return theirs[-1] if theirs and theirs[-1].status in (Status.CANCELLED, Status.EXPIRED) else None
