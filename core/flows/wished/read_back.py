""" "What do you have written down for me?": all that stands on the booking, what waits at reception, and the money.

Before anything is booked it is what was understood so far. The link to pay is not sent again for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.outgoing import Text
from core.flows import composing
from core.flows.booking import beside, progress
from core.flows.booking.hold import kept
from core.flows.booking.notes import hour_asked_of, noted
from core.flows.booking.order import naming
from core.flows.booking.progress import NAME as BOOKING
from core.flows.booking.search import so_far
from core.flows.booking.wanted import Wanted, says_anything
from core.flows.facts import coming_at, telling
from core.flows.heard import hearing
from core.flows.stays.told import standing
from core.flows.turn import NOTED_WISH, Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.own_stay import read_back_asked
from core.flows.wished import at_reception
from core.services import own_stays, paying, showing
from core.services.own_stays import Booking
from core.services.scenes import Scene

STEP: Final = "read_back"
_ALIVE: Final = frozenset({Status.HELD, Status.CONFIRMED, Status.IN_HOUSE})
_SAYS_NOTHING: Final = COURTESIES | {"inform", "out_of_scope"}
_MOST_BOOKINGS: Final = 3


def is_asked(session: Session, scene: Scene, meant: Understanding) -> bool:
    if scene.taps:
        return False
    asks = read_back_asked.asked(meant.text)
    if not asks and not read_back_asked.wants_it_confirmed(meant.text):
        return False
    return bool(_theirs(session, scene)) or (asks and bool(_before_booking(scene)) and not meant.stay)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn:
    """The summary alone: nothing is asked again below it but what stood open before a booking."""
    theirs = _theirs(session, scene)
    if not theirs:
        return beside.told(session, scene, _before_booking(scene), STEP)
    said = Text(in_words(session, scene))
    facts = tuple(f"booking:{one.code}" for one in theirs)
    hold = paying.open_hold(session, scene.conversation)
    here = progress.of(scene)
    awaited = hold is not None and (here is None or here.step is progress.Step.PAY)
    turn = Turn(says=(said,), asked=scene.memory.asked, memory={"misses": 0}, step=STEP, facts=facts)
    if not awaited or hold is None:
        return turn
    goes_on = here.to_json() if here is not None else kept.still_awaited(hold)
    return replace(turn, flow=BOOKING, by=BOOKING, goes_on=goes_on)


def other_matter(scene: Scene, meant: Understanding) -> Understanding | None:
    """What the message says besides, if it says anything."""
    left = read_back_asked.beside(meant.text)
    rest = hearing.hear_words(scene, left) if any(map(str.isalnum, left)) else None
    if rest is not None and coming_at.told_time(rest.text, scene.language) is not None:
        return rest
    if rest is None or not (says_anything(rest) or rest.names - _SAYS_NOTHING or rest.agrees is not None):
        return None
    same = rest.names - _SAYS_NOTHING == {"booking_status"} and not says_anything(rest)
    return None if same and rest.agrees is None else rest


def beside_another(session: Session, scene: Scene, turn: Turn) -> Turn:
    """First what is done of the other matter is known, then it is read back as it stands by now."""
    named = turn.memory.get("name")
    at = replace(scene, memory=replace(scene.memory, name=named)) if isinstance(named, str) else scene
    said = in_words(session, at) or _before_booking(at)
    return composing.reply(scene, [Answer(NOTED_WISH, said)], turn)


def in_words(session: Session, scene: Scene) -> str:
    theirs = _theirs(session, scene)
    blocks = [_of(session, scene, one) for one in theirs]
    waiting = at_reception.in_words(session, scene, [one.code for one in theirs]) if theirs else []
    return "\n\n".join(filter(None, (*blocks, "\n".join(waiting))))


def _theirs(session: Session, scene: Scene) -> list[Booking]:
    """One of each booked together."""
    found: dict[str, Booking] = {}
    for one in own_stays.current(session, scene.conversation):
        if one.status in _ALIVE:
            first = showing.together(session, one.id)[0]
            found.setdefault(first.code, first)
    return list(found.values())[:_MOST_BOOKINGS]


def _of(session: Session, scene: Scene, booking: Booking) -> str:
    name = naming.known(scene) or scene.guest.name
    lines = [
        standing.title(session, scene, booking),
        standing.what(session, scene, booking),
        scene.say("readback.name", name=name) if name else "",
        *_notes(session, scene, booking),
        standing.money_told(session, scene, booking),
    ]
    if booking.status == Status.HELD and paying.due(session, booking).minor > 0:
        lines.append(kept.amount_due(session, scene, booking))
    return "\n".join(line for line in lines if line)


def _notes(session: Session, scene: Scene, booking: Booking) -> list[str]:
    made = showing.together(session, booking.id)
    hour = next((one.arrives for one in made if one.arrives is not None), None)
    lines = [scene.say("readback.arrival", time=telling.hour(scene, hour))] if hour is not None else []
    wishes: dict[str, str] = {}
    for one in made:
        wishes |= noted.standing(scene, one)
    if hour is not None:
        wishes.pop(noted.LATE, None)
    stands = [noted.names_as_told(scene, {kind: told}) for kind, told in wishes.items()]
    return [*lines, scene.say("readback.wishes", wishes="; ".join(stands))] if stands else lines


def _before_booking(scene: Scene) -> str:
    memory = scene.memory
    known = so_far.told(scene, Wanted(memory.stay, memory.party))
    name = scene.say("readback.name", name=memory.name) if memory.name else ""
    wishes = noted.before_booking(scene)
    if hour := hour_asked_of.before_booking(scene):
        wishes = {kind: said for kind, said in wishes.items() if kind != noted.LATE}
    stands = [
        *([hour] if hour else []),
        *(noted.names_as_told(scene, {kind: said}) for kind, said in wishes.items()),
    ]
    to_come = scene.say("noted.to_come", wishes="; ".join(stands)) if stands else ""
    lines = [line for line in (known, name, to_come) if line]
    return "\n".join((scene.say("readback.nothing_booked"), *lines)) if lines else ""
