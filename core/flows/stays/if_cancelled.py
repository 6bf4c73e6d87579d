""" "What do I lose if I cancel?": what it comes to for this very stay, today and later. Nobody is cancelling yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.money import total
from core.domain.outgoing import Text
from core.flows.stays import cancelling, which
from core.flows.stays.progress import Matter
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import calling_off, selling, sending_back, showing, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

_IF_CANCELLED: Final = re.compile(
    r"\b(?:si|if|se|al|caso|when|cuando|quando) (?:[a-z']+ ){0,3}?(?:cancel[a-z]*|desist[a-z]*"
    r"|no (?:voy|vamos|puedo ir|podemos ir)|nao (?:vou|for|formos|vamos|puder ir|aparecer)"
    r"|(?:can|do)n'?t (?:come|make it|show up|go))\b"
)
_MONEY: Final = re.compile(
    r"\b(?:pierd[a-z]+|perd[a-z]+|perco|lose|devuelv[a-z]+|devolv[a-z]+|reintegr[a-z]+|reembols[a-z]+|refund[a-z]*|back"
    r"|cobr[a-z]+|charge[a-z]*|costs?|cuesta|custa|pag(?:o|amos|ar|aria)|pay|multa|penal[a-z]+|fee|recuper[a-z]+"
    r"|recib[a-z]+|recebo|recebemos|de volta|vuelve|plata|sena|deposit|sinal)\b"
)
_FREE: Final = re.compile(
    r"\b(?:hasta (?:cuando|que (?:dia|hora|fecha))|until when|till when|by when|how late"
    r"|ate (?:quando|que (?:dia|hora)))\b.{0,30}\bcancel"
    r"|\b(?:can|could|may|puedo|podemos|se puede|posso|podemos|da (?:para|pra)) (?:[a-z']+ ){0,2}cancel[a-z]*"
    r"(?: [a-z]+){0,3} (?:free|gratis|sin (?:cargo|costo|pagar|perder)|sem (?:custo|pagar|perder)|for nothing"
    r"|de graca)\b"
)
_HOW_MUCH_BACK: Final = re.compile(
    r"(?:y |e |and )?(?:cuanto|que|how much|what|quanto|o que)(?: [a-z]+){0,3}? ?"
    r"(?:(?:me|nos) (?:devuelven|devolverian|devolveriais|devolvem|devolveriam|reintegran|reembolsan)"
    r"|(?:voces|vcs) (?:me |nos )?devolvem|(?:do|would|will) (?:i|we) get back)[ ?!.]*"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text).strip(" ¿")
    bare = _HOW_MUCH_BACK.fullmatch(plain) is not None
    if not (bare or is_asked(plain)) or meant.names & (FOR_RECALL - {"opt_out"}):
        return None
    found = which.candidates(session, scene, Matter.CANCEL)
    if len(found) != 1 or (bare and _money_goes_back(session, scene)):
        return None
    rooms = cancelling.standing_rooms(showing.together(session, found[0].id))
    if not rooms or found[0].status == Status.IN_HOUSE:
        return None
    facts = (f"booking:{found[0].code}",)
    said = Text(_in_words(session, scene, rooms))
    return Turn(
        says=(said,), asked=scene.memory.asked, memory={"misses": 0}, step="told_if_cancelled", facts=facts
    )


def is_asked(plain: str) -> bool:
    """What it would cost, or until when it costs nothing."""
    supposed = _IF_CANCELLED.search(plain) is not None and _MONEY.search(plain) is not None
    return supposed or _FREE.search(plain) is not None


def _money_goes_back(session: Session, scene: Scene) -> bool:
    """Of a stay cancelled before, or on its way already: that is what is asked about."""
    lately = which.candidates(session, scene, Matter.REFUND)
    if any(one.status == Status.CANCELLED for one in lately):
        return True
    ways = [sending_back.way_of(session, showing.together(session, one.id)) for one in lately]
    return any(way.under_way or way.done for way in ways)


def _in_words(session: Session, scene: Scene, rooms: Sequence[Booking]) -> str:
    costs = calling_off.costs(session, rooms)
    names = showing.names_of(session, rooms, scene.language)
    dates = words.dates(scene, words.from_to(rooms))
    lines = [
        scene.say("stay.cancel_what", code=rooms[0].code, rooms=names, dates=dates),
        cancelling.in_money(scene, costs),
        _until_when(session, scene, rooms),
    ]
    return "\n".join(line for line in lines if line)


def _until_when(session: Session, scene: Scene, rooms: Sequence[Booking]) -> str:
    """The hour until which it is free, and what it costs then."""
    quotes = [one.agreed for one in rooms if one.agreed is not None]
    moments = [selling.free_until(session, scene.hotel, quote, scene.local_now) for quote in quotes]
    free = [moment for moment in moments if moment is not None]
    if not free or len(free) < len(moments):
        return ""
    until = min(free)
    said = scene.say("booking.cancel_free", until=words.moment(scene, until))
    after = until + timedelta(minutes=1)
    fees = [selling.fee_at(session, scene.hotel, quote, after) for quote in quotes]
    later = total(fees, rooms[0].currency)
    return f"{said} {scene.say('stay.costs_later', fee=words.money(scene, later))}" if later else said
