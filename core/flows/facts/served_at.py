"""Breakfast "at six?": whether it is served at the hour that is asked, from the hours alone."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.hours import Hours
from core.flows.facts import matters, telling
from core.flows.facts.coming_at import comes
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks, wants_either
from core.flows.understand.text import has_figures, normalise
from core.services.scenes import Scene

_ANOTHER_HOUR: Final = "another_hour"
_SAID: Final = {"breakfast": "hours.breakfast"}
_WEEK: Final = 7
_ASKED: Final = re.compile(
    r"\b(?:se puede|puede ser|puedo|podemos|podria\w*|can|could|posso|da pra|tem como)\b"
)
_SENTENCES: Final = re.compile(r"[.?!\n]+")
_FROM_OR_UNTIL: Final = re.compile(
    r"\b(?:antes|before|hasta|ate|until|till|a partir|desde|from|despues|depois|after)\b"
)


def at_an_hour(session: Session, scene: Scene, meant: Understanding, topic: str) -> Answer | None:
    """Where it is not served then on any day reception is asked whether it can be; nothing where no hour is told."""
    hour = _hour_asked(scene, meant)
    if hour is None:
        return None
    found = {name: scene.knowledge.hours(name) for name in matters.amenities(meant.text, scene.knowledge)}
    known = [(name, hours) for name, hours in found.items() if name in _SAID and hours is not None]
    if len(known) != 1:
        return None
    name, hours = known[0]
    told = scene.say(_SAID[name], hours=telling.week(scene, hours))
    if _is_open_some_day(scene, hours, hour):
        return Answer(topic, told, facts=(f"hours:{name}",))
    telling.unwritten(session, scene, f"hours:{name}")
    return Answer(topic, told, known=False, facts=(f"hours:{name}",), lacks=_ANOTHER_HOUR)


def _hour_asked(scene: Scene, meant: Understanding) -> time | None:
    times, plain = meant.entities.times, normalise(meant.text)
    asked = asks(meant.text) or wants_either(meant.text) or _ASKED.search(plain) or "?" in plain
    of_it = any(_is_of_one(scene, sentence) for sentence in _SENTENCES.split(meant.text))
    if len(times) != 1 or not asked or not of_it or comes(meant, scene.memory.wish):
        return None
    return times[0].at


def _is_of_one(scene: Scene, sentence: str) -> bool:
    """The hour and the meal stand together; "before seven" the hours themselves answer."""
    meal = any(name in _SAID for name in matters.amenities(sentence, scene.knowledge))
    return meal and has_figures(sentence) and _FROM_OR_UNTIL.search(normalise(sentence)) is None


def _is_open_some_day(scene: Scene, hours: Hours, hour: time) -> bool:
    calendar, today = telling.calendar(scene), scene.local_now.date()
    days = (today + timedelta(days=ahead) for ahead in range(_WEEK))
    return any(hours.is_open(datetime.combine(day, hour), calendar) for day in days)
