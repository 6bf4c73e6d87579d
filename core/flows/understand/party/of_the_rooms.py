"""Numbers that are of rooms and beds, and of nobody who comes: "2 doubles, both with a bath for a wheelchair", "we're 4
beds", "two rooms, one for my mother".
"""

from __future__ import annotations

from typing import Final

from core.flows.understand.watching import Seldom

_ROOMS: Final = (
    r"(?P<rooms>\b[2-5] (?:[a-z]+ )?(?:dobles|duplos|doubles|triples|triplos|simples|singles|twins|habitaciones|cuartos"
    r"|piezas|quartos|rooms|cabanas|cabins|chales)\b[^?]{0,60}?"
)
_SOMEBODY: Final = (
    r"(?:(?:el|l[oa]s?|mis?|nuestr[oa]s?|una?|uma?|an?|[oa]s?|meus?|minhas?|my|our|the) )*"
    r"(?:\d|nen|nin|chic|hij|beb|peq|menor|kid|child|son\b|daugh|bab|toddl|filh|crianc|menin|net|abuel|suegr|mam|pap"
    r"|perr|gat|dog|cachorr)"
)
_BOTH: Final = Seldom(
    rf"{_ROOMS})(?<!para )(?<!pra )(?<!for )\b"
    r"(?:(?:[oa]s|l[oa]s|the) 2(?: of them)?|amb[oa]s(?: [oa]s)?|both(?: of them)?)"
    rf"(?= (?:(?:con|com|with)(?! {_SOMEBODY})|en|em|on|in|at|no|na|sin|sem|without|adaptad\w+|adapted|accessible|that"
    r"|que|have|having|need\w*|tienen|tengan|tem|tenham|del?|al|facing|next)\b)"
)
# Whoever else comes was told before, or is asked.
_ONE_FOR: Final = Seldom(
    rf"{_ROOMS}\b(?:1|one|una|um|uno)) (?:for|para|pra) (?:my|our|mi|minha|meu|nuestr[oa]|a minha|o meu) [a-z]+\b"
    r"(?!,? (?:and|y|e|&|1|one|una?|um)\b|,? [a-z' ]*\b(?:otr[oa]|outr[oa]|other|another)\b)"
)
_BEDS: Final = Seldom(
    r"\b(?:somos|seriamos|seremos|serian|seriam|sao|son|quedan|quedamos|ficam|ficamos|we are|we're|we'd be|that's|it's)"
    r" (?:(?:solo|so|only|just|en total|no total|como) )*\d{1,2} (?:camas?|beds?)\b"
)
_THE_ROOMS: Final = r"\g<rooms>"


def only_of_rooms(spoken: str) -> str:
    """Without them. `spoken` is folded and numbered."""
    return _BEDS.sub(" ", _ONE_FOR.sub(_THE_ROOMS, _BOTH.sub(_THE_ROOMS, spoken)))
