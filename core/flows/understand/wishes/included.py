"""What is asked twice of one thing: breakfast, at what time it is and what it includes.

"Do you take dogs?" only sounds like a second question, of what is taken as money.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.understand.intents.deciding import Guess
from core.flows.understand.reading import Understanding
from core.flows.understand.wishes.pets import names_a_pet

_CLEAR: Final = 0.85
_INCLUDED: Final = re.compile(
    r"(?i)\b(?:inclu[yi]\w*|inclus[oa]|included?|viene|trae|consiste|gratis|free|serv\w+|what'?s in)\b"
)

_MONEY: Final = re.compile(
    r"(?i)\b(?:cards?|tarjetas?|cart[oa]\w*|cash|efectivo|dinheiro|pix|transfer\w*|pay\w*|pag\w+|d[oó]lar\w*|dollars?"
    r"|pesos|reais|mercado|visa|deposit\w*|se[ñn]a)\b"
)


def with_what_is_included(meant: Understanding) -> Understanding:
    """ "Breakfast: at what time, and what does it include?" asks twice of one thing."""
    if meant.names & {"ask_amenity"} or "ask_hours" not in meant.names or not meant.entities.amenities:
        return meant
    if not _INCLUDED.search(meant.text):
        return meant
    return replace(meant, intents=(*meant.intents, Guess("ask_amenity", _CLEAR)))


def without_money_for_dogs(meant: Understanding) -> Understanding:
    told = names_a_pet(meant.text) and _MONEY.search(meant.text) is None
    if not told or "ask_payment" not in meant.names or "ask_policy" not in meant.names:
        return meant
    return replace(meant, intents=tuple(guess for guess in meant.intents if guess.name != "ask_payment"))
