"""A booked stay told otherwise, with no word of changing: "we leave Sunday", "the 10th through the 15th"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.heard.context import clock_of
from core.flows.stays import serving, which
from core.flows.stays.change import against
from core.flows.stays.progress import NAME, Matter, Request
from core.flows.turn import Turn
from core.flows.understand import StayReading, Understanding
from core.flows.understand.days.day_instead import weekday_instead
from core.flows.understand.days.one_end import Days
from core.flows.understand.days.shifted import shifted
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.own_stay import their_days
from core.flows.understand.text import normalise
from core.services.own_stays import Booking
from core.services.scenes import Scene

_ANOTHER: Final = re.compile(
    r"\b(?:otra (?:reserva|habitacion|pieza|estadia)|otro cuarto|another (?:room|booking|stay|reservation)|outr[oa]"
    r" (?:reserva|quarto)|second|segunda|nueva|nova|new|tambien|tambem|also|too|ademas|alem)\b"
)
_BESIDE: Final = COURTESIES | {
    "inform",
    "modify_booking",
    "yes",
    "no",
    "booking_status",
    "out_of_scope",
    "help",
}
_WISHED: Final = frozenset({"book", "ask_availability"})
# After these the stay that is booked is what is talked about.
_TALKED_OF: Final = frozenset(map(str, (Matter.STATUS, Matter.CHANGE, Matter.LATE, Matter.EARLY)))
_FEW_WORDS: Final = 9


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text)
    retold = _tells_days_whole(scene, meant, plain)
    if not (retold or _tells_days(plain) or their_days.wants_other_dates(plain)):
        return None
    if meant.changes or meant.names & FOR_RECALL - {"opt_out"}:
        return None
    booking = _theirs(session, scene) if which.nothing_else_is_open(session, scene) else None
    if booking is None:
        return None
    if retold:
        changes = against.changes(scene, booking, meant)
    else:
        after = _days_after(scene, meant, plain, (booking.check_in, booking.check_out))
        if after is None and not their_days.wants_other_dates(plain):
            return None
        changes = _as_changes(after) if after is not None else {}
    same = _tells_nothing_new(booking, changes)
    turn = replace(_as_it_is(session, scene, booking), wish=scene.memory.wish) if same else None
    turn = turn or serving.begin(session, scene, Request(Matter.CHANGE, changes=changes), meant)
    return replace(turn, flow=NAME, by=NAME)


def _tells_days(plain: str) -> bool:
    """Words alone: which booking it may be of is looked up afterwards."""
    return (
        their_days.end_told(plain) is not None
        or their_days.a_night_off(plain) is not None
        or their_days.whole_moved(plain)
        or their_days.weekdays_swapped(plain)
    )


def _tells_days_whole(scene: Scene, meant: Understanding, plain: str) -> bool:
    """Two days and nothing else, or the one of arrival: what it is to become, or right after the stay was talked of."""
    said = meant.entities
    made_into = their_days.made_into(plain)
    talked_of = scene.memory.wish in _TALKED_OF and len(plain.split()) <= _FEW_WORDS
    both = meant.stay.check_in is not None and meant.stay.check_out is not None
    arrival = meant.stay.check_in is not None and not meant.stay.nights and (made_into or talked_of)
    if not (both or (arrival and (made_into or their_days.put_right(plain)))):
        return False
    if not meant.names <= (_BESIDE | _WISHED if made_into else _BESIDE):
        return False
    if said.room_type or said.rooms or said.amenities or _ANOTHER.search(plain) is not None:
        return False
    of_people = said.adults is not None or said.people is not None or said.children is not None
    return not of_people and (made_into or talked_of or their_days.put_right(plain))


def _days_after(scene: Scene, meant: Understanding, plain: str, booked: Days) -> Days | None:
    if (end := their_days.end_told(plain)) is not None:
        return their_days.end_moved(end[0], booked, arrives=end[1])
    if (night := their_days.a_night_off(plain)) is not None:
        return their_days.without_the_night(night, booked)
    if (swapped := weekday_instead(plain, booked)) is not None:
        return swapped
    known = StayReading(*booked, (booked[1] - booked[0]).days)
    moved = shifted(meant.text, meant.language.spoken, clock_of(scene), known)
    return (moved.check_in, moved.check_out) if moved and moved.check_in and moved.check_out else None


def _as_changes(days: Days) -> dict[str, str]:
    return {"check_in": days[0].isoformat(), "check_out": days[1].isoformat()}


def _tells_nothing_new(booking: Booking, changes: dict[str, str]) -> bool:
    days = {name: value for name, value in changes.items() if name != "nights"}
    return days == _as_changes((booking.check_in, booking.check_out))


def _as_it_is(session: Session, scene: Scene, booking: Booking) -> Turn:
    return serving.serve(session, scene, Request(Matter.STATUS), booking)


def _theirs(session: Session, scene: Scene) -> Booking | None:
    found = which.standing(session, scene, Matter.CHANGE)
    return found[0] if found else None
