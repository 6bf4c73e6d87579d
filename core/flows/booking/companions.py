"""A dog that comes along is written on the booking for whoever receives them, and the guest hears that it is."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.flows import telling
from core.flows.booking import beside, noted
from core.flows.booking.wanted import says_anything
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.pets import brings_a_pet, leaves_the_pet, names_a_pet
from core.services.scenes import Scene

_SHORT: Final = 7
_NOTHING_ELSE: Final = frozenset(
    {"inform", "ask_policy", "ask_amenity", "book", "yes", "confirm_booking", "booking_status", "modify_booking",
     "out_of_scope", "service_request", "no", "help", "review_answer", "ask_availability"}
)  # fmt: skip


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Nothing is written of a question, nor where there is no booking yet: then it goes with the hold."""
    if _asks_shortly(meant) and (rule := _rule(session, scene)):
        return beside.told(session, scene, rule, "told_of_pets")
    comes = brings_a_pet(meant.text) and "?" not in meant.text
    stays = leaves_the_pet(meant.text)
    names = meant.names if meant.answer else meant.names & FOR_RECALL
    if not (comes or stays) or not names <= _NOTHING_ELSE or says_anything(meant):
        return None
    made = noted.theirs(session, scene)
    written = made is not None and noted.PET in noted.standing(scene, made)
    if made is None or not (comes or written):
        return None
    noted.write(session, scene, made, noted.PET, meant.text, wanted=not stays)
    if stays:
        return beside.told(session, scene, scene.say("booking.pet_off", code=made.code), "noted_no_pet")
    rule = "" if written else _rule(session, scene)
    said = "\n".join(filter(None, (scene.say("booking.pet_noted", code=made.code), rule)))
    return beside.told(session, scene, said, "noted_pet")


def _asks_shortly(meant: Understanding) -> bool:
    """ "Thank you. And the dog?" is no mere thanks."""
    short = len(meant.text.split()) <= _SHORT and "?" in meant.text
    return short and names_a_pet(meant.text) and meant.names <= COURTESIES | {"inform"}


def _rule(session: Session, scene: Scene) -> str:
    fact = noted.rule_of_pets(scene)
    return telling.fact(session, scene, fact) if fact is not None else ""
