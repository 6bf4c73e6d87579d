"""A room that somebody plainly looks for, however little of a wish was heard: by the days, or by the word for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.facts.terms import ROOM_WISHES, SURE, as_only
from core.flows.understand import Guess, Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.labels import CAREFUL, COURTESIES, FOR_RECALL
from core.flows.understand.text import has_figures, normalise

_FAINT, _HINT = 0.3, 0.15
_NO_WISH_TO_COME: Final = (CAREFUL | FOR_RECALL | {"bye", "thanks", "review_answer"}) - {"book"}
_MOST_WORDS: Final = 8
_ROOM: Final = (
    r"(?:habitacion(?:es)?|habi|hab|cuartos?|piezas?|cabanas?|alojamiento|hospedaje|alojarme|alojarnos|hospedarme"
    r"|hospedarnos|lugar|disponibilidad|rooms?|accomm?odations?|lodging|vacanc(?:y|ies)|availability|cabins?"
    r"|quartos?|hospedagem|vagas?|chales?|disponibilidade|acomodacao)"
)
_WANTED: Final = (
    r"(?:busco|buscamos|buscando|estoy buscando|necesito|necesitamos|quiero|queremos|quisiera|preciso|precisamos"
    r"|disponen de|cuentan con|dispoem de|hay|tenes|tienes|tienen|habra|tendras|tendrian|para|looking for"
    r"|(?:i |we )?(?:need|want|would like|d like)"
    r"|do you have|have you got|got(?: any)?|any|is there|are there"
    r"|procuro|procuramos|procurando|quero|tem|ha|voces tem)"
)
# However many hellos stand before it: "whats up", "e aí blz", "buenas que tal".
_HELLO: Final = (
    r"(?:(?:hola+|holi\w*|buenas|buen dia|hi+|hello|hey+|ey|yo+|oi+|ola|opa|eae|e ai|salve|fala|bom dia"
    r"|boa (?:tarde|noite)|good (?:morning|evening|afternoon)|buenas (?:tardes|noches)|disculp[ae]|perdon|che|bro|dude"
    r"|man|mate|meu|amig[oa]|loco|sup|was+up|what'?s (?:up|good)|how'?s it going|how are (?:you|u)"
    r"|(?:que|q|k) (?:onda|hace\w*|tal)|como (?:va|estas?|andas?)|todo bien|blz|beleza|(?:tudo|td) (?:bem|bom|certo)"
    r"|tranqui\w*|pero|mas|but|y|e|and|entonces|entao|so|ok|bueno)\b[ ,!.?]*)*"
)
_ROOM_WANTED: Final = (
    rf"(?:(?:{_WANTED} )?(?:an? |una? |um[a]? |el |la |algun[a]? |alguma? |some |any )?{_ROOM}"
    rf"|{_WANTED} (?:algo|alguma coisa|anything|something|space))"
)
_WISH: Final = re.compile(
    rf"{_HELLO}(?:(?:u|you|ya|vcs|voces|ustedes|uds) )?{_ROOM_WANTED}"
    r"(?: (?:libres?|disponibles?|free|available|left|open|livres?|disponive(?:l|is)|sobrando|por favor"
    r"|please|pls))*"
    r"(?: (?:para hoy|pa hoy|pra hoje|para hoje|hoje|hoy|(?:for |4 )?(?:tonight|tonite|tn|2nite"
    r"|today)))?(?: (?:o no|or not|ou nao))?[ ?!.]*"
)
_PRICE_WANTED: Final = re.compile(
    rf"{_HELLO}(?:necesito|necesitamos|quiero|quisiera|queria|preciso|precisava|quero|gostaria de|i need to"
    rf"|i want to|just want to"
    r"|me gustaria) (?:saber|conocer|ver|know|see|entender) (?:el|los|o|os|the|que|qual o|cual es el)? ?"
    rf"(?:precios?|precos?|prices?|valor(?:es)?|tarifas?|rates?)(?: (?:d[aoe]l?|of|for"
    rf"|por)(?: [a-z]+){{1,3}})?[ ?!.]*"
)
_SOUGHT: Final = re.compile(rf"\b{_WANTED} (?:an? |una? |um[a]? )?{_ROOM}\b")
# "I want to take my girlfriend there on the 19th".
_TAKES_ALONG: Final = re.compile(
    r"\b(?:quiero|queria|quisiera|me gustaria|want to|wanna|would like to|quero|gostaria de)"
    r" (?:llevar|traer|take|bring|levar|trazer) (?:a )?(?:mi|minha|meu|my) (?!perr|gat|cachorr|dog|cat|pet|mascot)"
)
_BESIDE_A_STAY: Final = frozenset({"ask_amenity", "ask_policy", "ask_room"})
_BESIDE_DAYS_APART: Final = _BESIDE_A_STAY | {"ask_payment", "ask_hours", "ask_location", "ask_photos"}
_SENTENCES: Final = re.compile(r"(?<=[.!?;\n…])\s*")
_OF_A_BOOKING: Final = re.compile(
    r"\b(?:reserv\w+|book\w*|llegamos|llego|chegamos|chego|arriv\w+|nos vamos|me voy|leav\w+|vamos embora"
    r"|mi estadia"
    r"|my stay|minha estadia|tengo|tenemos|temos|tenho)\b"
)
# "Hola, para mañana tenés?": whatever is not said, it is a room.
_HAS_SOME: Final = (
    r"(?:(?:tenes|tienen|tienes|tendras|tendrian|hay|habra|queda|tem|teria|tens|got|have you(?: got)?|do you have"
    r"|is there|any)\b"
    r"(?: (?:algo|lugar|vaga|something|anything|disponible|libre))?)"
)
_FOR_A_DAY: Final = re.compile(
    rf"(?:(?:hola|holaa|buenas|che|hi|hey|hello|oi|ola|opa)[ ,.!]*)*(?:{_HAS_SOME} )?(?:para|pa|pra|for|el|no|na)"
    rf"(?: [a-z]+(?:-feira)?){{1,3}}(?: {_HAS_SOME})?[ ?!.]*"
)
_NAMED_ROOM: Final = re.compile(rf"\b{_ROOM}\b")


def by_a_stay(meant: Understanding) -> Understanding:
    """Days and people together are a wish for a room, whatever else about it is asked beside."""
    said, stay = meant.entities, meant.stay
    who = said.people or said.adults or said.rooms
    unheard = not meant.answer or meant.names <= COURTESIES
    sought = unheard and _SOUGHT.search(normalise(meant.text)) and (who or stay)
    along = unheard and who and stay and _TAKES_ALONG.search(normalise(meant.text))
    apart = stay.complete and _told_apart(meant.text)
    asked_for = unheard and stay and _FOR_A_DAY.fullmatch(normalise(meant.text))
    counted = asked_for or (unheard and (said.rooms or 0) > 1 and said.room_type)
    told = (stay.complete and who) or sought or along or counted or apart or (unheard and _days_alone(meant))
    may_stand_beside = _BESIDE_DAYS_APART if apart else _BESIDE_A_STAY
    sure = (
        {guess.name for guess in meant.intents if guess.confidence >= _FAINT} - COURTESIES - {"review_answer"}
    )
    if not told or not sure <= ROOM_WISHES | may_stand_beside:
        return meant
    if meant.answer and sure and (not sure & may_stand_beside or sure & (ROOM_WISHES - {"inform"})):
        return meant
    beside = tuple(guess for guess in meant.intents if guess.name in may_stand_beside and guess.name in sure)
    return replace(meant, intents=(Guess("ask_availability", SURE), *beside), right=SURE, answer=True)


def _told_apart(text: str) -> bool:
    """ "From the 4th to the 6th. Do you take cards?": the days in a sentence that asks nothing, of no booking."""
    sentences = [one for one in _SENTENCES.split(text) if one.strip()]
    telling = [one for one in sentences if has_figures(one) and not asks(one)]
    return len(sentences) > 1 and bool(telling) and not _OF_A_BOOKING.search(normalise(text))


def _days_alone(meant: Understanding) -> bool:
    """Both days, and no wish about a booking that exists: whoever tells them would like to come then."""
    likely = {guess.name for guess in (*meant.intents, *meant.rivals) if guess.confidence >= _HINT}
    return meant.stay.complete and not likely & _NO_WISH_TO_COME


def by_a_room(meant: Understanding) -> Understanding:
    """ "I'm looking for a room", and no more: that is no amenity of the hotel, and nothing to ask back about."""
    plain = normalise(meant.text)
    if not meant.answer and _PRICE_WANTED.fullmatch(plain):
        return as_only(meant, "ask_price")
    asks = meant.names - COURTESIES <= {"ask_amenity", "ask_room", "service_request"} or not meant.answer
    if not asks or meant.option is not None or len(plain.split()) > _MOST_WORDS or not _WISH.fullmatch(plain):
        return meant
    return as_only(meant, "ask_availability")


def names_a_room(text: str) -> bool:
    return _NAMED_ROOM.search(normalise(text)) is not None
