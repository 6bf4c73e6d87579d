"""What stands beside a wish and only says whose it is: their booking, who they are, or which of their rooms."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking.notes import noted
from core.flows.booking.search.kinds_named import kinds_meant
from core.flows.understand import Understanding
from core.flows.understand.text import normalise
from core.flows.understand.wishes import was_it_noted
from core.flows.understand.wishes.stay_wishes import StayWish
from core.services import showing
from core.services.own_stays import Booking

_BEDS: Final = frozenset({"beds_apart", "double_bed"})
_OF_MONEY: Final = frozenset({"pay", "ask_payment"})
_NAMED_BY_BEDS: Final = frozenset({"twin"})


def only_names_it(
    session: Session, booking: Booking, rest: Understanding, wishes: tuple[StayWish, ...]
) -> bool:
    return _names_the_booking(booking, rest, wishes) or _names_rooms(session, booking, rest, wishes)


def _names_the_booking(booking: Booking, rest: Understanding, wishes: tuple[StayWish, ...]) -> bool:
    """ "About the booking for Friday 4th: ..." says whose wish it is, and "I come with my sister" who they are."""
    stay, told = rest.stay, rest.entities
    if (
        not stay
        and {wish.kind for wish in wishes} <= _BEDS
        and rest.names <= {"inform"}
        and (told.people or told.adults) == booking.adults
    ):
        return not booking.children and not told.children and "?" not in rest.text
    its_days = stay.check_in == booking.check_in and stay.check_out in (None, booking.check_out)
    comes_then = {wish.kind for wish in wishes} <= {noted.LATE, noted.CAR} and not (
        told.adults or told.children
    )
    of_it = comes_then or was_it_noted.of_a_booking(normalise(rest.text))
    return its_days and of_it and "?" not in rest.text and not rest.changes


def _names_rooms(
    session: Session, booking: Booking, rest: Understanding, wishes: tuple[StayWish, ...]
) -> bool:
    """ "Could one of the two doubles have its beds apart?": of which of theirs the wish is."""
    said = rest.entities
    told = bool(rest.stay or rest.changes or said.people or said.adults or said.children or said.child_ages)
    told = told or bool(rest.names & _OF_MONEY)
    if told or not {wish.kind for wish in wishes} <= _BEDS or not (said.rooms or said.room_type):
        return False
    made = showing.together(session, booking.id)
    kinds = {kind.id for kind in kinds_meant(session, said.room_type)}
    theirs = {one.room_type_id for one in made}
    of_beds = said.room_type in _NAMED_BY_BEDS
    return (said.rooms or 1) <= len(made) and (of_beds or not kinds or bool(kinds & theirs))
