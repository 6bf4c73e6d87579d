"""What is told once in a talk: the rule of dogs, once they come, and how one gets in at night, unless that is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from core.domain.knowledge import Fact, Subject
from core.domain.outgoing import Buttons, Content, Menu, Text
from core.flows.booking.notes import noted
from core.flows.facts import arriving, telling
from core.flows.turn import Turn
from core.flows.understand.answers.questions import asks
from core.flows.understand.text import normalise
from core.flows.understand.wishes import stay_wishes
from core.flows.understand.wishes.pets import is_of_what_else, names_a_pet
from core.services.scenes import Scene

_SENTENCES: Final = re.compile(r"[^.!?\n]+[.!?\n]*")
_HOUR_TOLD: Final = "told_when_they_come"
_BODIES: Final = (Text, Buttons, Menu)
_THE_WAY_IN: Final = re.compile(
    r"\b(?:llaves?|chaves?|keys?|lock ?box|caj(?:a|ita)|caixinha|clave|senha|code|codigo|entr\w+|get in|let us in"
    r"|abr\w+|open\w*|recib\w+|receb\w+|alguien|alguem|(?:hay|tem) gente|nadie|any(?:one|body)|some(?:one|body)"
    r"|como|how|check(?:ing)?[ -]?in|arriv\w+|lleg\w+|cheg\w+|late|tarde)\b"
)


@dataclass(frozen=True)
class _Once:
    """`mark` keeps that it was told; `again` says whether these words ask for it once more."""

    mark: str
    fact: Callable[[Scene], Fact | None]
    again: Callable[[str, Turn], bool]


# "Can he stay alone?", "pode?" behind a dog that was told.
_OF_IT: Final = re.compile(r"\b(?:him|her|it|he|she|ele|ela|el|ella|lo|la|sol[oa]|sozinh[oa])\b")
_FEW_WORDS: Final = 3
_TWICE: Final = 2


def _asks_anything(words: str, _turn: Turn) -> bool:
    return "?" in words or asks(words)


def _asks_of_the_pet(words: str, turn: Turn) -> bool:
    """ "We bring our dog. Is there parking?" asks for no rule."""
    asking = [one for one in map(normalise, _SENTENCES.findall(words)) if _asks_anything(one, turn)]
    if not asking or not names_a_pet(words):
        return _asks_anything(words, turn)
    return any(
        (names_a_pet(one) or _OF_IT.search(one) or len(one.split()) <= _FEW_WORDS)
        and not is_of_what_else(one)
        for one in asking
    )


def _asks_the_way_in(words: str, turn: Turn) -> bool:
    """Whoever tells when they come has read it; "is there parking? We come at midnight" asks for no key."""
    told = any(wish.kind == noted.LATE and wish.wanted for wish in stay_wishes.told(words))
    if not told and turn.step != _HOUR_TOLD:
        return True
    asking = (one for one in _SENTENCES.findall(words) if _asks_anything(one, turn))
    return any(_THE_WAY_IN.search(normalise(one)) for one in asking)


def _how_to_get_in(scene: Scene) -> Fact | None:
    return scene.knowledge.fact(Subject.POLICY, arriving.TOPIC)


def _rule_of_pets(scene: Scene) -> Fact | None:
    return noted.rule_of_pets(scene) if any(map(names_a_pet, scene.memory.recent)) else None


_TOLD_ONCE: Final = (
    _Once("rule:pets", _rule_of_pets, _asks_of_the_pet),
    _Once("rule:late_arrival", _how_to_get_in, _asks_the_way_in),
)


def without_it_again(scene: Scene, turn: Turn) -> Turn:
    for one in _TOLD_ONCE:
        turn = _once(scene, turn, one)
    return turn


def _once(scene: Scene, turn: Turn, one: _Once) -> Turn:
    fact = one.fact(scene) if turn.says else None
    words = _in_words(scene, fact) if fact is not None else ""
    if not words or not any(words in said.body for said in turn.says if isinstance(said, _BODIES)):
        return turn
    turn = replace(turn, says=tuple(_not_twice(said, words) for said in turn.says))
    told = turn.memory.get("told", scene.memory.told)
    if one.mark not in told:
        return replace(turn, memory={**turn.memory, "told": (*told, one.mark)})
    if one.again(scene.words, turn):
        return turn
    left = tuple(_without(said, words) for said in turn.says)
    return replace(turn, says=left) if all(said.body for said in left if isinstance(said, _BODIES)) else turn


def _not_twice(content: Content, words: str) -> Content:
    """By two who answer the same message, each for itself."""
    if not isinstance(content, _BODIES) or content.body.count(words) < _TWICE:
        return content
    before, _, after = content.body.partition(words)
    rest = _left_of(after, words)
    return replace(content, body=f"{before}{words}\n\n{rest}".strip("\n"))


def _in_words(scene: Scene, fact: Fact) -> str:
    told = telling.text(scene, fact.texts)
    if told is None or told.borrowed:
        return ""
    return f"{told.words} {telling.price_words(scene, fact)}".strip()


def _without(content: Content, words: str) -> Content:
    return replace(content, body=_left_of(content.body, words)) if isinstance(content, _BODIES) else content


def _left_of(body: str, words: str) -> str:
    lines = [line.replace(words, "").strip() for line in body.split("\n") if line.strip() != words]
    return "\n".join(lines).replace("\n\n\n", "\n\n").strip("\n")
