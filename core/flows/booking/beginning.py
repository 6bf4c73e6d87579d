"""How the booking dialogue begins: by a wish for a room, by its price, by dates alone, or by coming back to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.memory import Asked, StaySoFar
from core.domain.outgoing import Buttons, Option, Text
from core.flows.booking.asking import WISH
from core.flows.booking.hold import booked_already, while_held
from core.flows.booking.offer import offering, per_head
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.search import an_example, looking_again, searching
from core.flows.booking.wanted import Wanted, gather, remembered, says_anything
from core.flows.courtesy import welcome
from core.flows.flow import tap_id
from core.flows.person.handover import hand_over
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES
from core.services import own_stays, selling, showing, words
from core.services import paying as money
from core.services.scenes import Scene

_ASKS: Final = frozenset({"ask_availability", "ask_price", "book"})
_ABOUT_A_HOLD: Final = frozenset({"pay", "ask_payment", "confirm_booking", "yes", "booking_status"})
_SILENCE: Final = timedelta(hours=1)


def begin(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    hold = money.open_hold(session, scene.conversation)
    if hold is not None and meant.names & {"pay", "confirm_booking"}:
        here = Progress(Step.PAY, booking=hold.id)
        return while_held.heard(session, scene, meant, hold, here)
    told = _share_of_a_booking(session, scene, meant) or booked_already.told(session, scene, meant)
    if told is not None:
        return told
    if meant.names & {"greet"} and not meant.names & _ASKS and not _greets_with_days(meant):
        return None if says_anything(meant) else _welcome_back(session, scene, meant)
    if not meant.names & _ASKS and not _tells_of_a_stay(scene, meant):
        return None
    if meant.entities.amenities and not says_anything(meant) and "ask_price" in meant.names:
        return None  # what the pool costs is no room's price
    if "modify_booking" in meant.names and own_stays.current(session, scene.conversation):
        return None  # "we'd like to stay one more day, is there room?" of whoever has booked
    theirs = booked_already.price_of_theirs(session, scene, meant) if "ask_price" in meant.names else None
    theirs = theirs or booked_already.instead_of_a_search(session, scene, meant)
    return theirs if theirs is not None else _look(session, scene, meant)


def _look(session: Session, scene: Scene, meant: Understanding) -> Turn:
    if not selling.room_types(session):
        return hand_over(scene, Reason.BOOKING)  # this hotel sells its rooms by hand
    if "ask_price" in meant.names and not _tells_when(scene, meant):
        return _what_it_costs(session, scene, meant)
    turn = searching.search(session, scene, meant, None)
    return booked_already.stays(session, scene, turn)


def _greets_with_days(meant: Understanding) -> bool:
    """ "Hi, feb 6 to 9, 2 adults" wishes for a room; "hello, it is the three of us" may be anything."""
    return meant.no_such_day is not None or (bool(meant.stay) and "inform" in meant.names and meant.answer)


def _share_of_a_booking(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "How much is that each?" of whoever has booked, and speaks of no other days."""
    if not per_head.asked_for(meant) or says_anything(meant) or scene.memory.stay:
        return None
    made = own_stays.current(session, scene.conversation)
    if not made or len({one.shared_code for one in made}) > 1:
        return None
    told = Text(per_head.of_booking(session, scene, made[0]))
    return Turn(says=(told,), memory={"misses": 0}, step="told_per_head", facts=(f"booking:{made[0].code}",))


def after_a_hold(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """Money was awaited, and the hold is no more: paid, given up, or over."""
    made = showing.together(session, here.booking or 0)
    if made and made[0].status in ("held", "expired") and meant.names & _ABOUT_A_HOLD:
        return looking_again.it_is_over(scene, made[0])
    return begin(session, scene, meant)


def _tells_of_a_stay(scene: Scene, meant: Understanding) -> bool:
    """Dates are a wish for a room, so are people who come; a lone number is neither."""
    if meant.no_such_day is not None and meant.names <= COURTESIES:
        return True
    if "inform" not in meant.names or not says_anything(meant):
        return False
    return bool(meant.stay or meant.no_such_day) or meant.entities.as_dict().keys() - {"name"} != set()


def _tells_when(scene: Scene, meant: Understanding) -> bool:
    stay = meant.stay
    told = stay.within is not None or bool(stay.candidates) or meant.no_such_day is not None
    return bool(scene.memory.stay) or told


def _what_it_costs(session: Session, scene: Scene, meant: Understanding) -> Turn:
    """Nobody has said when: of the nights that are booked, or of an example."""
    wanted = gather(scene, meant, None)
    booked = booked_already.compared_with(session, scene, meant)
    if booked is not None:
        return _for_the_same_nights(session, scene, wanted, booked)
    return _with_an_example(session, scene, wanted)


def _for_the_same_nights(session: Session, scene: Scene, wanted: Wanted, booked: own_stays.Booking) -> Turn:
    stay = StaySoFar(booked.check_in, booked.check_out)
    party = wanted.party
    if party.adults is None:
        children = tuple(booked.children)
        party = replace(party, adults=booked.adults, children=len(children), child_ages=children)
    lead = scene.say("booking.same_nights", code=booked.code)
    return offering.go(session, scene, replace(wanted, stay=stay, party=party), lead=lead)


def _with_an_example(session: Session, scene: Scene, wanted: Wanted) -> Turn:
    """What does it cost? Depends on the days; one honest example says more than "it depends"."""
    return offering.go(session, scene, wanted, lead=an_example.told(session, scene, wanted))


def _welcome_back(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Who comes back after a silence may go on where they were."""
    nights = remembered(scene, None).nights
    turns = scene.memory.turns
    if nights is None or len(turns) < 2 or turns[-1] - turns[-2] < _SILENCE:
        return None
    if money.has_stay(session, scene.conversation, nights):
        return None
    options = (
        Option(tap_id(NAME, "again"), scene.say("button.go_on")),
        Option(tap_id(NAME, "anew"), scene.say("button.other_dates")),
        Option(welcome.PERSON, scene.say("button.person")),
    )
    body = scene.say("booking.welcome_back", dates=words.dates(scene, nights))
    asked = Asked.among(options)
    return Turn(
        says=(Buttons(body, options),),
        asked=asked,
        memory={"misses": 0, "greeted": True},
        step="welcome_back",
        wish=WISH,
    )
