"""Where the hotel is, and how to come there from where the guest says."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.domain.messages import Place
from core.domain.outgoing import PlaceCard
from core.flows.facts import matters, telling
from core.flows.flow import Flow
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.alarms.told_beforehand import asks_for_a_hospital
from core.flows.understand.intents.plainly_said import is_said
from core.flows.understand.text import normalise
from core.flows.understand.wishes import stay_wishes
from core.services.scenes import Scene

_ROOMS: Final = "near_each_other"
_DISTANCE: Final = "distance"
_HOSPITAL: Final = "hospital"
_TOWN: Final = (
    r"(?:centr(?:o|er|e)|downtown|town(?: cent(?:er|re))?|city|ciudad|cidade|pueblo|plaza|praca|main (?:street|square)"
    r"|shops?|comercios?|negocios|lojas?|playa|beach|praia|puerto|porto|mercado|market|casino|parque de la costa)"
)
_TO_TOWN: Final = re.compile(
    rf"\b(?:how far|how long|how many (?:blocks|minutes)|far from|close to|near|walk\w*|walking distance|a (?:que"
    rf"|cuanta?)"
    rf" distancia|que distancia|que tan lejos|a cuant[oa]s?|cuant[oa]s? (?:cuadras|minutos|kilometros|km)|lejos|cerca"
    rf"|caminando|andando|a pie|longe|perto|qual a distancia|quant[ao]s? (?:quadras|minutos|quilometros|km))\b"
    rf"[^.?!]{{0,40}}\b{_TOWN}\b|\b{_TOWN}\b[^.?!]{{0,40}}\b(?:caminando|andando|a pie|walk\w*|on foot|lejos|cerca"
    rf"|longe|perto|far|cuadras|quadras|blocks)\b"
)

# From here to there within the grounds: the way to the hotel is no answer.
_WITHIN: Final = re.compile(
    r"\b(?:far|close|near|next|lejos|cerca|longe|perto|al lado|ao lado)\b[^.?!]{0,16}"
    r"\b(?:main (?:house|building)|casa principal|reception|recepcion|recepcao|dining room|comedor|restauran\w+"
    r"|pool|pileta|piscina|dock|muelle|cais|(?:the|other|otras?|outros?) (?:rooms?|habitacion\w*|quartos?))\b"
)


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
        if not ways and asks_for_a_hospital(meant.text):
            return _not_written(session, scene, topic, _HOSPITAL)
        if not ways and (is_said("what_is_around", normalise(words)) or _ROOMS in stay_wishes.named(words)):
            return None  # where to eat in town is not where the hotel is: people know that
        if not ways and _WITHIN.search(normalise(words)):
            return _not_written(session, scene, topic, _DISTANCE)
        if not ways and _TO_TOWN.search(normalise(words)):
            return _how_far(session, scene, topic)
        found = where(scene, ways, tuple(f"direction:{fact.topic}" for fact in known))
        return found or (Answer(topic, ways) if ways else None)


def _not_written(session: Session, scene: Scene, topic: str, lacks: str) -> Answer:
    telling.unwritten(session, scene, lacks)
    return Answer(topic, known=False, lacks=lacks)


def _how_far(session: Session, scene: Scene, topic: str) -> Answer:
    """Where the hotel is says nothing of the way into town; nobody wrote it down."""
    telling.unwritten(session, scene, _DISTANCE)
    found = where(scene)
    text = found.text if found is not None else ""
    return Answer(topic, text, known=False, facts=found.facts if found is not None else (), lacks=_DISTANCE)


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
