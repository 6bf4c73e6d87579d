"""A message that says the money went, taken apart: what tells of it, in whose name it comes, and what else is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.flows.understand.answers.dropped import is_waved_aside
from core.flows.understand.answers.questions import asks
from core.flows.understand.entities.names import is_given
from core.flows.understand.money.paid import says_paid
from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom
from core.flows.understand.wishes import who_sleeps_there
from core.flows.understand.wishes.invoice_named import in_one

_SENTENCES: Final = re.compile(r"(?:[^.!?;,\n]|[.,](?=\d)|(?<=\b[nN]o)\.(?= ?\d)|(?<=\b[nN]ro)\.)+[.!?;,\n]*")
_JOINED: Final = re.compile(r"\s+(?=(?:y|e|and|but|pero|ah|tb|tambi[eé]n|tamb[eé]m)\s)", re.IGNORECASE)
_LEADS: Final = re.compile(
    r"(?i)^[\s,.;!]*(?:(?:y|e|and|but|pero|mas|ah|tb|tambi[eé]n|tamb[eé]m|ok|so)\b[\s,.]*)+"
)
_NAME: Final = (
    r"(?P<name>[A-ZÀ-Ý][\w'’-]*(?:(?: (?:de|del|la|los|da|do|dos|das|van|von|di))* [A-ZÀ-Ý][\w'’-]*){0,3})"
)
_SMALL_NAME: Final = r"(?P<name>[^\W\d_]+(?: [^\W\d_]+)?)(?=[\s.,;!?]*$)"
_MADE: Final = (
    r"(?:hizo|pag[oó]|abon[oó]|transfiri[oó]|mand[oó]|envi[oó]|deposit[oó]|gir[oó]|paid|sent|made|transferred|wired"
    r"|pagou|transferiu|fez|mandou|enviou|depositou)"
)
_THEIRS: Final = r"(?:mi|my|meu|minha) \w+"
_WHOSE: Final = (
    rf"(?:\b(?:l[oa]|pago|plata|transferencia|se[nñ]a)(?: ya)? {_MADE}(?: (?:mi|my|meu|minha) \w+)?"
    r"|\b(?!(?:comes?|viene|vem)(?: up)? (?:from|de)\b)"
    r"(?:figura\w*|sale|salga|salir|aparec\w*|sair|constar?|shows?|appears?|comes?|viene|vem)(?: up)?"
    r"(?: (?:a nombre de|em nome d[aeo]|no nome d[aeo]|como|as|under|from|de|de parte de))?"
    r"|\b(?:a|al|en) nombre de|\b(?:em|no) nome d[aeo]|\bin the name of|\bunder(?: the name(?: of)?)?"
    r"|\b(?:se llama|se chama|(?:his|her) name(?: is|'s)|titular(?: es| [eé])?:?)"
    rf"|\b(?:cuenta|conta|account|parte) d[aeo](?: {_THEIRS})?|\baccount of(?: {_THEIRS})?"
    r"|\b(?:mi|my|minha) (?:cuenta|conta|account|[a-z]+'?s account)|\b(?:sent|made|paid|done|transferred|wired) by"
    r"|\b(?:feit[oa]|enviad[oa]|pag[oa]) (?:pel[oa]|por)"
    r"|\b(?:sent|paid|transferred|wired|it'?s|is|was|came)(?: it)? from(?: (?:my|the account of))?"
    rf"|\bquem {_MADE} foi(?: [oa])?|\b{_THEIRS}(?: (?:ya|ja|j[aá]|just))? {_MADE},?|\b(?:fue|foi|was) {_THEIRS},?)"
)
# "De la cuenta de mi mamá, Norma Saldías": the comma parts nothing.
_WHO_IT_IS: Final = re.compile(
    r"\b((?:[Mm]i|[Mm]y|[Mm]eu|[Mm]inha) [^\W\d_]+(?:'?s account)?), (?=[A-ZÀ-Ý][^\W\d_]+ [A-ZÀ-Ý])"
)
_BY_THEM: Final = re.compile(rf"(?i:{_WHOSE}):? {_NAME}")
_BY_THEM_SMALL: Final = re.compile(rf"(?i:{_WHOSE}):? {_SMALL_NAME}")
_THEY_DID: Final = re.compile(
    rf"^(?i:(?:(?:y|e|and|ok|listo|bo|che)[ ,]+)*(?:{_THEIRS},? )?)\s*{_NAME} "
    rf"(?:ya |ja |já |just |already |te |la |lo |le |has )*{_MADE}\b"
)
_OF_THE_BOOKING: Final = re.compile(
    r"\b(?:reservas?|booking|reservation|habitacion|quarto|room|quedo|quede"
    r"|factura|invoice|nota fiscal|fatura|boleta)\b"
)
_NO_PEOPLE: Final = frozenset(
    {"i", "i've", "i'm", "we", "we've", "u", "you", "it", "he", "she", "they", "yo", "el", "ella", "eles", "eu", "nos",
     "me", "la", "the", "banco", "bank", "visa", "mercado", "mastercard", "amex", "brubank", "uala", "galicia",
     "santander", "bbva", "macro", "nacion", "naranja", "lemon", "nubank", "itau", "bradesco", "wise", "germany",
     "argentina", "bolivia", "brasil", "brazil", "canada", "chile", "colombia", "france", "francia", "italia", "italy",
     "mexico", "paraguay", "peru", "spain", "uk", "us", "usa", "uruguay"}
)  # fmt: skip
_PROOF: Final = (
    r"(?:fotos?|comprobantes?|recibos?|capturas?|tickets?|photos?|receipts?|screenshots?|pictures?|proof"
    r"|comprovantes?"
    r"|prints?)"
)
_NO_PROOF: Final = Seldom(
    rf"\b(?:no|sin|nao|sem|don'?t|do not|doesn'?t|haven'?t|can'?t|cannot|without|ningun[ao]?|nenhum)\b"
    rf"(?! (?:quiero|queremos|necesito|quero|want|need))(?: [a-z']+){{0,4}}? {_PROOF}\b"
    rf"|\b{_PROOF} (?:no|nao) (?:tengo|tenemos|hay|tenho|temos|tem|me dieron|encuentro)\b"
    rf"|^no[,.]? {_PROOF} (?:no|nao)[.,! ]*$"
)
# How it was sent, by its number and its bank; and what is only asked of it.
_DETAIL: Final = Seldom(
    r"\b(?:banco|bank|brubank|uala|galicia|santander|bbva|macro|cuenta dni|naranja|nubank|itau|bradesco|wise"
    r"|transferencia|transfer|transaction|operaci\w+|comprobante|comprovante)\b.{0,30}\d{5,}"
    r"|\b(?:from|del?|desde|do|pelo|por) (?:el |la |o |my |mi |the )?(?:banco|bank|brubank|uala|galicia"
    r"|santander|bbva"
    r"|macro|naranja|nubank|itau|bradesco)\b|\bsent (?:it )?(?:at|on|today|from)\b"
    r"|\b(?:salio|saiu|vino|veio|came|went) (?:de|d[ao]|desde|from|out of) (?:[a-z']+ ){0,3}(?:cuenta|conta"
    r"|account)\b"
)
_DID_IT_COME: Final = re.compile(
    r"^(?:(?:y|e|and|bo|che|pero|but|mas|hello|hola|oi|ok|no|ya|ja|se|a)[ ,]+)*(?:me |te |les |le |lhe |l[ao]s? "
    r"|nos )*"
    r"(?:lleg(?:o|aron)|cheg(?:ou|aram)|entro|entrou|caiu|figura|aparece|aparec(?:io|eu)|impacto|acredit(?:o|aron|ou)"
    r"|ven|ves|ve|viste|vieron|veem|viu|viram|recib(?:iste|ieron|io)|receb(?:eu|eram)|confirm(?:a|as|an|e|en|ame|eme)"
    r"|chequea\w*|fijate|confere|verifica\w*|(?:voces|vcs|vc|voce) (?:viram|receberam|viu|recebeu|ve)"
    r"|did (?:it|u|you|they)(?: guys)? (?:come|arrive|get|receive|see|go)|(?:have|has) (?:it|u|you) \w+"
    r"|(?:got|do you see) it"
    r"|can (?:you|u) (?:see|confirm|check)|is it (?:confirmed|ok|there|in|all good)"
    r"|(?:please |pls )?(?:confirm|check)(?: it| please| pls)?$"
    r"|(?:esta|ta|quedo|ficou) (?:confirmad\w+|todo bien|todo ok|tudo certo)"
    r"|(?:u |you |are you )?(?:gonna|going to) (?:check|look|confirm)|pued\w+ (?:chequear|verificar|revisar|fijar\w*"
    r"|confirmar))\b(?:\W*\w+){0,5}\W*$"
)
_NO_MORE_OF_IT: Final = Seldom(
    r"\b(?:no|dont|don'?t|nao|stop|basta|deja|dejen|para|pare)\b.{0,24}\b(?:link|enlace|alias|cbu)\b"
)
_FEW_WORDS: Final = 10
_MERE_WORDS: Final = re.compile(
    r"(?:(?:perfecto|listo|ok|okay|dale|bo|bueno|hola|hello|hi|oi|hey|che|gracias|thanks|thank you|obrigad[oa]"
    r"|por favor|please|pls|porfa|genial|buenisimo|pronto|perfect|great|si|yes|sim|ya|ja|no|nao|recien|hoy|today|hoje"
    r"|now|ahora|agora|just now|hace (?:un|\d+) (?:minutos?|rato|ratito)|pero|but|mas|y|e|and|amig[oa]|senor(?:ita)?"
    r"|dej[ae]l[ao](?: asi| ahi)?|leave it(?: like that)?|deixa (?:assim|quieto)"
    r"|all good|can'?t you see|entonces|so|then|(?:mi|my|meu|minha|el|o|a|la|the) (?:banco|bank|mama|papa|mae"
    r"|pai|marido"
    r"|mujer|senora|espos[oa]|novi[oa]|noiv[oa]|herman[oa]|irmao?|hij[oa]|filh[oa]|amig[oa]|mum|mom|dad|mother|father"
    r"|husband|wife|sister|brother|son|daughter|friend)|banco [a-z]++)[ ,.!?]*){1,20}"
)


@dataclass(frozen=True)
class PaymentTold:
    """`payer` is whose name the money comes in, where that is told; `rest` is what the message says besides."""

    payer: str
    has_details: bool
    rest: str


def has_no_proof(text: str) -> bool:
    return _NO_PROOF.search(normalise(text)) is not None


def parted(text: str, *, lately: bool = False) -> PaymentTold | None:
    """`lately`: it was said before, so that a name or a number alone goes on telling of it."""
    bits = list(_bits(_WHO_IT_IS.sub(r"\1 ", in_one(text))))
    told = [bit for bit in bits if _tells_of_it(bit)]
    payers = {bit: name for bit in bits if (name := _payer_in(bit, told))}
    details = [bit for bit in bits if _DETAIL.search(normalise(bit))]
    if not told and not (lately and (payers or details)):
        return None
    beside = [bit for bit in bits if bit not in told and bit not in payers and bit not in details]
    left = [bit for bit in beside if not _is_only_asked_of_it(bit)]
    rest = _LEADS.sub("", "".join(left)).strip(" ,;")
    if not any(map(str.isalpha, rest)) or _says_nothing(rest):
        rest = ""
    return PaymentTold(next(iter(payers.values()), ""), bool(details), rest)


def _says_nothing(rest: str) -> bool:
    """Mere words, or "that's not what I asked.. never mind", which gives up no room that was just paid for."""
    waved_aside = "?" not in rest and len(rest.split()) <= _FEW_WORDS and is_waved_aside(rest, "?")
    return waved_aside or _MERE_WORDS.fullmatch(normalise(rest).strip(" ¿¡")) is not None


def _bits(text: str) -> Iterator[str]:
    for sentence in _SENTENCES.findall(text):
        start = 0
        for joint in _JOINED.finditer(sentence):
            yield sentence[start : joint.start()] + " "
            start = joint.end()
        yield sentence[start:]


def _tells_of_it(bit: str) -> bool:
    return says_paid(bit) and not asks(bit)


def _is_only_asked_of_it(bit: str) -> bool:
    plain = normalise(bit).strip(" ¿¡?!.,;")
    return any((_DID_IT_COME.match(plain), _NO_MORE_OF_IT.search(plain), _NO_PROOF.search(plain)))


def _payer_in(bit: str, told: list[str]) -> str:
    """A name that is led up to as one who pays; the booking's own name is told with the booking."""
    if asks(bit) or _OF_THE_BOOKING.search(normalise(bit)):
        return ""
    found = _BY_THEM.search(bit) or (_THEY_DID.search(bit.strip()) if bit in told else None)
    found = found or _BY_THEM_SMALL.search(bit)
    name = found["name"].strip() if found is not None else ""
    first = normalise(name).split(" ")[0]
    if not name or first in _NO_PEOPLE or (name.islower() and not is_given(first)):
        return ""
    if who_sleeps_there.is_told(normalise(bit)):
        return ""
    return " ".join(part if part in _LINKS else part[:1].upper() + part[1:] for part in name.split())


_LINKS: Final = frozenset({"de", "del", "la", "los", "da", "do", "dos", "das", "van", "von", "di", "y", "e"})
