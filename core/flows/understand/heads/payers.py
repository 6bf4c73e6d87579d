"""Somebody else's purse: "lo paga mi hijo", "minha sobrinha vai pagar pra mim". Whoever only pays is no guest."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import says_any

_LOOK: Final = ("pag", "pay", "abon", "transf", "pix", "depo", "depó")
_ALONE: Final = (" yo", " eu", " sol", " sozinh", " alone", "myself")
# "No quiero poner toda la seña yo sola": one payer less than all of them, and nobody comes alone.
_NOT_ALL_ALONE: Final = re.compile(
    r"(?i)\b(?:no|n[aã]o|not|don'?t|can'?t|cannot|won'?t) (?:(?:me|quiero|quisiera|puedo|voy|pienso|quero|posso|vou"
    r"|want|wish|am|going|a|to|que) ){0,4}(?:pon\w+|pag\w+|pay|adelant\w+|adiant\w+|banc\w+|cubr\w+|cobr\w+|cover|put"
    r"|front)(?: (?:down|up|yo|eu|for))? (?:tod[ao]s?|tudo|all|everything|every(?:one|body)|the (?:whole|full|entire))"
    r"\b[^.,;?!]{0,24}\b(?:yo|eu|sol[oa]|sozinh[oa]|alone|(?:by )?myself)\b(?: sol[oa]| sozinh[oa])?"
)
_KIN: Final = (
    r"(?:mis?|my|minhas?|meus?|nuestr[oa]s?|our|noss[oa]s?|la|el|a|o) (?:hij[oa]|sobrin[oa]|niet[oa]|marido|espos[oa]"
    r"|mujer|novi[oa]|herman[oa]|pap[aá]|mam[aá]|padre|madre|viej[oa]s?|cu[nñ]ad[oa]|suegr[oa]|jef[ea]|empresa|trabajo|filh[oa]"
    r"|sobrinh[oa]|net[oa]|irm[aã]o?|m[aã]e|pai|pais|namorad[oa]|chef[ea]|son|daughter|niece|nephew|husband|wife|brother"
    r"|sister|mum|mom|dad|parents|boss|company|friend|amig[oa]|grandson|granddaughter|mother|father)"
)
_FOR_WHOM: Final = (
    r"(?: (?:por|para|pra|for|em nome d[eoa]) (?:mim|m[ií]|nosotr[oa]s|n[oó]s|me|us|gente|la gente|todos|all of us"
    r"|both of us)\b)?"
)
# A child who "pays less" or "pays?" is asked about as a guest.
_NOT_A_PRICE: Final = (
    r"(?! ?\?| (?:menos|less|igual|same|lo mismo|o mesmo|el mismo|full|la mitad|metade|half|entrada|extra)\b)"
)
_PAYS: Final = re.compile(
    rf"(?i)\b{_KIN} (?:(?:es quien|es el que|es la que|[eé] quem|que|quien|quem|is the one who|who) )?"
    r"(?:(?:me|te|lo|la|les?|nos) (?:lo |la )?(?:paga|abona|pagar[aá])|va a (?:pagar|abonar)(?:l[oa]|te)?"
    r"|vai (?:pagar|fazer o pagamento)|(?:is|are) (?:going to pay|paying)|will (?:pay|be paying)|'ll pay"
    r"|paga con (?:su )?|paga com (?:o |a )?|pays with (?:his |her )?)"
    rf"{_FOR_WHOM}{_NOT_A_PRICE}"
    rf"|\b(?:(?:te |me )?l[oa]|(?:todo )?esto) (?:paga|abona|va a pagar) {_KIN}\b{_FOR_WHOM}"
    rf"|\b(?:paga|abona|quien paga es|quem paga [eé]|quem vai pagar [eé]) {_KIN}\b{_FOR_WHOM}(?! ?\?)"
)
_SENDS: Final = re.compile(
    rf"(?i)\b{_KIN} (?:(?:me|te|les?|nos|va a|vai|will|is going to) )*"
    r"(?:hace|hacer(?:te|me)?|hará|manda|mandar|fazer|faz|do|make|send) (?:la |el |o |a |the |una? |uma? )?"
    r"(?:transferencia|transferência|transfe|dep[oó]sito|pix|transfer|payment|pago|pagamento)\b"
)
_ENGLISH: Final = re.compile(r"(?i)\b(?:pay|pays|paying)\b")
_BRAZILIAN: Final = re.compile(r"(?i)\b(?:vai|quem|minha|meu|noss[oa]|com)\b")

# "Can three of us pay separately?": among those who come.
_SO_MANY_OF_THEM: Final = re.compile(
    r"(?i)\b(?:[2-9]|dos|tres|três|cuatro|two|three|four|dois|duas|quatro)"
    r"(?: (?:of (?:us|them)|de (?:nos(?:otr[oa]s)?|nós|ell[oa]s|el[ea]s)|personas|pessoas|people|amig[oa]s|friends))?"
    r" (?=(?:pagarem|pagar(?:mos|amos)?|paguen|paguemos|pagam|pagan|pay|paying|to pay) (?:[a-z]+ ){0,3}?"
    r"(?:separad|separate|por separado|each|cada|su parte|sua parte|a parte|their))"
)


def as_the_payer(text: str) -> str:
    """The message as if the guest paid: what is due and how is the same."""
    text = without_paying_alone(text)
    if not says_any(text.lower(), _LOOK):
        return text
    text = _SO_MANY_OF_THEM.sub("", text)
    return _PAYS.sub(_as_the_guest, _SENDS.sub(_as_sent, text))


def without_paying_alone(text: str) -> str:
    return _NOT_ALL_ALONE.sub("", text) if says_any(text.lower(), _ALONE) else text


def _as_sent(said: re.Match[str]) -> str:
    if re.search(r"(?i)\b(?:transfer|payment|the|will)\b", said.group()):
        return "i'll pay by transfer"
    return (
        "vou pagar por transferência" if _BRAZILIAN.search(said.group()) else "voy a pagar por transferencia"
    )


def _as_the_guest(said: re.Match[str]) -> str:
    words = said.group()
    with_what = re.search(r"(?i)\b(con|com|with)(?: su| o| a| his| her)? *$", words)
    way = f" {with_what[1].lower()} " if with_what else ""
    if _ENGLISH.search(words):
        return f"i'll pay{way}"
    return f"{'vou pagar' if _BRAZILIAN.search(words) else 'voy a pagar'}{way}"
