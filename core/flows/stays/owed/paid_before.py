"""Who says that they have paid, or that the rest can wait, wants no other link: told what came and what is left."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows import composing
from core.flows.booking.money import paid_without_proof
from core.flows.heard import hearing
from core.flows.person.handover import promise
from core.flows.stays import which
from core.flows.stays.progress import Matter, told
from core.flows.stays.told import standing
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.money.paid import names_a_payment, refuses_to_pay, says_paid
from core.flows.understand.text import normalise
from core.services import paying, payments
from core.services.own_stays import Booking
from core.services.scenes import Scene

_REST: Final = r"(?:resto|saldo|lo que (?:falta|queda)|que falta|rest|balance|remainder)"
_LATER: Final = re.compile(
    r"\b(?:no|nao|don'?t|not) (?:quiero|voy a|vamos a|puedo|pienso|quero|vou|want to|going to) "
    r"(?:pagar|garpar|abonar|pay)\b.{0,30}\b(?:ahora|todavia|hoy|aun|now|yet|today|agora|hoje|ainda)\b"
    rf"|\b{_REST}\b.{{0,24}}\b(?:al llegar|cuando llegue\w*|en el hotel|en la posada|alla|on arrival"
    r"|when (?:i|we) (?:get|arrive)\w*|at the hotel|na chegada|quando (?:eu |a gente )?chegar\w*|no hotel)\b"
)
_ALL_OF_IT: Final = re.compile(rf"\b(?:{_REST}|todo|tudo|all|everything|completo)\b")
_ASKS: Final = re.compile(
    r"\?|\b(?:conteste\w*|respond[ae]\w*|diga(?:me|n)|confirm\w+|answer me|tell me|me (?:diga|responde))\b"
)
_A_QUESTION: Final = 4
_HEARD: Final = 0.3
_BESIDE: Final = (
    frozenset({"pay", "ask_payment", "confirm_booking", "booking_status", "yes", "no", "inform", "ask_price"})
    | COURTESIES
)


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """What else is asked in the same breath is answered too. While a room is held its own dialogue hears of money."""
    plain = normalise(meant.text)
    of_else = meant.names - _BESIDE - frozenset(hearing.PLAIN)
    only_refused = refuses_to_pay(plain) and not is_told(plain) and "pay" in meant.names
    if only_refused and meant.names & frozenset(hearing.PLAIN) - {"ask_payment"}:
        return None  # the question beside it is all that is to be answered
    if of_else or meant.changes or not (is_told(plain) or only_refused):
        return None
    if paying.open_hold(session, scene.conversation) is not None:
        return None
    found = which.standing(session, scene, Matter.PAY)
    said = _how_it_stands(session, scene, found[0], plain) if len(found) == 1 else ""
    if not said:
        return None
    turn = told(Text(said), Matter.PAY, "told_what_is_left", found[0].code)
    others = (
        part for part in hearing.pieces(meant.text) if not (is_told(normalise(part)) or refuses_to_pay(part))
    )
    rest = " ".join(others)
    return with_the_rest(session, scene, rest, turn) if rest else turn


def with_the_rest(session: Session, scene: Scene, rest: str, turn: Turn) -> Turn:
    """A question nobody understands is reception's: it must not get lost beside the money."""
    other = hearing.hear_words(scene, rest)
    topics = [one.name for one in other.intents if one.name in hearing.PLAIN and one.confidence >= _HEARD]
    if not topics and _ASKS.search(normalise(scene.words)) and len(rest.split()) >= _A_QUESTION:
        said = Answer("help", promise(scene, Reason.NOT_UNDERSTOOD))
        return replace(composing.reply(scene, [said], turn), call_person=Reason.NOT_UNDERSTOOD)
    return composing.reply(scene, composing.answers_to(session, scene, other, topics), turn)


def is_told(plain: str) -> bool:
    return _LATER.search(plain) is not None or says_paid(plain)


def _how_it_stands(session: Session, scene: Scene, booking: Booking, plain: str) -> str:
    purse = payments.purse(session, booking)
    left_open = purse.balance.minor > 0
    if left_open and not purse.paid and _LATER.search(plain) is None and not refuses_to_pay(plain):
        return _not_seen(session, scene)
    said = standing.what_is_left(session, scene, booking)
    if not left_open or not purse.paid or booking.status == Status.IN_HOUSE:
        return said
    more = names_a_payment(plain) and _ALL_OF_IT.search(plain) is not None
    return f"{said} {scene.say('stay.more_may_come')}" if more else said


def _not_seen(session: Session, scene: Scene) -> str:
    ways = paying.ways(session, scene.hotel)
    return paid_without_proof.nothing_seen(session, scene) if ways else ""
