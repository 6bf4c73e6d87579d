"""Bags that are to be left before the room is ready or after it is given back: nobody asks for the room itself."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom

_BAGS: Final = (
    r"(?:bags?|luggage|suitcases?|backpacks?|valijas?|equipajes?|maletas?|bolsos?|mochilas?|malas?"
    r"|bagage(?:m|ns))"
)
_LEFT: Final = Seldom(
    r"\b(?:drop(?:ping)?|leav(?:e|ing)|stash(?:ing)?|stor(?:e|ing)|keep(?:ing)?|dej(?:ar|arl[oa]s?|amos|o|en)|guard(?:ar|an"
    r"|as|a|en|am|em)|deix(?:ar|amos|o)|larg(?:ar|amos))"
    rf"(?: (?:off|all|our|my|the|some|just|only|solo|la|las|los|el|mis|nuestr[oa]s|as|a|minhas?|nossas?|nos|me)){{0,3}}"
    rf" {_BAGS}\b"
)
# "Not the room", "until check-in": said of the bags all the same.
_NOT_IT: Final = re.compile(
    r"\b(?:not|no|nao|sin|without|sem)(?: (?:for|to|get|into|para|a|ao|pro|entrar|usar|need|the|la|el|o|all|en|no|na))*"
    r" (?:room|habitacion|pieza|quarto|cuarto|check ?-?in)\b"
    r"|\b(?:hasta|until|till?|before|ate|antes)(?: (?:de|del|d[oa]|the|el|la|o|our|que|nos|den|get|we))*"
    r" (?:check ?-?(?:in|out)|room|habitacion|quarto|cuarto|pieza)\b"
    r"|\b(?:after|despues|depois)(?: (?:de|del|d[oa]|the|el|hacer|fazer|we))* check ?-?out\b"
)
_THE_ROOM: Final = re.compile(
    r"\b(?:check(?:ing)? ?-?(?:in|out)|get(?:ting)? in|enter|entrar|ingresar|rooms?|habitacion(?:es)?|piezas?|quartos?"
    r"|cuartos?|stay (?:longer|later)|quedar(?:nos|me)|ficar|salir|sair)\b"
)


def are_left_alone(text: str) -> bool:
    plain = normalise(text)
    return _LEFT.search(plain) is not None and _THE_ROOM.search(_NOT_IT.sub(" ", plain)) is None
