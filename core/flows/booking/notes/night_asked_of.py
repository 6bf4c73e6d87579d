"""Whether a night is theirs to pay: "la noche del 14 ya la pago?", "is the night of the 17th needed?". Nothing moves.

The night before their first one is needed by who comes before dawn, and is told with what the stay comes to then.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Stay
from core.flows.booking import beside, progress
from core.flows.booking.notes import hour_of_coming, hour_told_anew, noted
from core.flows.booking.progress import Progress, Step
from core.flows.booking.search import looking
from core.flows.booking.wanted import remembered
from core.flows.facts import telling
from core.flows.facts.coming_at import NIGHT_ENDS
from core.flows.heard.gathering import as_before
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.days.before_dawn import is_the_morning_of
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom
from core.services import showing, words
from core.services.scenes import Scene

_MOST_WORDS: Final = 20
_A_NIGHT: Final = timedelta(days=1)
_FIRST_OF_THE_NIGHT: Final = time(1)
_AT: Final = frozenset({Step.CHOICE, Step.YES, Step.NAME})
_OF_A_NIGHT: Final = Seldom(
    r"\b(?:noche|night|noite) (?:(?:del?|of|do|da|the|dia|el) )+(?:[a-z]+ )?(?P<night>\d{1,2})(?!\d)"
    r"(?!(?:st|nd|rd|th)? ?(?:al?|to|ate|-|until|hasta) ?\d)"
    r"|\b(?:pay|pagar|pago|charged?) (?:for )?(?:the|el|o|dia) (?:dia )?(?P<day>\d{1,2})"
)
_WHETHER_OWED: Final = re.compile(
    r"\b(?:hace falta|hay que pagar\w*|ten(?:go|emos) que pagar\w*|se paga|pago|pagamos|necesit\w+|need(?:ed|s)?"
    r"|necessary|required|have to pay|pay(?:ing)? for|precis\w+|tem que pagar|tenho que pagar|inclu\w+"
    r"|cobran?|charged?)\b"
)
_WISHES_FOR_IT: Final = re.compile(
    r"\b(?:add|agreg\w+|sum\w+|acrescent\w+|reserv\w+|book|cancel\w*|sac\w+|tir\w+|drop)\b"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    night = _asked_of(meant.text)
    if night is None or scene.taps or meant.names & FOR_RECALL or meant.changes:
        return None
    scene = replace(scene, memory=as_before(scene))
    said = _told_of(session, scene, night)
    if not said:
        return None
    turn = beside.told(session, scene, said, "told_of_a_night")
    return replace(turn, memory={**turn.memory, "stay": scene.memory.stay, "party": scene.memory.party})


def _asked_of(text: str) -> int | None:
    """The day of the month on which it begins."""
    plain = normalise(text)
    found = _OF_A_NIGHT.search(plain) if len(plain.split()) <= _MOST_WORDS else None
    if found is None or _WISHES_FOR_IT.search(plain) or _WHETHER_OWED.search(plain) is None:
        return None
    return int(found["night"] or found["day"]) if "?" in plain or asks(plain) else None


def _told_of(session: Session, scene: Scene, night: int) -> str:
    made, here = noted.theirs(session, scene), progress.of(scene)
    theirs = made.nights if made is not None else _looked_at(scene, here)
    if theirs is None:
        return ""
    day = next((one for one in theirs.nights if one.day == night), None)
    if day is not None:
        return scene.say("booking.night_is_in", day=words.day(scene, day), dates=words.dates(scene, theirs))
    if night != (theirs.check_in - _A_NIGHT).day:
        return ""
    hour = made.arrives if made is not None else hour_of_coming.told_lately(scene)
    dearer = _with_it(session, scene, here) if made is None and here is not None else ""
    return " ".join(filter(None, (_before_it(scene, theirs, hour), dearer)))


def _looked_at(scene: Scene, here: Progress | None) -> Stay | None:
    return remembered(scene, here).nights if here is not None and here.step in _AT else None


def _before_it(scene: Scene, theirs: Stay, hour: time | None) -> str:
    lately = scene.memory.recent[-hour_told_anew.LATELY :]
    that_morning = any(is_the_morning_of(one, scene.language, theirs.check_in) for one in lately)
    facts = {
        "begins": words.day(scene, theirs.check_in),
        "check_in": telling.hour(scene, scene.hotel.check_in),
        "day": words.day(scene, theirs.check_in - _A_NIGHT),
    }
    if hour is None or not that_morning or not _FIRST_OF_THE_NIGHT <= hour < NIGHT_ENDS:
        return scene.say("booking.night_is_not_in", **facts)
    return scene.say("hours.before_the_first_night", time=telling.hour(scene, hour), **facts)


def _with_it(session: Session, scene: Scene, here: Progress) -> str:
    """Of the one room that is talked about, where it is free that night too."""
    shown = [
        showing.parts_of(session, row) for row in showing.open_in(session, scene.conversation, here.shown)
    ]
    wanted = remembered(scene, here)
    if len(shown) != 1 or wanted.nights is None:
        return ""
    longer = replace(
        wanted.stay, check_in=wanted.nights.check_in - _A_NIGHT, check_out=wanted.nights.check_out
    )
    found = looking.look(session, scene, replace(wanted, stay=replace(longer, nights=None)))
    rooms = [part.room_type.slug for part in shown[0]]
    alike = (one for _, one in found.choices if [part.room_type.slug for part in one] == rooms)
    same = next(alike, None) if found.as_wished else None
    if same is None:
        return ""
    return scene.say("booking.with_that_night", total=words.money(scene, showing.total_of(same)))
