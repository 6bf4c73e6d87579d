"""Who was promised a person and knocks meanwhile, "hola??", hears once that they were heard."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import Memory
from core.domain.outgoing import Text
from core.flows.handover import in_words
from core.flows.turn import SILENCE, Turn
from core.flows.understand import Understanding, temper
from core.flows.understand.temper import Mood
from core.flows.understand.text import normalise, squeeze
from core.services import handovers
from core.services.scenes import Scene

_KNOCKED: Final = "knocked"
_INSISTED: Final = "insisted"
_FOR_ONE_CALL: Final = frozenset({_KNOCKED, _INSISTED, "meanwhile"})
_MOST_WORDS: Final = 6
_GREETING_BACK: Final = frozenset({"greet", "bot_question"})
_HELLO: Final = r"(?:hola|buenas|che|hello|hi|hey|oi|ola|alo)?[ ,!?.]*"
_ANYBODY: Final = re.compile(
    rf"{_HELLO}(?:(?:hay |esta )?(?:alguien|algun humano)(?: (?:ahi|por ahi|del otro lado))?"
    r"|estan(?: (?:ahi|por ahi))?|siguen ahi|me leen|y entonces|y|que paso|alguna (?:novedad|noticia|respuesta)"
    r"|novedades|any (?:news|update|luck)|are you (?:still )?there|you there|so|well|esta (?:ai|la)"
    r"|(?:tem )?alguem(?: ai)?|alguma (?:novidade|resposta|noticia)|novidades|e ai|e entao)[ !?.]*"
)


_WHERE_ARE_THEY: Final = re.compile(
    r"(?:(?:y|e|and|so|che|hola|ok|pero|but|mas)[ ,]+)*(?:(?:donde|where|cade|onde)(?:'?s| esta[n]?| is| are)? )?"
    r"(?:(?:la|el|the|my|mi|a|o|minha|meu) )(?:persona|humano|person|human|pessoa|encargad[oa]|recepcion|recepcao"
    r"|reception(?:ist)?)(?: (?:que (?:pedi|me iba a \w+)|i asked for|you promised))?[ !?.]*"
)


def asks_for_them(scene: Scene) -> bool:
    """ "Where is my person?": whoever was called is meant, and asked for once more."""
    return not scene.taps and _WHERE_ARE_THEY.fullmatch(_plain(scene)) is not None


def _plain(scene: Scene) -> str:
    return squeeze(normalise(scene.words)).replace("¿", "").replace("¡", "").strip()


def knocks(scene: Scene, meant: Understanding) -> bool:
    """Nothing is asked but whether anybody is there."""
    plain = _plain(scene)
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


def insisted(session: Session, scene: Scene) -> Turn:
    """A person, now: by when they come is said once more, and then a machine is no comfort."""
    told = scene.memory.told
    if _INSISTED in told:
        return Turn(memory={"told": told}, step=_INSISTED)
    said, by = scene.say("handover.knocked"), handovers.promised(session, scene.conversation)
    if by is not None:
        said = scene.say("handover.still", when=in_words(scene, by.astimezone(scene.local_now.tzinfo)))
    return Turn(says=(Text(said),), memory={"told": (*told, _INSISTED)}, step=_INSISTED)


def called_anew(memory: Memory) -> Memory:
    """Another person was called: a knock for that one may be answered again."""
    return replace(memory, told=tuple(one for one in memory.told if one not in _FOR_ONE_CALL))
