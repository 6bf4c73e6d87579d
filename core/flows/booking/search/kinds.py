"""Rooms told one by one, "two doubles and a triple", and how they are had together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Party, Wish
from core.flows.booking.search.kinds_named import kinds_meant, of_its_own_word, told_apart
from core.flows.booking.wanted import Wanted
from core.flows.understand import Understanding
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.text import normalise, numbered
from core.services import offers, selling
from core.services.offers import MOST_ROOMS, Offer
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import Part

_EACH: Final = re.compile(
    r"\b(?P<count>\d{1,2}|una?|uma?|one|an?|otr[oa]|outr[oa]|another|other|(?<=\by )(?:la|el)|(?<=\be )o"
    r"|(?<=\band )the) (?:(?:habitacion(?:es)?|cuartos?|piezas?|rooms?|quartos?) (?:de )?)?"
    r"(?:[a-z]{4,} (?=(?:double|single|triple|twin)s?\b))?"
    r"(?P<kind>(?!otr[oa]|outr[oa]|another|other)[a-z]{4,})\b"
)
# "Una del río", "2 garden": by a word of their own names.
_BY_ITS_WORD: Final = re.compile(
    r"\b(?P<count>\d{1,2}|una|uno|uma|one) (?:(?:con vista|com vista|con|com|with)(?: a| para)? )?"
    r"(?:(?:al?|del?|d[aeo]|na|ao|en|pro|on|by|of) )?(?:(?:la|el|the|o|a) )?(?P<word>[a-z]{3,})\b(?! (?:view|vista))"
)
# What stands between the two of "doble al jardín y una simple".
_JOINED: Final = re.compile(
    r"(?P<of_first>(?: (?!(?:y|e|and|o|ou|or|para|for|pra|not?|nao|que|is|es)\b)[a-z]+){0,3}),?"
    r" ?(?:\b(?:y|e|and|con|mas|mais|plus)\b|\+|&)"
    r"(?P<of_second> ?(?:(?:la|el|una?|1|the|a|uma?|o|otr[oa]|outr[oa]|another) )*(?:(?!for|para|pra)[a-z]+ )??)"
)
_NAMED_AS: Final = re.compile(r"[a-z]{4,}")
# Both are wished for, and not held against each other.
_BOTH: Final = re.compile(r"\+|\b(?:aparte|a parte|ademas|plus|juntas|em separado)\b")
_MIGHT_BE: Final = re.compile(
    r"\b(?:(?:podria|podrian|puede|pueden|poderia|pode|podem) ser|(?:could|can|would) it be|(?:can|could|may) (?:we"
    r"|i) (?:have|take|get)"
    r"|(?:podemos|podriamos|poderiamos) (?:tomar|reservar|ficar com|pegar))\b"
)
_OR: Final = re.compile(r"\b(?:ou|or|entre|between|diferencia|difference|diferenca)\b")
_OR_IN_SPANISH: Final = re.compile(r"\bo\b")
# "And a double for my parents": some of those who come.
_FOR_SOME: Final = re.compile(
    r"\b(?:para|for|pra|pros) (?:mis?|a gente|gente|nosotr[oa]s|nos|my|us|our|them|ell[oa]s|el[ea]s|meus?|minhas?"
    r"|l[oa]s|el|the"
    r"|os|as)\b"
)
_TAKES: Final = frozenset({"book", "confirm_booking", "yes"})
_DEFINITE: Final = frozenset({"la", "el", "o", "the"})


def named_one_by_one(session: Session, text: str, lang: str) -> tuple[str, ...]:
    """The type of every room, where several types were named; nothing where one type or none was."""
    plain = numbered(normalise(text), lang)
    told = _of_a_sort(session, plain)
    waiting = [one for one in _BY_ITS_WORD.finditer(plain) if one.start() not in told]
    for _ in waiting:  # what one word leaves open the others may tell
        slugs = {kind.slug for kind, _count in told.values()}
        for match in waiting:
            kind = of_its_own_word(session, match["word"], slugs) if match.start() not in told else None
            if kind is not None:
                told[match.start()] = (kind, match["count"])
    # "2 triples and the family room": beside a number of others "the" is one; else it may be held against another.
    several = any(count.isdigit() and int(count) > 1 for _kind_of_it, count in told.values())
    found = [
        kind.slug for _, (kind, count) in sorted(told.items()) if several or count not in _DEFINITE
        for _ in range(int(count) if count.isdigit() else 1)
    ]  # fmt: skip
    return tuple(found) if len(set(found)) > 1 and len(found) <= MOST_ROOMS else ()


def are_others(session: Session, meant: Understanding, parts: Sequence[Part]) -> bool:
    """Rooms were named one by one, and these are not those: "one river and two garden" is no garden and two river."""
    named = named_one_by_one(session, meant.text, meant.language.spoken)
    return bool(named) and sorted(named) != sorted(part.room_type.slug for part in parts for _ in part.quotes)


def _of_a_sort(session: Session, plain: str) -> dict[int, tuple[RoomType, str]]:
    """By where it is told, each with how many of it."""
    each = [*_EACH.finditer(plain)]
    begins = [one.start() for one in each]
    told: dict[int, tuple[RoomType, str]] = {}
    for match, ends in zip(each, (*begins[1:], len(plain)), strict=False):
        two_words = " ".join(plain[match.start("kind") : ends].split()[:2])
        kind = told_apart(session, plain[match.end("count") : ends]) or _kind(session, two_words)
        if kind is not None:
            told[match.start()] = (kind, match["count"])
    return told


def named_in_a_pair(session: Session, text: str, lang: str) -> tuple[str, ...]:
    """ "Triple and double, book it", "doble al jardín y simple al jardín": one of each."""
    plain = numbered(normalise(text), lang)
    named = [one for one in _NAMED_AS.finditer(plain) if find_room_types(one.group())]
    starts, ends = [0, *(one.end() for one in named)], [*(one.start() for one in named[1:]), len(plain)]
    for at, (first, second) in enumerate(pairwise(named)):
        joined = _JOINED.fullmatch(plain, first.end(), second.start())
        if joined is None:
            continue
        words = plain[starts[at] : joined.end("of_first")], plain[joined.start("of_second") : ends[at + 1]]
        pair = [
            told_apart(session, said) or _kind(session, one.group())
            for said, one in zip(words, (first, second), strict=True)
        ]
        if pair[0] is not None and pair[1] is not None and pair[0].id != pair[1].id:
            return (pair[0].slug, pair[1].slug)
    return ()


def both_named(session: Session, text: str, lang: str) -> tuple[str, ...]:
    """ "It's the cabin + a double", "a cabin for four, and a double apart for my parents": one of each."""
    plain = numbered(normalise(text), lang)
    for_each = len(_FOR_SOME.findall(plain)) > 1
    if not (for_each or _BOTH.search(plain)) or _are_held_apart(plain, lang):
        return ()
    if pair := named_in_a_pair(session, text, lang):
        return pair
    return _of_each_sort(session, text, lang)


def _of_each_sort(session: Session, text: str, lang: str) -> tuple[str, ...]:
    plain = numbered(normalise(text), lang)
    sorts = {kind.slug: None for sort in find_room_types(plain) for kind in kinds_meant(session, sort)[:1]}
    return tuple(sorts) if len(sorts) == 2 else ()


def wished_for(session: Session, meant: Understanding, heads: int) -> tuple[str, ...]:
    """Two in a row are both wished for where they are taken, or where neither has a bed for everybody.

    Asked about by fewer they are held against each other.
    """
    lang = meant.language.spoken
    if one_by_one := named_one_by_one(session, meant.text, lang):
        return one_by_one
    if both := both_named(session, meant.text, lang):
        return both
    if meant.apart and (kinds := _of_each_sort(session, meant.text, lang)):
        return kinds
    takes = bool(meant.names & _TAKES) and "?" not in meant.text
    pair = named_in_a_pair(session, meant.text, lang)
    if takes or not pair:
        return pair
    plain = numbered(normalise(meant.text), lang)
    most = max(kind.capacity for kind in selling.room_types(session) if kind.slug in pair)
    return pair if (heads > most or _MIGHT_BE.search(plain)) and not _are_held_apart(plain, lang) else ()


def _are_held_apart(plain: str, lang: str) -> bool:
    return _OR.search(plain) is not None or (lang == "es" and _OR_IN_SPANISH.search(plain) is not None)


def of_kinds(wanted: Wanted, slugs: tuple[str, ...]) -> Wanted:
    return replace(wanted, party=replace(wanted.party, rooms=len(slugs), room_type=None, kinds=slugs))


def with_everybody(scene: Scene, meant: Understanding, wanted: Wanted) -> Wanted:
    """ "A cabin for us and a double for my parents": they are of those who were told before."""
    was = scene.memory.before.party if scene.memory.before is not None and scene.memory.before.just else None
    if _FOR_SOME.search(normalise(meant.text)) is None:
        return wanted
    if was is None or was.heads <= wanted.party.heads:
        return wanted
    who = replace(wanted.party, adults=was.adults, children=was.children, child_ages=was.child_ages)
    return replace(wanted, party=who)


def _kind(session: Session, words: str) -> RoomType | None:
    """ "Triple", "family room"."""
    sort = next(iter(find_room_types(words)), None)
    return next(iter(kinds_meant(session, sort)), None) if sort is not None else None


def together(session: Session, scene: Scene, wish: Wish, slugs: Sequence[str]) -> tuple[Offer, ...] | None:
    """One offer a room, the biggest party in the biggest room; None where one of them cannot be had."""
    known = {kind.slug: kind for kind in selling.room_types(session)}
    rooms = sorted((known[slug] for slug in slugs if slug in known), key=lambda kind: -kind.capacity)
    babies = selling.babies_of(session, scene.hotel.id, wish.party)
    for parties in _shared_out(wish.party, rooms, babies):
        found = [
            _one(session, scene, wish, kind.slug, party) for kind, party in zip(rooms, parties, strict=True)
        ]
        had = tuple(offer for offer in found if offer is not None)
        enough = all(slugs.count(offer.room_type.slug) <= offer.free for offer in had)
        if len(had) == len(slugs) and enough:
            return had
    return None


def _shared_out(party: Party, kinds: Sequence[RoomType], babies: int) -> Iterator[list[Party]]:
    """As evenly as can be, else every child in the biggest room, with the parents, else as many as each room holds."""
    rooms = len(kinds)
    evenly = sorted(party.over(rooms), key=lambda one: -one.guests)
    yield evenly
    if party.children and rooms > 1:
        grown = sorted(Party(party.adults).over(rooms), key=lambda one: -one.guests)
        yield [replace(grown[0], children=party.children), *grown[1:]]
    left, heads = party.adults, [0] * rooms
    for at in reversed(range(rooms)):
        beside = 0 if at else len(party.children) - min(babies, kinds[0].cots)
        heads[at] = min(kinds[at].max_adults, kinds[at].capacity - beside, -(-left // (at + 1)))
        left -= heads[at]
    if not left and all(heads):
        yield [Party(heads[0], party.children), *map(Party, heads[1:])]


def _one(session: Session, scene: Scene, wish: Wish, slug: str, party: Party) -> Offer | None:
    if not party.adults:
        return None
    alone = replace(wish, adults=party.adults, children=party.children, rooms=1, room_type=slug, cots=0)
    return next(iter(offers.search(session, scene.hotel, alone).offers), None)
