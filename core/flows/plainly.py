"""What the words plainly are about, however unsure the rest of them leaves the reader."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.topics import POLICIES
from core.flows import terms
from core.flows.coming_at import an_hour
from core.flows.terms import ROOM_WISHES, SURE, as_only
from core.flows.topics import named
from core.flows.understand import Guess, Understanding, calling_off
from core.flows.understand.feasts import feast_meal, only_a_season, open_then, to_be_spent_there
from core.flows.understand.included import without_money_for_dogs
from core.flows.understand.intents.labels import CAREFUL, COURTESIES, FOR_RECALL
from core.flows.understand.questions import asks
from core.flows.understand.stay import StayReading
from core.flows.understand.taking import wants_cheaper
from core.flows.understand.text import has_figures, normalise
from core.flows.understand.their_days import stays_until_a_day
from core.flows.understand.thing_on_a_day import without_its_day

_LOUD: Final = 0.7
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
# "Let me talk it over with my wife" calls nobody of the hotel.
_AT_HOME: Final = re.compile(
    r"\b(?:habl|plati|consult|charl|convers|pregunt|talk|speak|check|discuss|ask|fal|pergunt)[a-z]*"
    r"(?: (?:it|this|that|over|with|to|lo|la|com|con|a|antes|first))* (?:my|our|mis?|meu|minha|nuestr[oa]) "
    r"(?:wife|husband|partner|girlfriend|boyfriend|fiancee?|friends?|family|mother|father|mum|mom|dad|kids|sister"
    r"|brother|mujer|esposa|esposo|marido|senora|novi[oa]|pareja|familia|amig[oa]s?|mama|papa|madre|padre"
    r"|herman[oa]"
    r"|hij[oa]s?|mulher|namorad[oa]|mae|pai|irma|irmao)\b"
)
# Amenities named beside these belong to them.
_OF_ITS_OWN: Final = frozenset(
    {"ask_amenity", "ask_policy", "service_request", "service_booking", "complaint", "lost_found", "yes", "no",
     "ask_photos", "ask_hours", "late_checkout", "early_checkin", "modify_booking", "cancel_booking"}
)  # fmt: skip
_IMAGINED: Final = frozenset({"ask_amenity", "ask_policy"})
_WITHOUT: Final = re.compile(r"\b(?:sin|without|sem|no (?:llev|tra|quier|necesit|need|want|prec)\w*)\b")
# "Do you have a helipad?": whatever it is, the house is asked whether it has one.
_A_THING: Final = re.compile(
    r"(?:hola|buenas|che|una consulta|hi|hello|hey|oi|ola|bom dia)?[ ,!.]*(?:y |and |e )?"
    r"(?:ustedes |voces |vcs )?(?:tienen|tenes|tienes|tendran|hay|habra|cuentan con|do you have"
    r"|have you got|is there"
    r"|are there|tem|teria|ha)"
    r"(?: an?| una?| um[a]?| algun[a]?| alguma?| any)?"
    r"(?: (?!nadie|alguien|anyone|anybody|somebody|alguem|ninguem)[a-z]+)"
    r"(?: (?:de|para|con|for|of|com)?(?: ?[a-z]+))?[ ?!.]*"
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
_THAT_OF: Final = re.compile(
    r"\blo (?:de (?:la|las|los)|del) (?!noche|dia|estadia|reserva|otr[oa]|mism[oa])[a-z]{3,}"
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


def plainly(meant: Understanding) -> Understanding:
    for step in (
        terms.charged_wrongly, terms.did_it_arrive, terms.page_fails, terms.entry_papers, _talked_over_at_home,
        _without_parties,
        _without_imagined_questions, _a_stay, _a_room, an_hour, _leaving_later, without_its_day, _a_thing, _a_feast,
        terms.between_banks, terms.asked_of, terms.what_it_costs, _what_a_thing_costs, _cheapest,
        _with_what_comes_along, _called_off, without_money_for_dogs,
    ):  # fmt: skip
        meant = step(meant)
    return meant


def _leaving_later(meant: Understanding) -> Understanding:
    """ "Can we leave at twelve on Sunday?" names the day they leave anyway, and wishes for no other stay."""
    only_that = meant.answer and meant.names == {"late_checkout"} and not meant.stay.complete
    if only_that and not meant.entities.times and stays_until_a_day(normalise(meant.text)):
        return as_only(meant, "inform")
    return replace(meant, stay=StayReading(dates=meant.stay.dates)) if only_that and meant.stay else meant


def _a_stay(meant: Understanding) -> Understanding:
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


def _a_room(meant: Understanding) -> Understanding:
    """ "I'm looking for a room", and no more: that is no amenity of the hotel, and nothing to ask back about."""
    plain = normalise(meant.text)
    if not meant.answer and _PRICE_WANTED.fullmatch(plain):
        return as_only(meant, "ask_price")
    asks = meant.names - COURTESIES <= {"ask_amenity", "ask_room", "service_request"} or not meant.answer
    if not asks or meant.option is not None or len(plain.split()) > _MOST_WORDS or not _WISH.fullmatch(plain):
        return meant
    return as_only(meant, "ask_availability")


def _a_thing(meant: Understanding) -> Understanding:
    """An honest "I don't know, I'll ask" is worth more than a menu, where nothing likelier was heard."""
    if meant.answer or meant.stay or meant.entities.people or meant.names & FOR_RECALL:
        return meant
    likeliest = max((*meant.intents, *meant.rivals), key=lambda guess: guess.confidence)
    if likeliest.name != "ask_amenity" or not _A_THING.fullmatch(normalise(meant.text).replace("¿", "")):
        return meant
    return as_only(meant, "ask_amenity")


def _a_feast(meant: Understanding) -> Understanding:
    """What is on at Christmas is asked of the house; it is neither a room nor its price."""
    if not meant.stay and open_then(meant.text, meant.language.spoken):
        return as_only(meant, "ask_hours")
    if (
        not feast_meal(meant.text, meant.language.spoken)
        or meant.stay
        or _NAMED_ROOM.search(normalise(meant.text))
    ):
        return meant
    if meant.answer and not meant.names & (ROOM_WISHES | {"service_booking"}):
        return meant
    return as_only(meant, "ask_amenity")


def _what_a_thing_costs(meant: Understanding) -> Understanding:
    """ "How much is that of the cake?": whatever it is, it is no room."""
    if meant.names - COURTESIES != {"ask_price"} or meant.stay or not _THAT_OF.search(normalise(meant.text)):
        return meant
    return meant if _NAMED_ROOM.search(normalise(meant.text)) else as_only(meant, "ask_amenity")


def _cheapest(meant: Understanding) -> Understanding:
    """ "The cheapest", "nothing more accessible?": it complains of nothing and asks for no ramp."""
    loud = any(guess.name == "complaint" and guess.confidence > _LOUD for guess in meant.intents)
    asks = meant.entities.amenities or not meant.names & {"complaint", "ask_amenity"}
    if loud or asks or not wants_cheaper(meant.text):
        return meant
    return as_only(meant, "inform")


def _talked_over_at_home(meant: Understanding) -> Understanding:
    if "human" not in meant.names or not _AT_HOME.search(normalise(meant.text)):
        return meant
    others = tuple(guess for guess in meant.intents if guess.name != "human")
    return replace(meant, intents=others) if others else as_only(meant, "inform")


def _without_parties(meant: Understanding) -> Understanding:
    """ "Between the holidays, from the 26th to the 30th" asks for a room, and for no rule about parties."""
    if meant.stay and not meant.answer and to_be_spent_there(meant.text):
        return as_only(meant, "ask_availability")
    if "ask_policy" not in meant.names or not only_a_season(meant.text):
        return meant
    others = tuple(guess for guess in meant.intents if guess.name != "ask_policy")
    if others:
        return replace(meant, intents=others)
    return as_only(meant, "ask_availability") if meant.stay else meant


def _without_imagined_questions(meant: Understanding) -> Understanding:
    """ "And if it were 3 nights?" asks for no amenity: none is named, and a stay is."""
    told = meant.stay or meant.entities.people or meant.entities.adults
    named_too = meant.entities.amenities or named("policy", meant.text) or named("payment", meant.text)
    if not told or named_too or not meant.names & _IMAGINED or meant.names & FOR_RECALL:
        return meant
    others = tuple(guess for guess in meant.intents if guess.name not in _IMAGINED)
    if others:
        return replace(meant, intents=others)
    return as_only(meant, "inform") if not _NAMED_ROOM.search(normalise(meant.text)) else meant


def _with_what_comes_along(meant: Understanding) -> Understanding:
    """ "For two, with a dog and a cot" asks about dogs and cots too, and is answered beside the offers."""
    said = meant.entities
    wishes = meant.names & ROOM_WISHES
    if (
        not said.amenities
        or not wishes
        or meant.names & _OF_ITS_OWN
        or _WITHOUT.search(normalise(meant.text))
    ):
        return meant
    tells = bool(meant.stay or said.people or said.adults or said.rooms or said.room_type or said.child_ages)
    if not tells and wishes <= {"ask_price", "inform"}:
        return meant  # what the pool costs
    asked = "ask_policy" if set(said.amenities) <= set(POLICIES) else "ask_amenity"
    return replace(meant, intents=(*meant.intents, Guess(asked, _LOUD)))


def _called_off(meant: Understanding) -> Understanding:
    """An order to cancel, or that nobody can come, asks for no rule and wants no end of writing."""
    if meant.names & (FOR_RECALL - {"opt_out"}):
        return meant
    if "cancel_booking" in meant.names and calling_off.asks_until_when(meant.text):
        others = tuple(guess for guess in meant.intents if guess.name != "cancel_booking")
        asked = others if "ask_policy" in meant.names else (Guess("ask_policy", _LOUD), *others)
        return replace(meant, intents=asked)
    if calling_off.is_ordered(meant.text) or (not meant.answer and calling_off.cannot_come(meant.text)):
        return as_only(meant, "cancel_booking")
    if not calling_off.is_ordered_beside(meant.text):
        return meant
    if meant.changes and not any(change.joins or change.who.only for change in meant.changes):
        who = replace(meant.entities, adults=None, children=None, people=None)
        # "Cancel it, my friend dropped out": that is why.
        meant = replace(meant, changes=(), party=None, entities=who)
    if "cancel_booking" not in meant.names:
        return as_only(meant, "cancel_booking") if not meant.changes and not meant.stay else meant
    others = tuple(guess for guess in meant.intents if guess.name not in ("ask_policy", "opt_out"))
    return replace(meant, intents=others)
