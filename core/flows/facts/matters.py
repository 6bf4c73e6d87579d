"""What a plain question is about: the topics its words name, so that two questions of one message get two answers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from core.base.kept import table
from core.domain.knowledge import Knowledge, Subject, Texts
from core.domain.topics import AMENITIES, ROOM_AMENITIES
from core.flows.facts.room_names import is_named, name_words, names_of, names_of_rooms
from core.flows.facts.topics import PAYING_DISCOUNT, named, paying, speaks_of
from core.flows.heard.hearing import PLAIN, pieces
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.entities.amenities import find_amenities, hotel_list
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.intents.deciding import decide
from core.flows.understand.text import normalise
from core.flows.understand.wishes.pets import leaves_the_pet

__all__ = [
    "PAYING_DISCOUNT",
    "amenities",
    "kinds_named",
    "named",
    "of_rooms",
    "paying",
    "rooms",
    "speaks_of",
    "words_about",
]


_ASKED_OF_PEOPLE: Final = frozenset({"service_request", "service_booking", "complaint", "lost_found"})
_ACCESS: Final = "accessible"
DINNER: Final = "dinner"
_RESTAURANT: Final = "restaurant"
# A dinner is had at the restaurant; that of a feast is another matter.
_DINNER: Final = re.compile(r"\b(?:cenas?|cenar|cenamos|almorzar|almuerzos?|dinner|lunch|jantar|almoco)\b")
_INCLUDED: Final = re.compile(r"\b(?:incluid\w*|incluye\w*|included?|inclus\w*|inclui)\b")
_FEAST: Final = re.compile(
    r"\b(?:noche ?buena|navidad\w*|ano nuevo|fin de ano|31|24|reveillon|virada|natal|ano novo|new year\S*|christmas"
    r"|xmas|nye|eve|room service|habitacion|quarto|incluid\w*|included|inclus\w*)\b"
)
# "Where can the bikes sleep?" of those who come on motorbikes.
_BIKES, _PARKING, _PETS = "bikes", "parking", "pets"
_MOTORS: Final = re.compile(
    r"\b(?:motor ?bikes?|motor ?cycles?|motos?|motocicletas?|bikers|motoqueir\w+|motoquer\w+)\b"
)
# "We come by car, is there somewhere to leave it?", "do the bikes stay under a roof?" of those with motorbikes.
_VEHICLES: Final = (
    r"(?:autos?|coches?|carros?|camionetas?|caminhonetes?|chata|motos?|motocicletas?|motor ?(?:bikes?|cycles?)|cars?"
    r"|trucks?|vans?|jeep|vehiculos?|veiculos?|kombi|casa rodante|motorhome)"
)
_KEPT: Final = (
    r"(?:(?:tem )?onde (?:por|deixar|colocar|botar|guardar)|donde (?:dejar\w*|poner\w*|guardar\w*)|bajo techo"
    r"|techad[oa]s?"
    r"|cubiert[oa]s?|cobert[oa]s?|adentro|(?:en|na|on|in) (?:la |the )?(?:calle|rua|street)|under (?:cover|a roof)"
    r"|(?:somewhere|place|room|space) (?:safe |secure )?(?:to (?:leave|put|keep|park)|for)|lugar (?:para|pra"
    r"|segur[oa]))"
)
_LEFT_SOMEWHERE: Final = re.compile(
    rf"\b{_VEHICLES}\b[^.!]{{0,40}}\b{_KEPT}\b|\b{_KEPT}\b[^.!?]{{0,24}}\b{_VEHICLES}\b"
)
_STEPS_TO: Final = re.compile(
    r"\b(?:escalon(?:es)?|escaleras?|escalinatas?|steps|stairs"
    r"|step(?= (?:at|in|to|into|by|before) (?:the )?(?:entrance|door|room|bathroom|shower|house|hotel))"
    r"|barras? (?:de (?:apoyo|agarre|seguridad)|(?:en|no) (?:el |la )?(?:bano|ducha|banheiro|box|chuveiro))"
    r"|bars in the (?:bath|shower)\w*"
    r"|degraus?|escadas?|barral(?:es)?|barandas?|pasamanos"
    r"|agarraderas?|handrails?|grab bars?|corrimao|barras? de apoio)\b"
    r"(?:[^.,;?!]{0,16}? (?:para|hasta|to|pra|ate|de|en|no|na|in)"
    r"(?: (?:llegar|subir|bajar|ir|entrar|get|go|reach|chegar|a|al|to|ao|into|the|el|la|los|las|o))* [a-z]+)?"
    r"(?: (?:room|area|hall))?"
)
_KIN = {
    "ask_policy": ("ask_amenity", "ask_payment"),
    "ask_amenity": ("ask_policy", "ask_room"),
    "ask_room": ("ask_amenity",),
    "ask_payment": ("ask_policy",),
}


def amenities(words: str, known: Knowledge) -> tuple[str, ...]:
    """Who asks whether steps lead to the dining room asks how one gets there, and not what is eaten."""
    plain = normalise(words)
    without = _STEPS_TO.sub(" ", plain)
    found = find_amenities(without, hotel_list(known.own_words, names_of_rooms(known)))
    found = found if without == plain else (_ACCESS, *found)
    if _PETS in found and leaves_the_pet(words):
        found = tuple(name for name in found if name != _PETS)
    if _BIKES in found and _MOTORS.search(plain):
        found = tuple(dict.fromkeys(_PARKING if name == _BIKES else name for name in found))
    if _PARKING not in found and ("?" in words or asks(words)) and _LEFT_SOMEWHERE.search(plain):
        found = (*found, _PARKING)
    dines = (
        known.fact(Subject.AMENITY, _RESTAURANT) and _DINNER.search(without) and not _FEAST.search(without)
    )
    if not dines and not set(found) & known.own_words.keys() and _asks_of_a_dinner_included(without):
        found = (*found, DINNER)
    return tuple(dict.fromkeys((*found, _RESTAURANT) if dines else found))


def _asks_of_a_dinner_included(plain: str) -> bool:
    """Whether it comes with the room is no matter of the restaurant: nobody knows unless the hotel has written it."""
    return _DINNER.search(plain) is not None and _INCLUDED.search(plain) is not None


def of_rooms(words: str, known: Knowledge) -> tuple[str, ...]:
    """What a single room may have, told apart more finely: a fridge is no kitchen here."""
    own = known.own_room_words
    found = find_amenities(normalise(words), hotel_list({**_room_words(), **own}, names_of_rooms(known)))
    return tuple(topic for topic in found if topic in ROOM_AMENITIES or topic in own)


def is_told_otherwise(topic: str, said: str, known: Knowledge) -> bool:
    """A fridge is told of with the kitchen, a tub with the spa; of a desk nothing but rooms can tell."""
    if topic in AMENITIES or known.fact(Subject.AMENITY, topic) is not None:
        return True
    plain, words = normalise(said), {**_room_words(), **known.own_room_words}.get(topic, [])
    return any(amenities(word, known) for word in words if word in plain)


@table
def _room_words() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("room_words.toml").read_text("utf-8"))


def words_about(meant: Understanding, wish: str) -> str:
    """Of a message with several questions the pieces that ask this one; what nobody claims goes with its neighbour."""
    plain = [name for name in meant.names if name in PLAIN]
    if len(plain) < 2:
        return meant.text
    kept, before = [], frozenset(plain)
    for piece in pieces(meant.text):
        verdict = decide(piece)
        names = {guess.name for guess in verdict.intents}
        if verdict.answer and names <= _ASKED_OF_PEOPLE:
            continue  # "I need towels. When is breakfast?" asks for no hours of towels
        heard = names & set(PLAIN)
        before = frozenset(_taken_by(name, plain) for name in heard) or before
        if wish in before:
            kept.append(piece.strip())
    return ". ".join(kept) or meant.text


def _taken_by(wish: str, plain: list[str]) -> str:
    """A question too faint to count alone is answered with its next of kin: dogs beside the pool."""
    if wish in plain:
        return wish
    return next((kin for kin in _KIN.get(wish, ()) if kin in plain), wish)


def rooms(words: str, known: Knowledge) -> tuple[str, ...]:
    """The room types that fit best: by their own names in any language, else by what kind of room they are."""
    named = {fact.topic: fact.names for fact in known.all_of(Subject.ROOM)}
    return _best({topic: _fits(words, names_of(topic, names)) for topic, names in named.items()})


def kinds_named(words: str, types: Mapping[str, Texts]) -> tuple[str, ...]:
    """Only those that were plainly named: by what kind they are, or by a whole name of theirs. Of a "view of the
    river" no river double was spoken."""
    spoken, kinds = set(name_words(words)), set(find_room_types(normalise(words)))
    scores = {}
    for topic, own in types.items():
        names = names_of(topic, own)
        scores[topic] = _fits(words, names) if is_named(names, spoken, kinds) else 0
    return _best(scores)


def _fits(words: str, names: Iterable[str]) -> int:
    spoken, kinds = set(name_words(words)), set(find_room_types(normalise(words)))
    own = {word for name in names for word in name_words(name)}
    alike = kinds & {kind for name in names for kind in find_room_types(normalise(name))}
    return 2 * len(alike) + len(spoken & own)


def _best(scores: Mapping[str, int]) -> tuple[str, ...]:
    best = max(scores.values(), default=0)
    return tuple(topic for topic, score in scores.items() if score == best > 0)
