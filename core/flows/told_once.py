"""What is told once in a talk: the rule of dogs, once they come, unless something is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.domain.outgoing import Buttons, Content, Menu, Text
from core.flows import telling
from core.flows.booking import noted
from core.flows.turn import Turn
from core.flows.understand.pets import names_a_pet
from core.flows.understand.questions import asks
from core.services.scenes import Scene

_RULE: Final = "rule:pets"
_BODIES: Final = (Text, Buttons, Menu)


def without_it_again(scene: Scene, turn: Turn) -> Turn:
    if not any(map(names_a_pet, scene.memory.recent)):
        return turn
    words = _rule(scene)
    if not words or not any(words in one.body for one in turn.says if isinstance(one, _BODIES)):
        return turn
    if _RULE not in scene.memory.told:
        told = turn.memory.get("told", scene.memory.told)
        return replace(turn, memory={**turn.memory, "told": (*told, _RULE)})
    if "?" in scene.words or asks(scene.words):
        return turn
    left = tuple(_without(one, words) for one in turn.says)
    return replace(turn, says=left) if all(one.body for one in left if isinstance(one, _BODIES)) else turn


def _rule(scene: Scene) -> str:
    rule = noted.rule_of_pets(scene)
    told = telling.text(scene, rule.texts) if rule is not None else None
    if rule is None or told is None or told.borrowed:
        return ""
    return f"{told.words} {telling.price_words(scene, rule)}".strip()


def _without(content: Content, words: str) -> Content:
    if not isinstance(content, _BODIES):
        return content
    lines = [line.replace(words, "").strip() for line in content.body.split("\n") if line.strip() != words]
    return replace(content, body="\n".join(lines).replace("\n\n\n", "\n\n").strip("\n"))
