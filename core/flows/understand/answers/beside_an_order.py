"""What stands beside an order and takes nothing of it back: who somebody is, what others cannot do, what to write down.

"Sí, reservar. Y anotá que mi suegra no puede subir escaleras" orders as plainly as its first half.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.answers.questions import asks
from core.flows.understand.heads.payers import without_paying_alone
from core.flows.understand.text import normalise, says_any

_KIN: Final = (
    r"(?:papas?|mamas?|padres?|madres?|viej[oa]s?|suegr[oa]s?|herman[oa]s?|hij[oa]s?|espos[oa]|marido|mujer|pareja|novi[oa]"
    r"|abuel[oa]s?|ti[oa]s?|prim[oa]s?|amig[oa]s?|jef[ea]|nuera|yerno|pais?|mae|sogr[oa]s?|irma[os]?|filh[oa]s?|mulher"
    r"|namorad[oa]|avo|vo|parents?|dad|father|mom|mum|mother|wife|husband|partner|sister|brother|son|daughter|boss"
    r"|friend|grandma|gran|aunt|uncle|chefe)"
)
_MINE: Final = r"(?:mi|mis|meus?|minhas?|my|our|nuestr[oa]s?|noss[oa]s?)"
# "Sebastião Tenório, que é meu pai": of the name that was just told, and nobody else comes by it.
_WHO_IT_IS: Final = re.compile(
    rf"(?:(?:que|quien|who|he|she|ele|ela|el|ella|eles|ellos|they) )?(?:e|es|son|sao|is|are|sou|soy"
    rf"|(?:he|she|who|that|it)'?s|they'?re)"
    rf" (?:(?:o|a|el|la|os|as|los|las|the) )?{_MINE} {_KIN}"
    rf"|(?:(?:e|y|and|pero|mas|but) )?(?:(?:quem|quien|el que|la que|o que) (?:vai )?pag[ao]r? (?:sou|soy)(?: eu| yo)?"
    r"|pago yo|pago eu|eu (?:que )?pago|yo pago|i'?m (?:the one )?paying|i'?ll (?:be )?pay(?:ing)?(?: for it)?)"
)
# "A nombre de mis papás": whose it is to be, and no name yet.
_ONLY_KIN: Final = re.compile(
    rf"(?:(?:va|es|e|is|it'?s|ponela|ponerla|pone|poner|pon|anotala|coloca|put|book|it|them|sim|si|yes|under|for|in|to|bajo|al?"
    rf"|en|em|no"
    rf"|para|pra|nombre|nome|the|name|de|do|da|dos|das|del|of|la reserva) )*"
    rf"(?:{_MINE} {_KIN}(?:'?s?'?)?|ell[ao]s?|el|d?el[ea]s?|hers?|his|him|theirs?|them)"
    r"(?: (?:names?|por favor"
    r"|please|pls|porfa|gracias|thanks|obrigad[oa]))*"
)
_OF_A_NAME: Final = re.compile(r"\b(?:nom(?:br)?es?|names?|it|them|(?:en|to|na|a) la reserva a)\b")
_NO: Final = r"(?:no|nao|not|nunca|never|tampoco)"
# What others cannot, eat not or are not to be told.
_OF_OTHERS: Final = re.compile(
    rf"\b{_NO} (?:se |lo |la |los |las )?(?:pued[ae]n?|pode|podem|com[ae]n?|com[ae]m?|tom[ae]n?|beb[ae]n?|camin[ae]n?"
    r"|anda|sub[ae]n?|aguant[ae]n?|tolera|ve|ven|oye|escucha|duerme|dorme|mand[ae]n?|envie[n]?|avise[n]?|digan?|diga|conte"
    r"|cuenten|llame[n]?|ligue[m]?|fale[m]?)\b"
    rf"|\b{_NO} (?:le|les|lhe|lhes|me|nos) (?:\w+an|\w+en|\w+em|\w+ron|\w+ram|dij\w+|disse\w*)\b"
    r"|\b(?:she|he|they|who|that|wife|husband|mum|mom|dad|gran|grandma|son|daughter|sister|brother|friend) "
    r"(?:really |just |also )?(?:can'?t|cannot|doesn'?t|don'?t|won'?t|isn'?t|aren'?t)\b"
    r"|\b(?:don'?t|do not|please don'?t) (?:tell|send|call|write|text|let|mention)\b"
)
_NOTE: Final = (
    r"(?:anot[ae]\w*|apunt[ae]\w*|agreg[au]\w*|pon(?:e|ga|gan|é)(?:me|le|les|nos|lo|la)?|escrib[aei]\w*|registr[ae]"
    r"|coloca|coloque|anote|poe|bota|note|write|add|put|mark)"
)
_TO_NOTE: Final = re.compile(
    rf"^(?:(?:y|e|and|also|please|por favor|porfa|tambien|tambem|ademas|dale|ok|pode|podes|puede|can you|could you) )*"
    rf"(?:me |nos |le )?{_NOTE}\b"
)
_NOTE_THAT: Final = re.compile(
    r"(?:(?:y|e|and|please|por favor|porfa) )*(?:me )?(?:anot[ae](?:me)?l[oa]|anot[ae](?:me)? (?:eso|isso|ai)"
    r"|apunt[ae]l[oa]"
    r"|note (?:that|it)(?: down)?|write (?:that|it) down)(?: (?:por favor|porfa|please))?"
)
_BEGINS_A_NOTE: Final = re.compile(
    r"(?i)\s+(?=(?:y|e|and|but|pero|mas) (?:por favor |please |porfa |me |nos |tambi[eé]n |tamb[eé]m )?"
    r"(?:anot[aáeé]\w*|apunt[aáe]\w*|agreg[aáu]\w*|pon(?:[eé]|ga)me|pon[eé]le|note|write|add"
    r"|put(?! (?:me|us|it|them)\b)) )"
)
_CONCEDES: Final = (
    r"(?:bueno|dale|fine|ok|okay|igual|s[ií]|yes|yeah|sure|vai|bora|t[aá]|vale|whatever|listo|va|bom"
    r"|beleza|anda)"
)
_ORDERS: Final = (
    r"(?:reserv|book|fech[ae]|tom(?:o|amos)\b|la (?:quiero|queremos|tomo|tomamos)\b|(?:i'?ll|we'?ll) (?:take|have)"
    r"|take it|hold it"
    r"|guard[aáe]|apart[aáe]|separ[aáe]|hac[eé]la|hagamos|do it|let'?s (?:do|book|take))"
)
# "Ta carísimo pero reservala igual", "I don't love it but fine, book it": what was thought gives way.
_YET: Final = re.compile(
    rf"(?i)(?:^|\s+)(?:pero|but|mas|por[eé]m)\s+(?:(?={_CONCEDES}[\s,.!]*(?:$|{_ORDERS}))|(?={_ORDERS}))"
)
_BUTS: Final = ("pero", "but", "mas", "por")
_NOTES: Final = ("anot", "apunt", "agreg", "pon", "note", "write", "add", "put")
_UNDONE: Final = (
    "cancel",
    "desist",
    "arrep",
    "devol",
    "devuel",
    "refund",
    "change my mind",
    "money back",
    "reembols",
)
_IF: Final = re.compile(r"(?:(?:y|e|and|but|pero|mas) )*(?:si|se|if|what if)\b")


def tells_who_it_is(piece: str) -> bool:
    return _WHO_IT_IS.fullmatch(normalise(piece).strip(" .,;:!")) is not None


def names_only_kin(words: str) -> bool:
    return _ONLY_KIN.fullmatch(normalise(words).strip(" .,;:!¡")) is not None


def without_others(piece: str) -> str:
    """Folded, without what is denied of others, or of one payer for all of them."""
    return without_paying_alone(_OF_OTHERS.sub(" ", normalise(piece)))


def is_to_be_noted(piece: str) -> bool:
    plain = normalise(piece).strip(" ¡¿")
    told_to = _TO_NOTE.match(plain) if says_any(plain, _NOTES) and "?" not in piece else None
    return told_to is not None and _OF_A_NAME.search(plain[told_to.end() :]) is None


def notes_what_was_said(piece: str) -> bool:
    """ "Mi suegra en la Familiar, anotalo": what stands before it."""
    return _NOTE_THAT.fullmatch(normalise(piece).strip(" .,;:!¡")) is not None


def parted(piece: str) -> list[str]:
    """ "Ta carísimo pero reservamela y anota q va la perra": what was thought, the order, and what to write down."""
    plain = piece.lower()
    bits = _YET.split(piece) if says_any(plain, _BUTS) else [piece]
    return [one for bit in bits for one in (_BEGINS_A_NOTE.split(bit) if says_any(plain, _NOTES) else [bit])]


def asks_of_undoing_it(piece: str) -> bool:
    """ "If I cancel, do I lose it all?" is asked of what is taken, and doubts nothing."""
    plain = normalise(piece).strip(" ¿¡.,")
    return says_any(plain, _UNDONE) and _IF.match(plain) is not None and asks(piece)
