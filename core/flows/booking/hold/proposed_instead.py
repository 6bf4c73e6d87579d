"""What was put before them in place of a hold: kept in its button, read out of it, and told again in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from core.domain.memory import Party as PartySoFar
from core.domain.memory import StaySoFar
from core.domain.stays import NotAStay, Party, Stay
from core.flows.booking.progress import of
from core.flows.booking.wanted import Wanted, remembered
from core.flows.flow import Tap
from core.flows.stays.change import against
from core.flows.understand import Understanding
from core.services.scenes import Scene
from core.services.showing import Booking

_STAMPED: Final = 4


def stamp(wanted: Wanted) -> tuple[str, ...]:
    """What was told, kept in the button: pressed later it is still this that is meant."""
    stay, people = wanted.nights, wanted.people
    if stay is None or people is None:
        return ()
    ages = "-".join(map(str, people.children)) or "none"
    return stay.check_in.isoformat(), stay.check_out.isoformat(), str(people.adults), ages


def told_by(rest: Sequence[str], otherwise: Wanted) -> Wanted:
    """The days and people of a button; an older one has none, and what is remembered counts."""
    try:
        first, last = date.fromisoformat(rest[0]), date.fromisoformat(rest[1])
        ages = tuple(map(int, rest[3].split("-"))) if rest[3] != "none" else ()
        stay, people = Stay(first, last), Party(int(rest[2]), ages)
    except (ValueError, IndexError, NotAStay):
        return otherwise
    so_far = StaySoFar(stay.check_in, stay.check_out, stay.length)
    if so_far == otherwise.stay and people == otherwise.people:
        return otherwise
    party = PartySoFar(people.adults, len(ages), ages, otherwise.party.rooms, None)
    return Wanted(so_far, party)


def proposed(rest: Sequence[str], otherwise: Wanted) -> Wanted:
    """What was put before them in place of the hold, the sort of room as well."""
    wanted = told_by(rest, otherwise)
    if len(rest) <= _STAMPED:
        return wanted
    sort = rest[_STAMPED + 1] if len(rest) > _STAMPED + 1 else None
    return replace(wanted, party=replace(wanted.party, rooms=None, room_type=sort, kinds=()), apart=())


def tells_it_again(scene: Scene, meant: Understanding, booking: Booking, tap: Tap) -> bool:
    """ "Yes, until the 11th", said to what was put before them until then."""
    told = told_by(tap.rest, remembered(scene, of(scene)))
    if told.nights is None or told.people is None or len(tap.rest) < _STAMPED:
        return False
    return against.tells_the_same(scene, booking, meant, told.nights, told.people)


def fewer_as_proposed(scene: Scene, meant: Understanding, booking: Booking, tap: Tap) -> bool:
    told = told_by(tap.rest, remembered(scene, of(scene)))
    return told.nights is not None and against.fewer_as_proposed(booking, meant, told.nights)
