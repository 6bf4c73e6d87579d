"""Where a car is to fetch them: the airport, or a station or a port, of which a hotel may have written nothing.

Patterns over folded text.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_AIRPORT: Final = r"\b(?:airport|aeropuerto|aeroporto|ezeiza|eze|aeroparque|aep|gru|guarulhos|galeao)\b"
_ELSEWHERE: Final = (
    r"\b(?:terminal(?:es)?|(?:bus|coach|train) (?:stop|depot)|(?:bus|train|coach)? ?stations?|estacion(?:es)?|retiro"
    r"|constitucion|liniers|once|rodoviaria|estacao|port|puerto|porto|muelle|dock|ferry|buquebus|parada|micro|bondi"
    r"|colectivo|onibus|tren|trem)\b"
)
_FETCHES: Final = (
    r"(?:\b(?:me|nos|l[oea]s?|te|a) (?:busc\w+|busq\w+|recog\w+|recoj\w+|trae[nr]?|traslad\w+|alcanz\w+|lleva[nr]?)"
    r"|\b(?:pas|ven|vien|ir|van?|vay|manda)\w* a (?:buscar|recoger)\w*|\bbusca(?:n|rnos|rme|rlos|m)\b"
    r"|\bbuscar (?:a gente|na|no)\b|\btraslados?\b|\btransfers?\b(?! bancari)|\bremis\b|\bshuttles?\b"
    r"|\bpick(?:ed|ing)?[ -]?(?:up|(?:us|me|them) up)\b"
    r"|\b(?:fetch|collect|meet|get) (?:us|me|them)\b|\b(?:pegam|pegar|busquem|peguem|levam|levar)\b)"
)
_LOOK_ELSEWHERE: Final = re.compile(rf"^(?!.*{_AIRPORT}).*{_ELSEWHERE}")
ASKED: Final = rf"^(?!.*{_AIRPORT})(?=.*{_FETCHES}).*{_ELSEWHERE}"
# "Do you pick up at the airport? And from the port?"
ASKED_BESIDE_THE_AIRPORT: Final = (
    rf"(?={_FETCHES}|.*{_FETCHES}).*{_AIRPORT}(?: [a-z]+){{0,2}}[^a-z]+(?:(?:and|or|y|o|e|ou|also|tambien|tambem) )+"
    rf"(?:from|desde|del?|at|en|da|na|do|no) (?:[a-z]+ ){{0,2}}?{_ELSEWHERE}"
)
WRITTEN: Final = rf"\b(?:traslad\w*|transfers?|shuttles?|busca\w*|pick\w*|fetch\w*)\b.*{_ELSEWHERE}"
# "Can you fetch us from Retiro? How much is it?": of the car that is wanted.
_PRICE: Final = re.compile(
    r"[^a-z]*(?:(?:y|e|and|mas|pero|but) )*"
    r"(?:(?:a )?(?:cuanto|quanto|how much)|(?:que|what|qual) (?:precio|price|preco))"
    r"(?: (?:me|nos|les|te|it|that|this|eso|esto|isso|sale|saldria|cuesta|costaria|es|seria|vale|cobran|custa"
    r"|custaria|fica|ficaria|e|sai|cobram|is|would|be|does|cost|do|you|charge|for|mas o menos|aprox"
    r"|mais ou menos))*[^a-z]*"
)


def is_elsewhere(words: str) -> bool:
    """Of what is known to tell of a car."""
    return _LOOK_ELSEWHERE.search(normalise(words)) is not None


def asks_its_price(sentence: str) -> bool:
    """Barely, behind the car: nothing else is named."""
    return _PRICE.fullmatch(normalise(sentence)) is not None
