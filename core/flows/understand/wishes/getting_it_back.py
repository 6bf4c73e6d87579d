"""How something left behind comes back: "post it to me", "paso a buscarlo", "posso passar pra pegar?"."""

from __future__ import annotations

from typing import Final

from core.flows.understand.text import fold
from core.flows.understand.watching import Seldom

_POSTED: Final = (
    r"(?:post|mail|ship|courier|forward) (?:it|them|that|those|the|my)\b|send (?:it|them) (?:to|by|home|over|on|back)\b"
    r"|(?:mand|envi|despach)(?:ar|en|a|e|as)?(?:me|nos)?l[oa]s?\b|(?:mand|envi)(?:ar|a|e|ia|am)(?:-?me|-?[ln]?[oa]s?)?"
    r" (?:por|pelo|pelos|via|a mi|para mi|pra mim|pra minha|para minha|a domicilio|para casa|pra casa)\b"
    r"|(?:by|in the) (?:post|mail)\b|por (?:correo|encomienda|sedex)\b|pelos? correios?\b"
)
_FETCHED: Final = (
    r"pick (?:it|them|that) up\b|pick up (?:the|my)\b|(?:collect|fetch|grab) (?:it|them|the|my)\b"
    r"|(?:pop|come|drop|swing|stop) (?:by|round|in)\b|(?:pas[oe]|pasar|pasamos|vengo|voy|ir|volver) (?:a )?"
    r"(?:busc|retir|recog)(?:ar|arl[oa]s?)\b|(?:pass(?:o|ar|amos)|ir|vou|volto|voltar)(?: ai)? (?:(?:pra|para|a) )?"
    r"(?:buscar|pegar|retirar)\b|(?:busc|retir|recog)arl[oa]s?\b"
)
_GETS_IT_BACK: Final = Seldom(rf"\b(?:{_POSTED}|{_FETCHED})")
_FOUND: Final = Seldom(
    r"\b(?:(?:if|when|once) (?:you |they |it |anybody |someone )?(?:find|found|turns? up|is found)"
    r"|(?:si|cuando) (?:l[oa]s? )?(?:encuentran?|encontras|encontraron|aparece)|(?:se|quando) (?:[oa]s? )?"
    r"(?:acharem|achar|encontrarem|encontrar|aparecer)|correo|correios?|encomienda|sedex|frete|courier|postage|shipping"
    r"|flete)\b"
)
_AN_HOUR: Final = Seldom(
    r"\b(?:at|by|til|till|until|before|after|a las?|as|tipo|las|antes das?|depois das?|desde las)"
    r" \d{1,2}\b|\b(?:what time|a que hora|que horas|open|abren?|abierto|aberta|nobody|nadie|ninguem|cuando|quando)\b"
)


def gets_it_back(text: str) -> bool:
    return _GETS_IT_BACK.search(fold(text.lower())) is not None


def only_of_a_thing_found(text: str) -> bool:
    """ "If you find it, could you mail it?": said of nothing else, whatever is talked about."""
    plain = fold(text.lower())
    return gets_it_back(text) and _FOUND.search(plain) is not None


def comes_at_an_hour(text: str) -> bool:
    return _AN_HOUR.search(fold(text.lower())) is not None
