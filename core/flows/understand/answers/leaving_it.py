"""Who wants nothing changed: "no cambie las fechas", "I don't want to change anything", "não mude nada"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom

_CHANGE: Final = (
    r"(?:cambi(?:ar|es?|en|emos)|modifi(?:car|ques?|quen)|muev(?:as?|an)|mover|toc(?:ar|a)|toqu(?:es?|en)"
    r"|mud(?:ar|es?|em)"
    r"|alter(?:ar|es?|em)|mex(?:er|as?|am)|troc(?:ar)|troqu(?:es?|em)|chang(?:e|ing)|move|moving|touch|modify)"
)
_WANT: Final = (
    r"(?:quiero|queremos|quise|queria|quisiera|pido|pedi|dije|hace falta|necesito|necesitamos|hay que|es para"
    r"|vamos a|voy a"
    r"|quero|queria|preciso|precisa|e para|e pra|want to|wanted to|need to|ask(?:ed|ing)?(?: (?:you|u))? to"
    r"|wish to|mean to)"
)
_NOTHING_CHANGED: Final = Seldom(
    rf"\b(?:no|nao|not|don'?t|do not|didn'?t|nunca|never|sin|sem|without|nothing to|nada (?:de|que|a|para|pra))"
    rf"(?: (?:me|nos|le|les|la|las|lo|los|te|a|o|as|os|please|por favor))*(?: {_WANT})?(?: (?:que|to))?"
    rf"(?: (?:me|nos|le|la|las|lo|los|a|o|as|os))* {_CHANGE}(?:l[ao]s?|me|nos)?\b"
)
_ASKS: Final = re.compile(r"\?")


def wants_nothing_changed(text: str) -> bool:
    return _ASKS.search(text) is None and _NOTHING_CHANGED.search(normalise(text)) is not None
