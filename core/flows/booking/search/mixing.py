"""Rooms of several types side by side: who sleeps in which, and the cheapest ways of doing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Party, Wish
from core.flows.booking.search import fitting
from core.services import offers, selling
from core.services.offers import MOST_ROOMS, Offer
from core.services.scenes import Scene
from core.services.showing import Part, total_of

_MOST_MIXES: Final = 3


def more_rooms(session: Session, scene: Scene, wish: Wish) -> list[tuple[Part, ...]]:
    """As few rooms as hold everybody, whatever their types: shared out evenly, or five in one and three beside them."""
    found: list[tuple[Part, ...]] = []
    for rooms in range(2, min(MOST_ROOMS, wish.adults) + 1):
        heads = tuple(party.guests for party in wish.party.over(rooms))
        if mixes := list(for_heads(session, scene, wish, heads)):
            found += mixes
            break
        found = found or _unevenly(session, scene, wish, max(heads))
    found = found or [joined(way) for way in fitting.ways(session, scene, wish)]
    return sorted(found, key=lambda mix: total_of(mix).minor)[:_MOST_MIXES]


def _unevenly(session: Session, scene: Scene, wish: Wish, most_evenly: int) -> list[tuple[Part, ...]]:
    for first in range(most_evenly + 1, min(_most_in_one(session, wish.party), wish.party.guests - 1) + 1):
        if mixes := list(for_heads(session, scene, wish, (first, wish.party.guests - first))):
            return mixes
    return []


def for_heads(session: Session, scene: Scene, wish: Wish, heads: Sequence[int]) -> Iterator[tuple[Part, ...]]:
    """As many in each room as was told; the cheapest ways of doing it."""
    yield from cheapest_mixes(session, scene, wish, [_parties(wish.party, heads)])


def with_one_of(session: Session, scene: Scene, wish: Wish, slugs: frozenset[str]) -> list[tuple[Part, ...]]:
    """Two rooms for all of them, one of which is of these types."""
    if wish.adults < 2:
        return []
    layings = who_sleeps_where(wish.party, 2)
    return list(cheapest_mixes(session, scene, replace(wish, rooms=2), layings, any_of(slugs)))


def only_of(session: Session, scene: Scene, wish: Wish, slugs: frozenset[str]) -> list[tuple[Part, ...]]:
    """As few rooms as hold everybody, all of these types."""
    for rooms in range(max(2, wish.rooms), min(MOST_ROOMS, wish.adults) + 1):
        layings = who_sleeps_where(wish.party, rooms)
        if mixes := list(
            cheapest_mixes(session, scene, replace(wish, rooms=rooms), layings, slugs.issuperset)
        ):
            return mixes
    return []


def any_of(slugs: frozenset[str]) -> Callable[[Iterable[str]], bool]:
    return lambda names: not slugs.isdisjoint(names)


def who_sleeps_where(party: Party, rooms: int) -> list[tuple[Party, ...]]:
    """As evenly as can be, and every child with the same grown-ups: the one costs less here, the other there."""
    evenly = party.over(rooms)
    if not party.children or rooms != 2:
        return [evenly]
    grown = Party(party.adults).over(rooms)
    together = [
        tuple(replace(one, children=party.children if at == place else ()) for at, one in enumerate(grown))
        for place in range(rooms)
    ]
    return list(dict.fromkeys((evenly, *together)))


def cheapest_mixes(
    session: Session,
    scene: Scene,
    wish: Wish,
    layings: Sequence[tuple[Party, ...]],
    will_do: Callable[[Iterable[str]], bool] | None = None,
) -> Iterator[tuple[Part, ...]]:
    """Whoever sleeps where: of the same rooms the laying that costs least, where their types `will_do`."""
    found: dict[Party, tuple[Offer, ...]] = {}
    for party in {party for laying in layings for party in laying}:
        alone = replace(wish, adults=party.adults, children=party.children, rooms=1, room_type=None, cots=0)
        had = offers.search(session, scene.hotel, alone).offers
        found[party] = had if will_do is not None else had[:4]
    whole = [mix for laying in layings for mix in product(*(found[one] for one in laying)) if _enough(mix)]
    whole.sort(key=lambda mix: sum(offer.total.minor for offer in mix))
    told: set[tuple[str, ...]] = set()
    for mix in whole:
        names = tuple(sorted(offer.room_type.slug for offer in mix))
        if will_do is not None and not will_do(names):
            continue
        if names not in told and len(told) < _MOST_MIXES:
            told.add(names)
            yield joined(mix)


def every_way(session: Session, party: Party, rooms: int) -> list[tuple[Party, ...]]:
    """Evenly, the children together, or more of them in the larger of two rooms."""
    evenly = who_sleeps_where(party, rooms)
    if rooms != 2:
        return evenly
    first = max(one.guests for one in evenly[0]) + 1
    sizes = range(first, min(_most_in_one(session, party), party.guests - 1) + 1)
    return list(dict.fromkeys((*evenly, *(_parties(party, (size, party.guests - size)) for size in sizes))))


def _most_in_one(session: Session, party: Party) -> int:
    """In the beds of the biggest room, and in its cots."""
    takes = (
        kind.capacity + min(kind.cots, selling.babies_of(session, kind.hotel_id, party))
        for kind in selling.room_types(session)
    )
    return max(takes, default=0)


def _parties(party: Party, heads: Sequence[int]) -> tuple[Party, ...]:
    """Told room by room everybody counts as grown up, unless the whole party is known better: then the children sleep
    where there are most, with a grown-up in every room."""
    if sum(heads) != party.guests or not party.children:
        return tuple(Party(number) for number in heads)
    evenly = party.over(len(heads))
    if sorted(one.guests for one in evenly) == sorted(heads):
        return evenly
    young, sizes = list(party.children), sorted(heads, reverse=True)
    shared = []
    for size in sizes:
        of_them = tuple(young[: size - 1])
        young = young[size - 1 :]
        shared.append(Party(size - len(of_them), of_them))
    return evenly if young else tuple(shared)


def _enough(mix: Sequence[Offer]) -> bool:
    slugs = [offer.room_type.slug for offer in mix]
    return all(slugs.count(offer.room_type.slug) <= offer.free for offer in mix)


def joined(mix: Sequence[Offer]) -> tuple[Part, ...]:
    """Rooms of the same type become one part."""
    kinds = {offer.room_type.slug: offer.room_type for offer in mix}
    return tuple(
        Part(kind, tuple(quote for offer in mix if offer.room_type.slug == slug for quote in offer.quotes))
        for slug, kind in kinds.items()
    )
