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
from core.flows import arriving, at_table, hearing, telling, whose_wish
from core.flows.booking import hour_of_coming, lower_down, noted, noted_after_all, progress, whether_noted
from core.flows.booking.noted_after_all import Agreed
from core.flows.booking.progress import Step
from core.flows.booking.wanted import says_anything
from core.flows.care import looking_for
from core.flows.turn import NOTED_WISH, Answer
from core.flows.understand import Understanding, beside_stay_wishes, stay_wishes, was_it_noted
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.named_barely import HEALTH, WHEELS, of_their_allergy
from core.flows.understand.pets import names_a_pet
from core.flows.understand.questions import asks as is_asked
from core.flows.understand.questions import only_asks
from core.flows.understand.stay_wishes import PART, StayWish
from core.flows.understand.taking import takes_it
from core.services.own_stays import Booking
from core.services.scenes import Scene

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
_OF_ANY_ROOM: Final = HEALTH | {
    WHEELS,
    noted.CAR,
    noted.LATE,
    "celebration",
    "quiet_room",
    "near_each_other",
    "in_the_room",
    PART,
    noted.INVOICE,
}


@dataclass(frozen=True)
class Noted:
    """What is said of the wishes, what else is to be served, and the memory without the wishes in it."""

    answers: tuple[Answer, ...]
    rest: Understanding | None
    memory: Memory


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    wishes = stay_wishes.told(meant.text) or _more_of_an_allergy(scene, meant.text)
    if meant.names & _FOR_PEOPLE or scene.taps or not (wishes or noted_after_all.was_asked(scene)):
        return None
    booking = noted.theirs(session, scene)
    if booking is not None and (agreed := noted_after_all.heard(scene, booking, meant.text)) is not None:
        return _after_all(session, scene, booking, agreed)
    if booking is None:
        wishes = _without_what_is_looked_for(session, scene, meant, wishes)
    wishes, met = _without_who_is_met(session, scene, booking, wishes)
    if not wishes and met is None:
        return None
    if booking is None:
        told, wishes = wishes, _of_what_is_offered(scene, wishes)
        if not wishes and not (met is not None and progress.of(scene) is not None):
            return _beside_a_search(session, scene, meant, tuple(wish for wish in told if wish.wanted), met)
    wishes = _that_concern(scene, booking, wishes) if booking is not None else wishes
    if not wishes and met is None:
        return None
    apart = replace(scene, memory=as_before(scene))
    served = [*at_table.asked_of(meant.text, wishes), *of_their_allergy(meant.text, scene.memory.recent[:-1])]
    rest = _rest(apart, _without(served, meant.text))
    if rest is not None and booking is not None:
        rest = None if whose_wish.only_names_it(session, booking, rest, wishes) else rest
    kept = hearing.gathered(apart.memory, rest) if rest is not None else apart.memory
    if rest is not None and booking is None and _is_known(apart.memory, kept, rest):
        rest = None
    late = any(wish.kind == noted.LATE and wish.wanted for wish in wishes)
    hour = _at_that_hour(session, scene, meant, booking) if late else met
    asked = [one for one in (hour, at_table.answer(session, scene, meant, wishes)) if one is not None]
    if rest is not None and booking is None and rest.names & _TAKES and not only_asks(rest.text):
        return Noted(tuple(asked), rest, kept)  # whoever takes the room hears then what is noted on it
    said = [_told(session, scene, booking, wishes)] if wishes else []
    return Noted((*said, *asked), rest, kept)


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
    return Noted((Answer(NOTED_WISH, told.words, facts=told.facts),), rest, scene.memory)


def _after_all(session: Session, scene: Scene, booking: Booking, agreed: Agreed) -> Noted:
    """A yes to the house's own "shall I note it?", and what was said beside it."""
    said = noted_after_all.write(session, scene, booking, agreed)
    apart = replace(scene, memory=as_before(scene))
    rest = hearing.hear_words(apart, agreed.rest) if agreed.rest else None
    kept = hearing.gathered(apart.memory, rest) if rest is not None else apart.memory
    return Noted((Answer(NOTED_WISH, said, facts=(f"booking:{booking.code}",)),), rest, kept)


def _more_of_an_allergy(scene: Scene, text: str) -> tuple[StayWish, ...]:
    if not of_their_allergy(text, scene.memory.recent[:-1]):
        return ()
    return (noted.wish_in(noted.ALLERGY, noted.before_booking(scene).get(noted.ALLERGY, text)),)


