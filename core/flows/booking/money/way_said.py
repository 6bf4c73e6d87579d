"""What a guest says of paying while a room is held: that it is done, that it fails, by which way and by which not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Answer, Subject
from core.flows.facts import finer
from core.flows.facts.finer import CARD_FEE
from core.flows.facts.topics import paying as paying_topics
from core.flows.facts.topics import speaks_of
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.money.paid import says_paid
from core.flows.understand.money.rides import without_rides
from core.flows.understand.text import normalise
from core.services import paying
from core.services.paying import Way
from core.services.scenes import Scene
from core.services.showing import Booking

# No way of this hold's, but what the hotel says of its ways.
_OF_THE_RULES: Final = frozenset({"instalments", "paying_discount"})
_AT_THE_DESK: Final = frozenset({"cash", "foreign_money"})
_FEW: Final = 3
_LATELY: Final = 12
_SMALL: Final = re.compile(
    r"\b(?:nah?|nope|no|nao|mejor|melhor|better|then|entonces|entao|instead|por|con|com|by|via|with|la|el|an?|o"
    r"|the|please"
    r"|porfa|pfv|pl[sz]|ok|ah+|mas|pero|but|pra|para|in|en|em|te|me|una?|uma?|dije|te dije|said|falei"
    r"|rapido|quick(?:ly)?|(?:q|que|porque|i'?m|i'?ll|we'?ll|estoy|voy|estou|to)|manejando|driving|dirigindo)\b"
)
_ASKS_FIRST: Final = re.compile(
    r"\b(?:acept\w*|aceit\w*|accept|take|toman?|recib\w*|receb\w*|se puede|puedo|podemos|posso|can|could|may|da"
    r"|tienen"
    r"|tem|hay|do you|cuant\w*|quant\w*|how|como)\b"
)

BROKEN: Final = re.compile(
    r"(?i)\b(?:no (?:me )?(?:anda|funciona|abre|deja|carga|llega|lleg[oó]|va)\b"
    r"(?! (?:(?:a|con|m[aá]s)\b|(?:el|la|l[ao]s|mi|nuestr[oa]) (?!link|enlace|p[aá]g|tarjeta|mail|correo|mensaje)))"
    r"|error|rechaz|won'?t (?:work|open|load|go|let|take|accept|process|charge|pay)"
    r"|(?:doesn'?t|does not|isn'?t|not) work|n[aã]o (?:funciona|abre|deu|carrega|chegou|foi)\b"
    r"(?! (?:iss?o|ess[ea]|o|a|por|culpa|assim|bem|tempo|mais)\b))"
)
_BY_A_BANK: Final = re.compile(
    r"(?i)transf[ei]r|transfier|\bcbu\b|\bcvu\b|\baliaz?s?\b|\bpix\b|dep[oó]sito bancario|bank"
    r"|\bd?onde (?:tengo que |hay que )?deposit"
    r"|\b(?:datos|dados|n[uú]mero) (?:de (?:la |tu )?cuenta|da (?:sua )?conta)\b"
)


class _ByTransfer:
    """Money from bank to bank, and no car from the airport."""

    def search(self, said: str) -> re.Match[str] | None:
        return _BY_A_BANK.search(without_rides(said))


TRANSFER: Final = _ByTransfer()
LINK: Final = re.compile(
    r"(?i)\blinks?\b|\benlace\b|\bliga\b|mercado ?pago|\bmp\b|tarjeta|cards?\b|cart[aã]o|cart[oõ]es|d[eé]bito"
    r"|cr[eé]dito"
    r"|\bvisa\b(?! (?:to|for|requir|need))|\bmaster ?card\b|\bamex\b|american express"
    r"|^\W*(?:(?:the|el|o|lo del?|por|via|con|com|by|with|pelo|ok|dale|yes|s[ií]|sim)\W+)*mercado"
    r"(?: (?:thing|one|option|ese|esse|please|porfa|por favor))?\W*$"
)
_PROOF_LATER: Final = re.compile(
    r"\b(?:mand\w+|envi\w+|pas\w+|send|sub\w+|adjunt\w+)\b(?: [a-z]+){0,3} (?:fotos?|comprobantes?|comprovantes?"
    r"|recibos?"
    r"|capturas?|photos?|receipts?|screenshots?|pictures?|prints?)\b.{0,24}\b(?:al rato|luego|despues|mas tarde"
    r"|en un rato"
    r"|en cuanto|cuando|later|in a bit|soon|when|depois|mais tarde|daqui a pouco|quando|hoy|hoje|today|tonight|manana"
    r"|tomorrow|amanha)\b"
)
_IT_LATER: Final = re.compile(
    r"\b(?:(?:te |les |se )?(?:lo|la) (?:mand|envi|pas|sub)\w+|(?:i'?ll |will |can )?send (?:it|you)"
    r"|(?:te |vou )?(?:mando|envio|passo|mandar|enviar|passar))\b.{0,16}\b(?:luego|despues|mas tarde|later|soon|depois"
    r"|mais tarde|manana|amanha|tomorrow|hoy|hoje|today|al rato|en un rato)\b"
)
_KIN: Final = r"(?:mi|my|minha|meu|nuestr[oa]|our|noss[oa]|otra|outra|another|someone|alguien|alguem)"
_FOR_ANOTHER: Final = re.compile(
    r"\b(?:pas\w+|mand\w+|envi\w+|send|forward|reenvi\w+|encaminh\w+|compart\w+|share)\b(?: [a-z]+){0,3}?"
    rf" (?:links?|enlace|liga|it|lo|ele) (?:a|to|with|con|com|para|pra|pro) {_KIN}\b"
    rf"|\b(?:send|text) {_KIN} [a-z]+ (?:the|a|that) link\b"
)
_CARD: Final = re.compile(
    r"\b(?:tarjetas?|(?:credit|debit)?cards?|cartao|cartoes|debito|credito|visa|master ?card|amex|american express)\b"
)
# "I can't transfer from Mexico, rather by card": what cannot be is not the way that is meant; "no cartão" is by card.
_NOT_SO: Final = re.compile(
    r"\b(?:no(?! (?:cartao|link|pix)\b)|nao|can'?t|cannot|don'?t|not|sin|imposible|impossible)\b"
    r"(?: (?:me|se|te|lo|la|puedo|podemos|puede|tengo|tenemos|quiero|queremos|hay|como|hacer|pagar|usar|mandar|es"
    r"|va a|consigo|posso|da|pra|para|tenho|quero|fazer|able|to|do|make|have|want|pay|use|send|a|an|the|una?|el"
    r"|my|our|mi|o|meu|estou|estoy|ando"
    r"|con|por|by|com|via|desde|from|de|posible|possible|argentin\w*|bancaria))* "
    r"(?:transfer\w*|cbu|alias|depositos?|bank\w*|pix|links?|mercado ?pago|mp|tarjetas?|cards?|cartao"
    r"|debito|credito)"
    r"(?: (?:argentin\w*|bancarias?|transfers?|desde aca|desde aqui|from here|daqui|de credito|de debito"
    r"|(?:from|desde|de) (?:my|our|mi|nuestro) (?:bank|banco|account|cuenta)))*"
    r"|\b(?:(?:bank )?transfer\w*|pix|links?|mercado ?pago|mp|tarjetas?|cards?|cartao|debito|credito)"
    r"(?: (?:bancaria|transfer))?,? (?:(?:is|are|it'?s|will|would|es|e|se|me|a mi|eso) )*"
    r"(?:(?:no|nao|not|never|can'?t|doesn'?t|isn'?t|won'?t)(?: (?:es|e|me|nos|se|be|an?|da|de|to))*"
    r"(?: (?:puedo|podemos|puede|posso|consigo|conseguimos|da|tengo|tenho|possible|posibles?|possivel|option"
    r"|available"
    r"|work(?:s|ing)?|sirve|serve|funciona|anda|rola|va|vai|quiero|quero|viable|feasible|allowed|done|made|hacer"
    r"|fazer))?"
    r"|impossible|imposible|impossivel)\b(?= *(?:$|[,.;!]|daqui\b|(?:from|desde|de|for|para|pra) [a-z]+"
    r"|mejor|melhor|prefiero|prefiro|quiero|quero|by|por|con|com|x|mercado|mp"
    r"|link|card"
    r"|tarjeta|cartao|transfer|rather|please|gracias|porfa))"
)
_HOW_TO_SEND: Final = re.compile(
    r"\b(?:como|how|onde|donde|where)\b.{0,24}\b(?:mand\w+|envi\w+|pas(?:o|ar)|sub\w+|adjunt\w+|anex\w+|send"
    r"|upload|attach)\b"
    r".{0,24}\b(?:fotos?|imagen|captura|comprobante|comprovante|recibo|photos?|pictures?|screenshot|receipt|proof"
    r"|image)\b"
    r"|\b(?:quiero|quisiera|puedo|podria|quero|posso|can i|want to|i'?ll|te|le|les|voy a|vou)\b.{0,12}"
    r"\b(?:mand(?:o|ar\w*)|envi(?:o|ar\w*)|pas(?:o|ar\w*)|adjunt(?:o|ar\w*)|send)\b.{0,24}"
    r"\b(?:comprobante|comprovante|recibo|receipt|proof of payment|captura|screenshot)\b"
)

_DID_IT_COME: Final = re.compile(
    r"\b(?:mand[eo]i?|envi[eo]i?|mandamos|enviamos|sent|pase|passei|subi)\b.{0,24}"
    r"\b(?:fotos?|imagen|imagem|captura|comprobante|comprovante|recibo|photos?|pictures?|screenshot"
    r"|receipt|proof)\b"
    r".{0,30}\b(?:lleg(?:o|aron)|cheg(?:ou|aram)|arriv\w*|recib(?:iste|ieron)|receb(?:eu|eram)"
    r"|(?:get|got|receiv\w*)(?: it)?)\b"
    r"|\b(?:lleg(?:o|aron)|cheg(?:ou|aram)|recib(?:iste|ieron)|receb(?:eu|eram)|did you (?:get|receive)"
    r"|has)\b.{0,16}"
    r"\b(?:fotos?|imagen|imagem|captura|comprobante|comprovante|recibo|photos?|pictures?|screenshot"
    r"|receipt|proof)\b"
)

_WHEN: Final = re.compile(
    r"\b(?:cuando|en cuanto tiempo|cuanto (?:tarda\w*|demora\w*)|when|how (?:long|soon)|quando"
    r"|quanto (?:tempo|demora))\b.{0,40}"
    r"\b(?:confirm\w*|acredit\w*|verif\w*|revis\w*|appro\w*|apro[bv]\w*|confer\w*|check(?:ed)?(?! ?-?(?:in|out))"
    r"|clears?|goes through)\b"
)
_UNTIL: Final = re.compile(
    r"\b(?:hasta (?:cuando|que hora|q hora)|cuanto (?:tiempo|rato) (?:tengo|tenemos|hay)|por cuanto tiempo"
    r"|(?:until|till?|by) (?:when|what time)|how (?:long|much time) (?:do|have) (?:i|we)|ate (?:quando|que horas)"
    r"|quanto tempo (?:eu |a gente )?(?:tenho|temos|tem))\b"
)
_ANOTHER: Final = re.compile(
    r"\b(?:otr[ao]s?|outr[ao]s?|other|another|different|distint[ao]) (?:formas?|maneras?|modos?|medios?"
    r"|opcion(?:es)?"
    r"|jeitos?|meios?|opc(?:ao|oes)|ways?|methods?|options?)\b|\b(?:how else|de otra|de outro|some other)\b"
)


def is_for_another(said: str) -> bool:
    """ "Can you send the link to my mum? She pays": whoever has it may."""
    return _FOR_ANOTHER.search(normalise(said)) is not None


def by_card(said: str) -> bool:
    return _CARD.search(normalise(without_what_cannot_be(said))) is not None


def sends_proof_later(said: str) -> bool:
    return _PROOF_LATER.search(normalise(said)) is not None


def sends_it_later(said: str) -> bool:
    """ "Te lo paso mañana", of what was just spoken of."""
    return _IT_LATER.search(normalise(said)) is not None


def asks_when_it_counts(said: str) -> bool:
    return _WHEN.search(normalise(said)) is not None


def asks_until_when(said: str) -> bool:
    return _UNTIL.search(normalise(said)) is not None


def asks_for_another(said: str) -> bool:
    return _ANOTHER.search(normalise(said)) is not None


def without_what_cannot_be(said: str) -> str:
    return _NOT_SO.sub(" ", normalise(said))


def names_one(said: str) -> bool:
    return (TRANSFER.search(said) or LINK.search(said)) is not None


def told_lately(recent: Sequence[str]) -> Way | None:
    """The way that was chosen before there was anything to pay; a question chooses none."""
    for said in reversed(recent[-_LATELY:]):
        left = without_what_cannot_be(said)
        found = [way for way, named in ((Way.TRANSFER, TRANSFER), (Way.LINK, LINK)) if named.search(left)]
        if found and ("?" not in said or not _ASKS_FIRST.search(left)):
            return found[0] if len(found) == 1 else None
    return None


def is_all_of(meant: Understanding) -> bool:
    """ "The transfer is done, says my grandson" tells of no child."""
    return meant.names == {"pay"} and says_paid(meant.text) and not (meant.stay or meant.changes)


def asks_how_to_send(said: str) -> bool:
    """The receipt's photo is one that the guest sends, and none that they want to see."""
    return (
        not (sends_proof_later(said) and says_paid(said)) and _HOW_TO_SEND.search(normalise(said)) is not None
    )


