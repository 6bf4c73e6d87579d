""" "Did you note that we come at nine?": told from the hour on the booking, and written down where none stands."""

from __future__ import annotations

from datetime import time
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking.notes import hour_of_coming
from core.flows.facts import arriving, coming_at, telling
from core.services import own_stays
from core.services.own_stays import Booking
from core.services.scenes import Scene

_LATELY: Final = 12
_HALF_A_DAY: Final = 12


def told(session: Session, scene: Scene, made: Booking, words: str) -> str:
    """An hour told in the question is another one, or the one that stands; where none stands it is noted now."""
    hour = arriving.hour_told(words, scene.language)
    if made.arrives is not None:
        same = hour is None or made.arrives in (hour, half_a_day_later(hour))
        key = "noted.comes_at_stands" if same else "noted.comes_at_another"
        return scene.say(key, code=made.code, time=telling.hour(scene, made.arrives))
    if hour is None or not coming_at.is_sure(hour, (words, *scene.memory.recent[-_LATELY:])):
        return scene.say("noted.no_hour", code=made.code)
    own_stays.expect_at(session, made, hour)
    written = hour_of_coming.as_written(scene, made, hour)
    noted_now = f"{scene.say('noted.not_yet')} {written}"
    return "\n".join([noted_now, *hour_of_coming.how_it_is_then(session, scene, made, hour)])


def half_a_day_later(hour: time) -> time:
    """Who says "at nine" of the evening says no more than that."""
    return hour.replace(hour=(hour.hour + _HALF_A_DAY) % 24)


def before_booking(scene: Scene) -> str:
    """As it will stand once a room is taken; nothing where none was told."""
    hour = hour_of_coming.told_lately(scene)
    return scene.say("noted.arrival_at", time=telling.hour(scene, hour)) if hour is not None else ""
