"""A hold that its guest wants to keep, for longer perhaps: nothing is let go, and more time is reception's to give."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows.booking import at_hotel, kept
from core.flows.booking.asking import going
from core.flows.booking.progress import Progress, Step
from core.flows.handover import passed_on
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.keeping import (
    asks_for_time,
    holds_on,
    keeps_until,
    pays_later_today,
    pays_this_evening,
)
from core.services.scenes import Scene
from core.services.showing import Booking

_EVENING: Final = 21


def heard(session: Session, scene: Scene, meant: Understanding, booking: Booking) -> Turn | None:
    """The days told with it are none of the stay: what is held stays as it is held."""
    told = kept.still_kept(session, scene, booking)
    late = asks_for_time(meant.text) and not at_hotel.said(meant.text)
    if late and not _tells_of_people(meant):
        if kept.is_checked(booking):
            return _as_it_is(session, booking, told, "is_checked")
        longer = keeps_until(meant.text)
        in_time = (
            not longer and pays_this_evening(meant.text) and reaches_the_evening(scene, booking.hold_until)
        )
        if in_time or (pays_later_today(meant.text) and not longer):
            return _as_it_is(session, booking, told, "is_kept_this_evening")
        said = f"{told} {reception_decides(scene)}"
        turn = _as_it_is(session, booking, said, "asks_for_time")
        return replace(turn, call_person=Reason.ASKED_SERVICE)
    if holds_on(meant.text) and not _tells_of_people(meant) and not meant.stay.check_in:
        return _as_it_is(session, booking, f"{scene.say('booking.not_let_go')} {told}", "holds_on")
    return None


def reaches_the_evening(scene: Scene, until: datetime | None) -> bool:
    """Whether the hour until which a room is kept comes after this evening has begun."""
    begins = scene.local_now.replace(hour=_EVENING, minute=0, second=0, microsecond=0)
    return until is not None and until >= begins


def reception_decides(scene: Scene) -> str:
    then = passed_on(scene, Reason.ASKED)
    return f"{scene.say('booking.more_time')} {then}"


def _as_it_is(session: Session, booking: Booking, said: str, step: str) -> Turn:
    here = Progress(Step.PAY, booking=booking.id)
    return going(here, kept.wanted_of(session, booking), Text(said), None, step, (f"booking:{booking.code}",))


def _tells_of_people(meant: Understanding) -> bool:
    said = meant.entities
    return meant.party is not None or said.adults is not None or said.children is not None
