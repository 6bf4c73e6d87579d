"""Somebody of theirs who arrives or leaves, "mi hermano llega el 28", told by whoever may have booked."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold, says_any

_LOOK: Final = (
    "llev", "tra", "invit", "bring", "convid", "lev", "lleg", "arriv", "cheg", "land", "aterri", "come",
    "vien", "vem", "sale", "leave", "sai", "vuel",
)  # fmt: skip
_WHOSE: Final = (
    r"(?:mis?|my|our|meus?|minhas?|nuestr[oa]s?|noss[oa]s?|un[oa]?|an?|um|uma|el|la|los|las|the|o|os|as"
    r"|some|unos|unas)"
)
_WHO: Final = (
    r"(?:herman[oa]s?|brothers?|sisters?|irmaos?|irma|irmas|amig[oa]s?|friends?|padres|parents|pais|viejos|papa|mama|dad"
    r"|mom|mum|father|mother|pai|mae|madre|padre|prim[oa]s?|cousins?|ti[oa]s?|uncle|aunt|suegr[oa]s?|sogr[oa]s?"
    r"|in-?laws|cunad[oa]s?|cunhad[oa]s?|abuel[oa]s?|grand\w+|avos?|sobrin[oa]s?|nephew|niece|hij[oa]s?|sons?|daughters?"
    r"|filh[oa]s?|marido|esposo|esposa|mujer|senora|husband|wife|mulher|novi[oa]|boyfriend|girlfriend|namorad[oa]|pareja"
    r"|partner|companer[oa]s?|colega|colleague|jefe|boss|socio|family|familia)"
)
SOMEBODY: Final = (
    rf"(?:(?:(?:a|o) )?(?=[a-z]){_WHOSE} {_WHO}(?: (?:in law|politic[oa]|(?!que\b|who\b|se\b)[a-z]+))?)"
)
_MOVES: Final = (
    r"(?:lleg(?:a|an|aria|arian|ara|aran)|va(?:n)? a llegar|arriv(?:es?|ing)|(?:is|are|will be|'s) (?:arriving|coming"
    r"|landing|leaving)|will (?:arrive|come|land|leave)|cheg(?:a|am)|vai chegar|vao chegar|lands?|aterriza[n]?|comes?"
    r"|viene[n]?|vem|sale[n]?|leaves?|sai|saem|se va[n]?|vuelve[n]?|vuela[n]?)"
)
_TOLD: Final = re.compile(
    rf"\b{_WHOSE} {_WHO}(?: [a-z]+)?(?: (?:recien|only|so|just|tambien|also|too|tambem|se|me))* {_MOVES}\b"
    r"|\b(?:puedo|podemos|can (?:i|we)|could (?:i|we)|posso) (?:llevar|traer|invitar|bring|invite|levar"
    r"|trazer|convidar)"
    rf" (?:a )?{_WHOSE} {_WHO}\b"
)
# They are to have a room, or to be counted in.
_TO_STAY: Final = re.compile(
    r"\b(?:habitacion|pieza|cuarto|rooms?|quarto|reserv\w+|book\w*|qued\w+|hosped\w+|aloj\w+|stay\w*|sleep\w*|duerm\w+"
    r"|dorm\w+|fic\w+|sum\w+|join\w*|junta\w*|con nosotros|with us|conosco|con mi|cama|bed|lugar|disponib\w+|availab\w+"
    r"|noches?|nights?|noites?|somos|seriamos|we are|we'?ll be|we would be)\b"
)

_WITH_US: Final = ("con nosotr", "with us", "com a gente", "conosco")
# "My son stays one night with us": so long is he there, and nobody else.
_THEIR_NIGHTS: Final = re.compile(
    rf"(?P<who>\b{_WHOSE} {_WHO}(?: [a-z]+)? (?:se quedan?|duermen?|dormem?|ficam?|stays?|(?:is|are) staying|sleeps?"
    rf"|vienen?|vem"
    r"|comes?|va a dormir|se va a quedar|vai ficar))(?: (?:solo|only|just|so|por|for|apenas))*"
    r" (?:\d{1,2}|una|uma|one|a|dos|two|duas) (?:noches?|nights?|noites?)"
    r"(?: (?:solo|only|nomas|so))? (?=con nosotr|with us|com a gente|conosco)"
)


def without_their_nights(text: str) -> str:
    plain = fold(text)
    found = _THEIR_NIGHTS.search(plain) if says_any(plain, _WITH_US) else None
    return text if found is None else f"{text[: found.end('who')]} {text[found.end() :]}"


def is_told(plain: str) -> bool:
    """Nobody of it asks for a room, nor is counted among those who stay."""
    return says_any(plain, _LOOK) and _TOLD.search(plain) is not None and _TO_STAY.search(plain) is None
