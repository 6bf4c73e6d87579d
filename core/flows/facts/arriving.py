"""Coming at an hour: whether somebody is at reception then, and else how one gets in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.hours import Hours
from core.domain.knowledge import Subject
from core.domain.memory import StaySoFar
from core.flows.facts import coming_at, matters, telling
from core.flows.facts.coming_at import NIGHT_ENDS, hour_of
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.days.before_dawn import is_the_morning_of
from core.flows.understand.entities import read_entities
from core.flows.understand.intents.plainly_said import is_said
from core.flows.understand.text import normalise
from core.services import words
from core.services.own_stays import Booking
from core.services.scenes import Scene

TOPIC: Final = "late_arrival"
_FIRST_OF_THE_NIGHT: Final = time(1)
_WEEK: Final = 7
_NOON: Final = 12
# "Llegamos 20.30", "we land 22.30".
_BARELY: Final = re.compile(r"\b(?P<hour>00|1\d|2[0-3]) ?[.:h] ?(?P<minute>[0-5]\d)\b")
# "Llegamos 20 y pico".
_PAST: Final = re.compile(
    r"\b(?P<hour>1\d|2[0-3]) (?:y|e) (?:pico|algo|moneditas|monedas|pouco|alguma coisa)\b"
)


def at_an_hour(session: Session, scene: Scene, meant: Understanding, *, comes: bool = False) -> Answer | None:
    """Nothing where no hour was said, where it is a usual one, or where it depends on a day nobody has told yet.

    `comes`: it was told that the hour is the one of their coming.
    """
    hour = _hour(scene, meant, comes=comes)
    return at(session, scene, hour) if hour is not None else None


def at(session: Session, scene: Scene, hour: time) -> Answer | None:
    """Whether somebody is there at this hour; nothing where it depends on a day nobody has told yet."""
    if (early := _before_their_first_night(scene, hour)) is not None:
        return early
    open_then = _open_then(scene, hour)
    if len(open_then) > 1:
        return None
    if open_then == {True}:
        return _somebody(scene, hour)
    at_closing = _open_then(scene, _just_before(hour)) == {True}
    key = "hours.until_closing" if at_closing else "hours.nobody_at"
    return _after_hours(session, scene, key, telling.hour(scene, hour))


def _before_their_first_night(scene: Scene, hour: time) -> Answer | None:
    """The room is theirs from the check-in of that day: before it, the night before is one to pay for.

    Nobody is sure of midnight: it ends a day as well as it begins one."""
    first, before_dawn = scene.memory.stay.check_in, _FIRST_OF_THE_NIGHT <= hour < NIGHT_ENDS
    if first is None or not before_dawn or not is_the_morning_of(scene.words, scene.language, first):
        return None
    facts = {
        "begins": words.day(scene, first),
        "check_in": telling.hour(scene, scene.hotel.check_in),
        "time": telling.hour(scene, hour),
        "day": words.day(scene, first - timedelta(days=1)),
    }
    return Answer("ask_hours", scene.say("hours.before_the_first_night", **facts), facts=("hotel.check_in",))


def on_the_day_of(
    session: Session, scene: Scene, meant: Understanding, booking: Booking | None
) -> Answer | None:
    """Whether somebody is there then, on the day of this booking; else what the hotel says of coming late."""
    if booking is not None:
        stay = StaySoFar(booking.check_in, booking.check_out)
        scene = replace(scene, memory=replace(scene.memory, stay=stay))
    told = at_an_hour(session, scene, meant, comes=True)
    if told is not None:
        return told
    written = scene.knowledge.fact(Subject.POLICY, TOPIC)
    if written is None:
        return None
    return Answer("ask_policy", telling.fact(session, scene, written), facts=(f"policy:{TOPIC}",))


def met(scene: Scene, words: str, arrival: date | None = None) -> Answer | None:
    """ "We get there at half past eight" is no late arrival where reception is open until ten."""
    hour = hour_told(words, scene.language)
    if hour is None or _open_then(scene, hour, arrival) != {True}:
        return None
    return _somebody(scene, hour)


def _somebody(scene: Scene, hour: time) -> Answer:
    told = scene.say("hours.somebody_at", time=telling.hour(scene, hour))
    return Answer("ask_hours", told, facts=("hours:reception",))


def hour_told(words: str, lang: str) -> time | None:
    """In a line that is known to tell of their coming."""
    times = read_entities(words, lang).times
    if times:
        return times[-1].at
    barely = _BARELY.search(words)
    if barely is not None:
        return time(int(barely["hour"]), int(barely["minute"]))
    past = _PAST.search(normalise(words))
    return time(int(past["hour"])) if past is not None else None


def _open_then(scene: Scene, hour: time, arrival: date | None = None) -> set[bool]:
    """On the day of their coming; on every day of a week while nobody knows it."""
    hours, arrival = telling.reception(scene), arrival or scene.memory.stay.check_in
    first = arrival or scene.local_now.date()
    days = [first + timedelta(days=ahead) for ahead in range(1 if arrival else _WEEK)]
    return {_is_open(scene, hours, datetime.combine(day, hour)) for day in days}


def _just_before(hour: time) -> time:
    return (datetime.combine(date.min + timedelta(days=1), hour) - timedelta(minutes=1)).time()


def with_nobody_there(session: Session, scene: Scene, meant: Understanding) -> Answer | None:
    """ "And if nobody opens at night?": reception's hours, and how one gets in after them."""
    written = scene.knowledge.fact(Subject.POLICY, TOPIC)
    if written is None or not is_said("nobody_opens", normalise(meant.text)):
        return None
    week = telling.week(scene, telling.reception(scene), brief=True)
    told = f"{scene.say('hours.reception', hours=week)} {telling.fact(session, scene, written)}"
    return Answer("ask_hours", told, facts=("hours:reception", f"policy:{TOPIC}"))


def _hour(scene: Scene, meant: Understanding, *, comes: bool) -> time | None:
    """By day it is a question of the check-in."""
    others = set(matters.named("service", meant.text)) - {"reception", "check_in"}
    hour = _still_to_come(scene, hour_of(meant))
    if hour is None or not (comes or (not others and coming_at.comes(meant, scene.memory.wish))):
        return None
    return None if NIGHT_ENDS <= hour < scene.hotel.check_in else hour


def _still_to_come(scene: Scene, hour: time | None) -> time | None:
    """Who comes today at half past ten and writes at three comes in the evening."""
    now = scene.local_now
    today = scene.memory.stay.check_in == now.date()
    if hour is None or not today or not NIGHT_ENDS <= hour < now.time() or hour.hour >= _NOON:
        return hour
    return hour.replace(hour=hour.hour + _NOON)


def _is_open(scene: Scene, hours: Hours, moment: datetime) -> bool:
    night = timedelta(days=1) if moment.time() < NIGHT_ENDS else timedelta()
    return hours.is_open(moment + night, telling.calendar(scene))


def _after_hours(session: Session, scene: Scene, key: str, said: str) -> Answer:
    """How one gets in then is the hotel's to say; where it has not, a person does."""
    nobody = scene.say(key, time=said)
    written = scene.knowledge.fact(Subject.POLICY, TOPIC)
    if written is not None:
        told = f"{nobody} {telling.fact(session, scene, written)}"
        return Answer("ask_hours", told, facts=("hours:reception", f"policy:{TOPIC}"))
    telling.unwritten(session, scene, TOPIC)
    week = telling.week(scene, telling.reception(scene), brief=True)
    told = f"{nobody} {scene.say('hours.reception', hours=week)}"
    return Answer("ask_hours", told, known=False, facts=("hours:reception",), lacks=TOPIC)
