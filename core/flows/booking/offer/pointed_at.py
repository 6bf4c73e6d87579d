"""Rooms meant by how they were described: the river one, the cheaper one, the other; and those that are not wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import NotAStay, Wish
from core.flows.booking.offer import choosing, restating
from core.flows.booking.progress import Progress, Step
from core.flows.booking.search import kinds_named, looking
from core.flows.booking.wanted import Wanted, remembered
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.text import normalise
from core.flows.understand.which_room.by_price import Price
from core.flows.understand.which_room.pointing import (
    SORTS,
    TOLD_BY,
    WATER,
    By,
    by_a_word,
    by_degree,
    fears_water,
    not_wanted,
    not_wished,
    parts,
    without_its_price,
)
from core.flows.understand.wishes.turning_down import left_of
from core.services import selling, showing, words
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import AS_WISHED, Part, QuoteShown

_SMALL_WORDS: Final = frozenset(
    {"al", "del", "de", "do", "da", "the", "la", "el", "con", "com", "with", "room", "quarto"}
)
_BY_THE_WATER: Final = "sea_view"


@dataclass(frozen=True)
class OnTable:
    """One that can be had for the same days and people; a row where it was shown already."""

    parts: tuple[Part, ...]
    wish: Wish
    kind: str = AS_WISHED
    row: QuoteShown | None = None

    def is_shown(self, here: Progress) -> bool:
        return self.row is not None and self.row.id == here.shown

    @property
    def total(self) -> int:
        return showing.total_of(self.parts).minor

    @property
    def size(self) -> tuple[int, int]:
        types = [part.room_type for part in self.parts for _ in part.quotes]
        return sum(one.size_m2 or 0 for one in types), sum(one.capacity for one in types)

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(described(part.room_type) for part in self.parts))


def names_of(kind: RoomType) -> frozenset[str]:
    """The hotel's own, and what guests call such a room in any language."""
    sorts = (SORTS[sort] for sort in kinds_named.sorts(kind) if sort in SORTS)
    return _words((*kind.names.values(), kind.slug)).union(*sorts)


def all_names_of(parts: Sequence[Part]) -> frozenset[str]:
    return frozenset().union(*(names_of(part.room_type) for part in parts))


def price_of(parts: Sequence[Part]) -> Price:
    total = showing.total_of(parts).major
    return Price(total, total / words.whole_stay(parts).length)


def described(kind: RoomType) -> frozenset[str]:
    """Also by what it has: "the one with the bathtub", "la del río"."""
    topics = {topic for topic in TOLD_BY if kind.amenities.get(topic)}
    if _by_the_water(kind):
        topics.add(_BY_THE_WATER)
    return names_of(kind).union(*(TOLD_BY[topic] for topic in topics))


def the_only_one(text: str, kinds: Sequence[RoomType]) -> RoomType | None:
    """That a word is said of which the others do not have."""
    several = {kind.slug: kind for kind in kinds}
    if len(several) < 2:
        return None
    said = set(re.findall(r"[a-z]{3,}", normalise(text)))
    names = {slug: described(kind) for slug, kind in several.items()}
    found = [
        slug for slug, words in names.items()
        if said & (words - frozenset().union(*(theirs for other, theirs in names.items() if other != slug)))
    ]  # fmt: skip
    return several[found[0]] if len(found) == 1 else None


def _words(texts: Iterable[str]) -> frozenset[str]:
    return (
        frozenset(word for text in texts for word in re.findall(r"[a-z]{3,}", normalise(text))) - _SMALL_WORDS
    )


def chosen(
    session: Session, scene: Scene, text: str, here: Progress, *, cheapest: bool = False
) -> OnTable | None:
    """The one that is pointed at, of several: by what it has most of, or by a word of its name."""
    by = By.CHEAPEST if cheapest else by_degree(text)
    named = _named(session, text)
    if by is None and not named:
        return None
    there = table(session, scene, here)
    if by is not None:
        return by_what(there, by, here)
    return _by_name(text, there)


def by_what(table: list[OnTable], by: By, here: Progress) -> OnTable | None:
    others = [one for one in table if not one.is_shown(here)]
    if len(table) < 2 or by is By.OTHER:
        return others[0] if by is By.OTHER and len(table) == 2 and len(others) == 1 else None
    match by:
        case By.CHEAPEST:
            return min(table, key=lambda one: one.total)
        case By.DEAREST:
            return max(table, key=lambda one: one.total)
        case By.BIGGEST:
            return max(table, key=lambda one: one.size)
        case _:
            return min(table, key=lambda one: one.size)


def _named(session: Session, text: str) -> bool:
    """Whether a word of any kind of room is said: before anything is looked for."""
    known = frozenset().union(*(described(kind) for kind in selling.room_types(session)))
    return bool(known & set(re.findall(r"[a-z]{3,}", normalise(text))))


def _one_word(text: str, names: dict[int, frozenset[str]], table: list[OnTable]) -> OnTable | None:
    found = {at for part in parts(text) if (at := by_a_word(part, names)) is not None}
    return table[found.pop()] if len(found) == 1 and len(table) > 1 else None


