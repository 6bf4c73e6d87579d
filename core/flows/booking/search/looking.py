"""Looking for rooms: what can be had for a wish, and what is near it when nothing can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from core.domain.refusals import Refusal, WhyNot
from core.domain.stays import Wish
from core.flows.booking.search import kinds_named, mixing
from core.flows.booking.wanted import Wanted
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.text import normalise
from core.services import offers
from core.services.offers import Instead, Offer, Offers
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import AS_WISHED, Part, total_of

_FEW = 2  # a couple is offered no two rooms


@dataclass(frozen=True)
class Found:
    """Each of `choices` is one thing to take: rooms of one type, of several, or one after the other.

    `fewer` is the type of which more rooms were wished for than there are.
    """

    wish: Wish
    choices: tuple[tuple[str, tuple[Part, ...]], ...]
    reason: Refusal | None = None
    kind: RoomType | None = None
    fewer: RoomType | None = None

    @property
    def as_wished(self) -> bool:
        return self.reason is None


def look(session: Session, scene: Scene, wanted: Wanted) -> Found:
    kinds = kinds_named.kinds_meant(session, wanted.party.room_type)
    only = kinds[0].slug if len(kinds) == 1 else None
    wish = wanted.wish(only)
    if len(set(wanted.apart)) > 1:
        mixes = tuple(mixing.for_heads(session, scene, wish, wanted.apart))
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
        of_one_type = [(_part(offer),) for offer in liked]
        return Found(
            wish,
            tuple(
                (AS_WISHED, one)
                for one in (*_cheaper_mixed(session, scene, wish, of_one_type, kinds), *of_one_type)
            ),
        )
    alike = wish.rooms > 1 and len(set(wanted.apart)) <= 1
    now = _named_now(session, scene, kinds)
    if alike and (mixed := _mixed(session, scene, wish, now)):
        full = only and now and found.reason is not None and found.reason.why is WhyNot.FULL
        return Found(wish, tuple((AS_WISHED, mix) for mix in mixed), fewer=kinds[0] if full else None)
    near = [(str(one.kind), tuple(map(_part, one.parts))) for one in found.alternatives]
    if found.reason is not None and found.reason.why is WhyNot.TOO_MANY_GUESTS:
        near += [(Instead.MORE_ROOMS, mix) for mix in mixing.more_rooms(session, scene, wish) if len(mix) > 1]
    elif not near and wish.rooms > 1:
        near = [(Instead.MORE_ROOMS, mix) for mix in mixing.more_rooms(session, scene, wish)]
    elif _all_are_full(wish, found):
        near = [*((Instead.MORE_ROOMS, mix) for mix in mixing.more_rooms(session, scene, wish)), *near]
    near = _each_once(near)
    if any(kind == Instead.OTHER_TYPE for kind, _ in near):
        near = [one for one in near if one[0] in (Instead.OTHER_TYPE, Instead.OTHER_DATES)]
    kind = kinds[0] if only and not _one_is_free(session, scene, wish, found.reason) else None
    reason = found.reason
    if kind is None and near and near[0][0] == Instead.MORE_ROOMS and reason and _all_are_full(wish, found):
        reason = replace(reason, why=WhyNot.TOO_MANY_GUESTS)  # there is room for them, in no room alone
    return Found(wish, tuple(near), reason, kind)


def _each_once(near: list[tuple[str, tuple[Part, ...]]]) -> list[tuple[str, tuple[Part, ...]]]:
    """The same rooms on the same days are one choice, however the people are laid in them."""
    first: dict[object, tuple[str, tuple[Part, ...]]] = {}
    for one in near:
        rooms = tuple((part.room_type.slug, len(part.quotes), part.stay) for part in one[1])
        first.setdefault((rooms, total_of(one[1])), one)
    return list(first.values())


def _all_are_full(wish: Wish, found: Offers) -> bool:
    """No room that holds all of them is left those nights; two of them may be, before they are sent to other days."""
    full = found.reason is not None and found.reason.why is WhyNot.FULL
    same_days = any(one.kind is Instead.OTHER_TYPE for one in found.alternatives)
    return full and not same_days and wish.rooms == 1 and wish.party.guests > _FEW


def _named_now(session: Session, scene: Scene, kinds: Sequence[RoomType]) -> list[RoomType]:
    """In this very message; "and in two rooms?" wishes for no second cabin."""
    sorts = find_room_types(normalise(scene.words))
    named = {kind.id for sort in sorts for kind in kinds_named.kinds_meant(session, sort)}
    return [kind for kind in kinds if kind.id in named]


def _mixed(session: Session, scene: Scene, wish: Wish, kinds: Sequence[RoomType]) -> list[tuple[Part, ...]]:
    """Rooms of several types; with one of the wished for type first, where one is left."""
    layings = mixing.who_sleeps_where(wish.party, wish.rooms)
    wished = frozenset(kind.slug for kind in kinds)
    with_one = (
        list(mixing.cheapest_mixes(session, scene, wish, layings, mixing.any_of(wished))) if wished else []
    )
    return with_one or list(mixing.cheapest_mixes(session, scene, wish, layings))


def left_of(session: Session, scene: Scene, found: Found) -> int:
    """How many rooms there are of the type of which more were wished for."""
    if found.fewer is None:
        return 0
    alone = replace(found.wish, adults=1, children=(), rooms=1, cots=0, room_type=found.fewer.slug)
    had = offers.search(session, scene.hotel, alone).offers
    return next((offer.free for offer in had if offer.room_type.slug == found.fewer.slug), 0)


def _cheaper_mixed(
    session: Session, scene: Scene, wish: Wish, alike: Sequence[tuple[Part, ...]], kinds: Sequence[RoomType]
) -> list[tuple[Part, ...]]:
    """ "Two rooms" need not be two of a kind: a double beside a triple, where that costs less than two triples."""
    if wish.rooms < 2 or kinds:
        return []
    least = min(total_of(one).minor for one in alike)
    mixes = mixing.cheapest_mixes(session, scene, wish, mixing.who_sleeps_where(wish.party, wish.rooms))
    return [mix for mix in mixes if len(mix) > 1 and total_of(mix).minor < least]


def _one_is_free(session: Session, scene: Scene, wish: Wish, reason: Refusal | None) -> bool:
    """Of two cabins there is one: nobody is told that there is none."""
    if wish.rooms < 2 or reason is None or reason.why is not WhyNot.FULL:
        return False
    alone = replace(wish, adults=1, children=(), rooms=1, cots=0)
    found = offers.search(session, scene.hotel, alone).offers
    return any(offer.room_type.slug == wish.room_type for offer in found)


def _full_of(found: Offers, kinds: Sequence[RoomType]) -> RoomType | None:
    """Of several types the word may have meant, one that is only full, or else one that takes too few where all do:
    that is said before others are shown."""
    refused = [kind for kind in kinds if kind.slug in found.reasons]
    full = next((kind for kind in refused if found.reasons[kind.slug].why is WhyNot.FULL), None)
    small = [kind for kind in refused if found.reasons[kind.slug].why is WhyNot.TOO_MANY_GUESTS]
    return full or (small[0] if small and len(small) == len(kinds) else None)


def _part(offer: Offer) -> Part:
    return Part(offer.room_type, offer.quotes)
