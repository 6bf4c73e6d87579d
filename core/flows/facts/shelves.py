"""Where the facts of a topic stand, by what was asked: pets are a policy to some and an amenity to others."""

from __future__ import annotations

from typing import Final

from core.domain.knowledge import Audience, Fact, Subject
from core.services.scenes import Scene

_SHELVES: Final = {
    "ask_amenity": (Subject.AMENITY, Subject.POLICY),
    "ask_policy": (Subject.POLICY, Subject.AMENITY, Subject.RULE),
    "ask_payment": (Subject.PAYMENT, Subject.POLICY),
    "ask_room": (Subject.AMENITY,),
    "ask_price": (Subject.AMENITY, Subject.POLICY),
}


def on_shelves(scene: Scene, wish: str, topic: str) -> Fact | None:
    shelves = _SHELVES[wish]
    found = (scene.knowledge.fact(subject, topic) for subject in shelves)
    return next((fact for fact in found if fact is not None and may_hear(fact)), None)


def may_hear(fact: Fact) -> bool:
    return fact.audience is Audience.EVERYONE
