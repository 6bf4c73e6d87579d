"""An hour told where one is noted already: "1:30 mejor" of whoever comes at one in the night is of the night.

And the hour put right as soon as it was read back: "no, 1 y media de la MADRUGADA", "I meant half one at night".
"""

from __future__ import annotations

from datetime import time
from typing import Final

from core.flows.facts import coming_at, telling
from core.flows.understand import Understanding
from core.flows.understand.entities.clock_times import ClockTime
from core.services.own_stays import Booking
from core.services.scenes import Scene

_HALF_A_DAY, _DAY = 12 * 60, 24 * 60
_NEAR: Final = 4 * 60
_FEW_WORDS: Final = 10
_READ_BACK: Final = ("noted.comes_at", "noted.comes_early")


def beside_the_noted(booking: Booking | None, told: ClockTime, words: str) -> time:
    """Of the two halves of the day the one that lies near what is noted, where nothing tells which is meant."""
    hour = told.at
    if booking is None or booking.arrives is None or told.sure or coming_at.is_of_the_night(words):
        return hour
    other = _on_the_clock(_minutes(hour) + _HALF_A_DAY)
    nearer = min((hour, other), key=lambda one: _apart(one, booking.arrives))
    return nearer if _apart(nearer, booking.arrives) <= _NEAR else hour


def is_alone(meant: Understanding) -> bool:
    """One hour in a few words, and no question."""
    few = len(meant.text.split()) <= _FEW_WORDS and "?" not in meant.text and not meant.stay
    return few and len(meant.entities.times) == 1 and not coming_at.is_of_something_else(meant.text)


def put_right(scene: Scene, meant: Understanding, booking: Booking | None) -> ClockTime | None:
    """Told alone, and right after the noted one was read back."""
    if booking is None or booking.arrives is None or not is_alone(meant):
        return None
    hour, said = telling.hour(scene, booking.arrives), scene.memory.said or ""
    read_back = any(scene.say(key, code=booking.code, time=hour) in said for key in _READ_BACK)
    return meant.entities.times[0] if read_back else None


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _on_the_clock(minutes: int) -> time:
    return time(minutes % _DAY // 60, minutes % 60)


def _apart(one: time, other: time | None) -> int:
    between = abs(_minutes(one) - _minutes(other)) if other is not None else _DAY
    return min(between, _DAY - between)
