"""What a plain question is about: the topics its words name, so that two questions of one message get two answers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.domain.knowledge import Knowledge, Subject
from core.flows.hearing import PLAIN, pieces
from core.flows.topics import named, speaks_of
from core.flows.understand import Understanding
from core.flows.understand.entities.amenities import find_amenities, hotel_list
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.intents.deciding import decide
from core.flows.understand.text import normalise

__all__ = ["amenities", "named", "rooms", "speaks_of", "words_about"]

_SMALL_WORDS = frozenset(
    {"the", "las", "los", "del", "dos", "das", "con", "com", "with", "and", "para", "for", "una", "que"}
)

_KIN = {
    "ask_policy": ("ask_amenity", "ask_payment"),
    "ask_amenity": ("ask_policy", "ask_room"),
    "ask_room": ("ask_amenity",),
    "ask_payment": ("ask_policy",),
}


def amenities(words: str, known: Knowledge) -> tuple[str, ...]:
    return find_amenities(normalise(words), hotel_list(known.own_words))


def words_about(meant: Understanding, wish: str) -> str:
    """Of a message with several questions the pieces that ask this one; what nobody claims goes with its neighbour."""
    plain = [name for name in meant.names if name in PLAIN]
    if len(plain) < 2:
        return meant.text
    kept, before = [], frozenset(plain)
    for piece in pieces(meant.text):
        heard = {guess.name for guess in decide(piece).intents if guess.name in PLAIN}
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
    spoken = set(_name_words(words))
    kinds = set(find_room_types(normalise(words)))
    scores: dict[str, int] = {}
    for fact in known.all_of(Subject.ROOM):
        names = [*fact.names.values(), fact.topic.replace("-", " ")]
        own = {word for name in names for word in _name_words(name)}
        alike = kinds & {kind for name in names for kind in find_room_types(normalise(name))}
        score = 2 * len(alike) + len(spoken & own)
        if score:
            scores[fact.topic] = score
    best = max(scores.values(), default=0)
    return tuple(topic for topic, score in scores.items() if score == best)


def _name_words(name: str) -> Iterable[str]:
    """Plural and singular meet: "dobles" and "doble" are one word here."""
    for word in re.findall(r"[a-z]{3,}", normalise(name)):
        if word not in _SMALL_WORDS:
            yield word.removesuffix("s")
