"""A booked stay that is to be longer or shorter, told in so many words: the same stay, priced as a change.

"May we leave earlier?" names no day: what that means for the booking is asked, and going home early needs no leave.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from core.domain.memory import About, Asked
from core.domain.outgoing import Text
from core.flows.stays import progress, serving, which
from core.flows.stays.change import against, change_wished
from core.flows.stays.progress import Matter, Progress, Request, Step, going
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.days import one_end
from core.flows.understand.days.day_instead import day_instead, speaks_of_another_day
from core.flows.understand.days.longer import moved
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.stay import Clock
from core.flows.understand.text import normalise, numbered
from core.services import words
from core.services.own_stays import Booking
from core.services.scenes import Scene

_LEAVES: Final = "leaves"
_A_MONTH: Final = 32
_A_WEEK: Final = 7
# "We got it wrong, it was from the 5th to the 9th."
_MISTAKEN: Final = re.compile(
    r"\b(?:equivo\w+|confundi\w*|me pifie|(?:got|booked|put|have) (?:it|the (?:dates|days)|that) wrong"
    r"|wrong (?:dates|days)"
    r"|(?:my|a) mistake|errei|erramos|enganei|err(?:e|amos) (?:la|las|de)|puse mal|pusimos mal"
    r"|mal la(?:s)? fechas?)\b"
)
_ANOTHER: Final = re.compile(r"\b(?:otr[oa]s?|another|outr[oa]s?|nueva|nova|new|second|segunda)\b")
# "Extend it to the 18th", "we leave on the 14th": a day on which they go.
_GOES_ON_UNTIL: Final = re.compile(
    r"\b(?:qued\w+|extend\w*|exten\w+|stay\w*|fic(?:ar|amos|o)|estend\w+|prolong\w+|alarg\w+|irnos|irme"
    r"|nos vamos|me voy|leav(?:e|ing)|sair|saimos|salimos|ir embora"
    r"|dej(?:emos|a|amos|ar|en)(?:l[ao])?|keep|deix(?:a|ar|amos))\b(?: [a-z]+){0,4}? ?"
    r"(?:(?:hasta|until|till?|to|thru|through|ate|el|on|no|the|dia|o) )+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
    r"(?! ?(?:hs|h|horas|am|pm|:|people|personas|noches?|nights?|de la |da (?:tarde|manha|noite)|in the ))"
)
# "Add the night of the 14th": one more at the end or before the beginning, whichever it lies next to.
_THAT_NIGHT_TOO: Final = re.compile(
    r"\b(?:add\w*|agreg\w+|sum(?:a|ar|ale|anos|en)|anad\w+|acrescent\w+|also|too|tambien|tambem|extra|more|mas|mais|otra"
    r"|outra|another)\b[^.!?]{0,30}?\b(?:night|noche|noite),? (?:(?:of|on|del?|do|el|the|dia|o) )*(?P<day>\d{1,2})"
    r"(?:st|nd|rd|th)?\b(?! ?(?:al?|to|ao|-|until|hasta|ate|y|and|e) ?\d)"
)
_MONTH: Final = re.compile(
    r"\b(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic|jan|apr|aug|dec|fev|mai|out|dez)[a-z]*\b|/"
)
_LEAVES_EARLIER: Final = re.compile(
    r"\b(?:pod(?:emos|riamos|ria)|pued[eo]|se puede|hay problema si|can|could|may|if|posso|da (?:para|pra)"
    r"|tudo bem se)\b(?: (?:nos|me|we|i|a gente))? ?(?:irnos|irme|nos vamos|me voy|leave|sair|saimos|ir embora|salir)"
    r" (?:mas |mais )?(?:antes|earlier|early|temprano|cedo)(?: de tiempo)?[ ?!.]*$"
)


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if meant.changes:
        return None
    plain = normalise(meant.text)
    leaves, until = _LEAVES_EARLIER.search(plain) is not None, _GOES_ON_UNTIL.search(plain)
    more = bool(meant.stay.extra_nights) and not meant.stay
    both = (
        moved(meant.text, meant.language.spoken)
        if not (meant.stay.check_in or meant.stay.check_out)
        else None
    )
    spoken = numbered(plain, meant.language.spoken)
    instead = speaks_of_another_day(spoken) is not None
    end = one_end.is_told(spoken)
    mistaken = _MISTAKEN.search(plain) is not None and meant.stay.complete
    night = _THAT_NIGHT_TOO.search(plain)
    told = leaves or until or more or both or instead or end or mistaken or night
    if not told or meant.names & FOR_RECALL - {"opt_out"}:
        return None
    booking = _theirs(session, scene) if which.nothing_else_is_open(session, scene) else None
    if booking is None:
        return None
    booked = (booking.check_in, booking.check_out)
    swapped = _with_that_night(booked, night) or day_instead(spoken, booked)
    swapped = swapped or (_other_end(scene, meant, spoken, booked) if end else None)
    if swapped is not None:
        changes = {"check_in": swapped[0].isoformat(), "check_out": swapped[1].isoformat()}
    elif both is not None:
        first, last = (
            day + timedelta(days=by)
            for day, by in zip((booking.check_in, booking.check_out), both, strict=True)
        )
        changes = {"check_in": first.isoformat(), "check_out": last.isoformat()} if first < last else {}
    elif mistaken:
        changes = against.changes(scene, booking, meant)
    elif until is not None:
        going_home = _departure(booking, int(until["day"]), plain, meant)
        changes = {"check_out": going_home.isoformat()} if going_home is not None else {}
    else:
        changes = change_wished.read(meant) if not (instead or end) or more else {}
    if not (changes or leaves):
        return None
    request = Request(Matter.CHANGE, changes=changes)
    turn = serving.begin(session, scene, request, meant) if changes else _asked_which_day(scene, booking)
    return replace(turn, flow=progress.NAME, by=progress.NAME)


def _with_that_night(booked: one_end.Days, night: re.Match[str] | None) -> one_end.Days | None:
    number = int(night["day"]) if night is not None else 0
    first, last = booked
    before = first - timedelta(days=1)
    if last.day == number:
        return first, last + timedelta(days=1)
    return (before, last) if before.day == number else None


def _other_end(scene: Scene, meant: Understanding, spoken: str, booked: one_end.Days) -> one_end.Days | None:
    """A day near the one that is booked; of another stay, days of it are told, or that it is another."""
    if _ANOTHER.search(spoken):
        return None
    clock = Clock(scene.now, scene.hotel.timezone, scene.hotel.country)
    return one_end.ends_told(spoken, meant.language.spoken, clock, booked, _A_WEEK)


def _departure(booking: Booking, number: int, plain: str, meant: Understanding) -> date | None:
    """The first day with this number after they have come; of another month that was told nothing is guessed."""
    ahead = (booking.check_in + timedelta(days=days) for days in range(1, _A_MONTH))
    found = next((day for day in ahead if day.day == number), None)
    told = {day for day in (meant.stay.check_in, meant.stay.check_out) if day is not None}
    two_ends = meant.stay.check_in is not None and meant.stay.check_out is not None
    return None if two_ends or (_MONTH.search(plain) and told != {found}) else found


def _theirs(session: Session, scene: Scene) -> Booking | None:
    found = which.standing(session, scene, Matter.CHANGE)
    return found[0] if found else None


def _asked_which_day(scene: Scene, booking: Booking) -> Turn:
    asked = Request(Matter.CHANGE, changes={_LEAVES: True})
    said = Text(scene.say("stay.leave_early", code=booking.code, dates=words.dates(scene, booking.nights)))
    here = Progress(Step.CHANGES, asked, booking.code)
    return going(scene, here, said, Asked(About.OTHER), "asked_when_they_leave")


def with_departure(booking: Booking, before: Mapping[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """ "On the 14th", after "may we leave earlier?", is the day of the stay with this number, on which they go."""
    told = said.get("check_out") or said.get("check_in")
    if not before.get(_LEAVES) or not told or said.get("nights"):
        return said
    number = date.fromisoformat(told).day
    days = (booking.check_in + timedelta(days=ahead) for ahead in range(1, booking.nights.length + 1))
    going_home = next((day for day in days if day.day == number), None)
    others = {name: value for name, value in said.items() if name not in ("check_in", "check_out")}
    return {**others, "check_out": going_home.isoformat()} if going_home is not None else said
