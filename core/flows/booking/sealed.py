"""What was priced and is now sealed: by an order, a name, or money that goes, with whatever else is said beside it.

At the question for a yes the room is taken; of several that are shown the one that is named or described with it.
Where none was chosen the cheapest is put before the guest, under the name they gave. What is asked beside it is
answered in the same reply, and what changes the stay, doubts or refuses seals nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Answer as Says
from core.domain.knowledge import Subject
from core.flows import hearing
from core.flows.boldly import about_what_is_known
from core.flows.booking import (
    asking,
    before_their_eyes,
    choosing,
    kinds,
    looking,
    naming,
    open_question,
    ordered,
    pointed_at,
    way_said,
)
from core.flows.booking.looking import kinds_meant
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.second_thoughts import gives_up, thinks_it_over
from core.flows.booking.wanted import remembered, says_anything, tells_of_the_stay
from core.flows.flow import Halved
from core.flows.turn import Answer, Turn
from core.flows.understand import Guess, Understanding, sealing, stay_wishes, taking
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.halves import Halves
from core.flows.understand.intents.labels import ANSWERS, COURTESIES, FOR_RECALL
from core.flows.understand.keeping import keeps_until
from core.flows.understand.ordering import Order, speaks_of_it
from core.flows.understand.paid import refuses_to_pay
from core.flows.understand.pets import brings_a_pet, names_a_pet
from core.flows.understand.questions import asks
from core.flows.understand.refusing import refuses_to_book
from core.flows.understand.text import normalise
from core.services import showing, words
from core.services.scenes import Scene
from core.services.showing import Part, QuoteShown

_Row = tuple[QuoteShown, tuple[Part, ...]]
_AT: Final = frozenset({Step.CHOICE, Step.YES})
_MOST_PIECES: Final = 8
# Asked beside it, these are answered in a sentence.
BESIDE: Final = frozenset(hearing.PLAIN) | {"invoice"}
# How the beds stand makes no other room.
_OF_BEDS: Final = frozenset({"twin", "single"})
_SEARCHES: Final = frozenset({"ask_price", "ask_availability"})
# Another matter altogether, or one that takes back.
_OTHER_MATTERS: Final = FOR_RECALL | {"cancel_booking", "complaint", "refund", "lost_found"}


@dataclass(frozen=True)
class Sealed:
    """`row` is the one of several that is meant; `rest` is what is asked or told beside what seals it.

    `introduced`: whoever says who they are and asks something has taken nothing yet.
    """

    name: str | None
    row: QuoteShown | None
    rest: str
    orders: bool = False
    introduced: bool = False


def heard(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Halved | None:
    """An order, a name or money, and whatever is asked beside it: only a "no" to that leaves the room untaken."""
    found = found_in(session, scene, meant, here)
    if found is None or brings_a_pet(found.rest) or (found.introduced and here.step is Step.CHOICE):
        return None
    rest = _hears_more(scene, found)
    takes = partial(_turn, session, scene, here, found)
    if rest is None:
        return Halved(scene, None, lambda _: takes())
    rest = rest if rest.answer and rest.names - ANSWERS else about_what_is_known(scene, rest)
    waits = found.introduced or names_a_pet(found.rest)
    if tells_of_the_stay(rest) or stay_wishes.told(found.rest) or rest.names & _SEARCHES:
        return None
    if way_said.names_one(found.rest) and not rest.answer:
        rest = replace(rest, intents=(Guess("ask_payment", rest.right),), answer=True)
    at = replace(scene, part=found.rest)
    if not waits and not (rest.answer and rest.names - COURTESIES and rest.names <= BESIDE | COURTESIES):
        alone = replace(at, memory=replace(at.memory, flow=None, data={}, asked=None))
        lost = scene.say("unsure.in_between")
        return Halved(alone, rest, lambda _: takes(), lost, apart=True, sure=True)

    def done(answers: Sequence[Answer]) -> Turn | None:
        refused = any(answer.known and not is_hoped_for(scene, answer) for answer in answers)
        return _only_named(session, scene, here, found) if refused or waits else takes()

    return Halved(at, rest, done, sure=True)


def found_in(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Sealed | None:
    if here.step not in _AT or scene.taps or scene.a_person_answers or _takes_back(meant):
        return None
    bits = sealing.pieces(meant.text)
    if not 0 < len(bits) <= _MOST_PIECES or any(map(_doubts, sealing.pieces(scene.words))):
        return None
    names = {at: name for at, bit in enumerate(bits) if (name := naming.in_a_piece(bit)) is not None}
    told = meant.entities.name or ""
    if not names and " " in told and not asks(meant.text):
        names = {next((at for at, bit in enumerate(bits) if told in bit), -1): told}
    others = [at for at in range(len(bits)) if at not in names]
    refused = way_said.is_refused(scene, meant.text)
    money = {at for at in others if sealing.brings_money(bits[at]) and not refused}
    how = {at for at in others if sealing.asks_how_to_pay(bits[at])}
    if not (names or money or how or any(map(speaks_of_it, bits))):
        return None
    of_it = _told_of_it(scene, meant, bits, money)
    return _Found(bits, names, money, how, of_it).sealed(session, scene, meant, here)


def _told_of_it(
    scene: Scene, meant: Understanding, bits: Sequence[str], money: set[int]
) -> Understanding | None:
    """What is said of the stay: "tomorrow I transfer" tells of no day that anybody comes."""
    if not money:
        return meant
    rest = " ".join(bit for at, bit in enumerate(bits) if at not in money)
    return hearing.hear(replace(scene, part=rest)) if rest else None


def _doubts(bit: str) -> bool:
    """A yes is none, nor "I wait for the link", nor a name by which nobody calls them."""
    if sealing.brings_money(bit) or sealing.asks_whether_one_can(bit) or taking.agrees(bit.strip(" .,;!")):
        return False
    return Halves("", bit).doubts and naming.in_a_piece(bit) is None


def _takes_back(meant: Understanding) -> bool:
    said = meant.text
    return (
        meant.undoes
        or meant.agrees is False
        or bool(meant.names & _OTHER_MATTERS)
        or gives_up(meant)
        or thinks_it_over(said)
        or refuses_to_book(said)
        or refuses_to_pay(said)
        or keeps_until(said)
    )


@dataclass(frozen=True)
class _Found:
    """The bits of a message by their place, and what was heard in them before anything is looked up."""

    bits: Sequence[str]
    names: dict[int, str]
    money: set[int]
    how: set[int]
    of_it: Understanding | None

    def sealed(self, session: Session, scene: Scene, meant: Understanding, here: Progress) -> Sealed | None:
        open_ones = showing.open_in(session, scene.conversation)
        rows = [(row, parts) for row in open_ones if (parts := showing.parts_of(session, row))]
        if (of_it := self.of_it) is not None:
            rows = [(row, parts) for row, parts in rows if _stands(scene, of_it, here, parts)]
        if not rows:
            return None
        names = {at: name for at, name in self.names.items() if looking.named_in(session, name) is None}
        days = of_it is not None and bool(of_it.stay)
        orders = {at for at in self._others() if _orders(self.bits[at], rows, days)}
        spoken = {at: bit for at, bit in enumerate(self.bits) if not asks(bit) and at not in names}
        points = {
            at: one
            for at, bit in spoken.items()
            if (one := pointed_at.chosen(session, scene, bit, here)) is not None
        }
        row = self._meant(session, " ".join(spoken.values()), list(points.values()), rows)
        if self._means_another(session, meant, row, here, rows):
            return None
        told = names or self.money or orders
        if not told and not (self.how and (row is not None or (scene.memory.name and here.step is Step.YES))):
            return None
        done = {*names, *self.money, *orders, *self.how, *points}
        left = [bit for at, bit in enumerate(self.bits) if at not in done and not _leads_up(bit, rows)]
        left = [bit for bit in left if not (self.money and sealing.asks_whether_it_came(bit))]
        if any(not asks(bit) and sealing.hesitates(bit) for bit in left):
            return None
        only_told = not (orders or self.money or self.how)
        introduced = only_told and meant.entities.name is not None and any(map(asks, left))
        name = next(iter(names.values()), None)
        in_its_name = any(speaks_of_it(self.bits[at]) for at in names if at >= 0)
        ordered_so = bool(orders) or in_its_name
        return Sealed(name, row, " ".join(left), orders=ordered_so, introduced=introduced)

    def _others(self) -> set[int]:
        return set(range(len(self.bits))) - {*self.names, *self.money, *self.how}

    @staticmethod
    def _meant(
        session: Session, said: str, found: Sequence[pointed_at.OnTable], rows: Sequence[_Row]
    ) -> QuoteShown | None:
        """The one of them that is named or described, where nothing is asked of it."""
        ids = {one.row.id if one.row is not None else None for one in found}
        sorts = find_room_types(normalise(said))
        named = {kind.slug for sort in sorts[:1] for kind in kinds_meant(session, sort)}
        if not ids and named:
            ids = {row.id for row, parts in rows if {part.room_type.slug for part in parts} <= named}
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
        said = " ".join(self.bits)
        if kinds.named_one_by_one(session, said, meant.language.spoken) or pointed_at.left_out(session, said):
            return True
        of_it = row.id if row is not None else here.shown
        slugs = {part.room_type.slug for one, parts in rows if one.id == of_it for part in parts}
        sorts = [sort for sort in find_room_types(normalise(said)) if sort not in _OF_BEDS]
        meant_by = [{kind.slug for kind in kinds_meant(session, sort)} for sort in sorts]
        exact = looking.named_in(session, said)
        return any(not named & slugs for named in (*meant_by, *([{exact}] if exact else [])))


def _stands(scene: Scene, meant: Understanding, here: Progress, parts: Sequence[Part]) -> bool:
    """Nothing of days, people or rooms is told, or just what these were priced for."""
    if meant.stay.candidates or meant.stay.within or meant.no_such_day or meant.loses_a_child:
        return False
    if not says_anything(meant):
        return True
    wanted, party = remembered(scene, here), words.whole_party(parts)
    rooms = sum(len(part.quotes) for part in parts if part.stay.check_in == parts[0].stay.check_in)
    same_rooms = meant.entities.rooms in (None, rooms)
    return wanted.nights == words.whole_stay(parts) and wanted.people == party and same_rooms


def _orders(bit: str, rows: Sequence[_Row], days: bool) -> bool:
    plainly = (ordered.order_of(bit, parts, days=days) is Order.PLAINLY for _, parts in rows)
    return taking.takes_it(bit.strip(" .,;:!")) or any(plainly)


def _leads_up(bit: str, rows: Sequence[_Row]) -> bool:
    """ "Então eu quero", and then the order: it takes back nothing, and takes nothing."""
    return any(ordered.order_of(bit, parts) is not Order.NOTHING for _, parts in rows)


def _turn(session: Session, scene: Scene, here: Progress, sealed: Sealed) -> Turn | None:
    """The room taken, or the card of the one that comes nearest to what was said."""
    at = naming.called(scene, sealed.name) if sealed.name else scene
    shown = sealed.row.id if sealed.row is not None else here.shown if here.step is Step.YES else None
    if shown is not None:
        done = choosing.take(session, at, shown, here)
    else:
        how = {"takes": sealed.orders, "at_once": sealed.orders and sealed.name is not None}
        done = before_their_eyes.taken_gladly(session, at, here, ordered=True, **how)
        if sealed.name:
            done = asking.lead_with(done, scene.say("booking.noted_name", name=sealed.name))
    done = naming.remembering(done, sealed.name) if sealed.name else done
    return replace(done, flow=NAME, by=NAME)


def _only_named(session: Session, scene: Scene, here: Progress, sealed: Sealed) -> Turn | None:
    """What was answered beside it may make them think again: the name is kept, and the question put once more."""
    again = open_question.once_more(session, scene, here)
    if again is None or not sealed.name:
        return None
    told = asking.lead_with(again, scene.say("booking.noted_name", name=sealed.name))
    told = naming.remembering(told, sealed.name)
    asked = again.asked or scene.memory.asked
    return replace(told, flow=NAME, by=NAME, goes_on=again.goes_on or here.to_json(), asked=asked)


def _hears_more(scene: Scene, sealed: Sealed) -> Understanding | None:
    """What else there is to answer; nothing where it only tells."""
    if not any(map(str.isalpha, sealed.rest)):
        return None
    rest = hearing.hear(replace(scene, part=sealed.rest))
    return rest if any(map(asks, sealing.pieces(sealed.rest))) else None


def is_hoped_for(scene: Scene, answer: Answer) -> bool:
    """Known, and no "no": who asks beside a yes whether there is a gym may want none without."""
    if not answer.known:
        return False
    told = [name.partition(":") for name in answer.facts]
    facts = [scene.knowledge.fact(Subject(of), topic) for of, _, topic in told if of in set(Subject)]
    return all(fact is None or fact.answer is not Says.NO for fact in facts)
