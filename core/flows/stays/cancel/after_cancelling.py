"""Whoever cancelled goes on writing: other dates instead, and the money that was sent for a room let go."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows.booking import asking
from core.flows.booking.hold import kept
from core.flows.booking.progress import NAME as BOOKING
from core.flows.booking.progress import Progress, Step
from core.flows.booking.search import searching
from core.flows.person.handover import promise
from core.flows.stays.progress import NAME, Matter
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import own_stays, paying, payments, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

_SWAPS: Final = frozenset({Matter.CHANGE, Matter.REFUND})
_MONEY: Final = (
    r"(?:plata|guita|sena|dinero|dinheiro|grana|sinal|money|deposit|transfer\w*|pix|comprobante|comprovante)"
)
_SENT: Final = (
    r"(?:transferi|transferred|mande|mandei|envie|enviei|deposite|depositei|pague|paguei|paid|sent|puse"
    r"|hice|fiz)"
)
_WHERE_IS_IT: Final = re.compile(
    rf"\b{_MONEY}\b.{{0,24}}\b(?:que|which|that|i|we|ya|ja|already)\b.{{0,12}}\b{_SENT}\b"
    rf"|\b(?:lo|o|what|the (?:money|deposit)) que (?:ya |ja |te |les )*{_SENT}\b"
    rf"|^\W*(?:(?:y|e|and) )?(?:mi|la|el|my|the|o|a|meu|minha|nuestra) {_MONEY}\W*$"
    rf"|\b(?:what|how) (?:about|happens (?:to|with)) (?:the|my) {_MONEY}\b"
    rf"|\bque (?:pasa|va a pasar) con (?:la|mi|el) {_MONEY}\b"
    rf"|\b(?:o que acontece|como fica) (?:com )?(?:o|a|meu|minha) {_MONEY}\b"
)


def other_dates(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "Could I swap it for 11 to 13 instead?", said of a booking that is cancelled: looked for, and the money told."""
    told = meant.stay.check_in is not None and not meant.names & FOR_RECALL
    if not told or not meant.names & _SWAPS or own_stays.current(session, scene.conversation):
        return None
    gone = next((one for one in _newest_first(session, scene) if one.status == Status.CANCELLED), None)
    if gone is None:
        return None
    party = scene.memory.party
    if party.adults is None:
        scene = replace(scene, memory=replace(scene.memory, party=kept.wanted_of(session, gone).party))
    paid = payments.purse(session, gone).paid
    lead = scene.say("stay.is_cancelled", code=gone.code)
    if paid:
        about = scene.say("stay.money_of_cancelled", paid=words.money(scene, paid))
        lead = f"{lead} {about}"
    turn = asking.lead_with(searching.search(session, scene, meant, None), lead)
    called = Reason.ASKED_SERVICE if paid else turn.call_person
    return replace(turn, call_person=called, flow=BOOKING, by=BOOKING)


def the_money_sent(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "And the money I have transferred already?": it goes along with what is held, or reception sends it back."""
    if _WHERE_IS_IT.search(normalise(meant.text)) is None or meant.names & FOR_RECALL:
        return None
    hold = paying.open_hold(session, scene.conversation)
    if hold is not None:
        return _of_a_hold(session, scene, hold) if kept.is_checked(hold) and not meant.stay else None
    gone = next((one for one in _newest_first(session, scene) if paying.is_looked_for(session, one)), None)
    if gone is None:
        return None
    said = f"{scene.say('stay.money_of_released', code=gone.code)} {promise(scene, Reason.ASKED)}"
    facts = (f"booking:{gone.code}",)
    if meant.stay:
        turn = asking.lead_with(searching.search(session, scene, meant, None), said)
        return replace(turn, call_person=Reason.ASKED_SERVICE, flow=BOOKING, by=BOOKING)
    return Turn(
        says=(Text(said),), asked=scene.memory.asked, call_person=Reason.ASKED_SERVICE, memory={"misses": 0},
        step="refund_by_reception", facts=facts, by=NAME,
    )  # fmt: skip


def _of_a_hold(session: Session, scene: Scene, hold: Booking) -> Turn:
    said = f"{kept.still_kept(session, scene, hold)} {scene.say('booking.money_goes_along')}"
    here, facts = Progress(Step.PAY, booking=hold.id), (f"booking:{hold.code}",)
    turn = asking.going(here, kept.wanted_of(session, hold), Text(said), None, "told_of_the_money", facts)
    return replace(turn, flow=BOOKING, by=BOOKING)


def _newest_first(session: Session, scene: Scene) -> list[Booking]:
    return list(reversed(own_stays.lately(session, scene.conversation)))
