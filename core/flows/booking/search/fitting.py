"""A group that no even share of rooms holds: rooms of any types that take all of them, each with a grown-up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations_with_replacement
from typing import Final

from sqlalchemy.orm import Session

from core.domain.policies import Policies
from core.domain.stays import Party, Wish
from core.services import offers, policies
from core.services.offers import Offer
from core.services.scenes import Scene
from core.services.selling import RoomType

_MOST_ROOMS: Final = 6
_MOST_WAYS: Final = 8


@dataclass
class _Room:
    kind: RoomType
    rules: Policies
    adults: int = 1
    children: list[int] = field(default_factory=list)

    @property
    def in_beds(self) -> int:
        """Of the children, once its cots are full."""
        return len(self.children) - min(self.kind.cots, self.rules.babies(self.children))

    @property
    def left(self) -> int:
        return self.kind.capacity - self.adults - self.in_beds

    def takes(self, age: int) -> bool:
        """In a bed or a cot of which one is left."""
        beside = replace(self, children=[*self.children, age])
        return beside.left >= 0 and beside.in_beds <= self.kind.max_children

    @property
    def party(self) -> Party:
        return Party(self.adults, tuple(self.children))


def ways(session: Session, scene: Scene, wish: Wish) -> list[tuple[Offer, ...]]:
    """As few rooms as hold everybody, the least of them empty beds first; nothing where none do."""
    had = _Had(session, scene, wish)
    free = {offer.room_type.slug: offer for offer in had.of(Party(1))}
    for rooms in range(2, min(_MOST_ROOMS, wish.adults) + 1):
        laid = (had.as_laid(kinds, wish.party) for kinds in _enough_beds(free, wish.party, rooms, had.babies))
        if found := [mix for mix in laid if mix is not None]:
            return sorted(found, key=lambda mix: sum(offer.total.minor for offer in mix))
    return []


def _enough_beds(free: dict[str, Offer], party: Party, rooms: int, babies: int) -> list[tuple[RoomType, ...]]:
    each = combinations_with_replacement(sorted(free), rooms)
    there = [
        slugs for slugs in each if all(free[slug].free >= so_many for slug, so_many in Counter(slugs).items())
    ]
    kinds = [tuple(free[slug].room_type for slug in slugs) for slugs in there]
    hold = [
        some
        for some in kinds
        if sum(kind.capacity for kind in some) >= party.guests - min(babies, sum(kind.cots for kind in some))
    ]
    return sorted(hold, key=lambda some: sum(kind.capacity for kind in some))[:_MOST_WAYS]


class _Had:
    """What can be had for each party that sleeps in a room, looked for once."""

    def __init__(self, session: Session, scene: Scene, wish: Wish) -> None:
        self._session, self._scene, self._wish = session, scene, wish
        self._found: dict[Party, Sequence[Offer]] = {}
        self._policies = policies.of(session, scene.hotel.id)

    @property
    def babies(self) -> int:
        return self._policies.babies(self._wish.children)

    def of(self, party: Party) -> Sequence[Offer]:
        if party not in self._found:
            alone = replace(
                self._wish, adults=party.adults, children=party.children, rooms=1, room_type=None, cots=0
            )
            self._found[party] = offers.search(self._session, self._scene.hotel, alone).offers
        return self._found[party]

    def as_laid(self, kinds: Sequence[RoomType], party: Party) -> tuple[Offer, ...] | None:
        rooms = _laid(kinds, party, self._policies)
        found = tuple(self._priced(rooms)) if rooms is not None else ()
        return found if rooms is not None and len(found) == len(rooms) else None

    def _priced(self, rooms: Sequence[_Room]) -> Iterator[Offer]:
        for room in rooms:
            yield from (offer for offer in self.of(room.party) if offer.room_type.slug == room.kind.slug)


def _laid(kinds: Sequence[RoomType], party: Party, rules: Policies) -> list[_Room] | None:
    """A grown-up in every room, children where there is most room, the other grown-ups in what is left."""
    rooms = [_Room(kind, rules) for kind in kinds]
    for age in sorted(party.children, reverse=True):
        takes = [room for room in rooms if room.takes(age)]
        if not takes:
            return None
        max(takes, key=lambda room: room.left).children.append(age)
    for _ in range(party.adults - len(rooms)):
        fits = [room for room in rooms if room.left > 0 and room.adults < room.kind.max_adults]
        if not fits:
            return None
        max(fits, key=lambda room: room.left).adults += 1
    return rooms
