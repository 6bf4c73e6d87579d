"""Where the hotel is, and how to come there from where the guest says."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.domain.messages import Place
from core.domain.outgoing import PlaceCard
from core.flows import matters, telling
from core.flows.flow import Flow
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.intents.plainly_said import is_said
from core.flows.understand.text import normalise
from core.services.scenes import Scene


class Location(Flow):
    name = "location"
    topics = frozenset({"ask_location"})

    def answer(self, session: Session, scene: Scene, meant: Understanding, topic: str) -> Answer | None:
        words = matters.words_about(meant, topic)
        asked = matters.named("direction", words)
        if not asked and matters.speaks_of("how", words):
            asked = tuple(fact.topic for fact in scene.knowledge.all_of(Subject.DIRECTION))
        known = [fact for way in asked if (fact := scene.knowledge.fact(Subject.DIRECTION, way))]
        ways = "\n".join(telling.fact(session, scene, fact) for fact in known)
        if not ways and is_said("what_is_around", normalise(words)):
            return None  # where to eat in town is not where the hotel is: people know that
        found = where(scene, ways, tuple(f"direction:{fact.topic}" for fact in known))
        return found or (Answer(topic, ways) if ways else None)


def where(scene: Scene, ways: str = "", facts: tuple[str, ...] = ()) -> Answer | None:
    """The pin with name and address; in words where the hotel has set no pin; nothing where it has neither."""
    hotel = scene.hotel
    text = scene.say("answer.address", address=hotel.address) if hotel.address else ""
    if hotel.latitude is not None and hotel.longitude is not None:
        pin = PlaceCard(Place(hotel.latitude, hotel.longitude, hotel.name, hotel.address or None))
        return Answer("ask_location", text, shows=(pin,), facts=("hotel.location", *facts), beside=ways)
    if not text:
        return None
    return Answer("ask_location", text, facts=("hotel.address", *facts), beside=ways)
