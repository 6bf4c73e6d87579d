"""Rooms told one by one, "two doubles and a triple", and how they are had together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Party, Wish
from core.flows.booking.looking import kinds_meant
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.text import normalise, numbered
from core.services import offers, selling
from core.services.offers import MOST_ROOMS, Offer
from core.services.scenes import Scene
from core.services.selling import RoomType

_EACH: Final = re.compile(
    r"\b(?P<count>\d{1,2}|una?|uma?|one|an?) (?:(?:habitacion(?:es)?|cuartos?|piezas?|rooms?|quartos?) (?:de )?)?"
    r"(?P<kind>[a-z]{4,})\b"
)
_PAIR: Final = re.compile(
    r"\b(?=(?P<first>[a-z]{4,}) (?:y|e|and|[+]|con|mas) (?:(?:la|una?|1|the|a|uma?|o) )?(?P<second>[a-z]{4,})\b)"
)
_ARTICLES: Final = frozenset({"un", "una", "um", "uma", "one", "a", "an"})


def named_one_by_one(session: Session, text: str, lang: str) -> tuple[str, ...]:
    """The type of every room, where several types were named; nothing where one type or none was."""
    found: list[str] = []
    for match in _EACH.finditer(numbered(normalise(text), lang)):
        kind = _kind(session, match.group("kind"))
        count = match.group("count")
        if kind is not None:
            found += [kind.slug] * (1 if count in _ARTICLES else int(count))
    return tuple(found) if len(set(found)) > 1 and len(found) <= MOST_ROOMS else ()


def named_in_a_pair(session: Session, text: str, lang: str) -> tuple[str, ...]:
    """ "Triple and double, book it": one of each."""
    for match in _PAIR.finditer(numbered(normalise(text), lang)):
        first, second = _kind(session, match["first"]), _kind(session, match["second"])
        if first is not None and second is not None and first.id != second.id:
            return (first.slug, second.slug)
    return ()


def _kind(session: Session, word: str) -> RoomType | None:
    sort = next(iter(find_room_types(word)), None)
    return next(iter(kinds_meant(session, sort)), None) if sort is not None else None


def together(session: Session, scene: Scene, wish: Wish, slugs: Sequence[str]) -> tuple[Offer, ...] | None:
    """One offer a room, the biggest party in the biggest room; None where one of them cannot be had."""
    sizes = {kind.slug: kind.capacity for kind in selling.room_types(session)}
    rooms = sorted(slugs, key=lambda slug: -sizes.get(slug, 0))
    parties = sorted(wish.party.over(len(rooms)), key=lambda party: -party.guests)
    found = [_one(session, scene, wish, slug, party) for slug, party in zip(rooms, parties, strict=True)]
    had = tuple(offer for offer in found if offer is not None)
    enough = all(rooms.count(offer.room_type.slug) <= offer.free for offer in had)
    return had if len(had) == len(rooms) and enough else None


def _one(session: Session, scene: Scene, wish: Wish, slug: str, party: Party) -> Offer | None:
    if not party.adults:
        return None
    alone = replace(wish, adults=party.adults, children=party.children, rooms=1, room_type=slug, cots=0)
    return next(iter(offers.search(session, scene.hotel, alone).offers), None)
