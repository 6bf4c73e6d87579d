"""Small questions of whoever has a room held: what if it is not paid in time, what to write in a transfer.

And thanks while something else is waited for, which ask for no money once more.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.knowledge import Subject
from core.flows.booking import progress
from core.flows.booking.hold import beside_a_hold, holding_on, kept
from core.flows.booking.money import paying
from core.flows.booking.progress import NAME, Step
from core.flows.booking.wanted import says_anything
from core.flows.facts import telling
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.keeping import runs_out
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import paying as money
from core.services.paying import Way
from core.services.scenes import Scene
from core.services.showing import Booking

_MEANWHILE: Final = re.compile(
    r"\b(?:mientras|while|meanwhile|enquanto|contest\w+|respond\w+|answer\w*|reply|espero|esperando)\b"
)
_REFERENCE: Final = re.compile(
    r"\b(?:pong?o|poner|ponemos|coloco|colocar|put|write|use|escribo|necesit\w+|need|precisa|va|as|name|nombre|nome)\b"
    r".{0,30}\b(?:referenc(?:ia|e)|concepto|motivo|descripcion|descricao|description|memo)\b"
    r"|\b(?:referenc(?:ia|e)|concepto|motivo|descripcion|descricao|description|memo)\b.{0,24}"
    r"\b(?:pong?o|poner|coloco|put|write|use|necesit\w+|need|precisa|va)\b"
)
_WHAT_IT_IS: Final = re.compile(
    r"\bmercado ?pago\b[ ,.?!]*(?:(?:whats|what'?s|what is|que es|q es|o que e|oq e)\b)"
    r"|\b(?:whats|what'?s|what is|que es|q es|o que e|oq e)(?: (?:eso|esto|esse|isso|this|that|de|el|la|o"
    r"|un))* mercado ?pago\b"
)
_A_TRANSFER: Final = re.compile(
    r"(?:(?:ok|okay|dale|bueno|listo|si|sim|yes|mejor|entonces|por|con|via|by|pela|la|the|a)[ ,.]+)*"
    r"transf(?:e|er|erencia)?(?:[ ,.]+(?:por favor|porfa|please|pls|mejor|nomas|gracias|thanks))*[ .!]*"
)
_THANKS: Final = re.compile(
    r"(?:(?:bueno|buenisimo|ok|okay|dale|listo|perfecto|joya|genial|ah|si|vale|ya|entonces|beleza|blz|ta bom|otimo"
    r"|great"
    r"|perfect|fine|alright|all right|yes|sim)[ ,.!]+)*(?:(?:muchas|mil|muchisimas|many|muito) )?"
    r"(?:gracias|thanks?(?: you)?|obrigad[oa]|valeu)(?: (?:so much|a lot|joven|senor(?:ita)?|querid[ao]))?[ ,.!]+"
    r"(?:(?:y|e|and|i'?ll|we'?ll|te|les?|nos)[ ,]+)*"
    r"(?:espero|esperamos|quedo|quedamos|aguardo|aguardamos|fico|ficamos|wait(?:ing)?|will wait|(?:i'?m |am )waiting)\b"
    r"(?! (?:ahi|aca|en el hotel))(?!.*\b(?:links?|enlace|alias|datos|cbu|details|dados|pix)\b)[^?\d]*"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = progress.of(scene)
    if here is None or here.step is not Step.PAY or scene.taps or meant.names & FOR_RECALL:
        return None
    plain = normalise(meant.text).replace("¿", "").strip()
    hears = next((one for one in _TELLS if one(plain)), None)
    if hears is None or says_anything(meant):
        return None
    booking = money.open_hold(session, scene.conversation)
    turn = _TELLS[hears](session, scene, booking) if booking is not None else None
    return replace(turn, flow=NAME, by=NAME) if turn is not None else None


def _reference(plain: str) -> bool:
    return "?" in plain and _REFERENCE.search(plain) is not None


def _what_it_is(plain: str) -> bool:
    return _WHAT_IT_IS.search(plain) is not None


def _only_a_transfer(plain: str) -> bool:
    return _A_TRANSFER.fullmatch(plain) is not None


def _only_thanks(plain: str) -> bool:
    return _THANKS.fullmatch(plain) is not None


def _what_if_unpaid(session: Session, scene: Scene, booking: Booking) -> Turn:
    """Until when it is kept, and what becomes of it then; whoever waits for an answer may need more time."""
    told = kept.still_kept(session, scene, booking)
    if kept.is_checked(booking) or money.is_pending(session, booking):
        return _as_it_is(session, scene, booking, told, "told_what_if_unpaid")
    told = f"{told} {scene.say('booking.unpaid')}"
    if _MEANWHILE.search(normalise(scene.words)) is None:
        return _as_it_is(session, scene, booking, told, "told_what_if_unpaid")
    turn = _as_it_is(
        session, scene, booking, f"{told} {holding_on.reception_decides(scene)}", "asks_for_time"
    )
    return replace(turn, call_person=Reason.ASKED_SERVICE)


def _what_to_write(session: Session, scene: Scene, booking: Booking) -> Turn | None:
    if Way.TRANSFER not in money.ways(session, scene.hotel, booking):
        return None
    return _as_it_is(
        session, scene, booking, scene.say("booking.reference", code=booking.code), "told_reference"
    )


def _explained(session: Session, scene: Scene, booking: Booking) -> Turn | None:
    if Way.LINK not in money.ways(session, scene.hotel, booking):
        return None
    fact = scene.knowledge.fact(Subject.PAYMENT, "mercado_pago")
    lines = [telling.fact(session, scene, fact)] if fact is not None else []
    lead = "\n".join([*lines, scene.say("booking.card_by_link")])
    return paying.pay_by(session, scene, kept.wanted_of(session, booking), booking, Way.LINK, lead)


def _welcome(session: Session, scene: Scene, booking: Booking) -> Turn:
    key = "greeting.thanks_calm" if scene.memory.upset else "greeting.thanks"
    told = f"{scene.say(key)}\n\n{kept.still_kept(session, scene, booking)}"
    return _as_it_is(session, scene, booking, told, "thanks_while_held")


def _by_transfer(session: Session, scene: Scene, booking: Booking) -> Turn | None:
    """Nobody orders a car from the airport in one word while they are asked how they pay."""
    if Way.TRANSFER not in money.ways(session, scene.hotel, booking):
        return None
    return paying.pay_by(session, scene, kept.wanted_of(session, booking), booking, Way.TRANSFER)


def _as_it_is(session: Session, scene: Scene, booking: Booking, said: str, step: str) -> Turn:
    """What was asked before goes on being asked."""
    return beside_a_hold.told(session, scene, booking, said, step, asked=scene.memory.asked)


_TELLS: Final = {
    runs_out: _what_if_unpaid,
    _reference: _what_to_write,
    _what_it_is: _explained,
    _only_thanks: _welcome,
    _only_a_transfer: _by_transfer,
}
