"""A wish for a stay, told in passing: it is written on the booking, and whatever else was said is served as if alone.

"Two single beds please, and do book it" takes the room and notes the beds. Nobody is promised what reception has to
arrange, unless the hotel has written down that it has it; what it has not is said, and not noted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain import memory
from core.domain.knowledge import Subject
from core.domain.memory import Memory, StaySoFar
from core.flows import arriving, at_table, hearing, telling
from core.flows.booking import lower_down, noted, noted_after_all, progress, whether_noted
from core.flows.booking.noted_after_all import Agreed
from core.flows.booking.progress import Step
from core.flows.booking.wanted import says_anything
from core.flows.turn import Answer
from core.flows.understand import Understanding, stay_wishes, was_it_noted
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.pets import names_a_pet
from core.flows.understand.questions import only_asks
from core.flows.understand.stay_wishes import HEALTH, PART, StayWish
from core.flows.understand.taking import takes_it
from core.flows.understand.text import normalise
from core.services.own_stays import Booking
from core.services.scenes import Scene

_TOPIC: Final = "noted_wish"
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
_TAKES: Final = frozenset({"yes", "book", "confirm_booking"})
_LATE: Final = "late_arrival"
_OF_ANY_ROOM: Final = HEALTH | {
    _LATE,
    "celebration",
    "quiet_room",
    "near_each_other",
    "in_the_room",
    PART,
    noted.INVOICE,
}
_BEDS: Final = frozenset({"beds_apart", "double_bed"})


@dataclass(frozen=True)
class Noted:
    """What is said of the wishes, what else is to be served, and the memory without the wishes in it."""

    answers: tuple[Answer, ...]
    rest: Understanding | None
    memory: Memory


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    wishes = stay_wishes.told(meant.text)
    if meant.names & _FOR_PEOPLE or scene.taps or not (wishes or noted_after_all.was_asked(scene)):
        return None
    booking = noted.theirs(session, scene)
    if booking is not None and (agreed := noted_after_all.heard(scene, booking, meant.text)) is not None:
        return _after_all(session, scene, booking, agreed)
    if booking is None and lower_down.can_be_had(session, scene, meant.text):
        wishes = tuple(
            wish for wish in wishes if wish.kind != noted.GROUND
        )  # the rooms that lie there are offered
    if not wishes:
        return None
    if booking is None:
        told, wishes = wishes, _of_what_is_offered(scene, wishes)
        if not wishes:
            return _beside_a_search(session, scene, meant, tuple(wish for wish in told if wish.wanted))
    if booking is not None:
        wishes = _that_concern(scene, booking, wishes)
    if not wishes:
        return None
    apart = replace(scene, memory=as_before(scene))
    rest = _rest(apart, _without(at_table.asked_of(meant.text, wishes), meant.text))
    if rest is not None and booking is not None and _only_names_it(booking, rest, wishes):
        rest = None
    kept = hearing.gathered(apart.memory, rest) if rest is not None else apart.memory
    if rest is not None and booking is None and _is_known(apart.memory, kept, rest):
        rest = None
    late = any(wish.kind == _LATE and wish.wanted for wish in wishes)
    hour = _at_that_hour(session, scene, meant, booking) if late else None
    asked = [one for one in (hour, at_table.answer(session, scene, meant, wishes)) if one is not None]
    if rest is not None and booking is None and rest.names & _TAKES and not only_asks(rest.text):
        return Noted(tuple(asked), rest, kept)  # whoever takes the room hears then what is noted on it
    return Noted((_told(session, scene, booking, wishes), *asked), rest, kept)


def asked_beside(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    """ "We come a day later, and did you note the nut allergy?": the question is answered, the change is served."""
    if scene.taps or meant.names & _FOR_PEOPLE or not stay_wishes.asks_whether_noted(meant.text):
        return None
    if names_a_pet(meant.text):
        return None  # whether the room takes it is said first
    question, before = was_it_noted.parted(meant.text)
    rest = hearing.hear_words(scene, before) if before and not stay_wishes.told(before) else None
    if rest is None or not (says_anything(rest) or (rest.answer and rest.names - _SAYS_NOTHING)):
        return None
    told = whether_noted.said(session, scene, question)
    if told is None:
        return None
    return Noted((Answer(_TOPIC, told.words, facts=told.facts),), rest, scene.memory)


def _after_all(session: Session, scene: Scene, booking: Booking, agreed: Agreed) -> Noted:
    """A yes to the house's own "shall I note it?", and what was said beside it."""
    said = noted_after_all.write(session, scene, booking, agreed)
    apart = replace(scene, memory=as_before(scene))
    rest = hearing.hear_words(apart, agreed.rest) if agreed.rest else None
    kept = hearing.gathered(apart.memory, rest) if rest is not None else apart.memory
    return Noted((Answer(_TOPIC, said, facts=(f"booking:{booking.code}",)),), rest, kept)


def _of_what_is_offered(scene: Scene, wishes: tuple[StayWish, ...]) -> tuple[StayWish, ...]:
    """Of one room all that is wished for; of several what holds for whichever is taken."""
    here = progress.of(scene)
    if here is not None and here.step is Step.YES and here.shown is not None:
        return wishes
    if here is None or here.step is not Step.CHOICE:
        return ()
    return tuple(wish for wish in wishes if wish.kind in _OF_ANY_ROOM)


