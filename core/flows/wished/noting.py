"""A wish for a stay, told in passing: it is written on the booking, and whatever else was said is served as if alone.

"Two single beds please, and do book it" takes the room and notes the beds. Nobody is promised what reception has to
arrange, unless the hotel has written down that it has it; what it has not is said, and not noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import Memory
from core.flows.booking import progress
from core.flows.booking.notes import noted, noted_after_all, whether_noted
from core.flows.booking.notes.noted_after_all import Agreed
from core.flows.booking.wanted import says_anything
from core.flows.care import looking_for
from core.flows.facts import arriving, fetching, matters
from core.flows.heard import hearing, surely
from core.flows.heard.context import clock_of, context_of
from core.flows.heard.gathering import as_before, gathered
from core.flows.turn import NOTED_WISH, Answer
from core.flows.understand import Understanding
from core.flows.understand.alarms import temper
from core.flows.understand.answers.questions import asks as is_asked
from core.flows.understand.answers.questions import only_asks
from core.flows.understand.answers.taking import agrees, takes_it
from core.flows.understand.days import a_day_of_theirs
from core.flows.understand.days.before_dawn import asked_which_night
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.wishes import beside_stay_wishes, stay_wishes, was_it_noted
from core.flows.understand.wishes.named_barely import of_their_allergy
from core.flows.understand.wishes.pets import names_a_pet
from core.flows.understand.wishes.stay_wishes import StayWish
from core.flows.wished import at_table, trip_told_anew, which_are_noted, whose_wish
from core.flows.wished.writing_wishes_down import written_down
from core.services.own_stays import Booking
from core.services.scenes import Scene

_ALARM: Final = "urgent_help"
_FOR_PEOPLE: Final = FOR_RECALL | {"complaint", "lost_found"}
# What the words beside a wish are taken for, and is no other matter.
_THE_WISH_ITSELF: Final = COURTESIES | frozenset(
    {"inform", "ask_policy", "ask_amenity", "ask_room", "ask_hours", "booking_status", "modify_booking", "out_of_scope",
     "service_request", "service_booking", "help", "review_answer", "ask_availability", "ask_price", "opt_in",
     "early_checkin", "no", "yes", "book", "confirm_booking"}
)  # fmt: skip
_SAYS_NOTHING: Final = COURTESIES | {"inform", "out_of_scope"}
_OF_A_STAY: Final = frozenset({"ask_availability", "ask_price"})
_SEARCHES: Final = frozenset({"ask_availability", "ask_price", "book", "invoice"})
# Beside a wish in one sentence: "a crib please, and what time is breakfast?".
_ASKS_ELSE: Final = re.compile(
    r"\b(?:what time|how (?:much|many|far|do)|which|where|a que hora|que hora(?:rio)?s?|cuanto|donde"
    r"|cual(?:es)?"
    r"|quanto|onde|qual)\b"
)
_TAKES: Final = frozenset({"yes", "book", "confirm_booking"})


@dataclass(frozen=True)
class Noted:
    """What is said of the wishes, what else is to be served, and the memory without the wishes in it."""

    answers: tuple[Answer, ...]
    rest: Understanding | None
    memory: Memory


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    if (trip := _trip_told_anew(session, scene, meant)) is not None:
        return trip
    wishes = _as_said(scene, stay_wishes.told(meant.text)) or which_are_noted.more_of_an_allergy(
        scene, meant.text
    )
    wishes = which_are_noted.without_the_name_asked_for(scene, wishes)
    if meant.names & _FOR_PEOPLE or scene.taps or not (wishes or noted_after_all.was_asked(scene)):
        return None
    booking = noted.theirs(session, scene)
    wishes = which_are_noted.without_the_only_room(session, booking, wishes)
    if booking is not None and (agreed := noted_after_all.heard(scene, booking, meant.text)) is not None:
        return _after_all(session, scene, booking, agreed)
    if booking is None:
        wishes = which_are_noted.without_what_is_looked_for(session, scene, meant, wishes)
    wishes, met = which_are_noted.without_who_is_met(session, scene, booking, wishes)
    if not wishes and met is None:
        return None
    if booking is None:
        told, wishes = wishes, which_are_noted.of_what_is_offered(scene, wishes)
        if not wishes and not (met is not None and progress.of(scene) is not None):
            return _beside_a_search(session, scene, meant, tuple(wish for wish in told if wish.wanted), met)
    wishes = which_are_noted.that_concern(scene, booking, wishes) if booking is not None else wishes
    if not wishes and met is None:
        return None
    rest, kept = _beside_them(session, scene, meant, booking, wishes)
    late = any(wish.kind == noted.LATE and wish.wanted for wish in wishes)
    hour = arriving.on_the_day_of(session, scene, meant, booking) if late else met
    asked = [one for one in (hour, at_table.answer(session, scene, meant, wishes)) if one is not None]
    asked += fetching.price(scene, meant.text, wishes)
    if rest is not None and booking is None and rest.names & _TAKES and not only_asks(rest.text):
        return Noted(tuple(asked), rest, kept)  # whoever takes the room hears then what is noted on it
    said = [written_down(session, scene, booking, wishes)] if wishes else []
    return Noted((*said, *asked), rest, kept)


def _trip_told_anew(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    """Which way the noted car goes, or when, told once more; the rest of the message is served."""
    if scene.taps or meant.names & _FOR_PEOPLE:
        return None
    found = trip_told_anew.piece(session, scene, meant)
    if found is None:
        return None
    booking, words, told = found
    rest, kept = what_else(scene, meant.text, [told], _SAYS_NOTHING | {"no", "location"})
    return Noted((trip_told_anew.written(session, scene, booking, words),), rest, kept)


def _as_said(scene: Scene, wishes: tuple[StayWish, ...]) -> tuple[StayWish, ...]:
    """A note keeps every word of the guest's: what is understood may have put a dog for its name."""
    own = {one.kind: one for one in stay_wishes.told(scene.words)} if wishes else {}
    return tuple(own.get(one.kind, one) if one.kind == noted.NOTE else one for one in wishes)


