"""Looking for rooms: what can be had for a wish, in one type or in several, and what is near it when nothing can."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from sqlalchemy.orm import Session

from core.domain.refusals import Refusal, WhyNot
from core.domain.stays import Party, Wish
from core.flows.booking.wanted import Wanted
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.text import fold
from core.services import offers, selling
from core.services.offers import MOST_ROOMS, Instead, Offer, Offers
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import AS_WISHED, Part, total_of

_NEAR: Final = 5
_SWAPS: Final = r"\b(?:troc|mud|cambi|pas|chang|switch|swap|mov)\w*"
_SHORTEST: Final = 3
_PARTS: Final = re.compile(r"[.,;!?]+")
_MOST_MIXES: Final = 3


@dataclass(frozen=True)
class Found:
    """Each of `choices` is one thing to take: rooms of one type, of several, or one after the other."""

    wish: Wish
    choices: tuple[tuple[str, tuple[Part, ...]], ...]
    reason: Refusal | None = None
    kind: RoomType | None = None

    @property
    def as_wished(self) -> bool:
        return self.reason is None


def look(session: Session, scene: Scene, wanted: Wanted) -> Found:
    kinds = kinds_meant(session, wanted.party.room_type)
    only = kinds[0].slug if len(kinds) == 1 else None
    wish = wanted.wish(only)
    if len(set(wanted.apart)) > 1:
        mixes = tuple(_mixes(session, scene, wish, wanted.apart))
        if mixes:
            return Found(wish, tuple((AS_WISHED, mix) for mix in mixes))
    found = offers.search(session, scene.hotel, wish)
    if found.offers:
        named = [offer for offer in found.offers if offer.room_type in kinds]
        welcome = [one for one in found.offers if one.room_type.slug not in wanted.party.not_wanted]
        liked = [offer for offer in named if offer in welcome] or named
        if not liked and (kind := _full_of(found, kinds)) is not None:
            others = tuple((str(Instead.OTHER_TYPE), (_part(offer),)) for offer in found.offers)
            return Found(wish, others, found.reasons[kind.slug], kind)
        liked = liked or welcome or list(found.offers)
        alike = [(_part(offer),) for offer in liked]
        return Found(
            wish,
            tuple((AS_WISHED, one) for one in (*_cheaper_mixed(session, scene, wish, alike, kinds), *alike)),
        )
    if wish.rooms > 1 and len(set(wanted.apart)) <= 1:
        mixes = tuple(_cheapest_mixes(session, scene, wish, _layings(wish.party, wish.rooms)))
        if mixes:
            return Found(wish, tuple((AS_WISHED, mix) for mix in mixes))
    near = [(str(one.kind), tuple(map(_part, one.parts))) for one in found.alternatives]
    if found.reason is not None and found.reason.why is WhyNot.TOO_MANY_GUESTS:
        near += [(Instead.MORE_ROOMS, mix) for mix in _more_rooms(session, scene, wish) if len(mix) > 1]
    elif not near and wish.rooms > 1:
        near = [(Instead.MORE_ROOMS, mix) for mix in _more_rooms(session, scene, wish)]
    if any(kind == Instead.OTHER_TYPE for kind, _ in near):
        near = [one for one in near if one[0] in (Instead.OTHER_TYPE, Instead.OTHER_DATES)]
    kind = kinds[0] if only and not _one_is_free(session, scene, wish, found.reason) else None
    return Found(wish, tuple(near), found.reason, kind)


def _cheaper_mixed(
    session: Session, scene: Scene, wish: Wish, alike: Sequence[tuple[Part, ...]], kinds: Sequence[RoomType]
) -> list[tuple[Part, ...]]:
    """ "Two rooms" need not be two of a kind: a double beside a triple, where that costs less than two triples."""
    if wish.rooms < 2 or kinds:
        return []
    least = min(total_of(one).minor for one in alike)
    mixes = _cheapest_mixes(session, scene, wish, _layings(wish.party, wish.rooms))
    return [mix for mix in mixes if len(mix) > 1 and total_of(mix).minor < least]


def _one_is_free(session: Session, scene: Scene, wish: Wish, reason: Refusal | None) -> bool:
    """Of two cabins there is one: nobody is told that there is none."""
    if wish.rooms < 2 or reason is None or reason.why is not WhyNot.FULL:
        return False
    alone = replace(wish, adults=1, children=(), rooms=1, cots=0)
    found = offers.search(session, scene.hotel, alone).offers
    return any(offer.room_type.slug == wish.room_type for offer in found)


def _full_of(found: Offers, kinds: Sequence[RoomType]) -> RoomType | None:
    """Of several types the word may have meant, one that is only full: that is said before others are shown."""
    full = [kind for kind in kinds if kind.slug in found.reasons]
    return next((kind for kind in full if found.reasons[kind.slug].why is WhyNot.FULL), None)


def _more_rooms(session: Session, scene: Scene, wish: Wish) -> list[tuple[Part, ...]]:
    """As few rooms as hold everybody, whatever their types: shared out evenly, or five in one and three beside them."""
    found: list[tuple[Part, ...]] = []
    for rooms in range(2, min(MOST_ROOMS, wish.adults) + 1):
        heads = tuple(party.guests for party in wish.party.over(rooms))
        if mixes := list(_mixes(session, scene, wish, heads)):
            found += mixes
            break
        found = found or _unevenly(session, scene, wish, max(heads))
    return sorted(found, key=lambda mix: total_of(mix).minor)[:_MOST_MIXES]


def _unevenly(session: Session, scene: Scene, wish: Wish, most_evenly: int) -> list[tuple[Part, ...]]:
    most = max((kind.capacity for kind in selling.room_types(session)), default=0)
    for first in range(most_evenly + 1, min(most, wish.party.guests - 1) + 1):
        if mixes := list(_mixes(session, scene, wish, (first, wish.party.guests - first))):
            return mixes
    return []


def kinds_meant(session: Session, said: str | None) -> list[RoomType]:
    """The hotel's own types behind a guest's word: by their short name, or by what their names tell of them."""
    if not said:
        return []
    kinds = selling.room_types(session)
    exact = [kind for kind in kinds if kind.slug == said]
    return exact or [kind for kind in kinds if said in sorts(kind)]


def named_in(session: Session, words: str) -> str | None:
    """The type whose own name the guest wrote."""
    plain = fold(words.lower())
    for kind in selling.room_types(session):
        names = {fold(name.lower()) for name in (*kind.names.values(), kind.slug.replace("-", " "))}
        if any(len(name) > 3 and name in plain for name in names):
            return kind.slug
    told = told_apart(session, plain)
    return told.slug if told is not None else None


def told_apart(session: Session, plain: str) -> RoomType | None:
    """ "Doble jardín", "the garden double": of several of a sort the one a word of whose own name stands beside it."""
    if not find_room_types(plain):
        return None
    kinds = selling.room_types(session)
    found = {kind.slug: kind for part in _PARTS.split(plain) for kind in _beside(kinds, part.split())}
    return next(iter(found.values())) if len(found) == 1 else None


def by_its_word(session: Session, plain: str, like: int) -> RoomType | None:
    """ "The garden one", "la del río": of rooms that are of one sort with this type, else of all of them."""
    kinds = selling.room_types(session)
    sort = next((sorts(kind) for kind in kinds if kind.id == like), set())
    alike, is_it = [kind for kind in kinds if sorts(kind) & sort], _pointed(plain)
    for among in (alike, kinds):
        found = [kind for kind in among if any(map(is_it, _own_words(kind, among)))]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _pointed(plain: str) -> Callable[[str], bool]:
    def is_it(word: str) -> bool:
        of_it = rf"\b(?:la|el|a|o|una|uma) (?:con vista |com vista )?(?:del?|al?|do|da|ao|pro) (?:la |el )?{word}\b"
        way = r"(?:pr[oa]|para|pel[oa]|por|al?|to|for)(?: (?:the|la|el|l?o|a|del?|do|da))*"
        to_it = rf"{_SWAPS} (?:[a-z]+ )?{way} {word}\b"
        return re.search(rf"{of_it}|{to_it}|\b{word} (?:view )?one\b", plain) is not None

    return is_it


def _beside(kinds: Sequence[RoomType], words: list[str]) -> Iterator[RoomType]:
    for at, word in enumerate(words):
        sort = next(iter(find_room_types(word)), None)
        alike = [kind for kind in kinds if sort in sorts(kind)] if sort is not None else []
        near = {*words[max(at - 1, 0) : at], *words[at + 1 : at + _NEAR]}
        own = [kind for kind in alike if near & _own_words(kind, alike)]
        if len(alike) > len(own) == 1:
            yield own[0]


def _own_words(kind: RoomType, alike: Sequence[RoomType]) -> set[str]:
    others = set().union(*(_words(one) for one in alike if one is not kind))
    return _words(kind) - others


def _words(kind: RoomType) -> set[str]:
    told = " ".join((*kind.names.values(), kind.slug.replace("-", " ")))
    return {word for word in fold(told.lower()).split() if len(word) >= _SHORTEST}


def sorts(kind: RoomType) -> set[str]:
    names = (kind.slug.replace("-", " "), *kind.names.values())
    return {sort for name in names for sort in find_room_types(fold(name.lower()))}


def _part(offer: Offer) -> Part:
    return Part(offer.room_type, offer.quotes)


def _mixes(session: Session, scene: Scene, wish: Wish, heads: Sequence[int]) -> Iterator[tuple[Part, ...]]:
    """Rooms of several types side by side, each for its own people; the cheapest ways of doing it."""
    yield from _cheapest_mixes(session, scene, wish, [_parties(wish, heads)])


def with_one_of(session: Session, scene: Scene, wish: Wish, slugs: frozenset[str]) -> list[tuple[Part, ...]]:
    """Two rooms for all of them, one of which is of these types."""
    if wish.adults < 2:
        return []
    return list(_cheapest_mixes(session, scene, replace(wish, rooms=2), _layings(wish.party, 2), slugs))


def _layings(party: Party, rooms: int) -> list[tuple[Party, ...]]:
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


def _cheapest_mixes(
    session: Session,
    scene: Scene,
    wish: Wish,
    layings: Sequence[tuple[Party, ...]],
    with_these: frozenset[str] = frozenset(),
) -> Iterator[tuple[Part, ...]]:
    """Whoever sleeps where: of the same rooms the laying that costs least."""
    found: dict[Party, tuple[Offer, ...]] = {}
    for party in {party for laying in layings for party in laying}:
        alone = replace(wish, adults=party.adults, children=party.children, rooms=1, room_type=None, cots=0)
        had = offers.search(session, scene.hotel, alone).offers
        found[party] = had if with_these else had[:4]
    whole = [mix for laying in layings for mix in product(*(found[one] for one in laying)) if _enough(mix)]
    whole.sort(key=lambda mix: sum(offer.total.minor for offer in mix))
    told: set[tuple[str, ...]] = set()
    for mix in whole:
        names = tuple(sorted(offer.room_type.slug for offer in mix))
        if with_these and with_these.isdisjoint(names):
            continue
        if names not in told and len(told) < _MOST_MIXES:
            told.add(names)
            yield joined(mix)


def _parties(wish: Wish, heads: Sequence[int]) -> tuple[Party, ...]:
    """Told room by room everybody counts as grown up, unless the whole party is known better: then the children sleep
    where there are most, with a grown-up in every room."""
    if sum(heads) != wish.party.guests or not wish.children:
        return tuple(Party(number) for number in heads)
    evenly = wish.party.over(len(heads))
    if sorted(party.guests for party in evenly) == sorted(heads):
        return evenly
    young, sizes = list(wish.children), sorted(heads, reverse=True)
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