def _beside_a_search(
    session: Session, scene: Scene, meant: Understanding, wishes: tuple[StayWish, ...]
) -> Noted | None:
    """ "Room from the 8th to the 12th? We get there at eleven at night": how they get in, and what there is."""
    if progress.of(scene) is not None or not meant.stay.complete:
        return None
    at = replace(scene, memory=as_before(scene))
    rest = _rest(at, meant.text)
    if rest is None or not rest.stay.complete or not rest.names & _SEARCHES:
        return None  # what tells of them tells the days as well
    late = any(wish.kind == _LATE for wish in wishes)
    hour = _at_that_hour(session, scene, meant, None) if late else None
    found = tuple(one for one in (hour, at_table.answer(session, scene, meant, wishes)) if one is not None)
    return Noted(found, rest, hearing.gathered(at.memory, rest)) if found else None


def _without(sentences: list[str], words: str) -> str:
    for sentence in sentences:
        words = words.replace(sentence.strip(), " ")
    return words


def _that_concern(scene: Scene, booking: Booking, wishes: tuple[StayWish, ...]) -> tuple[StayWish, ...]:
    """What nobody had asked for needs no taking back; what fewer nights of somebody cost reception says at once."""
    standing = noted.standing(scene, booking)
    return tuple(wish for wish in wishes if (wish.wanted and wish.kind != PART) or wish.kind in standing)


def as_before(scene: Scene) -> Memory:
    """Two single beds are no two people, and no other room."""
    kept = memory.from_json(scene.conversation.state).as_of(scene.now, scene.local_now.date())
    return replace(scene.memory, stay=kept.stay, party=kept.party, named=kept.named, before=kept.before)


def _rest(scene: Scene, words: str) -> Understanding | None:
    """The other matter of the message: a yes, another wish, a question, days and people."""
    left = stay_wishes.left_beside(words)
    if not left:
        return None
    meant = hearing.hear_words(scene, left)
    takes = takes_it(left) or bool(meant.agrees) or (meant.answer and bool(meant.names & _TAKES))
    other = meant.answer and not meant.names <= _THE_WISH_ITSELF
    asks = "?" in stay_wishes.sentences_beside(words)
    return meant if takes or other or asks or names_a_pet(left) or says_anything(meant) else None


def _is_known(before: Memory, kept: Memory, rest: Understanding) -> bool:
    """ "One night only", of the one night that is offered."""
    same = (before.stay, before.party) == (kept.stay, kept.party) and not rest.entities.room_type
    return same and "?" not in rest.text and says_anything(rest) and rest.names <= _SAYS_NOTHING | _OF_A_STAY


def _only_names_it(booking: Booking, rest: Understanding, wishes: tuple[StayWish, ...]) -> bool:
    """ "About the booking for Friday 4th: ..." says whose wish it is, and "I come with my sister" who they are."""
    stay, told = rest.stay, rest.entities
    if (
        not stay
        and {wish.kind for wish in wishes} <= _BEDS
        and rest.names <= {"inform"}
        and (told.people or told.adults) == booking.adults
    ):
        return not booking.children and not told.children and "?" not in rest.text
    its_days = stay.check_in == booking.check_in and stay.check_out in (None, booking.check_out)
    comes_then = {wish.kind for wish in wishes} == {_LATE} and not (told.adults or told.children)
    of_it = comes_then or was_it_noted.of_a_booking(normalise(rest.text))
    return its_days and of_it and "?" not in rest.text and not rest.changes


def _told(session: Session, scene: Scene, booking: Booking | None, wishes: tuple[StayWish, ...]) -> Answer:
    lacking = {wish.kind for wish in wishes if wish.wanted and noted.is_lacking(scene, wish.kind)}
    wanted = [wish for wish in wishes if wish.wanted and wish.kind not in lacking]
    dropped = [wish for wish in wishes if not wish.wanted]
    lines = []
    if booking is not None:
        for wish in (*wanted, *dropped):
            noted.write(session, scene, booking, wish.kind, wish.sentence, wanted=wish.wanted)
            noted.give_to_reception(session, scene, booking, wish.kind, wish.sentence, wanted=wish.wanted)
    if dropped:
        lines.append(_of(scene, booking, "taken_off" if booking is not None else "not_to_come", dropped))
    if wanted:
        lines.append(_of(scene, booking, "wish" if booking is not None else "to_come", wanted))
    known = [
        (kind, fact) for kind in dict.fromkeys(wish.kind for wish in wishes if wish.wanted)
        if (fact := noted.fact_of(scene, kind)) is not None
    ]  # fmt: skip
    lines += [telling.fact(session, scene, fact) for _kind, fact in known]
    if any(wish.kind == PART for wish in wanted):
        lines.append(scene.say("noted.priced_for_all_nights"))
    elif noted.are_unsure(session, scene, booking, [wish.kind for wish in wanted]):
        lines.append(scene.say("noted.only_a_wish"))
    of_it = (f"booking:{booking.code}",) if booking is not None else ()
    facts = (*of_it, *telling.names_of(fact for _kind, fact in known))
    return Answer(_TOPIC, "\n".join(lines), facts=facts)


def _of(scene: Scene, booking: Booking | None, key: str, wishes: list[StayWish]) -> str:
    names = noted.names(scene, [wish.kind for wish in wishes], wishes)
    return scene.say(f"noted.{key}", wishes=names, **({"code": booking.code} if booking is not None else {}))


def _at_that_hour(
    session: Session, scene: Scene, meant: Understanding, booking: Booking | None
) -> Answer | None:
    """Whether somebody is there then, on the day of this booking; else what the hotel says of coming late."""
    if booking is not None:
        stay = StaySoFar(booking.check_in, booking.check_out)
        scene = replace(scene, memory=replace(scene.memory, stay=stay))
    at_an_hour = arriving.at_an_hour(session, scene, meant, comes=True)
    if at_an_hour is not None:
        return at_an_hour
    written = scene.knowledge.fact(Subject.POLICY, arriving.TOPIC)
    if written is None:
        return None
    return Answer("ask_policy", telling.fact(session, scene, written), facts=(f"policy:{arriving.TOPIC}",))