def table(session: Session, scene: Scene, here: Progress, *, left_out: bool = False) -> list[OnTable]:
    """What was shown together; of one alone, or with what was `left_out`, also what else there is for those days."""
    rows = sorted(showing.open_in(session, scene.conversation), key=lambda row: row.id)
    shown = [
        OnTable(parts_, showing.wish_of(row), row.kind, row)
        for row in rows
        if (parts_ := showing.parts_of(session, row))
    ]
    wanted = choosing.without_type(remembered(scene, here))
    if (len(shown) > 1 and not left_out) or wanted.missing is not None:
        return shown
    try:
        found = looking.look(session, scene, wanted)
    except NotAStay:
        return shown
    if not found.as_wished:
        return shown
    return [
        next(
            (one for one in shown if showing.same_terms(one.parts, choice)), OnTable(choice, found.wish, kind)
        )
        for kind, choice in found.choices
    ]


def take_up(session: Session, scene: Scene, one: OnTable, here: Progress) -> Turn:
    """It is what is talked about from now: told whole, with its question."""
    if one.row is not None:
        return choosing.pick(session, scene, one.row.id, here)
    row = showing.show(session, scene.conversation, one.wish, one.parts, one.kind)
    return restating.restate(session, scene, choosing.wanted_of(session, scene, row), row, one.parts)


def _by_name(text: str, there: list[OnTable]) -> OnTable | None:
    """Also the one whose price is asked: "quanto fica o duplo jardim nas mesmas datas?"."""
    named = {at: one.names for at, one in enumerate(there)}
    return _one_word(text, named, there) or _one_word(without_its_price(normalise(text)), named, there)


def beside_a_question(session: Session, scene: Scene, here: Progress) -> Turn | None:
    """ "Deixa a cabana então. Dá pra parcelar?": what is asked again is about the room that was named in between."""
    if here.step not in (Step.CHOICE, Step.YES) or scene.taps or not _named(session, scene.words):
        return None
    one = _by_name(scene.words, table(session, scene, here))
    one = one or _by_name(scene.words, table(session, scene, here, left_out=True))
    if one is None or one.is_shown(here):
        return None
    return take_up(session, scene, one, here)


def left_out(session: Session, text: str) -> tuple[str, ...]:
    """The types somebody does not want: by a word of their names, or all by the water where that is what they fear."""
    told = parts(text)
    kinds = selling.room_types(session)
    names = {at: names_of(kind) for at, kind in enumerate(kinds)}
    out = {slug for part in told for slug in _turned_down(session, part, names, kinds)}
    if any(map(fears_water, told)):
        out |= {kind.slug for kind in kinds if _by_the_water(kind)}
    return tuple(sorted(out))


def _turned_down(
    session: Session, part: str, names: Mapping[int, frozenset[str]], kinds: Sequence[RoomType]
) -> tuple[str, ...]:
    """Also by the word for several of them: "no doubles", "dobles no"."""
    by_name = not_wanted(part, names)
    if by_name or not not_wished(part):
        return tuple(kinds[at].slug for at in by_name)
    meant = [
        kind.slug
        for sort in find_room_types(not_wished(part))
        for kind in kinds_named.kinds_meant(session, sort)
    ]
    return tuple(meant) if len(set(meant)) < len(kinds) else ()


def wished_instead(session: Session, text: str, out: tuple[str, ...]) -> str | None:
    """ "No quiero doble, quiero la familiar": the one that is named beside what is left out."""
    wished = [left for part in parts(text) if (left := left_of(part))]
    named = [
        kinds_named.named_in(session, part) or next(iter(find_room_types(part)), None) for part in wished
    ]
    meant = {kind.slug for one in named for kind in kinds_named.kinds_meant(session, one)} - set(out)
    return meant.pop() if len(meant) == 1 else None


def as_before(wanted: Wanted, meant: Understanding, before: Wanted) -> Wanted:
    """A sort that is named only as one of those that are turned down is not what is wished for."""
    if any(find_room_types(left_of(part)) for part in parts(meant.text)):
        return wanted
    return replace(wanted, party=replace(wanted.party, room_type=before.party.room_type))


def _by_the_water(kind: RoomType) -> bool:
    told = " ".join((*kind.names.values(), kind.slug.replace("-", " "), *kind.descriptions.values()))
    return bool(kind.amenities.get(_BY_THE_WATER)) or WATER.search(normalise(told)) is not None


def of_all(session: Session, text: str) -> str | None:
    """The type that is pointed at though nothing of it was shown."""
    kinds = selling.room_types(session)
    names = {at: names_of(kind) for at, kind in enumerate(kinds)}
    found = {at for part in parts(text) if (at := by_a_word(part, names)) is not None}
    return kinds[found.pop()].slug if len(found) == 1 else None


def without(session: Session, wanted: Wanted, out: tuple[str, ...]) -> Wanted:
    """What was left out before stays out, until it is named as wished for."""
    party = wanted.party
    gone = tuple(dict.fromkeys((*party.not_wanted, *out)))
    meant = {kind.slug for kind in kinds_named.kinds_meant(session, party.room_type)}
    kept = party.room_type if meant - set(gone) else None
    return replace(wanted, party=replace(party, not_wanted=gone, room_type=kept, kinds=()))


def said_of_it(session: Session, scene: Scene, out: tuple[str, ...]) -> str:
    """Those of them that are before their eyes, or any where nothing was shown yet."""
    rows = showing.open_in(session, scene.conversation)
    shown = {part["room_type"] for row in rows for part in row.parts} & set(out)
    kinds = [kind for kind in selling.room_types(session) if kind.slug in (shown or out)]
    return scene.say(
        "booking.without_those", rooms=scene.list_of([kind.name(scene.language) for kind in kinds])
    )
