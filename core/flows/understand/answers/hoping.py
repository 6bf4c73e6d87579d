"""What would be welcome if it became free, beside something else: "reservala, y si se libera el sábado avisame"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from core.flows.understand.answers.questions import asks
from core.flows.understand.answers.sealing import pieces
from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom

_CANCELS: Final = r"(?:alguien|alguno|algun\w* otr\w+|otro|someone|somebody|anyone|anybody|alguem)"
_FREED: Final = Seldom(
    r"\b(?:si|por si|cuando|apenas|en caso de que) [^.!?]{0,40}?\b(?:(?<!me )(?<!nos )liber(?:an?|aran?|asen?|aban?)"
    r"|desocup(?:an?|aran?|asen?|aban?)"
    r"|(?:queda|quedara|haya|hubiera|aparece|apareciera) (?:algo |una |un |la |el ){0,2}(?:libre|lugar|disponible)"
    rf"|{_CANCELS} cancel\w+)\b"
    r"|\b(?:if|when|once|in case) [^.!?]{0,40}?\b(?:(?:frees?|opens?) up|becomes? (?:free|available)|comes? free"
    rf"|{_CANCELS} cancels)\b"
    r"|\b(?:se|caso|quando|assim que) [^.!?]{0,40}?\b(?:(?<!me )liber(?:ar|asse|arem|a)|vagar|vagasse|desocup\w+"
    r"|(?:abrir|abrisse|surgir|surgisse|aparecer) (?:uma )?(?:vaga|quarto)|ficar vag[oa]"
    rf"|{_CANCELS} (?:cancel|desist)\w+)\b"
)
_FEW: Final = 3
_LEADS: Final = re.compile(
    r"(?i)^(?:(?:y|e|and|pero|but|mas|igual|te pido|s[oó]lo(?: digo| que)?|just|only|s[oó]|eh|ah)[ ,]+)+"
)
# It begins where its "if" does, with what leads up to it.
_BEGINS: Final = re.compile(
    r"(?i)\s+(?=(?:(?:y|e|and|pero|but|mas|igual|solo (?:digo|que|te pido)|s[oó]lo|tambi[eé]n|tamb[eé]m|also|just|only"
    r"|s[oó]|av[ií]s\w+|me avis\w+|let me know|tell me|text me)[ ,]+){1,4}(?:que |q )?"
    r"(?:si|if|se|por si|caso|cuando|quando|when)\s)"
)
# What is to be done then, in a bit of its own.
_LEAD: Final = r"^(?:(?:y|e|and|me|te|pls|please|por favor|porfa|entonces|then|ai|ahi|solo|just|eh|so)[ ,]+)*"
_TELL_ME: Final = re.compile(rf"{_LEAD}(?:avis\w+|let (?:me|us) know|tell (?:me|us)|text (?:me|us))\b")
_THEN: Final = re.compile(
    rf"{_LEAD}(?:avis\w+|let (?:me|us) know|tell (?:me|us)|text (?:me|us)|me quedo|nos quedamos|la tomo|la tomamos"
    r"|cambi\w+|i'?d (?:take|stay|like)|we'?d (?:take|stay|like)|(?:i'?ll|we'?ll) (?:take|switch|stay)"
    r"|fico|ficamos|troc\w+|quero|quiero|queremos)\b"
)


class Hope(NamedTuple):
    """`words` tell it, `left` is what else is said."""

    words: str
    left: str


def hoped_for(text: str) -> Hope | None:
    """Nothing that is asked: "what if it frees up?" waits for an answer."""
    if _FREED.search(normalise(text)) is None:
        return None
    bits = [bit.strip() for piece in pieces(text) for bit in _BEGINS.split(piece) if bit.strip()]
    hoped = {at for at, bit in enumerate(bits) if _FREED.search(normalise(bit)) is not None and not asks(bit)}
    hoped |= {at for at, bit in enumerate(bits) if at - 1 in hoped and _THEN.match(normalise(bit))}
    hoped |= {at for at, bit in enumerate(bits) if at + 1 in hoped and _is_only_told_then(bit)}
    if not hoped:
        return None
    words = " ".join(bits[at] for at in sorted(hoped)).strip(" .,;:!")
    return Hope(_LEADS.sub("", words), " ".join(bit for at, bit in enumerate(bits) if at not in hoped))


def _is_only_told_then(bit: str) -> bool:
    """ "Avisame, si se libera"."""
    plain = normalise(bit)
    return len(plain.split()) <= _FEW and _TELL_ME.match(plain) is not None
