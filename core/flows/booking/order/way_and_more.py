"""A way to pay with something else beside it: that one is served, and the way stays told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from core.flows import composing
from core.flows.booking.money import not_from_there, paying, way_said, without_asking
from core.flows.booking.offer import paid_for_them
from core.flows.booking.order import sealed
from core.flows.booking.progress import NAME, Progress
from core.flows.booking.wanted import remembered, says_anything
from core.flows.facts.boldly import about_what_is_known
from core.flows.flow import Halved
from core.flows.heard import hearing
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import sealing
from core.flows.understand.answers.halves import Halves, halved
from core.flows.understand.answers.keeping import asks_for_time, holds_on, keeps_until, pays_later_today
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.labels import ANSWERS, COURTESIES
from core.flows.understand.money.of_the_account import asks_only_of_it
from core.flows.understand.money.paid import says_paid
from core.services import paying as money
from core.services.paying import Way
from core.services.scenes import Scene
from core.services.showing import Booking

_LONGEST_WAY: Final = 6
_OF_MONEY: Final = frozenset({"pay", "ask_payment", "book", "confirm_booking", "out_of_scope"})
_MOVES_IT: Final = frozenset({"modify_booking"})


def heard(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Halved | None:
    """A way to pay, and a question or another wish: that one is served, and the way stays told."""
    told = _way_told(session, scene, meant)
    if told is None:
        return None
    booking, halves, way = told
    pays = partial(paying.pay_by, session, scene, remembered(scene, here), booking, way)
    if way is Way.TRANSFER and asks_only_of_it(halves.rest):
        return Halved(scene, None, lambda _: replace(pays(), flow=NAME, by=NAME))
    rest = hearing.hear(replace(scene, part=halves.rest))
    memory = replace(scene.memory, data={**scene.memory.data, "way": str(way)})
    at = replace(scene, memory=memory, part=halves.rest)
    if paid_for_them.is_asked(rest.text):
        return Halved(at, rest, lambda _: replace(pays(), flow=NAME, by=NAME), apart=True, sure=True)
    of_another_wish = says_anything(rest) or rest.names & _MOVES_IT
    unheard = not (
        way_said.names_one(rest.text)
        or rest.answer
        or says_anything(rest)
        or about_what_is_known(scene, rest).answer
    )
    plain = (
        rest.names and rest.answer and rest.names <= sealed.BESIDE | COURTESIES and not says_anything(rest)
    )
    if halves.asks and unheard:
        alone = sealed.alone(at)
        return Halved(
            alone, rest, lambda _: replace(pays(), flow=NAME, by=NAME), apart=True, sure=True, at=at
        )
    if halves.asks and plain:
        return Halved(at, rest, lambda _: replace(pays(), flow=NAME, by=NAME))
    another_matter = rest.answer and rest.names - COURTESIES - ANSWERS - _OF_MONEY
    if not (of_another_wish or halves.asks or another_matter):
        return None
    noted = scene.say("booking.way_noted", way=scene.say(f"button.pay_{way}")) if way is not Way.HOTEL else ""
    joined = partial(_and_then_pays, session, at, booking, noted, lambda: replace(pays(), flow=NAME, by=NAME))
    return Halved(at, rest, joined=joined)


def _and_then_pays(
    session: Session, at: Scene, booking: Booking, noted: str, pays: Callable[[], Turn], served: Turn
) -> Turn:
    """What only tells stands above how to pay, which is not told twice; a question keeps the last word."""
    if not composing.only_tells(at, served):
        return composing.reply(at, [Answer("inform", noted)] if noted else [], served)
    served = without_asking.for_money(session, at, booking, served)
    return composing.told_before(at, served, pays()) if served.says else pays()


def _way_told(session: Session, scene: Scene, meant: Understanding) -> tuple[Booking, Halves, Way] | None:
    """One of this hold's own ways, told shortly and for now, with something beside it."""
    booking = money.open_hold(session, scene.conversation) if way_said.names_one(meant.text) else None
    fails = way_said.BROKEN.search(meant.text)
    if booking is None or fails or meant.stay.candidates or not_from_there.said_now(scene):
        return None
    if _is_for_later(meant.text) or says_paid(meant.text) or way_said.asks_what_a_card_costs(meant.text):
        return None
    halves = halved(meant.text, _tells_a_way) or _in_the_middle(meant.text)
    way = way_said.told_lately([halves.deed]) if halves is not None else None
    if halves is None or way is None or way not in money.ways(session, scene.hotel, booking):
        return None
    return booking, halves, way


def _in_the_middle(text: str) -> Halves | None:
    """ "I'll pay at the next stop. Send me the link. And my wife comes too": what stands around it is the rest."""
    bits = sealing.pieces(text)
    named = [bit for bit in bits if way_said.names_one(bit)]
    if len(named) != 1 or named[0] not in bits[1:-1] or asks(named[0]):
        return None
    told = _tells_a_way(named[0].strip(" .,;!…-"))
    return Halves(named[0], " ".join(bit for bit in bits if bit != named[0])) if told else None


def _is_for_later(text: str) -> bool:
    return asks_for_time(text) or holds_on(text) or bool(keeps_until(text)) or pays_later_today(text)


def _tells_a_way(deed: str) -> bool:
    return way_said.is_named_shortly(deed) and len(deed.split()) <= _LONGEST_WAY
