"""A car that is noted for the day of arrival goes with it when the stay moves."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from core.flows.booking.notes import as_said, noted
from core.flows.understand.wishes import which_way
from core.services.own_stays import Booking
from core.services.scenes import Scene


def follows(session: Session, scene: Scene, booking: Booking, before: date) -> str:
    """What is said of it; nothing where no car is noted, or one for another day."""
    words = noted.standing(scene, booking).get(noted.CAR)
    if words is None or which_way.read(words).day != before.day or booking.check_in.day == before.day:
        return ""
    return on(session, scene, booking, words, booking.check_in.day)


def on(session: Session, scene: Scene, booking: Booking, words: str, day: int) -> str:
    told = which_way.on_another_day(words, as_said.ordinal(scene.language, day))
    noted.keep(session, scene, booking, noted.CAR, told, wanted=True)
    wishes = noted.names_as_told(scene, {noted.CAR: told})
    return scene.say("noted.wish", code=booking.code, wishes=wishes)
