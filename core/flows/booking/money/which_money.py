"""Which money are the prices in? Told at once, with what the hotel says of other countries' money."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from babel.numbers import get_currency_name
from sqlalchemy.orm import Session

from core.domain.knowledge import Answer as Says
from core.domain.knowledge import Subject
from core.domain.outgoing import BUBBLES
from core.flows.booking import asking
from core.flows.booking import beside as beside_it
from core.flows.booking.offer import per_head
from core.flows.facts import telling
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services.scenes import Scene

_SHORT: Final = 14
_SENTENCES: Final = re.compile(r"(?<=[.!?;]) ")
_LOCALES: Final = {"es": "es_AR", "en": "en_US", "pt": "pt_BR"}
_MONEY: Final = (
    r"(?:us ?dollars?|us ?\$|usd|u\$s|us\$|dollars?|bucks|dolar(?:es)?|verdes|pesos?(?: argentinos?)?|ars"
    r"|argentine pesos|euros?|eur|reais|reales|brl|r\$)"
)
_ASKED: Final = re.compile(
    r"\b(?:what|which|que|cual|qual|em que|en que)(?:'s| is| es| e| are)?(?: the| la| a)? (?:currency|moneda|moeda)\b"
    r"|\b(?:currency|moneda|moeda)\b[^.!]{0,24}\?|"
    rf"\b{_MONEY} (?:or|o|ou) (?:in |en |em )?{_MONEY}"
    r"|\b(?:is|are|r|its?|it's|thats?|that's|this|these|those|prices?|rates?|total|all|quoted?"
    r"|shown|listed|precios?|tarifas?|valor(?:es)?"
    r"|eso|esto|es|son|esta|estan|sale|salen|cuesta|precos?|isso|e|sao|diarias?|ta|tao)\b"
    rf"(?: (?!pay|pag)[a-z']+){{0,3}} (?:in |en |em )?{_MONEY}\b(?: |[?!.,]|$)"
)
# "Will my card be charged in dollars?", "em real ou peso na fatura?": the prices say what is taken off it.
_ON_THE_BILL: Final = r"(?:card|tarjeta|cartao|fatura|resumen|extracto|statement|cargo|charge)"
_IN_MONEY: Final = rf"(?:in|en|em) (?:[a-z]+ )?(?:{_MONEY}|real)"
_CHARGED: Final = re.compile(
    r"\b(?:charg\w+|billed|bill|debit\w*|cobr\w+|cargo|carga|descuent\w+|desconta\w*|vem|viene|sale|sai|aparece"
    rf"|show up|{_ON_THE_BILL})\b[^.!?]{{0,30}}\b{_IN_MONEY}(?![a-z])[^!.]*\?"
    rf"|\b{_IN_MONEY} (?:or|o|ou) (?:in |en |em )?{_MONEY}[^!.]*\b{_ON_THE_BILL}\b"
    rf"|\b(?:currency|moneda|moeda)\b[^.!?]{{0,40}}\b{_ON_THE_BILL}\b"
)
# Whether it may be paid in it is another question.
_PAID: Final = re.compile(
    r"\b(?:pay\w*|paid|pag\w*|abon\w*|accept\w*|acept\w*|aceit\w*|take|toman?|recib\w*|receb\w*|cash|efectivo|dinheiro"
    r"|card|tarjeta|cartao|transfer\w*|exchange|cambi\w*|convert\w*|refund|devol\w*|devuel\w*|reembols\w*|discount|off"
    r"|descuento|desconto|tip|propina|more|less|mas|menos|over|under|until|hasta|ate|budget|presupuesto)\b|\d"
)


OTHERS: Final = {
    "USD": r"us ?dollars?|us ?\$|usd|u\$s|us\$|dollars?|bucks|dolar(?:es)?|verdes",
    "EUR": r"euros?|eur|€",
    "BRL": r"reais|reales|brl|r\$",
    "CLP": r"clp|chilean pesos|(?:pesos|plata|moneda) chilen[oa]s?",
    "MXN": r"mxn|mexican pesos|(?:pesos|plata|moneda) mexican[oa]s?",
    "UYU": r"uyu|uruguayan pesos|(?:pesos|plata|moneda) uruguay[oa]s?|pesos uruguaios",
    "COP": r"cop|colombian pesos|(?:pesos|plata|moneda) colombian[oa]s?",
    "ARS": r"ars|argentine pesos|(?:pesos|plata|moneda) argentin[oa]s?",
    "PEN": r"soles(?: peruanos)?",
    "PYG": r"guaranies",
}
_PRICES: Final = (
    r"how much|prices?|rates?|cost|total|cuanto|precios?|tarifas?|sale|cuesta|vale|quanto|precos?|fica|custa"
)
_PAYS: Final = re.compile(
    r"\b(?:pay\w*|paid|pag\w*|abon\w*|accept\w*|acept\w*|aceit\w*|cash|efectivo|dinheiro|card|tarjeta|cartao)\b"
)
_HOW_MUCH: Final = r"how much|cuant[oa]s?|quant[oa]s?|\d"
_ASKING: Final = rf"{_HOW_MUCH}|{_PRICES}|in|en|em"


def beside(session: Session, scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """ "How much in usd for 3 nights from the 5th?": which money it is stands above what was found."""
    if not _asks_in_other_money(scene, meant) or not turn.says:
        return turn
    return asking.lead_with(turn, said(session, scene))


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    shares = _shares(session, scene, meant)
    if not shares and not _is_asked(meant):
        return None
    whole = "\n\n".join(filter(None, (said(session, scene), shares)))
    return beside_it.told(session, scene, whole, "told_which_money")


def _shares(session: Session, scene: Scene, meant: Understanding) -> str:
    """ "How much each in dollars?": each one's share of what is offered, in the hotel's money."""
    alone = not meant.stay and not meant.names & FOR_RECALL and _asks_in_other_money(scene, meant)
    return per_head.of_offers(session, scene) if alone and per_head.asked_for(meant) else ""


def among_the_rest(session: Session, scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """ "Is that pesos? And is there a pool?": asked in a sentence of its own, it stands above what the rest is told."""
    sentences = _SENTENCES.split(normalise(meant.text))
    asked = len(sentences) > 1 and any(_asks_which(one) for one in sentences)
    asked = asked or _asks_in_other_money(scene, meant)
    if not asked or not turn.says or meant.names & FOR_RECALL:
        return turn
    named, others = f"{_named(scene)} {_not_reckoned(scene)}".strip(), _others(session, scene)
    texts = "\n".join(one.body for one in turn.says if isinstance(one, BUBBLES))
    if named in texts:
        return turn
    return asking.lead_with(turn, named if others in texts else said(session, scene))


def said(session: Session, scene: Scene) -> str:
    told = _named(scene), _not_reckoned(scene), _others(session, scene)
    return " ".join(one for one in told if one)


def _asks_in_other_money(scene: Scene, meant: Understanding) -> bool:
    plain = normalise(meant.text)
    return _PAYS.search(plain) is None and _in_others(scene.hotel.currency, _ASKING).search(plain) is not None


def _not_reckoned(scene: Scene) -> str:
    """Nobody has written what a day's money is worth in another country."""
    asks = _in_others(scene.hotel.currency, _HOW_MUCH).search(normalise(scene.words))
    return scene.say("booking.not_reckoned") if asks else ""