def _without_what_is_looked_for(
    session: Session, scene: Scene, meant: Understanding, wishes: tuple[StayWish, ...]
) -> tuple[StayWish, ...]:
    """The rooms on the ground floor are offered, and those that a wheelchair can enter."""
    found = {WHEELS, noted.GROUND} if lower_down.can_be_had(session, scene, meant.text) else {WHEELS}
    return tuple(wish for wish in wishes if wish.kind not in found)


def _without_who_is_met(
    session: Session, scene: Scene, booking: Booking | None, wishes: tuple[StayWish, ...]
) -> tuple[tuple[StayWish, ...], Answer | None]:
    """Who comes while reception is open hears that somebody is there, and needs no key laid out."""
    arrival = booking.check_in if booking is not None else None
    for wish in wishes:
        met = arriving.met(scene, wish.sentence, arrival) if wish.kind == noted.LATE and wish.wanted else None
        if met is not None and booking is not None:
            written = hour_of_coming.on_it(session, scene, booking, wish.sentence)
            met = replace(met, text=f"{written}\n{met.text}", facts=(*met.facts, f"booking:{booking.code}"))
        if met is not None:
            return tuple(one for one in wishes if one is not wish), met
    return wishes, None


def _of_what_is_offered(scene: Scene, wishes: tuple[StayWish, ...]) -> tuple[StayWish, ...]:
    """Of one room all that is wished for; of several what holds for whichever is taken."""
    here = progress.of(scene)
    if here is not None and here.step is Step.YES and here.shown is not None:
        return wishes
    if here is None or here.step is not Step.CHOICE:
        return ()
    return tuple(wish for wish in wishes if wish.kind in _OF_ANY_ROOM)


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
    rest = _rest(at, _without(asked, meant.text))
    if searches and rest is not None and rest.names <= _SAYS_NOTHING:
        rest = looking_for(rest)
    if searches and (rest is None or not rest.stay.complete or not rest.names & _SEARCHES):
        return None  # what tells of them tells the days as well
    if not searches and served is None:
        return None
    late = any(wish.kind == noted.LATE for wish in wishes)
    hour = _at_that_hour(session, scene, meant, None) if late else met
    car = [wish for wish in wishes if wish.kind == noted.CAR]
    to_come = _told(session, scene, None, tuple(car)) if car and searches else None
    found = tuple(one for one in (to_come, hour, served) if one is not None)
    kept = hearing.gathered(at.memory, rest) if rest is not None else at.memory
    return Noted(found, rest, kept) if found else None


def _without(sentences: list[str], words: str) -> str:
    for sentence in sentences:
        words = words.replace(sentence.strip(), " ")
    return words


def _that_concern(scene: Scene, booking: Booking, wishes: tuple[StayWish, ...]) -> tuple[StayWish, ...]:
    """What nobody had asked for needs no taking back; what fewer nights of somebody cost reception says at once."""
    standing = noted.standing(scene, booking)
    said = {*standing, *HEALTH}
    return tuple(wish for wish in wishes if (wish.wanted and wish.kind != PART) or wish.kind in said)


def as_before(scene: Scene) -> Memory:
    """Two single beds are no two people, and no other room."""
    kept = memory.from_json(scene.conversation.state).as_of(scene.now, scene.local_now.date())
    return replace(scene.memory, stay=kept.stay, party=kept.party, named=kept.named, before=kept.before)


def _rest(scene: Scene, words: str) -> Understanding | None:
    """The other matter of the message: a yes, another wish, a question, days and people."""
    left = beside_stay_wishes.left_beside(words)
    if not left:
        return None
    meant = hearing.hear_words(scene, left)
    takes = takes_it(left) or bool(meant.agrees) or (meant.answer and bool(meant.names & _TAKES))
    other = meant.answer and not meant.names <= _THE_WISH_ITSELF
    others = beside_stay_wishes.sentences_beside(words)
    asks = "?" in others or is_asked(others)
    return meant if takes or other or asks or names_a_pet(left) or says_anything(meant) else None


def _is_known(before: Memory, kept: Memory, rest: Understanding) -> bool:
    """ "One night only", of the one night that is offered."""
    same = (before.stay, before.party) == (kept.stay, kept.party) and not rest.entities.room_type
    return same and "?" not in rest.text and says_anything(rest) and rest.names <= _SAYS_NOTHING | _OF_A_STAY


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
    return Answer(NOTED_WISH, "\n".join(lines), facts=facts)


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
