"""A stay given to others is for two, and not for who gives it: "quiero regalarles a mis padres una estadía".

"A cabana sozinha", "la cabaña sola" is a room on its own, and nobody who travels alone.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import covered, rewriting, rewritten

_THINGS: Final = (
    r"(?: (?:1|una?|uma?|an?|algo|alguna|esta|este|lind[oa]|estadia|estancia|hospedagem|diarias?|finde|weekend|stay"
    r"|noches?|escapada|fin de semana|fim de semana|de aniversario))*"
)
_THEY: Final = (
    r"(?P<they>padres|papas|viejos|suegros|abuelos|pais|sogros|avos|parents|in-laws|grandparents|folks)"
)
_WE_COME: Final = (
    r"(?!.*\b(?:nosotr[oa]s|conmigo|con mi|yo tambien|vamos|iriamos|viajamos|somos|conosco|comigo|eu tambem"
    r"|a gente vai"
    r"|with (?:us|me|my)|we'?ll|we will|all of us|we are|we're|us too)\b)"
)
_IN_SPANISH: Final = re.compile(rf"\bregal\w*{_THINGS} a (?:mis|sus|nuestros|los) {_THEY}\b(?! y){_WE_COME}")
_IN_PORTUGUESE: Final = re.compile(
    rf"\bpresente(?:ar|ando)?(?: de [a-z]+)?{_THINGS}(?: (?:a|aos|os|dos|para os"
    rf"|pros))? meus {_THEY}\b(?! e){_WE_COME}"
)
_IN_ENGLISH: Final = re.compile(
    rf"\b(?:gift(?:ing)?|treat(?:ing)?|surpris(?:e|ing)|send(?:ing)?|giv(?:e|ing)|(?:gift|present|surprise|treat) to)"
    rf"{_THINGS}(?: to)? (?:my|our) {_THEY}\b(?! and){_WE_COME}"
)
# For so long they have been married: two people, who are counted already.
_MARRIED: Final = re.compile(
    r"\b(?:sus|seus|their|los|os|pelos|por)? ?\d{1,2} (?:anos|years) (?:de casad[oa]s|de casamento|of marriage)\b"
)
_A_ROOM_ALONE: Final = re.compile(
    r"\b(?P<room>(?:la|el|the|a|o|na|no|en la|in the) (?:cabana|cabin|casa|chale|chalet|familiar|family room"
    r"|triple|triplo|quarto"
    r"|suite|doble|duplo|room)(?: [a-z]+)?) (?:sol[ao]|sozinh[ao]|alone|(?:by|on) its(?:elf| own))(?= *(?:$|[,.;!?]))"
)
_ALONE: Final = (" sol", " sozinh", " alone", "itself", "its own")
_TABLE: Final = rewriting(
    (("de casad", "de casament", "of marriage"), _MARRIED, covered),
    (_ALONE, _A_ROOM_ALONE, r"\g<room>"),
    (("regal",), _IN_SPANISH, r"es para mis \g<they>"),
    (("present",), _IN_PORTUGUESE, r"e para meus \g<they>"),
    (("gift", "treat", "surpris", "present", "giv", "send"), _IN_ENGLISH, r"for my \g<they>"),
)  # fmt: skip


def as_given(text: str) -> str:
    return rewritten(text, _TABLE)
