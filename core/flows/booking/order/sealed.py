"""What was priced and is now sealed: by an order, a name, or money that goes, with whatever else is said beside it.

At the question for a yes the room is taken; of several that are shown the one that is named or described with it.
Where none was chosen the cheapest is put before the guest, under the name they gave. What is asked beside it is
answered in the same reply, and what changes the stay, doubts or refuses seals nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Answer as Says
from core.domain.knowledge import Subject
from core.flows.booking import asking, open_question
from core.flows.booking.money import way_said
from core.flows.booking.notes import noted
from core.flows.booking.offer import before_their_eyes, choosing
from core.flows.booking.offer.before_their_eyes import Gladly
from core.flows.booking.order import naming
from core.flows.booking.order.what_seals import Bits, Sealed
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.search import pet_limit, pets
from core.flows.booking.search.second_thoughts import gives_up, thinks_it_over
from core.flows.booking.wanted import tells_of_the_stay
from core.flows.facts.boldly import about_what_is_known
from core.flows.flow import Halved
from core.flows.heard import hearing
from core.flows.turn import Answer, Turn
from core.flows.understand import Guess, Understanding
from core.flows.understand.answers import sealing, taking
from core.flows.understand.answers.beside_an_order import asks_of_undoing_it
from core.flows.understand.answers.halves import Halves
from core.flows.understand.answers.keeping import keeps_until
from core.flows.understand.answers.questions import asks
from core.flows.understand.answers.refusing import refuses_to_book
from core.flows.understand.intents.labels import ANSWERS, COURTESIES, FOR_RECALL
from core.flows.understand.money.paid import refuses_to_pay
from core.flows.understand.wishes import beside_stay_wishes, names_listed, stay_wishes
from core.flows.understand.wishes.pet_comes import brings_a_pet
from core.flows.understand.wishes.pets import names_a_pet
from core.services import showing
from core.services.offers import Instead
from core.services.scenes import Scene
from core.services.showing import QuoteShown

_AT: Final = frozenset({Step.CHOICE, Step.YES})
_MOST_PIECES: Final = 8
_MARKS: Final = " .,;:!"
# Asked beside it, these are answered in a sentence.
BESIDE: Final = frozenset(hearing.PLAIN) | {"invoice"}
_SEARCHES: Final = frozenset({"ask_price", "ask_availability"})
# Of these one that is taken is enough.
_IN_ONE_WAY: Final = frozenset({"ask_payment"})
# Another matter altogether, or one that takes back.
_OTHER_MATTERS: Final = FOR_RECALL | {"cancel_booking", "complaint", "refund", "lost_found"}


def heard(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Halved | None:
    """An order, a name or money, and whatever is asked beside it: only a "no" to that leaves the room untaken."""
    found = found_in(session, scene, meant, here) or _beside_its_wishes(session, scene, meant, here)
    if found is None or (found.introduced and here.step is Step.CHOICE):
        return None
    if not found.orders and names_listed.listed(meant.text):
        return None  # who comes is to be noted, and nobody says in whose name it is taken
    with_a_pet = names_a_pet(found.rest) and not _is_welcome(session, scene, here, found)
    if with_a_pet and brings_a_pet(found.rest):
        return None
    found = _without_its_wishes(found)
    rest = _hears_more(scene, found)
    takes = partial(taken, session, scene, here, found)
    if rest is None:
        return Halved(scene, None, lambda _: takes())
    rest = rest if rest.answer and rest.names - ANSWERS else about_what_is_known(scene, rest)
    waits = found.introduced or with_a_pet
    if tells_of_the_stay(rest):  # of the very one that is taken: no other is meant by what seals it
        found, rest = _as_asked(scene, found)
    if tells_of_the_stay(rest) or rest.names & _SEARCHES:
        return None
    if way_said.names_one(found.rest) and not rest.answer:
        rest = replace(rest, intents=(Guess("ask_payment", rest.right),), answer=True)
    at = replace(_of_the_one(scene, here, found), part=found.rest)
    if not waits and not (rest.answer and rest.names - COURTESIES and rest.names <= BESIDE | COURTESIES):
        return Halved(alone(at), rest, lambda _: takes(), apart=True, sure=True, at=at)

    def done(answers: Sequence[Answer]) -> Turn | None:
        refused = any(answer.known and not is_hoped_for(scene, answer) for answer in answers)
        return _only_named(session, scene, here, found) if refused or waits else takes()

    return Halved(at, rest, done, sure=True)


def _beside_its_wishes(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Sealed | None:
    """ "Reservala a nombre de Martín Sosa y unos pétalos si se puede": what is wished for holds the order back no more
    than it would in a sentence of its own."""
    wished = stay_wishes.told(meant.text)
    if here.step not in _AT or scene.taps or tells_of_the_stay(meant) or not wished:
        return None
    if here.step is Step.YES and _orders_with(meant.text, [one.words for one in wished]):
        return Sealed(None, None, "", orders=True)
    if not (left := beside_stay_wishes.left_beside(meant.text)):
        return None
    at = replace(scene, part=left)
    return found_in(session, at, hearing.hear(at), here)


def _orders_with(text: str, wished: Sequence[str]) -> bool:
    """ "Que sí, resérvala pero con flores": an order once the thing that is wished for is taken out of it."""
    for words in wished:
        text = text.replace(words, "") if words else text
    return taking.takes_it(" ".join(text.split()).replace(" ,", ","))


def _is_welcome(session: Session, scene: Scene, here: Progress, found: Sealed) -> bool:
    """Ordered with a dog that one of these rooms takes, by what the hotel has written."""
    shown = found.row.id if found.row is not None else here.shown or 0
    row = showing.find(session, scene.conversation, shown) if found.orders else None
    if row is None or pet_limit.is_too_heavy(noted.rule_of_pets(scene), scene.memory.recent):
        return False
    slugs = {part.room_type.slug for part in showing.parts_of(session, row)}
    return pets.taken_in(session, scene, slugs)


def _without_its_wishes(found: Sealed) -> Sealed:
    """ "Could you put two single beds?" is written on the booking that is made."""
    if not stay_wishes.told(found.rest):
        return found
    return replace(found, rest=beside_stay_wishes.sentences_beside(found.rest))


def _of_the_one(scene: Scene, here: Progress, found: Sealed) -> Scene:
    """What is asked is asked of the one that is taken."""
    if found.row is None:
        return scene
    chosen = replace(here, step=Step.YES, shown=found.row.id)
    return replace(scene, memory=replace(scene.memory, data=chosen.to_json()))


def alone(scene: Scene) -> Scene:
    """With nothing under way."""
    return replace(scene, memory=replace(scene.memory, flow=None, data={}, asked=None, wish=None))


def found_in(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Sealed | None:
    if here.step not in _AT or scene.taps or scene.a_person_answers or _takes_back(meant):
        return None
    count = len(sealing.pieces(meant.text))
    if not 0 < count <= _MOST_PIECES or _is_doubted(sealing.pieces(scene.words)):
        return None
    bits = Bits.of(scene, meant, here)
    return bits.sealed(session, scene, meant, here) if bits is not None else None


def _is_doubted(bits: Sequence[str]) -> bool:
    """Not by a sentence before the order, which is overcome by it; "if it has a pool, book it" is one sentence."""
    ordered = [at for at, bit in enumerate(bits) if taking.takes_it(bit.strip(_MARKS))]
    done = [at for at in range(max(ordered, default=0)) if bits[at].endswith((".", "!", "?"))]
    return any(_doubts(bit) for at, bit in enumerate(bits) if at > max(done, default=-1))


def _doubts(bit: str) -> bool:
    """A yes is none, nor "I wait for the link", nor a name by which nobody calls them."""
    if sealing.brings_money(bit) or sealing.asks_whether_one_can(bit) or taking.agrees(bit.strip(_MARKS)):
        return False
    if asks_of_undoing_it(bit):
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


def taken(session: Session, scene: Scene, here: Progress, sealed: Sealed) -> Turn:
    """The room taken, or the card of the one that comes nearest to what was said."""
    at = naming.called(scene, sealed.name) if sealed.name else scene
    shown = sealed.row.id if sealed.row is not None else here.shown if here.step is Step.YES else None
    if sealed.row is not None and not sealed.orders and _is_another_stay(sealed.row, here):
        done = before_their_eyes.as_ordered(choosing.pick(session, at, sealed.row.id, here))
    elif shown is not None:
        done = choosing.take(session, at, shown, here)
        if sealed.name and stay_wishes.told(
            scene.words
        ):  # of several things told in one breath none seems unheard
            done = asking.lead_with(done, scene.say("booking.noted_name", name=sealed.name))
    else:
        done = before_their_eyes.taken_gladly(session, at, here, _how_gladly(sealed))
        done = done if sealed.glad else before_their_eyes.as_ordered(done)
        if sealed.name:
            done = asking.lead_with(done, scene.say("booking.noted_name", name=sealed.name))
    done = naming.remembering(done, sealed.name) if sealed.name else done
    return replace(done, flow=NAME, by=NAME)


def _is_another_stay(row: QuoteShown, here: Progress) -> bool:
    """Of other days than were asked for: whoever only says which, and a name, hears them whole before it is held."""
    return here.step is Step.CHOICE and row.kind not in before_their_eyes.FOR_ALL_OF_THEM | {
        Instead.OTHER_TYPE
    }


def _how_gladly(sealed: Sealed) -> Gladly:
    """A name or money is no order of what was only asked about."""
    if not sealed.orders:
        return Gladly.AGREES
    return Gladly.ORDERS_BY_NAME if sealed.name else Gladly.ORDERS


def _only_named(session: Session, scene: Scene, here: Progress, sealed: Sealed) -> Turn | None:
    """What was answered beside it may make them think again: the name is kept, and the question put once more."""
    again = open_question.once_more(session, scene, here)
    if again is None or not sealed.name:
        return None
    told = asking.lead_with(again, scene.say("booking.noted_name", name=sealed.name))
    told = naming.remembering(told, sealed.name)
    asked = again.asked or scene.memory.asked
    return replace(told, flow=NAME, by=NAME, goes_on=again.goes_on or here.to_json(), asked=asked)


def _as_asked(scene: Scene, sealed: Sealed) -> tuple[Sealed, Understanding]:
    """The questions alone, without the days and people that were told once more beside them."""
    asking = replace(sealed, rest=" ".join(filter(asks, sealing.pieces(sealed.rest))))
    return asking, hearing.hear(replace(scene, part=asking.rest))


def _hears_more(scene: Scene, sealed: Sealed) -> Understanding | None:
    """What else there is to answer; nothing where it only tells. By itself it is no search for another room."""
    if not any(map(str.isalpha, sealed.rest)):
        return None
    at = replace(scene, part=sealed.rest)
    rest = hearing.hear(at)
    rest = hearing.hear(alone(at)) if rest.names <= _SEARCHES and not tells_of_the_stay(rest) else rest
    return rest if any(asks(bit) or names_a_pet(bit) for bit in sealing.pieces(sealed.rest)) else None


def is_hoped_for(scene: Scene, answer: Answer) -> bool:
    """Known, and no "no": who asks beside a yes whether there is a gym may want none without."""
    if not answer.known:
        return False
    told = [name.partition(":") for name in answer.facts]
    facts = [scene.knowledge.fact(Subject(of), topic) for of, _, topic in told if of in set(Subject)]
    if answer.topic in _IN_ONE_WAY:
        return not facts or any(fact is None or fact.answer is not Says.NO for fact in facts)
    return all(fact is None or fact.answer is not Says.NO for fact in facts)
