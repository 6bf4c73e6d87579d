"""When things are open: until when now, when again, and when a guest may come and must leave."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.hours import Hours
from core.domain.knowledge import Answer as Says
from core.domain.knowledge import Subject
from core.flows.facts import arriving, matters, served_at, telling
from core.flows.flow import Flow
from core.flows.heard.hearing import pieces
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.text import normalise
from core.services.scenes import Scene

_SAID: Final = {
    "reception": "hours.reception",
    "breakfast": "hours.breakfast",
    "pool": "hours.pool",
    "restaurant": "hours.restaurant",
    "quiet": "hours.quiet",
}
_LATELY: Final = 3
_SERVED: Final = re.compile(r"\b(?:sirv\w+|serv(?:e|em|en|ed|es|ing|ido|ida)|se (?:desayuna|come|cena))\b")
_WHEN: Final = re.compile(
    r"\b(?:a que hora|que hora|what time|when|cuando|quando|horarios?|hours|abren?|cierran?"
    r"|fecham?|opens?|closes?)\b"
)
# Of these it is worth saying unasked whether they are open now.
_DOORS: Final = frozenset({"reception", "pool", "restaurant"})


class OpeningHours(Flow):
    name = "hours"
    topics = frozenset({"ask_hours"})

    def answer(self, session: Session, scene: Scene, meant: Understanding, topic: str) -> Answer | None:
        if (coming := arriving.at_an_hour(session, scene, meant)) is not None:
            return coming
        if (then := served_at.at_an_hour(session, scene, meant, topic)) is not None:
            return Answer(topic) if "ask_amenity" in meant.names else then
        words = _asking_when(matters.words_about(meant, topic))
        if (by_night := arriving.with_nobody_there(session, scene, meant)) is not None:
            return by_night
        services = _services(scene, words) or _with_hours(scene, meant.text)
        if _SERVED.search(normalise(words)) and services.keys() <= {"check_in", "check_out"}:
            services = _spoken_of_before(scene) or services
        if services.keys() <= {"check_in", "check_out"}:
            return general(scene)
        now = matters.speaks_of("now", matters.words_about(meant, topic))
        told = {service: _service(session, scene, service, now) for service in services}
        for service in (name for name, said in told.items() if said is None):
            telling.unwritten(session, scene, f"hours:{service}")
        lines = [said for said in told.values() if said]
        facts = tuple(f"hours:{service}" for service, said in told.items() if said)
        return Answer(topic, "\n".join(lines), known=None not in told.values(), facts=facts)


def _asking_when(words: str) -> str:
    """Of "do you have pool towels? When does the pool close?" the sentence that asks for an hour, if one does."""
    asking = [piece for piece in pieces(words) if _WHEN.search(normalise(piece))]
    return " ".join(asking) or words


def _services(scene: Scene, words: str) -> dict[str, None]:
    return dict.fromkeys((*matters.named("service", words), *matters.amenities(words, scene.knowledge)))


def _with_hours(scene: Scene, words: str) -> dict[str, None]:
    """ "Is breakfast included, and what time?": what the rest of the message named."""
    return {name: None for name in _services(scene, words) if scene.knowledge.hours(name) is not None}


def _spoken_of_before(scene: Scene) -> dict[str, None]:
    """ "And at what time is it served?", once breakfast was spoken of."""
    lines = reversed(scene.memory.said_before(_LATELY))
    return next((found for line in lines if (found := _with_hours(scene, line))), {})


def general(scene: Scene) -> Answer:
    """Nothing else named: when guests come and go, and when reception is there."""
    hotel = scene.hotel
    text = scene.say(
        "answer.times",
        check_in=telling.hour(scene, hotel.check_in),
        check_out=telling.hour(scene, hotel.check_out),
        hours=telling.week(scene, telling.reception(scene), brief=True),
    )
    return Answer("ask_hours", text, facts=("hotel.check_in", "hotel.check_out", "hours:reception"))


def _service(session: Session, scene: Scene, service: str, now: bool) -> str | None:
    """Nothing where the hotel has not said when."""
    if service == "check_in":
        return scene.say("hours.check_in", time=telling.hour(scene, scene.hotel.check_in))
    if service == "check_out":
        return scene.say("hours.check_out", time=telling.hour(scene, scene.hotel.check_out))
    hours = telling.reception(scene) if service == "reception" else scene.knowledge.hours(service)
    amenity = scene.knowledge.fact(Subject.AMENITY, service)
    if hours is None:
        lacks = amenity is not None and amenity.answer is Says.NO
        return telling.fact(session, scene, amenity) if amenity is not None and lacks else None
    said = _parts(scene, service, hours, now)
    if now:
        said = [*said[1:], said[0]]
    written = scene.knowledge.fact(Subject.HOURS, service)
    if written is not None and written.texts:
        said.append(telling.fact(session, scene, written))
    return " ".join(part for part in said if part)


def _parts(scene: Scene, service: str, hours: Hours, now: bool) -> list[str]:
    state = _now(scene, service, hours) if service != "quiet" and (now or service in _DOORS) else ""
    return [_week(scene, service, hours), _today(scene, hours), state]


def as_told(scene: Scene, service: str, hours: Hours) -> str:
    """Hours as a guest who asked for them reads them now, also hours that nobody has kept yet."""
    return " ".join(part for part in _parts(scene, service, hours, now=False) if part)


def _week(scene: Scene, service: str, hours: Hours) -> str:
    if not any(hours.week):
        return ""
    return scene.say(_SAID.get(service, "hours.own"), hours=telling.week(scene, hours))


def _today(scene: Scene, hours: Hours) -> str:
    """Only where today is not as the week says."""
    day, calendar = scene.local_now.date(), telling.calendar(scene)
    shifts = hours.of_day(day, calendar)
    if shifts == hours.week[day.weekday()]:
        return ""
    holiday = day in calendar
    if not shifts:
        return scene.say("hours.holiday_closed" if holiday else "hours.today_closed")
    told = telling.shifts(scene, shifts)
    return scene.say("hours.holiday" if holiday else "hours.today", hours=told)


def _now(scene: Scene, service: str, hours: Hours) -> str:
    at, calendar = scene.local_now, telling.calendar(scene)
    if hours.is_open(at, calendar):
        closes = hours.closes_at(at, calendar)
        key = "hours.somebody_now" if service == "reception" else "hours.open_until"
        return scene.say(key, time=telling.hour(scene, closes.time())) if closes is not None else ""
    opens = hours.next_opening(at, calendar)
    if opens is None:
        return scene.say("hours.closed")
    key = "hours.nobody_now" if service == "reception" else "hours.opens_again"
    return scene.say(key, when=telling.when(scene, opens))
