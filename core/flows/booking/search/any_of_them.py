"""Any Saturday in January will do: those on which there is room, with what a night costs, and no question which one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import StaySoFar
from core.domain.stays import Party, Stay
from core.flows.booking import asking
from core.flows.booking.search import free_days, so_far
from core.flows.booking.wanted import Wanted
from core.flows.turn import Turn
from core.flows.understand import StayReading, Understanding
from core.flows.understand.stay import Doubt
from core.flows.understand.text import normalise, says_any
from core.services import free_nights, words
from core.services.free_nights import Stretch
from core.services.scenes import Scene

_WATCHED: Final = ("any", "alg", "ualqui", "ualquer", "un ", "um ", "some", "a ")
_WHEN: Final = (
    r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|segunda|terca|quarta|quinta|sexta|(?:mon|tues|wednes|thurs"
    r"|fri|satur|sun)day|sab|dom|vie|jue|mie|sat|fri)"
)
_ANY: Final = re.compile(
    rf"\b(?:any|alguno? de los|algun|cualquier|qualquer|algum|some|un|um|a)(?: (?:free|other|otro|outro|libre|livre))?"
    rf" {_WHEN}\b|\b{_WHEN}s? (?:cualquiera|qualquer|whatever)\b"
)
# Two may be this one or the next.
_FEWEST: Final = 3


def told(session: Session, scene: Scene, meant: Understanding, wanted: Wanted) -> Turn | None:
    said, plain = meant.stay, normalise(meant.text)
    several = len(said.candidates) >= _FEWEST and said.doubts == (Doubt.WHICH_DAY,)
    if not several or said.period is None or not says_any(plain, _WATCHED) or _ANY.search(plain) is None:
        return None
    stays = _stays(said, wanted)
    party = wanted.people or free_days.whoever_they_are(wanted)
    month = stays[0].check_in.replace(day=1)
    asked = replace(wanted, stay=StaySoFar(nights=said.nights or wanted.stay.nights, month=month))
    found = [one for stay in stays if (one := _whole(session, scene, asked, party, stay)) is not None]
    who = so_far.people(scene, asked) or words.people(scene, party)
    if not found:
        dates = words.dates(scene, Stay(stays[0].check_in, stays[-1].check_out))
        return asking.ask(scene, asked, lead=scene.say("booking.free_none", dates=dates, people=who))
    days = scene.list_of([words.short_dates(scene, one.stay) for one in found])
    lead = scene.say("booking.free_on", dates=days, people=who)
    return free_days.offered(scene, asked, found, lead, every=True)


def _stays(said: StayReading, wanted: Wanted) -> list[Stay]:
    """A day alone is a night, or as many as were told."""
    nights = timedelta(days=said.nights or wanted.stay.nights or 1)
    return [Stay(one.check_in, one.check_in + nights) for one in said.candidates if one.check_in is not None]


def _whole(session: Session, scene: Scene, wanted: Wanted, party: Party, stay: Stay) -> Stretch | None:
    """Only where there is room for all of it."""
    slugs = free_days.types_meant(session, wanted)
    found = free_nights.stretches(session, scene.hotel.id, stay, party, slugs, stay.length)
    return next((one for one in found if one.stay == stay), None)
