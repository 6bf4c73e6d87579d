"""Words that sound like another matter: "entonces está bien" asks for no address, "no tengo reserva" for no booking."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.understand.intents.deciding import Guess
from core.flows.understand.reading import Understanding
from core.flows.understand.text import normalise
from core.flows.understand.wishes.only_the_bags import are_left_alone
from core.flows.understand.wishes.pets import leaves_the_pet

_SURE: Final = 0.85
_ONLY_FINE: Final = re.compile(
    r"\b(?:esta|estaria|ta) (?:re |muy |todo |muito )?(?:bien|bem|bueno|perfect\w+|ok)\b"
    r"|\b(?:quanto|cuanto) (?:que )?(?:fica(?:ria)?|queda(?:ria)?|ficou|sai(?:ria)?)\b|\bfica(?:ria)? (?:em )?quanto\b"
)
_A_PLACE: Final = re.compile(
    r"\b(?:d?onde|aonde|cade|where|direcci\w+|endereco|address|ubic\w+|localiza\w+|location|mapa?|maps|lleg\w+|cheg\w+"
    r"|cerca|lejos|perto|longe|near|far|cuadras|quadras|minutos|km|viaj\w+|calle|rua|barrio|bairro|zona|daqui"
    r"|centro|praia|playa|beach|aeropo\w+|airport|terminal|estac\w+)\b"
)
_HOURS_OF_A_ROOM: Final = frozenset({"early_checkin", "late_checkout", "service_request"})
_PRICES: Final = frozenset({"ask_price", "ask_availability", "book"})
_A_TAX: Final = re.compile(
    r"\b(?:(?:tourist|city|hotel|cleaning|resort|tourism) (?:or (?:tourist|city) )?(?:tax(?:es)?|fees?)"
    r"|tasas? (?:de |turistica|municipal|hotelera)|tasas? (?:turismo|limpieza)|(?:taxas?"
    r"|impostos?) (?:de )?(?:turismo|turistica|limpeza)"
    r"|impuesto (?:turistico|al turista|pais)|ecotasa|cargo (?:de|por) limpieza)\b"
)
_QUOTED: Final = re.compile(
    r"\b(?:cotizaci\w+|presupuesto|quot(?:e|ation)|orcamento|proforma)\b.{0,30}\b(?:formal|por (?:e-?mail|correo"
    r"|mail|escrito)"
    r"|pdf|(?:by|via) e-?mail|in writing|on paper|no papel|membretad\w+)\b|\b(?:formal|written) (?:quote|quotation)\b"
)
_ANOTHER_RULE: Final = re.compile(
    r"\b(?:fum|smok|visit|cancel|silenc|ruido|noise|music|chic[oa]|nin[oa]|nen[ea]|kid|child|crianc|fiesta|part(?:y"
    r"|ies)|festa)\w*"
)
_NO_BOOKING: Final = re.compile(
    r"\b(?:no|nao|todavia no|aun no|ainda nao) (?:tengo|tenemos|hice|hicimos|tenho|temos|fiz|fizemos) (?:aun "
    r"|todavia |ainda )?"
    r"(?:(?:una?|ninguna?|nenhuma?|uma|hecha|feita|nada de) )*reservas?\b"
    r"|\b(?:i|we) (?:have no|(?:don'?t|do not|haven'?t|have not)(?: yet)? (?:have|made|got)(?: yet)?(?: an?y?)?)"
    r" (?:booking|reservation)s?\b"
    r"|\b(?:para|pa|pra|p|a) ver (?:si|se) (?:me |la |lo |a |o |nos )?reserv(?:o|amos|aremos|arei|aria|ariamos|ar)\b"
    r"|\bto see (?:if|whether) (?:i|we) (?:will |should |can )?book\b"
)

# "E quanto fica se trocar pro rio?": a price, and no way there.
_COMES_TO: Final = re.compile(r"(?<!\ba )\bquanto (?:que )?(?:fica|ficaria|ficava|fico|sai|da)\b")
_OF_A_PLACE: Final = re.compile(
    r"\b(?:onde|longe|perto|centro|distancia|km|minutos|aeroporto|rodoviaria|endereco|a pe)\b"
)


def without_what_it_sounds_like(meant: Understanding) -> Understanding:
    false = set()
    if "ask_location" in meant.names and _is_only_fine(meant.text):
        false.add("ask_location")
    if {"ask_location", "ask_price"} <= meant.names and _is_a_price(normalise(meant.text)):
        false.add("ask_location")
    if "ask_policy" in meant.names and "pets" in meant.entities.amenities and _only_leaves_it(meant.text):
        false.add("ask_policy")
    if "booking_status" in meant.names and _NO_BOOKING.search(normalise(meant.text)) is not None:
        false.add("booking_status")
    if meant.names & _HOURS_OF_A_ROOM and are_left_alone(meant.text):
        return _of_the_bags(meant)
    if meant.names & _PRICES and (_A_TAX.search(plain := normalise(meant.text)) or _QUOTED.search(plain)):
        return _of_a_paper_or_a_tax(meant, plain)
    if not false:
        return meant
    others = tuple(guess for guess in meant.intents if guess.name not in false)
    return replace(meant, intents=others or (Guess("inform", _SURE),))


def _of_the_bags(meant: Understanding) -> Understanding:
    """ "May we drop the bags at one?": whether they are kept, and no hour of the room."""
    others = tuple(guess for guess in meant.intents if guess.name not in _HOURS_OF_A_ROOM | {"ask_amenity"})
    return replace(meant, intents=(Guess("ask_amenity", _SURE), *others), answer=True)


def _is_a_price(plain: str) -> bool:
    return _COMES_TO.search(plain) is not None and _OF_A_PLACE.search(plain) is None


def _only_leaves_it(text: str) -> bool:
    return leaves_the_pet(text) and _ANOTHER_RULE.search(normalise(text)) is None


def asks_for_a_quotation(text: str) -> bool:
    return _QUOTED.search(normalise(text)) is not None


def _of_a_paper_or_a_tax(meant: Understanding, plain: str) -> Understanding:
    """What a tax costs is no price of a room, and a quotation in writing is a paper that people make."""
    wish = "invoice" if _QUOTED.search(plain) else "ask_policy"
    searches = meant.stay.complete
    others = tuple(guess for guess in meant.intents if searches or guess.name not in _PRICES)
    asked = Guess(wish, _SURE)
    return replace(meant, intents=(*(one for one in others if one.name != wish), asked), answer=True)


def _is_only_fine(text: str) -> bool:
    plain = normalise(text)
    return _ONLY_FINE.search(plain) is not None and _A_PLACE.search(plain) is None
