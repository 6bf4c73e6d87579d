""" "What do I lose if I cancel?": what it comes to for this very stay, today and later. Nobody is cancelling yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.conversations import Reason
from core.domain.money import total
from core.domain.outgoing import Text
from core.domain.quotes import Quote
from core.flows.booking.money import deposit_asked
from core.flows.facts import rules
from core.flows.person.handover import passed_on
from core.flows.stays import which
from core.flows.stays.cancel import cancelling
from core.flows.stays.owed import money
from core.flows.stays.progress import NAME, Matter, Request
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import calling_off as calling_off_words
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import calling_off, selling, sending_back, showing, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

# "Si no vamos en auto" supposes no cancelling.
_STAYS_AWAY: Final = (
    r"(?:no (?:voy|vamos|llego|llegamos|viajo|viajamos)(?: a poder)?(?: a)?(?: ir)?|no (?:puedo|podemos|pueda"
    r"|podamos) (?:ir|viajar)"
    r"|nao (?:vou|for|formos|vamos|aparecer)|nao (?:puder(?:mos)?|consigo|conseguir(?:mos)?|posso|podemos) ir"
    r"|(?:can'?t|cannot|don'?t|won'?t) (?:come|make it|show up|go))"
    r"(?= *(?:$|[?.,!;]|(?:que|q|pierdo|perco|me|nos|igual|ese|esse|al final|por|do|will|what|can|is|o que"
    r"|como|after|then|entonces)\b"
    r"|(?:el|o|no|na|on|the|este|esse|ese|para el|pro) (?:the |dia )?(?:\d|lunes|martes|miercoles|jueves|viernes|sabado"
    r"|domingo|segunda|terca|quarta|quinta|sexta|[a-z]+day\b)))"
)
_GIVEN_UP: Final = (
    rf"(?:[a-z']+,? ){{0,5}}?(?:(?:cancel|desmarc)[a-z]*\b|desist[a-z]*\b|arrepent[a-z]*\b|arrepient[a-z]*\b"
    rf"|(?:change|mudar|mudo|cambio|cambiar|cambiamos) (?:my|our|de) (?:minds?|ideia|idea|opinion"
    rf"|opiniao)\b|{_STAYS_AWAY})"
)
_IF_CANCELLED: Final = re.compile(rf"\b(?:si|if|se|al(?! final\b)|caso|when|cuando|quando) {_GIVEN_UP}")
_ONLY_IF: Final = re.compile(rf"\b(?:si|if|se|caso) {_GIVEN_UP}")
# Why somebody may have to.
_IF_ILL: Final = re.compile(
    r"\b(?:si|if|se|caso) (?:[a-z']+ ){0,2}?(?:(?:me|nos) enferm[a-z]+|get(?:s)? (?:sick|ill)|fi(?:co|car"
    r"|carmos|camos) doentes?"
    r"|se (?:me |nos )?complica|surg[a-z]+ (?:algo|un imprevisto|um imprevisto)|something (?:comes up|happens)"
    r"|(?:me |nos )?pasa algo|acontec[a-z]+ (?:algo|alguma coisa))\b"
    r"(?= *(?:$|[?.!;]|(?:justo|ese|esse|el dia|antes|y|e|and|que|q|pierdo|perco|me|nos|al final|un|unos|what"
    r"|do|o que|can|i)\b))"
)
# Asked, and not told: "si no puedo ir te aviso" asks nothing.
_ASKS: Final = re.compile(
    r"\?|^(?:hola|oi|hi|ok|y|e|and|but|pero|mas|entonces|so|una (?:duda|consulta))?[ ,]*(?:y |e |and )?(?:si"
    r"|se|if|what if|que pasa si"
    r"|what happens if|o que acontece se|e se)\b"
)
_TELLS: Final = re.compile(
    r"\b(?:(?:te|les|os|le|eu|i'?ll|we'?ll) (?:aviso|avisamos|escribo|let you know|text|write|tell)|avis[a-z]+"
    r"|let you know)\b"
)
_WHAT_IT_COSTS: Final = re.compile(
    r"\b(?:cuanto|how much|quanto|what(?:'?s| is) the (?:cost|fee|charge))(?: [a-z']+){0,4} (?:cancel|desmarc)[a-z]*\b"
    r"|\bcancel[a-z]* (?:tiene (?:costo|cargo)|tem custo|costs?)\b"
)
_MONEY: Final = re.compile(
    r"\b(?:pierd[a-z]+|perd[a-z]+|perco|lose|devuelv[a-z]+|devolv[a-z]+|reintegr[a-z]+|reembols[a-z]+"
    r"|refund[a-z]*|back"
    r"|cobr[a-z]+|charge[a-z]*|costs?|cuesta|custa|pag(?:o|amos|ar|aria)|pay|multa|penal[a-z]+|fee|recuper[a-z]+"
    r"|recib[a-z]+|recebo|recebemos|de volta|vuelve|plata|sena|deposit|sinal)\b"
)
_FREE: Final = re.compile(
    r"\b(?:hasta (?:cuando|que (?:dia|hora|fecha))|until when|till when|by when|how late"
    r"|ate (?:quando|que (?:dia|hora)))\b.{0,30}\b(?:cancel|desmarc)"
    r"|\bdesmarc\w*,? (?:(?:de graca|gratis|sem \w+|sin \w+|free|y|e|and) ){0,3}"
    r"(?:hasta cuando|ate (?:quando|que (?:dia|hora))|until when|till when|by when)\b"
    r"|\b(?:can|could|may|puedo|podemos|se puede|posso|podemos|da (?:para|pra)) (?:[a-z']+ ){0,2}"
    r"(?:cancel|desmarc)[a-z]*"
    r"(?: [a-z]+){0,3} (?:free|gratis|sin (?:cargo|costo|pagar|perder)|sem (?:custo|pagar|perder)|for nothing"
    r"|de graca)\b"
)
# What is kept of the money for another time; a credit card is something else.
_THE_MONEY: Final = (
    r"(?:(?:la|el|mi|nuestra|the|my|our|o|meu|nosso|a) )?(?:senal?|deposit[oe]?|plata|dinero|money|sinal"
    r"|dinheiro|anticipo"
    r"|lo que (?:ya )?(?:pague|pagamos)|what (?:i|we)(?:'ve)? paid|o que (?:ja )?(?:paguei|pagamos))"
)
_ANOTHER_TIME: Final = (
    r"(?:(?:para|pra|en|em|for|towards|on) (?:(?:an)?other|otr[oa]|outr[oa]|a later|a future|the next"
    r"|la proxima|a proxima"
    r"|una futura) (?:time|date|stay|trip|visit|booking|fecha|vez|ocasion|estadia|oportunidad|viaje|reserva"
    r"|data|ocasiao"
    r"|estada|viagem)|(?:para|pra) (?:mas|mais) (?:adelante|para frente|pra frente)|for later|next time)"
)
_CREDIT: Final = re.compile(
    r"\b(?:(?:do|will|would|can) (?:i|we) (?:still )?(?:have|get|keep)|i have|have) (?:a |any |the |some "
    r"|it as )?credit\b(?! card)"
    r"|\b(?:(?:kept|keep|stays?|left|leave|hold|get|use)(?: (?:it|them|that|us))?"
    r"|would it be) as (?:a )?credit\b(?! card)"
    r"|\b(?:as (?:a )?credit for|credit note)\b"
    r"|\b(?:tengo|tenemos|queda|quedo|quedaba|quedaria|quede|tenho|temos|fico com|ficamos com|fica|ficou|ficaria|fique"
    r"|hay|dej(?:ar|o|amos|an|as|en)(?:l[oa])?|deix(?:ar|o|amos|am|a)|guard(?:ar|an|o)(?:l[oa])?|us(?:ar|o|amos)(?:l[oa])?)"
    rf" (?:{_THE_MONEY} )?(?:con |com |como |de |en |em )?"
    r"(?:un |el |algun |um |o |algum )?(?:credito\b(?! en cuotas)|saldo a (?:mi |nuestro )?favor|a (?:mi "
    r"|nuestro )?favor)"
    rf"|\b(?:keep|leave|hold|use|save|transfer|dej\w+|guard\w+|us(?:ar|o|amos)|deix\w+|aproveit\w+) {_THE_MONEY}"
    rf" {_ANOTHER_TIME}|\b{_THE_MONEY} (?:me |nos |se |is |be |can be |could be |puede |pode |podria )*"
    rf"(?:sirve|queda\w*|kept|used|saved|valid|good|vale|fica\w*|serve|usar|dejar|guardar) {_ANOTHER_TIME}"
)
# What is done in its place is what is asked about.
_INSTEAD: Final = re.compile(
    r"\b(?:en vez de|en lugar de|em vez de|ao inves de|no lugar de|instead of|rather than"
    r"|antes que) (?:[a-z]+ ){0,2}?"
    r"(?:cancel\w*|anul\w*)"
)
_HOW_MUCH_BACK: Final = re.compile(
    r"(?:y |e |and )?(?:cuanto|que|how much|what|quanto|o que)(?: [a-z]+){0,3}? ?"
    r"(?:(?:me|nos) (?:devuelven|devolverian|devolveriais|devolvem|devolveriam|reintegran|reembolsan)"
    r"|(?:voces|vcs) (?:me |nos )?devolvem|(?:do|would|will) (?:i|we) get back)[ ?!.]*"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text).strip(" ¿")
    until = calling_off_words.free_until_a_day(meant.text) and "?" in plain
    bare, credit = _HOW_MUCH_BACK.fullmatch(plain) is not None, _CREDIT.search(plain) is not None
    if not (bare or credit or until or is_asked(plain)) or meant.names & (FOR_RECALL - {"opt_out"}):
        return None
    if credit and (gone := _cancelled(session, scene)) is not None:
        turn = money.refund(session, scene, Request(Matter.REFUND), gone)
        return replace(turn, flow=NAME, by=NAME)
    found = which.candidates(session, scene, Matter.CANCEL)
    if len(found) != 1 or (bare and _money_goes_back(session, scene)):
        return None
    rooms = cancelling.standing_rooms(showing.together(session, found[0].id))
    if not rooms or found[0].status == Status.IN_HOUSE:
        return None
    facts = (f"booking:{found[0].code}",)
    lines, called = [_in_words(session, scene, rooms)], None
    if credit and not rules.kept_as_credit(session, scene):
        lines += [_if_moved(session, scene, rooms), scene.say("stay.credit_by_reception")]
        lines[-1] = f"{lines[-1]} {passed_on(scene, Reason.ASKED_SERVICE)}"
        called = Reason.ASKED_SERVICE
    deposit = deposit_asked.beside_a_refund(session, scene, meant.text)
    lines = [f"{deposit}\n" if deposit else "", *lines]
    said = Text("\n".join(filter(None, lines)))
    return Turn(
        says=(said,), asked=scene.memory.asked, memory={"misses": 0}, step="told_if_cancelled", facts=facts,
        call_person=called,
    )  # fmt: skip


def _if_moved(session: Session, scene: Scene, rooms: Sequence[Booking]) -> str:
    """Until when other days cost nothing, and that what was paid goes along."""
    until = free_until(session, scene, rooms)
    if until is None:
        return ""
    return scene.say("stay.change_rule", code=rooms[0].code, until=words.moment(scene, until))


def _cancelled(session: Session, scene: Scene) -> Booking | None:
    """The stay whose money is meant, where none stands any more."""
    lately = which.candidates(session, scene, Matter.REFUND)
    over = [one for one in lately if one.status == Status.CANCELLED]
    return over[0] if over and len(over) == len(lately) else None


def is_asked(plain: str) -> bool:
    """What it would cost, or until when it costs nothing."""
    if _INSTEAD.search(plain) is not None or calling_off_words.is_ordered_beside_a_question(plain):
        return False
    if _FREE.search(plain) is not None or _WHAT_IT_COSTS.search(plain) is not None:
        return True
    if _IF_CANCELLED.search(plain) is not None and _MONEY.search(plain) is not None:
        return True
    if calling_off_words.is_ordered_beside(plain):
        return False
    asks = _ASKS.search(plain) is not None and _TELLS.search(plain) is None
    return asks and (_ONLY_IF.search(plain) or _IF_ILL.search(plain)) is not None


def _money_goes_back(session: Session, scene: Scene) -> bool:
    """Of a stay cancelled before, or on its way already: that is what is asked about."""
    lately = which.candidates(session, scene, Matter.REFUND)
    if any(one.status == Status.CANCELLED for one in lately):
        return True
    ways = [sending_back.way_of(session, showing.together(session, one.id)) for one in lately]
    return any(way.under_way or way.done for way in ways)


def _in_words(session: Session, scene: Scene, rooms: Sequence[Booking]) -> str:
    costs = calling_off.costs(session, rooms)
    until = _until_when(session, scene, rooms) or _once_paid(session, scene, rooms)
    names = showing.names_of(session, rooms, scene.language)
    dates = words.dates(scene, words.from_to(rooms))
    lines = [
        scene.say("stay.cancel_what", code=rooms[0].code, rooms=names, dates=dates),
        cancelling.in_money(scene, costs) if costs.fee or costs.refund or not until else "",
        until,
        rules.kept_as_credit(session, scene),
    ]
    return "\n".join(line for line in lines if line)


def _until_when(session: Session, scene: Scene, rooms: Sequence[Booking]) -> str:
    """The hour until which it is free, and what it costs then."""
    until = free_until(session, scene, rooms)
    if until is None:
        return ""
    quotes = [one.agreed for one in rooms if one.agreed is not None]
    said = scene.say("booking.cancel_free", until=words.moment(scene, until))
    return f"{said} {afterwards(session, scene, quotes, until)}".strip()


def _once_paid(session: Session, scene: Scene, rooms: Sequence[Booking]) -> str:
    """Of a room that is only held, and would be free to cancel no longer: what it costs as soon as money was paid."""
    quotes = [one.agreed for one in rooms if one.agreed is not None]
    if not quotes or any(one.status != Status.HELD for one in rooms):
        return ""
    fees = [selling.fee_at(session, scene.hotel, quote, scene.local_now) for quote in quotes]
    fee = total(fees, quotes[0].total.currency)
    return scene.say("stay.costs_once_paid", fee=words.money(scene, fee)) if fee else ""


def free_until(session: Session, scene: Scene, rooms: Sequence[Booking]) -> datetime | None:
    """Until when all of them are free to be given up."""
    quotes = [one.agreed for one in rooms if one.agreed is not None]
    moments = [selling.free_until(session, scene.hotel, quote, scene.local_now) for quote in quotes]
    free = [moment for moment in moments if moment is not None]
    return min(free) if free and len(free) == len(moments) else None


def afterwards(session: Session, scene: Scene, quotes: Sequence[Quote], until: datetime) -> str:
    """What it costs once it is free no longer; where that is the deposit, it is called so."""
    after = until + timedelta(minutes=1)
    currency = quotes[0].total.currency
    fee = total([selling.fee_at(session, scene.hotel, quote, after) for quote in quotes], currency)
    if not fee:
        return ""
    is_deposit = fee == total([quote.deposit for quote in quotes], currency)
    return scene.say(
        "stay.deposit_lost_later" if is_deposit else "stay.costs_later", fee=words.money(scene, fee)
    )