@cache
def _in_others(currency: str, led_by: str) -> re.Pattern[str]:
    others = "|".join(said for code, said in OTHERS.items() if code != currency)
    return re.compile(rf"(?<![a-z])(?:{led_by})(?![a-z])[^.!?]{{0,40}}(?<![a-z])(?:{others})(?![a-z])")


def _named(scene: Scene) -> str:
    name = get_currency_name(scene.hotel.currency, 2, locale=_LOCALES.get(scene.language, "es_AR"))
    name = name if scene.language == "en" else name[:1].lower() + name[1:]
    return scene.say("booking.which_money", name=name, code=scene.hotel.currency)


def _others(session: Session, scene: Scene) -> str:
    """Other countries' money that is taken, where that is written down."""
    other = scene.knowledge.fact(Subject.PAYMENT, "foreign_money")
    return telling.fact(session, scene, other) if other is not None and other.answer is not Says.NO else ""


def _is_asked(meant: Understanding) -> bool:
    plain = normalise(meant.text)
    asks = len(plain.split()) <= _SHORT and not meant.stay and not meant.names & FOR_RECALL
    if not asks or per_head.is_spoken_of(plain):
        return False
    return _CHARGED.search(plain) is not None or _asks_which(plain)


def _asks_which(plain: str) -> bool:
    return _PAID.search(plain) is None and _ASKED.search(plain) is not None
