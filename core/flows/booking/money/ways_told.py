""" "Mercado Pago?", "pix": a way to pay named before anything is held. Which ones there are, and how one gets there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Fact, Subject
from core.domain.outgoing import Text
from core.flows.booking import asking, open_question, progress
from core.flows.booking.asking import WISH
from core.flows.booking.progress import NAME
from core.flows.facts import telling
from core.flows.facts.topics import paying as paying_topics
from core.flows.facts.topics import speaks_of
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.services import own_stays, paying, policies
from core.services.paying import Way
from core.services.scenes import Scene

_WAY: Final = (
    r"(?:mercado ?pago|mp|(?:por )?transferencias?(?: bancarias?)?|(?:bank |wire )?transfer|wire|pix"
    r"|(?:el |o )?link(?: de pago| de pagamento)?|payment link|(?:tarjetas?|cartao|cartoes)(?: (?:de )?(?:credito"
    r"|debito))?|credito|debito|(?:(?:credit|debit) )?cards?|visa|master ?card|amex|efectivo|efvo|cash|dinheiro"
    r"|pay ?pal|cbu|cvu|alias|deposito(?: bancario)?|boleto|cripto|crypto|bitcoin|usdt)"
)
_LEADS: Final = (
    r"(?:hola+|yo|hi|hey|oi|ola|buenas|che|y|e|and|ok|si|yes|sim|ah|entonces|then|entao|pero|but|mas|se|puede|puedo|podemos"
    r"|podria|podriamos|acept[aá][ns]?|toma[ns]?|recib[eí][ns]?|tienen|tenes|hay|con|por|x|via|pago|pagar|pagamos|pagaria"
    r"|can|could|may|i|we|do|you|u|guys|take|accept|got|have|by|with|pay|in|a|an|the|through|using|aceitam?|posso"
    r"|da|pra|para|no|na|em|com|o|el|la|un|una|um|quiero|quero|prefiero|prefiro|prefer|i'?d|like|to|es|is|it"
    r"|sirve|va|funciona|works?)"
)
_IN_GENERAL: Final = frozenset({"cash", "debit_card", "credit_card", "transfer", "mercado_pago", "pix"})
# A link takes cards too.
_TAKEN_BY: Final = {
    "mercado_pago": Way.LINK,
    "debit_card": Way.LINK,
    "credit_card": Way.LINK,
    "transfer": Way.TRANSFER,
}
_BARE: Final = re.compile(
    rf"(?:{_LEADS}[ ,]+)*{_WAY}(?:(?: (?:o|or|ou|y|and|e)(?: {_LEADS})* |[ ]?/[ ]?|, ?){_WAY}){{0,6}}"
    r"(?:[ ,]+(?:por favor|please|pls|plz|porfa|gracias|thanks|obrigad[oa]|ok|esta bien|puede ser|pode ser|va|sirve"
    r"|is (?:ok|fine)|works?|da|rola|se puede))*[ .!?]*"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Who holds or has booked a room is told by those who know what is owed for it."""
    if not _asks_of_a_way(meant) or meant.names & (FOR_RECALL - {"refund"}):
        return None
    if paying.open_hold(session, scene.conversation) or own_stays.current(session, scene.conversation):
        return None
    ways = paying.ways(session, scene.hotel) if _is_paid_ahead(session, scene) else []
    if not ways:
        return None
    facts = _written(session, scene, meant.text, ways)
    here = scene.say(
        "booking.ways_to_pay", ways=scene.list_of([scene.say(f"button.pay_{way}") for way in ways])
    )
    said = "\n".join([*(telling.fact(session, scene, fact) for fact in facts), here])
    return _with_the_way_there(session, scene, said, telling.names_of(facts))


def _asks_of_a_way(meant: Understanding) -> bool:
    """One or two ways and nothing beside them, or a plain question about them and nothing else."""
    plain = normalise(meant.text).replace("¿", "").strip()
    if _BARE.fullmatch(plain):
        return True
    alone = meant.answer and meant.names - COURTESIES == {"ask_payment"} and not meant.stay
    ways = set(paying_topics(plain))
    return alone and bool(ways) and ways <= _IN_GENERAL and not speaks_of("later", plain)


def _is_paid_ahead(session: Session, scene: Scene) -> bool:
    deposit = policies.of(session, scene.hotel.id).deposit
    return bool(deposit.amount or deposit.share)


def _written(session: Session, scene: Scene, words: str, ways: Sequence[Way]) -> list[Fact]:
    """What the hotel has written down about the ways that were named; staff read which it has not."""
    topics = paying_topics(words)
    found = {topic: scene.knowledge.fact(Subject.PAYMENT, topic) for topic in topics}
    for topic, fact in found.items():
        if fact is None and _TAKEN_BY.get(topic) not in ways:
            telling.unwritten(session, scene, topic)
    return [fact for fact in found.values() if fact is not None]


def _with_the_way_there(session: Session, scene: Scene, said: str, facts: tuple[str, ...]) -> Turn:
    """The open question once more, which is the next step of it; else what the house needs to know first."""
    here = progress.of(scene)
    again = open_question.once_more(session, scene, here) if here is not None else None
    memory = {"misses": 0, "greeted": True}
    if again is None or here is None:
        body = Text(f"{said}\n\n{scene.say('booking.ways_how')}")
        return Turn(says=(body,), wish=WISH, memory=memory, step="told_ways_to_pay", facts=facts)
    asked = again.asked or scene.memory.asked
    turn = replace(asking.lead_with(again, said), asked=asked, wish=WISH, memory={**again.memory, **memory})
    return replace(
        turn, flow=NAME, goes_on=again.goes_on or here.to_json(), step="told_ways_to_pay", facts=facts
    )