def asks_what_a_card_costs(said: str) -> bool:
    """ "Any fee for a foreign card?"."""
    return any(one.name == CARD_FEE for one in finer.asked(said))


def asks_of_the_rules(session: Session, scene: Scene, booking: Booking, said: str) -> bool:
    """Other money, and paying later where this hold may not be paid at the hotel: no matter of this hold's link."""
    ways = paying_topics(said)
    if asks_what_a_card_costs(said):
        return True
    if "from_abroad" in ways:
        return asks(said)
    if (
        _OF_THE_RULES & set(ways)
        or ways == ("foreign_money",)
        or (is_refused(scene, said) and (ways == ("pix",) or asks(said)))
    ):
        return True
    at_the_desk = (bool(ways) and set(ways) <= _AT_THE_DESK) or speaks_of("later", said)
    return at_the_desk and Way.HOTEL not in paying.ways(session, scene.hotel, booking)


def is_named_shortly(said: str) -> bool:
    """ "Mercado Pago", "la transferencia": an answer to how, in so few words that it is nothing else."""
    return len(_SMALL.sub(" ", normalise(said)).split()) <= _FEW and names_one(said)


def is_refused(scene: Scene, said: str) -> bool:
    """One of the ways that are named the hotel says no to."""
    facts = (scene.knowledge.fact(Subject.PAYMENT, way) for way in paying_topics(said))
    return any(fact is not None and fact.answer is Answer.NO for fact in facts)


def asks_whether_it_came(said: str) -> bool:
    """ "I sent the photo, did it arrive?": the receipt, of course."""
    return _DID_IT_COME.search(normalise(said)) is not None
