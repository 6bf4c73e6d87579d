"""Who would rather not say how it was, and who would say it later."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_ANSWERING: Final = (
    r"(?:contestar\w*|responder\w*|opinar|calificar\w*|puntuar\w*|decir\w*|participar"
    r"|dar (?:una )?(?:opinion|nota|calificacion)|hacer(?:lo| (?:la |una )?(?:encuesta|resena))"
    r"|answer\w*|rate|review|say|reply|take part|avaliar|opinar|dizer|participar)"
)
_REFUSES: Final = re.compile(
    rf"\b(?:no|nao) (?:quiero|queremos|voy a|vamos a|me interesa|tengo ganas de|deseo|gracias,? no|quero|queremos|vou"
    rf"|desejo|tenho vontade de|pienso)\b(?: \w+)?? {_ANSWERING}\b"
    rf"|\b(?:prefiero|preferimos|prefiro|preferimos|mejor|melhor) (?:no|nao)\b"
    rf"|\b(?:i'?d|i would|we'?d) (?:rather|prefer) not\b|\bprefer not to\b"
    rf"|\b(?:don'?t|do not|won'?t) (?:want|wish|like|care)?(?: ?to)? ?{_ANSWERING}\b"
    rf"|\bno (?:hago|respondo|contesto|lleno|completo) (?:estas |las )?(?:encuestas?|resenas?|esto)\b"
    rf"|\bsin comentarios\b"
)
_NO: Final = re.compile(
    r"\W*(?:no+|nop|nope|nah|nao|paso|pass|no comment|basta|ya basta|enough|chega)\W*"
    r"(?:(?:muchas |mil )?gracias|thanks?|thank you|(?:muito )?obrigad[oa]|paso|quero|quiero)?\W*"
)
_THEN: Final = (
    r"(?:despues|luego|mas tarde|en un rato|manana|a la noche|later|tomorrow|in a bit|in a while"
    r"|depois|mais tarde|amanha)"
)
_SAYING: Final = (
    r"(?:contesto|respondo|digo|cuento|escribo|answer|reply|tell|write|do it|get back|responder|conto|falo)"
)
_LATER: Final = re.compile(
    rf"\b{_THEN}\b.{{0,15}}\b{_SAYING}\b|\b{_SAYING}\b.{{0,15}}\b{_THEN}\b"
    r"|\b(?:ahora no|agora nao)\b|\bnot now\b|\bcan't (?:talk |answer )?(?:right )?now\b"
    r"|\b(?:en otro momento|outra hora|another time)\b"
)


# "I don't want to say anything bad, but ..." goes on to say it.
_MOST_WORDS: Final = 9
_BUT: Final = re.compile(r"\b(?:pero|but|mas|porem|aunque|although)\b")


def is_refusal(text: str) -> bool:
    plain = normalise(text)
    if _NO.fullmatch(plain) is not None:
        return True
    short = len(plain.split()) <= _MOST_WORDS and _BUT.search(plain) is None
    return short and _REFUSES.search(plain) is not None


def is_for_later(text: str) -> bool:
    return _LATER.search(normalise(text)) is not None
