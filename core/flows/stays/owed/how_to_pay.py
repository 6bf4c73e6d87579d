"""How a booking that stands is paid, asked by its guest: what is left of it, the account, and the link.

While a room is held its own dialogue says so; who asks what the hotel takes, "do you take cards?", asks of the rules.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.outgoing import LinkButton, Text
from core.flows.booking.money import way_said
from core.flows.stays import which
from core.flows.stays.owed import money
from core.flows.stays.progress import NAME, Matter, Request, told
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.money.paid import says_paid
from core.flows.understand.money.paying_now import demands
from core.flows.understand.text import normalise, says_any
from core.services import paying, payments, words
from core.services.own_stays import Booking
from core.services.paying import Way
from core.services.scenes import Scene

_LOOK: Final = (
    "pag", "pay", "abon", "alia", "cbu", "cvu", "transf", "depo", "depó", "senia", "sena", "seña", "sinal", "link",
    "cuenta", "conta", "account", "hago", "hacemos", "faço", "mercado", "pix", "mp",
)  # fmt: skip
_HOW: Final = re.compile(
    r"\b(?:como|how|donde|onde|where|a que (?:cuenta|alias|cbu)|em que conta|por donde|que (?:cuenta|alias"
    r"|cbu))\b.{0,30}"
    r"\b(?:pag\w*|pay\w*|abon\w*|transf\w*|deposit\w*|seno|senar|mand\w* (?:la plata|el dinero|o dinheiro|the money))\b"
    r"|\bcuanto (?:es|seria|sale) y como (?:hago|hacemos|se hace|se paga)\b|\bhow much and how\b|\bquanto e e como\b"
)
# "How much is the car, and how is it paid?" is of something else, and what is taken at all is of the rules.
_OF_ELSE: Final = re.compile(
    r"\b(?:acept\w*|aceit\w*|accept\w*|take|toman|reciben|recebem|cuotas|instal?ments?|parcel\w*|dolar\w*|dollars?|euros?"
    r"|reais|reales|cheque|factura|invoice|nota fiscal|resto|saldo|rest|balance|al llegar|on arrival|na chegada|alla"
    r"|there|efectivo|cash|dinheiro|mascota|perr\w+|dog|cochera|parking|cena|dinner|desayuno|breakfast)\b"
)
_BESIDE: Final = COURTESIES | {
    "pay", "ask_payment", "ask_price", "inform", "yes", "booking_status", "out_of_scope", "help", "confirm_booking",
    "ask_policy",
}  # fmt: skip


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if not says_any(meant.text.lower(), _LOOK) or not meant.names <= _BESIDE or meant.stay or meant.changes:
        return None
    plain = normalise(meant.text)
    by_name = way_said.is_named_shortly(meant.text)
    if not (_HOW.search(plain) or by_name or demands(meant.text)) or _OF_ELSE.search(plain):
        return None
    if says_paid(plain) or meant.entities.amenities or way_said.is_refused(scene, meant.text):
        return None
    if not which.nothing_else_is_open(session, scene):
        return None
    found = which.standing(session, scene, Matter.PAY)
    if len(found) != 1 or payments.purse(session, found[0]).balance.minor <= 0:
        return None
    turn = _by_the_way_named(session, scene, found[0], meant.text)
    return replace(turn, flow=NAME, by=NAME) if turn is not None else None


def _by_the_way_named(session: Session, scene: Scene, booking: Booking, said: str) -> Turn | None:
    ways, left = paying.ways(session, scene.hotel), way_said.without_what_cannot_be(said)
    by_link, by_transfer = way_said.LINK.search(left), way_said.TRANSFER.search(left)
    account = paying.account_words(session, scene.hotel, scene.language) if Way.TRANSFER in ways else ""
    if not ways:
        return None
    if not account or (by_link and not by_transfer and Way.LINK in ways):
        return money.pay(session, scene, Request(Matter.PAY), booking)
    balance = words.money(scene, payments.purse(session, booking).balance)
    owing = scene.say("stay.owing", code=booking.code, amount=balance)
    by_account = scene.say("stay.by_transfer", owing=owing, account=account)
    if by_transfer or Way.LINK not in ways:
        return told(Text(by_account), Matter.PAY, "told_account", booking.code)
    link = money.pay(session, scene, Request(Matter.PAY), booking)
    first = link.says[0]
    if isinstance(first, LinkButton):
        return replace(link, says=(replace(first, body=by_account),))
    return replace(link, says=(Text(f"{by_account}\n{scene.say('stay.link_comes')}"),))
