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
from core.flows.booking import asking
from core.flows.booking.hold import had_instead, kept, proposed_instead, swapping
from core.flows.booking.money import paying
from core.flows.booking.notes import trip_of_the_day
from core.flows.booking.offer import choosing
from core.flows.booking.progress import Step
from core.flows.booking.search import kinds_named
from core.flows.booking.search.kinds_named import kinds_meant
from core.flows.booking.search.looking import look
from core.flows.booking.wanted import Wanted, says_anything
from core.flows.flow import Tap
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import taking
from core.flows.understand.answers.halves import beginning_with
from core.flows.understand.answers.wavering import wavers
from core.flows.understand.own_stay.own_booking import asks_a_price
from core.flows.understand.text import normalise
from core.services import own_changes, showing, words
from core.services import paying as paying_words
from core.services.own_changes import Possible
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import Booking

_WANTS_IT: Final = re.compile(
    r"\b(?:pas[ae]\w*|cambi\w+|mud[ae]\w*|troc\w+|quier\w+|queremos|quero|tom\w+|peg(?:a|ar|ue|o|amos)|agarr\w+"
    r"|take|have|move|switch|swap|vamos con"
    r"|go (?:for|with)|reserv\w+|book|mejor|melhor|entonces|entao|then"
    r"|change|dej\w+|deix\w+|leave|keep|fic\w+)\b"
)
_PROPOSES: Final = frozenset({"swap", "move"})
_OF_A_PRICE: Final = re.compile(
    r"\b(?:total|more|less|mas|mais|menos|cuanto|quanto|how much|price|precio|preco|costs?|cuesta|custa|sale|fica"
    r"|difference"
    r"|diferencia|diferenca)\b"
)
_QUESTION: Final = re.compile(r"[^.!?;\n]*\?")


def to_the_room_named(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, tap: Tap
) -> Turn | None:
    """ "Yes, move us to the triple then": in its place, or let go and taken at once; what else is said others hear."""
    asked = normalise(" ".join(_QUESTION.findall(meant.text)))
    plain = normalise(_QUESTION.sub(" ", meant.text))
    if tap.action not in _PROPOSES or meant.stay or meant.changes:
        return None
    if asked and not asks_a_price(asked):
        return None
    led = taking.is_led_by_yes(plain) or _WANTS_IT.search(plain) is not None
    if not led or meant.agrees is False or wavers(plain) or kept.is_checked(booking):
        return None
    told = proposed_instead.told_by(tap.rest, Wanted(StaySoFar(), Party()))
    kinds = _meant(session, scene, meant, told, booking)
    alone = len(showing.together(session, booking.id)) == 1
    if tap.action == "move":
        sorts = {*tap.rest[5:]} or {one.slug for one in kinds if one.id == booking.room_type_id}
        named = {one.slug for one in kinds} & sorts
        return make(session, scene, tap.rest, told, booking) if named else None
    if len(kinds) != 1 or (alone and kinds[0].id == booking.room_type_id) or told.nights is None:
        return None
    wanted = replace(told, party=replace(told.party, rooms=None, room_type=kinds[0].slug))
    if (there := _in_its_place(session, scene, wanted, booking)) is not None:
        return _with_the_total(session, scene, booking, there) if asked else there
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


def lets_go_to_take(meant: Understanding, tap: Tap | None) -> bool:
    """ "Let it go and take the garden one", of several; where one alone was put before them a yes has to lead."""
    return tap is not None and (tap.action == "swap" or taking.is_led_by_yes(meant.text))


def _meant(
    session: Session, scene: Scene, meant: Understanding, told: Wanted, booking: Booking
) -> list[RoomType]:
    """The room that is named; of several that were told with their prices "the cheapest" names that one."""
    heads = meant.entities.people if meant.entities.people is not None else meant.entities.adults
    if told.people is None or heads not in (None, told.people.guests):
        return []
    named = meant.entities.room_type
    if named is not None or not taking.wants_cheaper(meant.text):
        return kinds_meant(session, kinds_named.named_in(session, meant.text) or named)
    choices = had_instead.once_let_go(session, scene, told, booking)
    cheapest = min(choices, key=lambda parts: showing.total_of(parts).minor, default=())
    rooms = [part.room_type for part in cheapest for _ in part.quotes]
    return rooms if len(rooms) == 1 else []


def agreed_beside_a_question(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, tap: Tap
) -> Turn | None:
    """ "Is that more than what I have? OK yes swap it", "yes, change it. And the breakfast?": it is changed as told."""
    if tap.action != "move" or says_anything(meant) or meant.agrees is False or kept.is_checked(booking):
        return None
    asked, mark, rest = meant.text.rpartition("?")
    after = bool(mark) and _agrees(rest) and _OF_A_PRICE.search(normalise(asked)) is not None
    before = beginning_with(meant.text, _agrees)
    if not (after or (before is not None and before.asks and not before.doubts)):
        return None
    turn = make(session, scene, tap.rest, Wanted(StaySoFar(), Party()), booking)
    return _with_the_total(session, scene, booking, turn) if after else turn


def _with_the_total(session: Session, scene: Scene, booking: Booking, turn: Turn) -> Turn:
    total = words.money(scene, paying_words.price(session, booking))
    return asking.lead_with(turn, scene.say("booking.due_all", amount=total))


def _in_its_place(session: Session, scene: Scene, wanted: Wanted, booking: Booking) -> Turn | None:
    """One of several that were told with their prices, in the room's own place."""
    found = had_instead.in_its_place(session, wanted, booking)
    return _made(session, scene, wanted, booking, found) if isinstance(found, Possible) else None


def _agrees(said: str) -> bool:
    return taking.agrees(said) or taking.agrees_to_move(said)


def make(session: Session, scene: Scene, rest: Sequence[str], wanted: Wanted, booking: Booking) -> Turn:
    """The hold itself changes; another price, or a room taken meanwhile, leads to the same question anew."""
    wanted = proposed_instead.proposed(rest, wanted)
    found = had_instead.in_its_place(session, wanted, booking)
    same = isinstance(found, Possible) and list(rest[4:5]) == [str(found.quote.total.minor)]
    if not same or not isinstance(found, Possible) or kept.is_checked(booking):
        return swapping.ask(session, scene, wanted, booking, lead=scene.say("stay.looked_again"))
    return _made(session, scene, wanted, booking, found)


def _made(session: Session, scene: Scene, wanted: Wanted, booking: Booking, found: Possible) -> Turn:
    before = booking.check_in
    try:
        own_changes.make_of_hold(session, booking, found, f"chat:move:{booking.id}:{booking.version}")
    except Refused:
        return swapping.ask(session, scene, wanted, booking, lead=scene.say("stay.looked_again"))
    facts = {"what": kept.of_hold(session, scene, booking), "until": kept.until(scene, booking)}
    lead = scene.say("booking.held", code=booking.code, **facts)
    lead = "\n\n".join(filter(None, (lead, trip_of_the_day.follows(session, scene, booking, before))))
    turn = paying.ask_for_money(session, scene, kept.wanted_of(session, booking), booking, lead)
    return replace(turn, memory={**turn.memory, "before": None})
