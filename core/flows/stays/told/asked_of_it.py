"""Whoever has a room and asks what is left to pay, or wants to see their booking: told of that very stay.

Not of another one that is looked for: whoever says that they have a room already wants no other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import STANDS
from core.domain.conversations import Reason
from core.domain.knowledge import Subject
from core.domain.outgoing import Text
from core.flows.booking import progress as booking_talk
from core.flows.booking.hold import giving_up, kept
from core.flows.booking.money.way_said import asks_when_it_counts
from core.flows.booking.notes import noted
from core.flows.booking.progress import Step
from core.flows.facts import fetching, telling
from core.flows.heard import hearing
from core.flows.person.handover import promise
from core.flows.stays import progress, serving, which
from core.flows.stays.owed import paid_before
from core.flows.stays.progress import NAME, Matter, Request, told
from core.flows.stays.told import standing
from core.flows.turn import Turn
from core.flows.understand import StayReading, Understanding
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.own_stay import own_booking
from core.flows.understand.text import normalise
from core.services import paying, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

_A_QUESTION: Final = 4
_BESIDE: Final = COURTESIES | {
    "ask_price", "ask_payment", "ask_room", "ask_policy", "pay", "booking_status", "confirm_booking", "inform", "yes",
    "no", "out_of_scope", "help", "opt_out", "complaint",
}  # fmt: skip


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text)
    counts, shown, owed = asks_when_it_counts(plain), own_booking.is_shown(plain), own_booking.is_owed(plain)
    of_it = counts or shown or owed
    if not of_it or meant.stay or meant.stay.extra_nights or meant.changes or not _is_all(meant):
        return None
    hold = paying.open_hold(session, scene.conversation)
    shown = shown or (counts and hold is None)
    if hold is not None and giving_up.tap_of_a_yes(scene):
        return None  # of what was put before them instead
    if not (shown or owed):
        return None
    if not shown and meant.entities.amenities:
        return None  # the price of something else
    if hold is not None:
        return _of_a_hold(session, scene, hold, shown=shown)
    if paid_before.is_told(plain):
        return None
    codes = which.codes_in(meant)
    found = which.standing(session, scene, Matter.STATUS)
    if not found:
        return None
    if shown or codes or len(found) > 1:
        turn = serving.begin(session, scene, Request(Matter.STATUS), meant)
        return replace(turn, flow=NAME, by=NAME)
    return _left_of(session, scene, found[0])


def how_it_stands(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "Is my booking for five nights now?": its figures, and no change to five, unless a change is proposed."""
    if not own_booking.asks_how_it_stands(normalise(meant.text)) or meant.names & FOR_RECALL:
        return None
    here = progress.of(scene)
    if here is not None and here.request.matter is Matter.CHANGE:
        return None
    hold = paying.open_hold(session, scene.conversation)
    if hold is not None:
        return _as_it_is_held(session, scene, hold)
    if not any(one.status in STANDS for one in which.candidates(session, scene, Matter.STATUS)):
        return None
    turn = serving.begin(session, scene, Request(Matter.STATUS), replace(meant, stay=StayReading()))
    return replace(turn, flow=NAME, by=NAME)


def what_is_left(session: Session, scene: Scene) -> Turn | None:
    """Of the room that is held, else of the one stay that lies ahead."""
    hold = paying.open_hold(session, scene.conversation)
    if hold is not None:
        return _of_a_hold(session, scene, hold, shown=False)
    found = which.standing(session, scene, Matter.STATUS)
    return _left_of(session, scene, found[0]) if len({one.shared_code for one in found}) == 1 else None


def _left_of(session: Session, scene: Scene, booking: Booking) -> Turn:
    said = standing.what_is_left(session, scene, booking)
    return told(Text(said), Matter.STATUS, "told_what_is_left", booking.code)


def _is_all(meant: Understanding) -> bool:
    """A person, danger, a cancelling or another change weighs more."""
    return not (meant.names & (FOR_RECALL - {"opt_out"})) and meant.names <= _BESIDE


def _of_a_hold(session: Session, scene: Scene, hold: Booking, *, shown: bool) -> Turn | None:
    """How it stands, and what is left once the deposit is in; its own dialogue says by which ways to pay."""
    here = booking_talk.of(scene)
    if shown and here is not None and here.step in (Step.PAY, Step.GIVE_UP) and not kept.is_checked(hold):
        return None
    if shown:
        return _as_it_is_held(session, scene, hold)
    due, whole = paying.due(session, hold), paying.price(session, hold)
    left = whole - due
    lines = [kept.still_kept(session, scene, hold), kept.amount_due(session, scene, hold)]
    if left.minor > 0:
        lines.append(scene.say("booking.rest_on_arrival", rest=words.money(scene, left)))
    content = Text(" ".join(lines))
    facts = (f"booking:{hold.code}",)
    goes_on = kept.still_awaited(hold)
    return Turn(
        says=(content,), asked=scene.memory.asked, goes_on=goes_on, flow=booking_talk.NAME, by=booking_talk.NAME,
        memory={"misses": 0}, step="told_what_is_left", facts=facts, wish=str(Matter.STATUS),
    )  # fmt: skip


def _as_it_is_held(session: Session, scene: Scene, hold: Booking) -> Turn:
    """Its money is still awaited afterwards: what is said next is of this hold, and no new search."""
    turn = serving.serve(session, scene, Request(Matter.STATUS), hold)
    return replace(turn, flow=booking_talk.NAME, by=NAME, goes_on=kept.still_awaited(hold))


def the_car(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "How much would the car be, and will they wait?": the hotel's transfer; what else is asked is reception's."""
    if (
        not own_booking.asks_for_the_cars_price(normalise(meant.text))
        or meant.stay
        or meant.names & FOR_RECALL
    ):
        return None
    fact = scene.knowledge.fact(Subject.AMENITY, "transfer")
    if fact is None or noted.theirs(session, scene) is None:
        return None
    if fetching.theirs_is_from_elsewhere(session, scene, fact):
        return replace(fetching.not_known(session, scene), by=NAME)
    said, called = telling.fact(session, scene, fact), None
    if len([piece for piece in hearing.pieces(meant.text) if len(piece.split()) >= _A_QUESTION]) > 1:
        said, called = f"{said}\n\n{promise(scene, Reason.UNKNOWN)}", Reason.UNKNOWN
    facts = (f"{fact.subject}:{fact.topic}",)
    return Turn(
        says=(Text(said),), asked=scene.memory.asked, call_person=called, memory={"misses": 0},
        step="told_the_transfer", facts=facts, by=NAME,
    )  # fmt: skip
