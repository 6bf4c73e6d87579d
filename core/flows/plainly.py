"""What the words plainly are about, however unsure the rest of them leaves the reader."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.understand import Guess, Understanding
from core.flows.understand.feasts import feast_meal
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.text import normalise

_ROOM_WISHES: Final = frozenset({"ask_availability", "ask_price", "book", "inform"})
_SURE: Final = 0.9
_FAINT: Final = 0.3
_MOST_WORDS: Final = 8
_ROOM: Final = (
    r"(?:habitacion(?:es)?|habi|hab|cuartos?|piezas?|cabanas?|alojamiento|hospedaje|alojarme|alojarnos|hospedarme"
    r"|hospedarnos|lugar|disponibilidad|rooms?|accomm?odations?|lodging|vacanc(?:y|ies)|availability|cabins?"
    r"|quartos?|hospedagem|vagas?|chales?|disponibilidade|acomodacao)"
)
_WANTED: Final = (
    r"(?:busco|buscamos|buscando|estoy buscando|necesito|necesitamos|quiero|queremos|quisiera|preciso|precisamos"
    r"|hay|tenes|tienes|tienen|habra|tendras|tendrian|para|looking for|(?:i |we )?(?:need|want|would like|d like)"
    r"|do you have|have you got|got any|any|is there|are there|procuro|procuramos|procurando|quero|tem|ha|voces tem)"
)
_WISH: Final = re.compile(
    rf"(?:hola|buenas|buen dia|hi|hello|hey|oi|ola|bom dia|disculp[ae]|perdon)?[ ,!.]*(?:{_WANTED} )?"
    rf"(?:an? |una? |um[a]? |el |la |algun[a]? |alguma? |some )?{_ROOM}"
    r"(?: (?:libres?|disponibles?|free|available|livres?|disponive(?:l|is)|por favor|please))?[ ?!.]*"
)
_NAMED_ROOM: Final = re.compile(rf"\b{_ROOM}\b")


def plainly(meant: Understanding) -> Understanding:
    return _a_feast(_a_room(_a_stay(meant)))


def _a_stay(meant: Understanding) -> Understanding:
    """Days and people together are a wish for a room."""
    said = meant.entities
    told = meant.stay.complete and meant.stay.sure and (said.people or said.adults or said.rooms)
    sure = {guess.name for guess in meant.intents if guess.confidence >= _FAINT}
    if meant.answer or not told or not sure <= _ROOM_WISHES:
        return meant
    return _as(meant, "ask_availability")


def _a_room(meant: Understanding) -> Understanding:
    """ "I'm looking for a room", and no more: that is no amenity of the hotel, and nothing to ask back about."""
    plain = normalise(meant.text)
    asks = meant.names - COURTESIES <= {"ask_amenity", "ask_room", "service_request"} or not meant.answer
    if not asks or meant.option is not None or len(plain.split()) > _MOST_WORDS or not _WISH.fullmatch(plain):
        return meant
    return _as(meant, "ask_availability")


def _a_feast(meant: Understanding) -> Understanding:
    """What is on at Christmas is asked of the house; it is neither a room nor its price."""
    if (
        not feast_meal(meant.text, meant.language.spoken)
        or meant.stay
        or _NAMED_ROOM.search(normalise(meant.text))
    ):
        return meant
    if meant.answer and not meant.names & (_ROOM_WISHES | {"service_booking"}):
        return meant
    return _as(meant, "ask_amenity")


def _as(meant: Understanding, wish: str) -> Understanding:
    return replace(meant, intents=(Guess(wish, _SURE),), right=_SURE, answer=True)
