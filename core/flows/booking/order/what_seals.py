"""Which bits of a message seal what was priced: a name, money, an order, or that they are glad of it and will come.

Whether they do is told by the words first, then by what is shown: none of them seals another stay or another room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking.money import way_said
from core.flows.booking.offer import pointed_at
from core.flows.booking.order import naming, ordered
from core.flows.booking.order.name_beside import ends_a_list, surname_at_the_end
from core.flows.booking.progress import Progress, Step
from core.flows.booking.search import kinds, kinds_named
from core.flows.booking.search.kinds_named import kinds_meant
from core.flows.booking.wanted import remembered, says_anything
from core.flows.heard import hearing
from core.flows.heard.surname import tells
from core.flows.understand import Understanding
from core.flows.understand.answers import gladness, sealing, taking
from core.flows.understand.answers.beside_an_order import tells_who_it_is
from core.flows.understand.answers.ordering import Order, speaks_of_it
from core.flows.understand.answers.questions import asks
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.text import normalise
from core.flows.understand.which_room.by_price import place_by_price
from core.flows.understand.which_room.places import place_said
from core.flows.understand.wishes.pets import names_a_pet
from core.services import showing, words
from core.services.scenes import Scene
from core.services.showing import Part, QuoteShown

_Row = tuple[QuoteShown, tuple[Part, ...]]
# How the beds stand makes no other room.
_OF_BEDS: Final = frozenset({"twin", "single"})


@dataclass(frozen=True)
class Sealed:
    """`row` is the one of several that is meant; `rest` is what is asked or told beside what seals it.

    `introduced`: whoever says who they are and asks something has taken nothing yet. `glad`: nothing is ordered, it
    only suits them.
    """

    name: str | None
    row: QuoteShown | None
    rest: str
    orders: bool = False
    introduced: bool = False
    glad: bool = False


@dataclass(frozen=True)
class Bits:
    """The bits of a message by their place, and what was heard in them before anything is looked up.

    `content` are those that thank, agree or look forward, and `glad` whether together they are enough of a yes;
    `then` are those of them that speak of coming: "see you on the 4th" tells of no other day.
    """

    said: Sequence[str]
    names: dict[int, str]
    money: set[int]
    how: set[int]
    content: set[int]
    then: set[int]
    glad: bool
    of_it: Understanding | None

    @classmethod
    def of(cls, scene: Scene, meant: Understanding, here: Progress) -> Bits | None:
        """Nothing where no bit of it could seal anything."""
        said = sealing.pieces(meant.text)
        names = {
            at: name for at, bit in enumerate(said)
            if (name := naming.in_a_piece(bit)) is not None and not ends_a_list(said, at)
        }  # fmt: skip
        told = meant.entities.name or ""
        told = told if " " in told or naming.is_told_to_be(meant.text, told) else ""
        if not names and told and not asks(meant.text):
            names = {next((at for at, bit in enumerate(said) if told in bit or tells(bit, told)), -1): told}
        others = {at: bit for at, bit in enumerate(said) if at not in names}
        refused = way_said.is_refused(scene, meant.text)
        money = {at for at, bit in others.items() if sealing.brings_money(bit) and not refused}
        agrees = here.step is Step.YES and any(taking.says_yes(bit) for bit in others.values())
        if (names or agrees) and not refused:  # whoever says how they pay beside a name or a yes means to
            money |= {at for at, bit in others.items() if way_said.is_named_shortly(bit) and not asks(bit)}
        how = {at for at, bit in others.items() if sealing.asks_how_to_pay(bit)}
        content, glad = _contentment(others, here, asks_how=bool(how))
        if not (names or money or how or glad or any(map(_speaks_of_it, said))):
            return None
        content |= (kin := {at for at, bit in others.items() if names and tells_who_it_is(bit)})
        then = {at for at in content if gladness.comes_then(said[at])}
        of_it = _told_of_it(scene, meant, said, {*names, *then, *kin})
        return cls(said, names, money, how, content, then, glad, of_it)

    def sealed(self, session: Session, scene: Scene, meant: Understanding, here: Progress) -> Sealed | None:
        rows = self._rows(session, scene, here)
        if not rows:
            return None
        names = {at: name for at, name in self.names.items() if kinds_named.named_in(session, name) is None}
        days = self.of_it is not None and bool(self.of_it.stay)
        orders = {at for at in self._others() if _orders(self.said[at], rows, days)}
        if orders and not names and (surname := surname_at_the_end(scene, self.said)) is not None:
            names = {len(self.said) - 1: surname}
        spoken = {at: bit for at, bit in self._without_names(names).items() if not asks(bit)}
        points = {
            at: one
            for at, bit in spoken.items()
            if (one := pointed_at.chosen(session, scene, bit, here)) is not None
        }
        placed = {at: spot for at, bit in spoken.items() if (spot := _placed(bit, rows)) is not None}
        row = self._meant(session, " ".join(spoken.values()), list(points.values()), rows)
        row = next(iter(placed.values()), row) or self._of_those_days(rows)
        if self._means_another(session, meant, row, here, rows):
            return None
        told, known = bool(names or self.money or orders), bool(scene.memory.name)
        pays = self.how and (row is not None or here.ordered or (known and here.step is Step.YES))
        if not (told or pays or self.glad):
            return None
        by_name = orders and names
        held = here.step is Step.YES or row is not None or by_name
        done = {*names, *self.money, *orders, *points, *placed, *self.content, *(self.how if held else ())}
        left = {at: bit for at, bit in enumerate(self.said) if at not in done and not _leads_up(bit, rows)}
        left = {at: bit for at, bit in left.items() if not (self.money and sealing.asks_whether_it_came(bit))}
        left = {
            at: bit for at, bit in left.items() if not sealing.asks_which_room(bit)
        }  # it is told as it is taken
        last = max(orders, default=-1)
        if any(self._takes_back(at, last, told=bool(told or pays)) for at in left):
            return None
        only_told = not (orders or self.money or self.how)
        name = next(iter(names.values()), None)
        in_its_name = any(speaks_of_it(self.said[at]) for at in names if at >= 0)
        only_told = only_told and not in_its_name
        introduced = only_told and meant.entities.name is not None and any(map(asks, left.values()))
        ordered_so = bool(orders) or in_its_name
        rest = " ".join(bit for at, bit in left.items() if at > last or asks(bit) or names_a_pet(bit))
        return Sealed(name, row, rest, orders=ordered_so, introduced=introduced, glad=not told)

    def _takes_back(self, at: int, ordered_at: int, *, told: bool) -> bool:
        """What was thought before the order is overcome by it."""
        bit = self.said[at]
        return at > ordered_at and not asks(bit) and (sealing.hesitates(bit) or not told)

    def _rows(self, session: Session, scene: Scene, here: Progress) -> list[_Row]:
        """What is shown, as far as nothing else of days, people or rooms is told."""
        open_ones = sorted(showing.open_in(session, scene.conversation), key=lambda row: row.id)
        rows = [(row, parts) for row in open_ones if (parts := showing.parts_of(session, row))]
        if (of_it := self.of_it) is not None:
            rows = [(row, parts) for row, parts in rows if _stands(scene, of_it, here, parts)]
        said = set().union(*(gladness.days_said(self.said[at]) for at in self.then))
        return [(row, parts) for row, parts in rows if said <= {words.whole_stay(parts).check_in.day}]

    def _of_those_days(self, rows: Sequence[_Row]) -> QuoteShown | None:
        """ "De domingo 13 a terça 15, pode ser": the only one of several for the days that are told."""
        told = self.of_it is not None and bool(self.of_it.stay)
        return rows[0][0] if told and len(rows) == 1 else None

    def _without_names(self, names: dict[int, str]) -> dict[int, str]:
        """ "Fecha a dupla em nome da Bia Rocha" names the room in the bit that names her."""
        bits = {
            at: naming.without_it(bit, names[at]) if at in names else bit for at, bit in enumerate(self.said)
        }
        return {at: bit for at, bit in bits.items() if any(map(str.isalpha, bit))}

    def _others(self) -> set[int]:
        return set(range(len(self.said))) - {*self.names, *self.money, *self.how}

    @staticmethod
    def _meant(
        session: Session, said: str, found: Sequence[pointed_at.OnTable], rows: Sequence[_Row]
    ) -> QuoteShown | None:
        """The one of them that is named or described, where nothing is asked of it."""
        ids = {one.row.id if one.row is not None else None for one in found}
        exact = kinds_named.named_in(session, said)
        sorts = [exact] if exact else find_room_types(normalise(said))
        named = {kind.slug for sort in sorts[:1] for kind in kinds_meant(session, sort)}
        if not ids and named:
            ids = {row.id for row, parts in rows if {part.room_type.slug for part in parts} <= named}
        if not ids:
            told = set(re.findall(r"[a-z]+", normalise(said)))
            ids = {row.id for row, parts in rows if told & ordered.so_many(parts)}
        return next((row for row, _ in rows if ids == {row.id}), None)

    def _means_another(
        self,
        session: Session,
        meant: Understanding,
        row: QuoteShown | None,
        here: Progress,
        rows: Sequence[_Row],
    ) -> bool:
        """One that was not shown, several of them, or not the one that is named."""
        said = " ".join(self.said)
        if kinds.named_one_by_one(session, said, meant.language.spoken) or pointed_at.left_out(session, said):
            return True
        alone = rows[0][0].id if len(rows) == 1 else None
        of_it = row.id if row is not None else here.shown or alone
        slugs = {part.room_type.slug for one, parts in rows if one.id == of_it for part in parts}
        sorts = [sort for sort in find_room_types(normalise(said)) if sort not in _OF_BEDS]
        meant_by = [{kind.slug for kind in kinds_meant(session, sort)} for sort in sorts]
        exact = kinds_named.named_in(session, said)
        return any(not named & slugs for named in (*meant_by, *([{exact}] if exact else [])))


def _placed(bit: str, rows: Sequence[_Row]) -> QuoteShown | None:
    """ "La primera", counted as they were shown, or the one of that price."""
    place = place_said(bit)
    if place is None or abs(place) > len(rows):
        at = place_by_price(bit, [pointed_at.price_of(parts) for _, parts in rows])
        return rows[at][0] if at is not None else None
    return rows[-1 if place < 0 else place - 1][0]


def _contentment(said: dict[int, str], here: Progress, *, asks_how: bool) -> tuple[set[int], bool]:
    """Every bit that is content, and whether together they are enough of a yes.

    To several that are shown neither mere thanks nor an "ok" before a question is; to the one put before whoever had
    ordered they are. "Thanks, see you in March" over one that nobody has taken may be a farewell.
    """
    thanks = {at for at, bit in said.items() if gladness.thanks(bit)}
    agrees = {at for at, bit in said.items() if at not in thanks and taking.agrees(bit.strip(" .,;:!"))}
    suits = {at for at in agrees if taking.suits(said[at].strip(" .,;:!"))}
    then = {at for at, bit in said.items() if gladness.comes_then(bit)}
    sees = {at for at, bit in said.items() if gladness.sees_you(bit)}
    found = thanks | agrees | then | sees
    if here.step is Step.CHOICE:
        enough = suits or then or len(agrees) == len(said) > 0
    else:
        enough = (then and (agrees or not thanks)) or (sees and agrees) or (here.ordered and found)
    return found, bool(enough or (asks_how and found))


def _told_of_it(
    scene: Scene, meant: Understanding, bits: Sequence[str], apart: set[int]
) -> Understanding | None:
    """What is said of the stay: "tomorrow I transfer" tells of no day that anybody comes, nor is Abril a month."""
    if not apart:
        return meant
    rest = " ".join(bit for at, bit in enumerate(bits) if at not in apart)
    return hearing.hear(replace(scene, part=rest)) if rest else None


def _speaks_of_it(bit: str) -> bool:
    return speaks_of_it(bit) or sealing.asks_how_to_book(bit)


def _stands(scene: Scene, meant: Understanding, here: Progress, parts: Sequence[Part]) -> bool:
    """Nothing of days, people or rooms is told, or just what these were priced for."""
    if meant.stay.candidates or meant.stay.within or meant.no_such_day or meant.loses_a_child:
        return False
    if not says_anything(meant):
        return True
    wanted, party = remembered(scene, here), words.whole_party(parts)
    same_rooms = meant.entities.rooms in (None, words.rooms_side_by_side(parts))
    return wanted.nights == words.whole_stay(parts) and wanted.people == party and same_rooms


def _orders(bit: str, rows: Sequence[_Row], days: bool) -> bool:
    plainly = (ordered.order_of(bit, parts, days=days) is Order.PLAINLY for _, parts in rows)
    return taking.takes_it(bit.strip(" .,;:!")) or sealing.asks_how_to_book(bit) or any(plainly)


def _leads_up(bit: str, rows: Sequence[_Row]) -> bool:
    """ "Então eu quero", and then the order: it takes back nothing, and takes nothing."""
    return any(ordered.order_of(bit, parts) is not Order.NOTHING for _, parts in rows)
