"""What the words plainly are about, however unsure the rest of them leaves the reader."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.topics import POLICIES
from core.flows.facts import terms
from core.flows.facts.coming_at import an_hour
from core.flows.facts.terms import ROOM_WISHES, as_only
from core.flows.facts.topics import named
from core.flows.heard import room_sought
from core.flows.understand import Guess, Understanding
from core.flows.understand.answers import calling_off
from core.flows.understand.answers.keeping import asks_until_when
from core.flows.understand.answers.taking import wants_cheaper
from core.flows.understand.days.feasts import feast_meal, only_a_season, open_then, to_be_spent_there
from core.flows.understand.days.thing_on_a_day import without_its_day
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.own_stay.their_days import stays_until_a_day
from core.flows.understand.stay import StayReading
from core.flows.understand.text import normalise
from core.flows.understand.wishes.included import without_money_for_dogs

_LOUD: Final = 0.7
# "Let me talk it over with my wife" calls nobody of the hotel.
_AT_HOME: Final = re.compile(
    r"\b(?:habl|plati|consult|charl|convers|pregunt|talk|speak|check|discuss|ask|fal|pergunt)[a-z]*"
    r"(?: (?:it|this|that|over|with|to|lo|la|com|con|a|antes|first))* (?:my|our|mis?|meu|minha|nuestr[oa]) "
    r"(?:wife|husband|partner|girlfriend|boyfriend|fiancee?|friends?(?! (?:at|from)\b)|family|mother|father|mum|mom"
    r"|dad|kids|sister|brother|mujer|esposa|esposo|marido|senora|novi[oa]|pareja|familia"
    r"|amig[oa]s?(?! (?:del?|d[ao]|en la|na)\b)|mama|papa|madre|padre"
    r"|herman[oa]"
    r"|hij[oa]s?|mulher|namorad[oa]|mae|pai|irma|irmao)\b"
    r"|\b(?:think about it|lo pienso|pensar um pouco)\b"
)
# Amenities named beside these belong to them.
_OF_ITS_OWN: Final = frozenset(
    {"ask_amenity", "ask_policy", "service_request", "service_booking", "complaint", "lost_found", "yes", "no",
     "ask_photos", "ask_hours", "late_checkout", "early_checkin", "modify_booking", "cancel_booking"}
)  # fmt: skip
_CAR: Final = "transfer"
_FETCHED: Final = re.compile(
    r"\b(?:busc\w+|recog\w+|recoj\w+|fetch\w*|pick\w*|collect|cars?|taxis?|shuttle|remis\w*|traslados?|airport"
    r"|aeropuerto|aeroporto|ezeiza|aeroparque|terminal|station|rodoviaria)\b"
)
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
_THAT_OF: Final = re.compile(
    r"\blo (?:de (?:la|las|los)|del) (?!noche|dia|estadia|reserva|otr[oa]|mism[oa])[a-z]{3,}"
)


def plainly(meant: Understanding) -> Understanding:
    for step in (
        terms.charged_wrongly, terms.did_it_arrive, terms.page_fails, terms.entry_papers, _talked_over_at_home,
        _without_parties, _without_imagined_questions, room_sought.by_a_stay, room_sought.by_a_room, an_hour,
        _leaving_later, without_its_day, _a_thing, _a_feast, terms.between_banks, terms.asked_of, terms.what_it_costs,
        _what_a_thing_costs, _cheapest, _with_what_comes_along, _called_off, without_money_for_dogs,
        _kept_so_long, _a_car_asked_about,
    ):  # fmt: skip
        meant = step(meant)
    return meant


def _leaving_later(meant: Understanding) -> Understanding:
    """ "Can we leave at twelve on Sunday?" names the day they leave anyway, and wishes for no other stay."""
    only_that = meant.answer and meant.names == {"late_checkout"} and not meant.stay.complete
    if only_that and not meant.entities.times and stays_until_a_day(normalise(meant.text)):
        return as_only(meant, "inform")
    return replace(meant, stay=StayReading(dates=meant.stay.dates)) if only_that and meant.stay else meant


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
        or room_sought.names_a_room(meant.text)
    ):
        return meant
    if meant.answer and not meant.names & (ROOM_WISHES | {"service_booking"}):
        return meant
    return as_only(meant, "ask_amenity")


def _what_a_thing_costs(meant: Understanding) -> Understanding:
    """ "How much is that of the cake?": whatever it is, it is no room."""
    if meant.names - COURTESIES != {"ask_price"} or meant.stay or not _THAT_OF.search(normalise(meant.text)):
        return meant
    return meant if room_sought.names_a_room(meant.text) else as_only(meant, "ask_amenity")


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
    return as_only(meant, "inform") if not room_sought.names_a_room(meant.text) else meant


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


def _kept_so_long(meant: Understanding) -> Understanding:
    """ "Until what time do you keep it?" asks for no opening hours."""
    if "ask_hours" not in meant.names or not asks_until_when(meant.text):
        return meant
    others = tuple(guess for guess in meant.intents if guess.name != "ask_hours")
    return replace(meant, intents=others) if others else as_only(meant, "booking_status")


def _a_car_asked_about(meant: Understanding) -> Understanding:
    """ "Do you fetch people from the airport?" orders no car: for when, nobody has said."""
    if _CAR not in meant.entities.amenities or "?" not in meant.text or meant.stay or meant.entities.times:
        return meant
    if _FETCHED.search(normalise(meant.text)) is None:
        return meant  # "when do you confirm the transfer?" is of the bank's
    return as_only(meant, "ask_amenity") if meant.names - COURTESIES == {"service_booking"} else meant


def _called_off(meant: Understanding) -> Understanding:
    """An order to cancel, or that nobody can come, asks for no rule and wants no end of writing."""
    if meant.names & (FOR_RECALL - {"opt_out"}):
        return meant
    if "cancel_booking" in meant.names and calling_off.asks_until_when(meant.text):
        others = tuple(guess for guess in meant.intents if guess.name != "cancel_booking")
        asked = others if "ask_policy" in meant.names else (Guess("ask_policy", _LOUD), *others)
        return replace(meant, intents=asked)
    if "cancel_booking" in meant.names and _books_for_others(meant):
        others = tuple(guess for guess in meant.intents if guess.name not in ("cancel_booking", "no"))
        return replace(meant, intents=others) if others else as_only(meant, "inform")
    if calling_off.is_ordered(meant.text) or (not meant.answer and calling_off.cannot_come(meant.text)):
        return as_only(meant, "cancel_booking")
    if calling_off.is_kept_away(meant.text) and not meant.stay:
        who = replace(meant.entities, adults=None, children=None, people=None)
        return as_only(replace(meant, changes=(), party=None, entities=who), "cancel_booking")
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


def _books_for_others(meant: Understanding) -> bool:
    """ "It's the two of them, I'm not coming": they come, and the message says so."""
    told = meant.party is not None or meant.entities.people or meant.entities.adults or meant.entities.name
    others = bool(told) and calling_off.others_come(meant.text)
    return others and calling_off.stays_home_alone(meant.text)
