"""Who was promised a person and knocks meanwhile, "hola??", hears once that they were heard."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.memory import Memory
from core.domain.outgoing import Text
from core.flows.turn import SILENCE, Turn
from core.flows.understand import Understanding, temper
from core.flows.understand.temper import Mood
from core.flows.understand.text import normalise, squeeze
from core.services.scenes import Scene

_KNOCKED: Final = "knocked"
_MOST_WORDS: Final = 6
_GREETING_BACK: Final = frozenset({"greet", "bot_question"})
_HELLO: Final = r"(?:hola|buenas|che|hello|hi|hey|oi|ola|alo)?[ ,!?.]*"
_ANYBODY: Final = re.compile(
    rf"{_HELLO}(?:(?:hay |esta )?(?:alguien|algun humano)(?: (?:ahi|por ahi|del otro lado))?"
    r"|estan(?: (?:ahi|por ahi))?|siguen ahi|me leen|y entonces|y|que paso|alguna (?:novedad|noticia|respuesta)"
    r"|novedades|any (?:news|update|luck)|are you (?:still )?there|you there|so|well|esta (?:ai|la)"
    r"|(?:tem )?alguem(?: ai)?|alguma (?:novidade|resposta|noticia)|novidades|e ai|e entao)[ !?.]*"
)


def knocks(scene: Scene, meant: Understanding) -> bool:
    """Nothing is asked but whether anybody is there."""
    plain = squeeze(normalise(scene.words)).replace("¿", "").replace("¡", "")
    if not plain or scene.taps or meant.stay or len(plain.split()) > _MOST_WORDS:
        return False
    if not any(map(str.isalpha, plain)):
        return "?" in plain
    if temper.mood(scene.words) is Mood.WAITING or _ANYBODY.fullmatch(plain):
        return True
    return meant.answer and meant.names <= _GREETING_BACK


def heard_once(scene: Scene) -> Turn:
    """Said to each knock it would sound like a machine, and nobody would believe that a person comes."""
    if _KNOCKED in scene.memory.told:
        return SILENCE
    told = (*scene.memory.told, _KNOCKED)
    return Turn(says=(Text(scene.say("handover.knocked")),), memory={"told": told}, step="knocked")


def called_anew(memory: Memory) -> Memory:
    """Another person was called: a knock for that one may be answered again."""
    return replace(memory, told=tuple(one for one in memory.told if one != _KNOCKED))
