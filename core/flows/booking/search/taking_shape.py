"""While a wish takes shape: answers, corrections, choices by word, second thoughts."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.outgoing import Buttons, Text
from core.flows.booking import asking, open_question
from core.flows.booking.asking import going
from core.flows.booking.hold import only_one_of_them, what_to_change
from core.flows.booking.offer import (
    before_their_eyes,
    choosing,
    named_by_its_days,
    offering,
    per_head,
    pointed_at,
    restating,
    rule_of_cancelling,
)
from core.flows.booking.offer.before_their_eyes import Gladly
from core.flows.booking.order import naming
from core.flows.booking.progress import ASKING, WITH_A_PRICE, Progress, Step
from core.flows.booking.search import (
    an_example,
    budget,
    days_in_doubt,
    free_days,
    rooms_wanted,
    searching,
    second_thoughts,
    waiting,
    with_another,
)
from core.flows.booking.wanted import remembered, says_anything
from core.flows.facts.room_has import compared_here
from core.flows.turn import Turn
from core.flows.understand import StayReading, Understanding
from core.flows.understand.answers.taking import takes_it
from core.flows.understand.own_stay.their_days import wants_other_dates
from core.flows.understand.text import normalise
from core.services import words
from core.services.scenes import Scene

_TAKES: Final = frozenset({"book", "confirm_booking", "yes"})
_BARE: Final = frozenset({"inform", "no", "yes", "out_of_scope", "review_answer", "confirm_booking"})


def heard(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    several = with_another.are_several(session, scene, meant)
    by_place = meant.party is None and not several
    placed = before_their_eyes.chosen_by_place(session, scene, meant, here) if by_place else None
    if placed is not None:
        return placed
    if (waits := second_thoughts.sleep_on_it(scene, meant)) is not None:
        return waits
    if second_thoughts.gives_up(meant) and not waiting.asked_for(meant.text):
        return second_thoughts.never_mind(session, scene)
    if here.step in WITH_A_PRICE and not meant.stay and wants_other_dates(normalise(meant.text)):
        return asking.ask(scene, remembered(scene, here).without(Step.DATES), here)
    if waiting.asked_for(meant.text):
        return _waits(session, scene, meant, here)
    asks = not several and here.step in WITH_A_PRICE and not meant.stay
    if asks and _only_asks(session, scene, meant, here):
        return None  # told of first: whoever asks or compares has not chosen yet
    hears = (
        named_by_its_days.heard,
        an_example.before_the_nights,
        _shared_out,
        _the_same_days,
        only_one_of_them.at_the_card,
    )
    told = next((turn for ear in hears if (turn := ear(session, scene, meant, here)) is not None), None)
    if told is not None:
        return told
    in_doubt = bool(meant.stay.candidates or meant.stay.extra_nights)
    chosen = None if in_doubt else before_their_eyes.chosen_by_word(session, scene, meant, here)
    chosen = chosen or _some_are_left_out(session, scene, meant, here)
    if chosen is not None or says_anything(meant) or meant.undoes or several or free_days.asked_for(meant):
        return chosen or searching.search(session, scene, meant, here)
    return _answered(session, scene, meant, here)


def _waits(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn:
    """They wait for what they looked for before; other days in the same message are looked for meanwhile."""
    if (waited := waiting.before_another(scene, meant, here)) is not None:
        lead = waiting.joined_before(session, scene, waited)
        return asking.lead_with(searching.search(session, scene, meant, here), lead)
    return waiting.join(session, scene, remembered(scene, here))


def _shared_out(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """The price a head of what is before their eyes; other dates or people are looked for first."""
    if not per_head.asked_for(meant) or says_anything(meant):
        return None
    told, again = per_head.of_offers(session, scene), open_question.once_more(session, scene, here)
    if not told or again is None or here.step not in WITH_A_PRICE:
        return None
    said = asking.lead_with(again, told)
    asked = again.asked or scene.memory.asked
    return going(here, remembered(scene, here), said.says[0], asked, "told_per_head")


def _the_same_days(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """ "Yes, feb" of an offer in February is a yes; "I meant February" hears that it is."""
    wanted = remembered(scene, here)
    known = wanted.nights
    if (
        here.step not in WITH_A_PRICE
        or known is None
        or not days_in_doubt.as_they_are(scene, meant, known)
        or rooms_wanted.other_people(meant)
    ):
        return None
    beside = replace(meant, stay=StayReading())
    if (chosen := before_their_eyes.chosen_by_word(session, scene, beside, here)) is not None:
        return chosen
    if meant.agrees or meant.names & _TAKES:
        return _answered(session, scene, beside, here)
    if here.step is Step.CHOICE and not before_their_eyes.is_any_of(session, scene, known):
        return offering.go(session, scene, wanted, here=here)  # told once more that those are not to be had
    those = scene.say("booking.those_days", dates=words.dates(scene, known))
    rule = rule_of_cancelling.told(session, scene, beside)
    if rule is not None:
        return asking.lead_with(rule, those)
    again = open_question.once_more(session, scene, here)
    if again is None:
        return None
    said = asking.lead_with(again, those)
    return going(here, wanted, said.says[0], again.asked or scene.memory.asked, "told_the_same_days")


def _answered(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """A message that says nothing new of the stay: a yes, a no, the same wish once more, or another matter."""
    names = meant.names
    name = naming.signed(meant)
    if name and (names <= _BARE | {"book"} or not meant.answer):
        return _with_the_name(session, scene, name, here)
    if here.step is Step.YES and second_thoughts.has_a_but(meant):
        return what_to_change.ask(scene, here)
    takes = takes_it(meant.text)
    agrees = bool(meant.agrees or takes or names & {"book", "confirm_booking"})
    if here.step is Step.YES and agrees and second_thoughts.only_supposes(meant.text):
        return _only_supposed(session, scene, here) if names <= _BARE | _TAKES else None
    if here.step is Step.YES and here.shown and agrees:
        turn = choosing.take(session, scene, here.shown, here)
        return _same_without(scene, turn) if meant.entities.amenities else turn
    says_no = meant.agrees is False or (meant.answer and names == {"no"})
    if "modify_booking" in names or (says_no and here.step in (Step.YES, Step.CHOICE)):
        return what_to_change.ask(scene, here)
    if here.step is Step.CHOICE and (takes or (names and names <= _TAKES)) and scene.memory.asked is not None:
        how = Gladly.ORDERS if takes else Gladly.AGREES
        return before_their_eyes.taken_gladly(session, scene, here, how)
    if names & {"book", "ask_availability", "ask_price"} and not meant.entities.amenities:
        again = restating.of_several_types(session, scene, here) or offering.go(
            session, scene, remembered(scene, here), here=here
        )
        return budget.beside(session, scene, here, again)
    if here.step in ASKING and names <= _BARE and names:
        return _nothing_new(session, scene, meant, here)
    return None


def _only_supposed(session: Session, scene: Scene, here: Progress) -> Turn | None:
    """ "Yes, and if the boy doesn't come?" took nothing yet."""
    return restating.after(session, scene, here, scene.say("unsure.in_between"), "only_supposed")


def _nothing_new(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """The open question in other words, unless a yes answers it."""
    wanted = remembered(scene, here)
    if here.step is Step.DATES and (stay := days_in_doubt.nodded_at(meant, here)) is not None:
        return offering.go(session, scene, replace(wanted, stay=stay), here=here)
    return asking.ask(scene, wanted, here, in_vain=True) if wanted.missing else None


def _with_the_name(session: Session, scene: Scene, name: str, here: Progress) -> Turn | None:
    """Said before it was asked for; the open question goes on. Whoever had ordered says so for the room."""
    if here.ordered and here.step is Step.YES and here.shown:
        return naming.remembering(choosing.take(session, naming.called(scene, name), here.shown, here), name)
    turn = open_question.once_more(session, scene, here)
    if turn is None:
        return None
    lead = scene.say("booking.noted_name", name=name)
    told = naming.remembering(asking.lead_with(turn, lead), name)
    return replace(told, goes_on=here.to_json(), asked=turn.asked or scene.memory.asked)


def _only_asks(session: Session, scene: Scene, meant: Understanding, here: Progress) -> bool:
    compares = len(compared_here(session, scene, meant.text)) > 1
    return compares or before_their_eyes.only_asks_of_one(session, scene, meant, here)


def _some_are_left_out(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    out = here.step in WITH_A_PRICE and pointed_at.left_out(session, meant.text)
    return searching.search(session, scene, meant, here) if out else None


def _same_without(scene: Scene, turn: Turn) -> Turn:
    """ "Yes, but without breakfast": what is included is included; the price says so."""
    note = scene.say("booking.as_it_is")
    first = turn.says[0] if turn.says else None
    if isinstance(first, Text | Buttons):
        return replace(turn, says=(replace(first, body=f"{note}\n\n{first.body}"), *turn.says[1:]))
    return turn
