""" "He's a labrador, about 30 kilos": held against the limit that the hotel has written of its pets."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import Memory
from core.flows.booking import asking, beginning, beside
from core.flows.booking.notes import noted
from core.flows.booking.progress import NAME
from core.flows.booking.search import pet_limit
from core.flows.booking.wanted import tells_of_the_stay
from core.flows.facts import telling
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.wishes.pets import names_a_pet
from core.services.scenes import Scene

_MOST_WORDS: Final = 16
_LATELY: Final = 6
_WEIGHED: Final = "weighed"


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if is_told(scene):
        return None
    kilos = pet_limit.kilos_in(scene.words)
    if kilos is None or scene.taps or meant.names & FOR_RECALL or len(scene.words.split()) > _MOST_WORDS:
        return None
    if meant.stay or not any(map(names_a_pet, (scene.words, *scene.memory.recent[-_LATELY:]))):
        return None
    if noted.theirs(session, scene) is not None or _counts_people(meant, kilos):
        return None
    rule = noted.rule_of_pets(scene)
    limit = pet_limit.of_rule(rule)
    if rule is None or limit is None:
        return None
    said = pet_limit.against(scene, kilos, limit)
    if kilos <= limit:
        rule_told = any(names_a_pet(line) for line in scene.memory.said_before())
        said = said if rule_told else f"{said} {telling.fact(session, scene, rule)}"
        begun = beginning.begin(session, scene, meant) if scene.memory.flow is None else None
        if begun is not None and begun.says and begun.call_person is None:
            return replace(asking.lead_with(begun, said), flow=NAME, by=NAME)
    return beside.told(session, scene, said, "told_by_its_weight")


def with_it_told(memory: Memory, scene: Scene) -> Memory:
    """For the rest of this very message, which weighs it no more."""
    return replace(memory, told=(*memory.told, _mark(scene)))


def is_told(scene: Scene) -> bool:
    return _mark(scene) in scene.memory.told


def _mark(scene: Scene) -> str:
    return f"{_WEIGHED}@{scene.now.isoformat()}"


def _counts_people(meant: Understanding, kilos: float) -> bool:
    """Thirty kilos are no thirty people."""
    people = meant.entities.people or meant.entities.adults
    return tells_of_the_stay(meant) and people is not None and people != kilos
