"""How they will pay, told with the stay that is looked for: "the double for two, 10 to 13, I'll pay by card".

It is kept for when a room is taken; no booking is asked for, no list of ways is told, and no car is ordered.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.facts.terms import ROOM_WISHES, as_only
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.money.rides import is_one
from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom

_WAY: Final = (
    r"(?:tarjetas?|cards?|cartao|cartoes|transfer\w*|transfiero|transfiro|pix|mercado ?pago|mp|links?|debito|credito"
    r"|visa|mastercard|alias)"
)
_TOLD: Final = Seldom(
    rf"\b(?:pago|pagamos|pagar|pagarei|pagare|pay|paying|reserv[a-z]+|book)\b[^.?!;]{{0,30}}?\b{_WAY}\b"
    r"|\b(?:transfiero|transferimos|transfiro)\b|\b(?:will|'ll|going to|gonna|voy a|vou) (?:transfer|transferir)\b"
    r"|\b(?:hago|haremos|hacer|faco|fazer) (?:(?:la|una|a|uma|um|el|o) )?(?:transferencia|pix|deposito)\b"
)
_ENDS: Final = re.compile(r"[.?!;]")
_OF_PAYING: Final = frozenset({"pay", "ask_payment", "booking_status", "service_booking", "confirm_booking"})
_CAR: Final = "transfer"


def beside_a_stay(meant: Understanding) -> Understanding:
    who = meant.entities
    heads = who.people or who.adults or meant.party is not None
    if not meant.stay.complete or not heads or meant.names & FOR_RECALL or not _is_told(meant.text):
        return meant
    if _CAR in who.amenities and not is_one(normalise(meant.text)):
        left = tuple(one for one in who.amenities if one != _CAR)
        meant = replace(meant, entities=replace(who, amenities=left))
    of_cars = {"ask_amenity"} if not meant.entities.amenities else set()
    others = tuple(guess for guess in meant.intents if guess.name not in _OF_PAYING | of_cars)
    if {guess.name for guess in others} & ROOM_WISHES:
        return replace(meant, intents=others)
    return as_only(meant, "ask_availability")


def _is_told(text: str) -> bool:
    plain = normalise(text)
    told = _TOLD.search(plain)
    ends = _ENDS.search(plain, told.end()) if told is not None else None
    return told is not None and (ends is None or ends.group() != "?")
