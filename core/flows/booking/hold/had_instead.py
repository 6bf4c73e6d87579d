"""What can be had in place of a hold: in its own room, in one of another sort, or once it is let go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.refusals import Refusal
from core.domain.stays import NotAStay
from core.flows.booking.hold import kept
from core.flows.booking.search import kinds_named, looking, low_rooms
from core.flows.booking.wanted import Wanted
from core.services import own_changes, paying, selling, showing
from core.services.offers import Instead
from core.services.own_changes import Possible
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import Booking, Part

_MOST_ROOMS: Final = 5
_MORE: Final = (2, 3)


def the_only_one(
    session: Session, wanted: Wanted, booking: Booking, choices: Sequence[tuple[Part, ...]]
) -> RoomType | None:
    """Where one room of another sort takes them all nothing need be let go; whoever named yet another reads of both."""
    if len(choices) != 1 or len(choices[0]) != 1 or len(choices[0][0].quotes) != 1:
        return None
    sort, held = choices[0][0].room_type, booking.room_type_id
    wished = {kind.id for kind in kinds_named.kinds_meant(session, wanted.party.room_type)} - {held}
    return sort if sort.id != held and (not wished or sort.id in wished) else None


def in_any_rooms(wanted: Wanted) -> Wanted:
    """The same days and people, whatever room they named."""
    return replace(wanted, party=replace(wanted.party, rooms=None, room_type=None, kinds=()), apart=())


def once_let_go(session: Session, scene: Scene, wanted: Wanted, booking: Booking) -> list[tuple[Part, ...]]:
    """As they wish, else in any one room, else in several: the first of these that there is without the hold."""
    with paying.as_if_let_go(session, booking):
        wishes = (wanted, in_any_rooms(wanted), *_in_more_rooms(in_any_rooms(wanted)))
        found_for = (_rooms_for(session, scene, wish) for wish in wishes)
        return next((rooms for rooms in found_for if rooms), [])


def _in_more_rooms(wanted: Wanted) -> list[Wanted]:
    """Where the one room that would take them all is full."""
    heads = wanted.people.guests if wanted.people is not None else 0
    return [replace(wanted, party=replace(wanted.party, rooms=rooms)) for rooms in _MORE if rooms < heads]


def in_fewer_rooms(session: Session, wanted: Wanted, booking: Booking) -> Wanted:
    """Where some stay at home nobody wants their rooms."""
    held = kept.wanted_of(session, booking)
    if held.people is None or wanted.people is None or wanted.people.guests >= held.people.guests:
        return wanted
    if (wanted.party.rooms or held.party.rooms or 1) < max(held.party.rooms or 1, 2):
        return wanted
    if _need_them_all(session, wanted, booking):
        sort = None if wanted.party.room_type or wanted.party.kinds else _of_one_sort(session, booking)
        rooms = replace(wanted.party, rooms=held.party.rooms, room_type=sort or wanted.party.room_type)
        return replace(wanted, party=rooms)
    return replace(wanted, party=replace(wanted.party, rooms=None, kinds=()), apart=())


def _need_them_all(session: Session, wanted: Wanted, booking: Booking) -> bool:
    """Of four in two doubles one stays at home: three need both of them still."""
    sorts = [selling.type_of(session, one) for one in showing.together(session, booking.id)]
    people = wanted.people
    if people is None or len(sorts) < 2:
        return False
    most = sorted(sorts, key=lambda sort: (sort.max_adults, sort.capacity), reverse=True)[:-1]
    adults, heads = sum(sort.max_adults for sort in most), sum(sort.capacity for sort in most)
    in_cots = min(selling.babies_of(session, booking.hotel_id, people), sum(sort.cots for sort in most))
    return people.adults > adults or people.guests - in_cots > heads


def _of_one_sort(session: Session, booking: Booking) -> str | None:
    sorts = {selling.type_of(session, one).slug for one in showing.together(session, booking.id)}
    return sorts.pop() if len(sorts) == 1 else None


def in_its_place(session: Session, wanted: Wanted, booking: Booking) -> Possible | Refusal | None:
    """The room that is held, or one of the sort that was named instead; nothing where several are meant."""
    stay, people, party = wanted.nights, wanted.people, wanted.party
    if stay is None or people is None or len(showing.together(session, booking.id)) > 1:
        return None
    if (party.rooms or 1) > 1:
        return None
    other = another_sort(session, wanted, booking)
    if other is not None:
        there = own_changes.look_in(session, booking, stay, people, other.id)
        return there if isinstance(there, Possible) else None
    meant = kinds_named.kinds_meant(session, party.room_type)
    if meant and booking.room_type_id not in {kind.id for kind in meant}:
        return None
    return own_changes.look(session, booking, stay, people)


def another_sort(session: Session, wanted: Wanted, booking: Booking) -> RoomType | None:
    """The one sort of room that is wished for instead of the one that is held."""
    meant = kinds_named.kinds_meant(session, wanted.party.room_type)
    return meant[0] if len(meant) == 1 and meant[0].id != booking.room_type_id else None


def _rooms_for(session: Session, scene: Scene, wanted: Wanted) -> list[tuple[Part, ...]]:
    """What there is for exactly these days and people."""
    try:
        found = looking.look(session, scene, low_rooms.kept_low(session, scene, wanted))
    except NotAStay:
        return []
    sought = low_rooms.in_several_rooms(session, scene, wanted, found)
    found = sought[0] if sought is not None else found
    several = [choice for choice in found.choices if choice[0] == Instead.MORE_ROOMS]
    here = list(found.choices) if found.as_wished or found.kind is not None else several
    same_nights = [
        parts for _kind, parts in here
        if all(quote.stay == wanted.nights for part in parts for quote in part.quotes)
    ]  # fmt: skip
    return same_nights[:_MOST_ROOMS]
