"""A hold that becomes what was put before its guest: in its place, by the button under its new price, or elsewhere.

Another room that is named with a yes is taken in the same breath: it was told with its price.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import Party, StaySoFar
from core.domain.refusals import Refused
from core.flows.booking import asking, choosing, kept, paying, swapping
from core.flows.booking.looking import kinds_meant, look
from core.flows.booking.progress import Step
from core.flows.booking.wanted import Wanted
from core.flows.flow import Tap
from core.flows.turn import Turn
from core.flows.understand import Understanding, taking
from core.flows.understand.own_booking import asks_a_price
from core.flows.understand.text import normalise
from core.flows.understand.wavering import wavers
from core.services import own_changes, showing, words
from core.services import paying as paying_words
from core.services.own_changes import Possible
from core.services.scenes import Scene
from core.services.showing import Booking

_WANTS_IT: Final = re.compile(
    r"\b(?:pas[ae]\w*|cambi\w+|mud[ae]\w*|troc\w+|quier\w+|queremos|quero|tom\w+|take|have|move|switch|swap|vamos con"
    r"|go (?:for|with)|reserv\w+|book|mejor|melhor|entonces|entao|then"
    r"|change|dej\w+|deix\w+|leave|keep|fic\w+)\b"
)
_QUESTION: Final = re.compile(r"[^.!?;\n]*\?")


def to_the_room_named(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, tap: Tap
) -> Turn | None:
    """ "Yes, move us to the triple then": let go and taken at once; whatever else is said is for others to hear."""
    kind = meant.entities.room_type
    asked = normalise(" ".join(_QUESTION.findall(meant.text)))
    plain = normalise(_QUESTION.sub(" ", meant.text))
    if tap.action != "swap" or kind is None or meant.stay or meant.changes:
        return None
    if asked and not asks_a_price(asked):
        return None
    led = taking.is_led_by_yes(plain) or _WANTS_IT.search(plain) is not None
    if not led or meant.agrees is False or wavers(plain) or kept.is_checked(booking):
        return None
    kinds = kinds_meant(session, kind)
    told = swapping.told_by(tap.rest, Wanted(StaySoFar(), Party()))
    alone = len(showing.together(session, booking.id)) == 1
    if len(kinds) != 1 or (alone and kinds[0].id == booking.room_type_id) or told.nights is None:
        return None
    wanted = replace(told, party=replace(told.party, rooms=None, room_type=kinds[0].slug))
    with paying_words.as_if_let_go(session, booking):
        found = look(session, scene, wanted)
    if not found.as_wished or len(found.choices) != 1:
        return None
    turn = swapping.let_go(session, scene, wanted, booking)
    shown = (turn.goes_on or {}).get("shown")
    if (turn.goes_on or {}).get("step") != Step.YES or not isinstance(shown, int):
        return turn
    taken = choosing.take(session, scene, shown, None)
    lead = scene.say("booking.released_for_another")
    if asked:
        total = words.money(scene, showing.total_of(found.choices[0][1]))
        lead = f"{lead} {scene.say('booking.due_all', amount=total)}"
    return asking.lead_with(taken, lead)


def make(session: Session, scene: Scene, rest: Sequence[str], wanted: Wanted, booking: Booking) -> Turn:
    """The hold itself changes; another price, or a room taken meanwhile, leads to the same question anew."""
    wanted = swapping.told_by(rest, wanted)
    found = swapping.of_the_same_room(session, wanted, booking)
    same = isinstance(found, Possible) and list(rest[4:5]) == [str(found.quote.total.minor)]
    if not same or not isinstance(found, Possible) or kept.is_checked(booking):
        return swapping.ask(session, scene, wanted, booking, lead=scene.say("stay.looked_again"))
    try:
        own_changes.make_of_hold(session, booking, found, f"chat:move:{booking.id}:{booking.version}")
    except Refused:
        return swapping.ask(session, scene, wanted, booking, lead=scene.say("stay.looked_again"))
    facts = {"what": kept.of_hold(session, scene, booking), "until": kept.until(scene, booking)}
    lead = scene.say("booking.held", code=booking.code, **facts)
    turn = paying.ask_for_money(session, scene, kept.wanted_of(session, booking), booking, lead)
    return replace(turn, memory={**turn.memory, "before": None})
