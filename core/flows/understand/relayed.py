"""Somebody else's answer handed on: "she says yes", "dice mi marido que dale", "meu marido topou"."""

from __future__ import annotations

import re
from typing import Final

from core.domain.memory import About, Asked
from core.flows.understand.text import normalise

_LEAD: Final = r"(?:(?:ok|okay|okey|bueno|listo|ya|ah|y|e|and|so|well|hola|hi|oi|entonces|then|entao)[ ,]+)*"
_WHO: Final = r"(?:(?:[a-z']+ ){1,3})"
_BY_WHOM: Final = r"(?:(?: [a-z']+){1,3}?)"
_SAYS: Final = (
    r"(?:says?|said|dice|dicen|dijo|dijeron|diz|dizem|disse|disseram|falou|respondio|respondeu|told me)"
)
_YES: Final = (
    r"(?:si+|yes|ok|okay|dale|sure|sim|bueno|de una|pode ser|yeah|fine|it'?s (?:ok|okay|fine)|esta bien|ta bom"
    r"|ta bien|go ahead|que bueno|perfecto)"
)
_NO: Final = r"(?:no|nao|nope)"
_BEHIND: Final = (
    r"(?:[ ,]+(?:please|por favor|porfa|dale|gracias|thanks|obrigad[oa]|then|entonces|entao))*[ .!]*"
)
_SAID_YES: Final = re.compile(
    rf"{_LEAD}(?:{_WHO}?{_SAYS}|{_SAYS}{_BY_WHOM}?)(?: que)? ?(?:,? )?{_YES}{_BEHIND}"
    rf"|{_LEAD}{_WHO}(?:agree[sd]|topou|topa|acepto|aceptaron|aceitou|esta de acuerdo|concordou"
    rf"|is (?:ok|fine|good) with (?:it|that)){_BEHIND}"
)
_SAID_NO: Final = re.compile(rf"{_LEAD}(?:{_WHO}?{_SAYS}|{_SAYS}{_BY_WHOM}?)(?: que)? ?{_NO}{_BEHIND}")


def in_own_words(text: str, asked: Asked | None) -> str:
    """What it comes to where a yes or a no was asked for, as the guest would say it; else as it was."""
    if asked is None or asked.about is not About.YES_OR_NO:
        return text
    plain = normalise(text).strip(" ¡")
    if _SAID_YES.fullmatch(plain) is not None:
        return "ok"
    return "no" if _SAID_NO.fullmatch(plain) is not None else text
