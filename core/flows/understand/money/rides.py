"""A transfer that is a car from the airport, told from one that is money by what stands around the word."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_WORD: Final = re.compile(r"\btransfers?\b")
_OF_MONEY: Final = re.compile(
    r"\b(?:bank|banks|banco|bancari[ao]|wire|alias|cbu|cvu|pix|pay|paying|pag(?:o|ar|amos|aria|arei)|transferencia"
    r"|account|cuenta|conta)\b|\btransfer (?:you )?(?:the |my |a )?(?:deposit|money|funds|payment|sena|sinal)\b"
    r"|\b(?:i|we)(?:'ll| will) transfer\b|\b(?:by|por|via|con|com|with) transfer\b"
)
_OF_THE_ROAD: Final = re.compile(
    r"\b(?:airport|aeropuerto|aeroporto|ezeiza|aeroparque|eze|aep|flight|vuelo|voo|shuttle|pick(?:ed)?|taxi|remis|driver"
    r"|chofer|motorista|land|landing|aterriz\w+|pous\w+)\b"
)
# "The transfer, is it at 7 and how much?": money has neither an hour nor a price.
_HAS_A_PRICE_OR_AN_HOUR: Final = re.compile(
    r"\b(?:cust\w+|cuest\w+|costs?|sale|inclu\w+|a parte|aparte|extra|price|precio|preco"
    r"|(?:para|pra|for|at|a las|as|las) (?:as |las )?\d{1,2} ?(?:h|hs|am|pm|:|\b))"
)


def without_rides(said: str) -> str:
    """What is left speaks of money, wherever it says "transfer"."""
    plain = normalise(said)
    return _WORD.sub(" ", plain) if is_one(plain) else said


def is_one(plain: str) -> bool:
    if "transfer" not in plain or not _WORD.search(plain) or _OF_MONEY.search(plain):
        return False
    return (_OF_THE_ROAD.search(plain) or _HAS_A_PRICE_OR_AN_HOUR.search(plain)) is not None