def asked_beside(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    """ "We come a day later, and did you note the nut allergy?": the question is answered, the change is served."""
    if scene.taps or meant.names & _FOR_PEOPLE or not stay_wishes.asks_whether_noted(meant.text):
        return None
    if names_a_pet(meant.text):
        return None  # whether the room takes it is said first
    question, before = _parted(meant.text)
    if before and stay_wishes.asked_of(before) and not stay_wishes.asked_of(question):
        return None  # "and the invoice, is it noted?" names it before it asks
    rest = hearing.hear_words(scene, before) if before and not stay_wishes.told(before) else None
    if rest is None:
        return None
    says_more = says_anything(rest) or (rest.answer and rest.names - _SAYS_NOTHING)
    if not (says_more or _agrees_to_it(scene, before)):
        return None
    told = whether_noted.said(session, scene, question)
    if told is None:
        return None
    return Noted((Answer(NOTED_WISH, told.words, facts=told.facts),), rest, scene.memory)


def _agrees_to_it(scene: Scene, beside: str) -> bool:
    """ "Did you note the invoice? Yes, do": to what is offered."""
    here = progress.of(scene)
    return here is not None and here.step is progress.Step.YES and agrees(beside)


def _parted(text: str) -> tuple[str, str]:
    """The question whether it is noted, and the rest of the message, wherever it stands."""
    question, before = was_it_noted.parted(text)
    sentences = stay_wishes.sentences(text)
    asking = [one for one in sentences if stay_wishes.asks_whether_noted(one)]
    if before or not asking or len(asking) == len(sentences):
        return question, before
    others = "".join(one for one in sentences if one not in asking).strip()
    told = normalise(others)
    if was_it_noted.of_the_name(told) or was_it_noted.names_the_hour_alone(told):
        return question, before  # answered together from the booking
    return "".join(asking).strip(), others


def _after_all(session: Session, scene: Scene, booking: Booking, agreed: Agreed) -> Noted:
    """A yes to the house's own "shall I note it?", and what was said beside it."""
    said = noted_after_all.write(session, scene, booking, agreed)
    apart = replace(scene, memory=as_before(scene))
    rest = hearing.hear_words(apart, agreed.rest) if agreed.rest else None
    kept = gathered(apart.memory, rest)
    return Noted((Answer(NOTED_WISH, said, facts=(f"booking:{booking.code}",)),), rest, kept)


def _beside_a_search(
    session: Session,
    scene: Scene,
    meant: Understanding,
    wishes: tuple[StayWish, ...],
    met: Answer | None,
) -> Noted | None:
    """ "Room from the 8th to the 12th? We get there at eleven at night": how they get in, and what there is."""
    if progress.of(scene) is not None:
        return None
    at = replace(scene, memory=as_before(scene))
    served = at_table.answer(session, scene, meant, wishes)
    searches = meant.stay.complete
    asked = [] if searches else at_table.asked_of(meant.text, wishes)
    rest = _rest(at, beside_stay_wishes.without(asked, meant.text))
    if searches and rest is not None and rest.names <= _SAYS_NOTHING:
        rest = looking_for(rest)
    if searches and (rest is None or not rest.stay.complete or not rest.names & _SEARCHES):
        return None  # what tells of them tells the days as well
    if not searches and served is None:
        return None
    late = any(wish.kind == noted.LATE for wish in wishes)
    hour = arriving.on_the_day_of(session, scene, meant, None) if late else met
    car = [wish for wish in wishes if wish.kind == noted.CAR]
    to_come = written_down(session, scene, None, tuple(car)) if car and searches else None
    found = tuple(one for one in (to_come, hour, served) if one is not None)
    kept = gathered(at.memory, rest)
    return Noted(found, rest, kept) if found else None


def _beside_them(
    session: Session,
    scene: Scene,
    meant: Understanding,
    booking: Booking | None,
    wishes: tuple[StayWish, ...],
) -> tuple[Understanding | None, Memory]:
    """What is to be served beside the wishes, and the memory with it and without them."""
    apart = replace(scene, memory=as_before(scene))
    served = [
        *at_table.asked_of(meant.text, wishes),
        *fetching.price_asked(meant.text, wishes),
        *of_their_allergy(meant.text, scene.memory.said_before()),
    ]
    rest = _rest(apart, beside_stay_wishes.without(served, meant.text))
    if rest is not None and booking is not None:
        rest = None if whose_wish.only_names_it(session, booking, rest, wishes) else rest
    kept = gathered(apart.memory, rest)
    if rest is not None and booking is None and _is_known(apart.memory, kept, rest):
        rest = None
    return rest, kept


def what_else(
    scene: Scene, words: str, asking: Iterable[str], says_nothing: frozenset[str]
) -> tuple[Understanding | None, Memory]:
    """What is to be served beside sentences that are answered apart, and the memory with it and without them."""
    apart = replace(scene, memory=as_before(scene))
    left = beside_stay_wishes.without(asking, words)
    other = _heard_calmly(apart, left.strip(), words) if any(map(str.isalnum, left)) else None
    if other is not None and not (
        _is_for_people(other) or _says_more(other, says_nothing) or other.entities.name
    ):
        other = other if stay_wishes.told(left) else None
    return other, gathered(apart.memory, other)


def _heard_calmly(scene: Scene, left: str, whole: str) -> Understanding:
    """What rings faintly only because its question was taken from it is no alarm."""
    other = hearing.hear_words(scene, left)
    alarm = next((guess for guess in other.intents if guess.name == _ALARM), None)
    if alarm is None or alarm.confidence >= hearing.FLOOR or temper.mood(whole) is not None:
        return other
    if _ALARM in hearing.hear_words(scene, whole).names:
        return other
    return replace(other, intents=tuple(guess for guess in other.intents if guess is not alarm))


def _says_more(other: Understanding, says_nothing: frozenset[str]) -> bool:
    return says_anything(other) or (other.answer and bool(other.names - says_nothing))


def _is_for_people(other: Understanding) -> bool:
    """ "Are there grab bars? The air is broken, it's a disgrace": whoever complains is heard, whatever they ask."""
    return surely.complains(other) or bool(other.names & FOR_RECALL) or temper.mood(other.text) is not None


def _rest(scene: Scene, words: str) -> Understanding | None:
    """The other matter of the message: a yes, another wish, a question, days and people."""
    words = beside_stay_wishes.without_asking_to_note_it(words)
    left = beside_stay_wishes.left_beside(a_day_of_theirs.without_feasts(words, context_of(scene).stay))
    if not left:
        return None
    meant = _of_the_night_told(scene, words, hearing.hear_words(scene, left))
    takes = takes_it(left) or bool(meant.agrees) or (meant.answer and bool(meant.names & _TAKES))
    other = meant.answer and not meant.names <= _THE_WISH_ITSELF
    others = beside_stay_wishes.sentences_beside(words)
    asks = (
        "?" in others or is_asked(others) or ("?" in left and _ASKS_ELSE.search(normalise(left)) is not None)
    )
    more = other or asks or names_a_pet(left) or says_anything(meant) or matters.paying(left)
    return meant if takes or more else None


def _of_the_night_told(scene: Scene, words: str, rest: Understanding) -> Understanding:
    """ "At 1 am on the 15th": the hour, which is the wish, tells which night its day is of."""
    known, lang = context_of(scene).stay, rest.language.spoken
    return replace(rest, stay=asked_which_night(words, lang, clock_of(scene), rest.stay, known))


def _is_known(before: Memory, kept: Memory, rest: Understanding) -> bool:
    """ "One night only", of the one night that is offered."""
    same = (before.stay, before.party) == (kept.stay, kept.party) and not rest.entities.room_type
    return same and "?" not in rest.text and says_anything(rest) and rest.names <= _SAYS_NOTHING | _OF_A_STAY
