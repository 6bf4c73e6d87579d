"""What the hotel's own row can answer: where it is, when guests come and go, when reception is there."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.messages import Place
from core.domain.outgoing import PlaceCard, Text
from core.flows.flow import Flow, Tap
from core.flows.handover import hand_over
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.services.scenes import Scene


class Basics(Flow):
    name = "menu"
    topics = frozenset({"ask_location", "ask_hours"})

    def answer(self, session: Session, scene: Scene, meant: Understanding, topic: str) -> Answer | None:
        if topic == "ask_location":
            return where(scene)
        if meant.entities.amenities:
            return None  # when breakfast is, this row does not say
        return when(scene)

    def tapped(self, session: Session, scene: Scene, tap: Tap) -> Turn | None:
        if tap.action == "person":
            return hand_over(scene, Reason.ASKED)
        if tap.action not in ("location", "times"):
            return None
        found = where(scene) if tap.action == "location" else when(scene)
        if found is None:
            return hand_over(scene, Reason.UNKNOWN)
        says = found.shows or (Text(found.text),)
        return Turn(says=says, memory={"misses": 0}, step=tap.action, facts=found.facts)


def where(scene: Scene) -> Answer | None:
    """The pin with name and address; in words where the hotel has set no pin; nothing where it has neither."""
    hotel = scene.hotel
    text = scene.say("answer.address", address=hotel.address) if hotel.address else ""
    if hotel.latitude is not None and hotel.longitude is not None:
        pin = PlaceCard(Place(hotel.latitude, hotel.longitude, hotel.name, hotel.address or None))
        return Answer("ask_location", text, shows=(pin,), facts=("hotel.location",))
    return Answer("ask_location", text, facts=("hotel.address",)) if text else None


def when(scene: Scene) -> Answer:
    hotel = scene.hotel
    entry, leave = hotel.check_in.strftime("%H:%M"), hotel.check_out.strftime("%H:%M")
    if hotel.reception_opens == hotel.reception_closes:
        text = scene.say("answer.times_always", check_in=entry, check_out=leave)
    else:
        opens, closes = hotel.reception_opens.strftime("%H:%M"), hotel.reception_closes.strftime("%H:%M")
        text = scene.say("answer.times", check_in=entry, check_out=leave, opens=opens, closes=closes)
    return Answer("ask_hours", text, facts=("hotel.check_in", "hotel.check_out", "hotel.reception"))
