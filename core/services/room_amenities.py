"""What rooms have: topics every house knows, and those a hotel has added, by their names in the guest's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, require
from core.domain.knowledge import LANGUAGES, Fact, Knowledge, Subject, WrongFact
from core.domain.room_amenities import MOST_OWN
from core.domain.topics import ROOM_AMENITIES
from core.services import hotels, knowledge, phrases
from core.services.words import Speaker
from core.store import rooms
from core.store.rooms import RoomType


@dataclass(frozen=True)
class Amenity:
    """`own` ones a hotel has added: with what guests call them, and the version that was seen."""

    topic: str
    names: Mapping[str, str]
    words: tuple[str, ...] = ()
    version: int = 0

    @property
    def own(self) -> bool:
        return self.version > 0


def known(session: Session, hotel_id: int) -> list[Amenity]:
    """All that may be said of this hotel's rooms, in the order in which it is shown."""
    voice = phrases.of(session, hotels.get(session, hotel_id))
    house = [
        Amenity(topic, {language: voice.say(language, f"amenity.{topic}") for language in LANGUAGES})
        for topic in ROOM_AMENITIES
    ]
    own = knowledge.of(session, hotel_id).all_of(Subject.ROOM_AMENITY)
    return [*house, *(Amenity(one.topic, one.names, one.words, one.version) for one in own)]


def named(speaker: Speaker, facts: Knowledge, topic: str) -> str:
    """As the guest reads it; empty where the hotel has given it up."""
    if topic in ROOM_AMENITIES:
        return speaker.say(f"amenity.{topic}")
    fact = facts.fact(Subject.ROOM_AMENITY, topic)
    found = knowledge.in_language(fact.names, speaker.language, speaker.hotel.language) if fact else None
    return found[0] if found else ""


def of_type(speaker: Speaker, facts: Knowledge, kind: RoomType) -> dict[str, str]:
    """What its rooms have, by topic and in words, in the order in which it is shown everywhere."""
    order = (*ROOM_AMENITIES, *facts.own_room_words)
    names = {topic: named(speaker, facts, topic) for topic in order if kind.amenities.get(topic)}
    return {topic: name for topic, name in names.items() if name}


def listed(speaker: Speaker, facts: Knowledge, kind: RoomType, most: int = MOST_OWN) -> str:
    """In a sentence, for whoever reads about the room; empty where nothing is written down."""
    names = list(of_type(speaker, facts, kind).values())[:most]
    return speaker.say("room.with", what=speaker.list_of(names)) if names else ""


def write(session: Session, by: Actor, amenity: Amenity, token: str) -> None:
    """One of the hotel's own, new or as it is called now; without words of their own guests know it by its names."""
    require(by, Action.SET_ROOMS)
    facts = knowledge.of(session, by.hotel_id)
    there = facts.fact(Subject.ROOM_AMENITY, amenity.topic)
    if there is None and len(facts.all_of(Subject.ROOM_AMENITY)) >= MOST_OWN:
        raise WrongFact(f"a hotel adds {MOST_OWN} amenities at most", "too_many_amenities")
    if there is not None and not amenity.version and there.names != amenity.names:
        raise WrongFact(f"{amenity.topic} is there already", "amenity_taken")
    fact = Fact(
        Subject.ROOM_AMENITY,
        amenity.topic,
        words=amenity.words or _words_of(amenity.names),
        details={"names": dict(amenity.names)},
        version=amenity.version,
    )
    knowledge.write(session, by, fact, token)


def remove(session: Session, by: Actor, topic: str, version: int, token: str) -> None:
    """No room is said to have it, or to lack it, any more."""
    require(by, Action.SET_ROOMS)
    knowledge.remove(session, by, Subject.ROOM_AMENITY, topic, token, version)
    for kind in rooms.types(session):
        if topic in kind.amenities:
            kind.amenities = {one: has for one, has in kind.amenities.items() if one != topic}


def _words_of(names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.lower() for name in names.values() if len(name) >= 3))
