"""Who was promised a person and knocks meanwhile, "hola??", hears now and then that they were heard."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason, looks_like_a_machine
from core.domain.memory import Memory
from core.domain.outgoing import Text
from core.flows.person.handover import in_words, whom_to_ring
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.alarms import temper
from core.flows.understand.alarms.temper import Mood
from core.flows.understand.text import normalise, squeeze
from core.services import handovers
from core.services.scenes import Scene

_KNOCKED: Final = "knocked"
_INSISTED: Final = "insisted"
_NOTED: Final = "noted"
_DANGER: Final = "danger"
_RECEIVED: Final = "received"
_MEANWHILE: Final = "meanwhile"
_IN_VAIN: Final = "in_vain"
# For so long a machine that says it again is no comfort; after that silence would be worse.
_SAID_LATELY: Final = timedelta(minutes=5)
_MOST_WORDS: Final = 6
# Somebody has to come for them, and the house cannot help.
_THEIRS: Final = frozenset({Reason.ASKED, Reason.BOOKING})
_GREETING_BACK: Final = frozenset({"greet", "bot_question"})
# "Are you a robot?" is asked to be told the truth.
_A_MACHINE: Final = re.compile(r"\b(?:robots?|maquinas?|machines?|programas?|bots?|automatic\w*|chatbots?)\b")
_HELLO: Final = r"(?:hola|buenas|che|hello|hi|hey|oi|ola|alo)?[ ,!?.]*"
_ANYBODY: Final = re.compile(
    rf"{_HELLO}(?:(?:hay |esta )?(?:alguien|algun humano)(?: (?:ahi|por ahi|del otro lado))?"
    r"|estan?(?: (?:ahi|por ahi))?|sigue[ns]? ahi|me le(?:en?|es)|y entonces|y|que paso"
    r"|alguna (?:novedad|noticia|respuesta)|novedades"
    r"|any (?:news|update|luck)|are you (?:still )?there|you there|so|well|esta (?:ai|la)|still there"
    r"|(?:vcs|voces|vc) me (?:bloquearam|bloqueou)(?: foi| e)?|me bloque(?:aron|aste)|did you (?:guys )?block me"
    r"|(?:tem )?alguem(?: ai)?|alguma (?:novidade|resposta|noticia)|novidades|e ai|e entao)"
    r"(?:[ ,]+(?:querid[ao]|che|por favor|please|nen[ae]|amor))?[ !?.]*"
)


_WHERE_ARE_THEY: Final = re.compile(
    r"(?:(?:y|e|and|so|che|hola|ok|pero|but|mas)[ ,]+)*(?:(?:donde|where|cade|onde)(?:'?s| esta[n]?| is| are)? )?"
    r"(?:(?:la|el|the|my|mi|a|o|minha|meu) )(?:persona|humano|person|human|pessoa|encargad[oa]|recepcion|recepcao"
    r"|reception(?:ist)?)(?: (?:que (?:pedi|me iba a \w+)|i asked for|you promised))?"
    r"(?:,? (?:(?:a que hora|cuando|cuanto (?:tarda|falta)|when|quando)"
    r"(?: (?:me|will|they|does|do|it|is|va|vai|vao|van|a|call|come|coming|back))*(?: \w+)?))?[ !?.]*"
)

_WHEN_DO_THEY_ANSWER: Final = re.compile(
    r"(?:(?:y|e|and|so|che|hola|hello|hi|oi|ok|pero|but|mas|bueno|entonces|por favor|please)[ ,]+)*"
    r"(?:(?:y )?(?:cuando|a que hora|cuanto falta para que) (?:me |nos )?(?:van a |vas a )?(?:contest|respond"
    r"|escrib|atiend|habl)[a-z]*"
    r"|(?:me |nos )?(?:van a |vas a |pueden |podrian )(?:contest|respond|escrib|atend)[a-z]*"
    r"|(?:alguien )?(?:me |nos )(?:contest|respond|atiend)[a-z]*|(?:viene|ya viene|va a venir) alguien"
    r"|(?:could|can|will|would) (?:some(?:one|body)|any(?:one|body)|you)(?: please)? (?:answer|reply|respond"
    r"|help|talk to)(?: to)?(?: me| us)?"
    r"|when (?:will|do|are) (?:you|they|some(?:one|body)) (?:going to |gonna )?(?:answer|reply|respond|write"
    r"|come)[a-z]*(?: to)?(?: me| us| back)?"
    r"|is (?:some(?:one|body)|any(?:one|body)) coming|quando (?:(?:vcs|voces|alguem|vao|vai|me"
    r"|voce) )*(?:respond|atend|falar)[a-z]*"
    r"|alguem (?:pode |vai |poderia )?(?:me )?(?:respond|atend)[a-z]*|alguem (?:vem|vai vir))"
    r"(?:[ ,]+(?:por favor|please|porfa|che|me))*[ !?.]*"
)


_HELLO_ASKED: Final = re.compile(r"(?:hola|hello|hi|hey|oi|ola|alo|opa|che) ?\?[?! ]*")


def asks_for_them(scene: Scene) -> bool:
    """ "Where is my person?", "when will you answer me?": whoever was called is meant, and asked for once more."""
    plain = _plain(scene)
    asked = _WHERE_ARE_THEY.fullmatch(plain) or _WHEN_DO_THEY_ANSWER.fullmatch(plain)
    return not scene.taps and asked is not None


def _plain(scene: Scene) -> str:
    return squeeze(normalise(scene.words)).replace("¿", "").replace("¡", "").strip()


def knocks(scene: Scene, meant: Understanding) -> bool:
    """Nothing is asked but whether anybody is there."""
    plain = _plain(scene)
    if not plain or scene.taps or meant.stay or len(plain.split()) > _MOST_WORDS:
        return False
    if not any(map(str.isalpha, plain)):
        return "?" in plain
    if _A_MACHINE.search(plain) is not None:
        return False
    if temper.mood(scene.words) is Mood.WAITING or _ANYBODY.fullmatch(plain) or _HELLO_ASKED.fullmatch(plain):
        return True
    return meant.answer and meant.names <= _GREETING_BACK


def heard_once(scene: Scene) -> Turn:
    """Said to each knock it would sound like a machine, and nobody would believe that a person comes."""
    return _never_two_in_vain(scene, _KNOCKED, scene.say("handover.knocked"))


def insisted(session: Session, scene: Scene) -> Turn:
    """A person, now: by when they come is said once more, and then a machine is no comfort for a while."""
    by = _by_when(session, scene)
    said = scene.say("handover.still", when=by) if by else scene.say("handover.knocked")
    return _never_two_in_vain(scene, _INSISTED, said)


def noted(session: Session, scene: Scene) -> Turn:
    """What the house does not understand whoever comes will read: said so, for nothing is worse than no answer."""
    by = _by_when(session, scene)
    said = scene.say("handover.noted", when=by) if by else scene.say("handover.noted_soon")
    return _never_two_in_vain(scene, _NOTED, said)


def still_urgent(session: Session, scene: Scene, *, danger: bool) -> Turn:
    """Called for danger they hurry already; who goes on about it reads whom to ring once more."""
    by = _by_when(session, scene)
    said = scene.say("handover.still", when=by) if by else scene.say("handover.knocked")
    if danger:
        return _never_two_in_vain(scene, _DANGER, f"{said} {whom_to_ring(scene)}")
    return _never_two_in_vain(scene, _NOTED, said)


def received(session: Session, scene: Scene) -> Turn:
    """A photo, a sticker, a note that nobody could make out: whoever comes will see it, and the guest hears so."""
    by = _by_when(session, scene)
    said = scene.say("handover.received", when=by) if by else scene.say("handover.received_soon")
    return _now_and_then(scene, _RECEIVED, said)


def _by_when(session: Session, scene: Scene) -> str:
    by = handovers.promised(session, scene.conversation)
    return in_words(scene, by.astimezone(scene.local_now.tzinfo)) if by is not None else ""


def _never_two_in_vain(scene: Scene, what: str, words: str) -> Turn:
    """Now and then as well; but whoever got no answer to one line gets one to the next, unless it says the same.

    Whoever tells or asks them more gets one to each: silence sounds like nobody. Who scolds on, and has not asked for
    a person, does not; and two machines that answer each other would never end.
    """
    told, recent = scene.memory.told, list(scene.memory.recent)
    tireless = scene.memory.says_it_again() or looks_like_a_machine(recent, list(scene.memory.turns))
    scolds = temper.mood(scene.words) is Mood.ANGRY and "?" not in scene.words
    theirs = scene.conversation.handover_reason in _THEIRS
    owed = what in (_NOTED, _INSISTED) and (theirs or not scolds)
    if (_IN_VAIN in told or owed) and not tireless:
        told = tuple(one for one in told if one != _IN_VAIN and not _is(one, what))
        scene = replace(scene, memory=replace(scene.memory, told=told))
    turn = _now_and_then(scene, what, words)
    if turn.says:
        return turn
    return replace(turn, memory={"told": (*(one for one in told if one != _IN_VAIN), _IN_VAIN)})


def answered(scene: Scene, turn: Turn) -> Turn:
    """Something is said: no line waits for an answer any more."""
    told = turn.memory.get("told", scene.memory.told)
    if _IN_VAIN not in told:
        return turn
    return replace(turn, memory={**turn.memory, "told": tuple(one for one in told if one != _IN_VAIN)})


def _now_and_then(scene: Scene, what: str, words: str) -> Turn:
    told = scene.memory.told
    if any(_was_lately(scene, one) for one in told if _is(one, what)):
        return Turn(memory={"told": told}, step=what)
    kept = (one for one in told if not _is(one, what))
    return Turn(says=(Text(words),), memory={"told": (*kept, f"{what}@{scene.now.isoformat()}")}, step=what)


def _is(told: str, what: str) -> bool:
    return told.partition("@")[0] == what


def _was_lately(scene: Scene, told: str) -> bool:
    """What an older release kept bears no time: it was said some time ago."""
    try:
        at = datetime.fromisoformat(told.partition("@")[2])
    except ValueError:
        return False
    return scene.now - at < _SAID_LATELY


def called_anew(memory: Memory) -> Memory:
    """Another person was called: a knock for that one may be answered again."""
    for_one_call = (_KNOCKED, _INSISTED, _NOTED, _DANGER, _RECEIVED, _MEANWHILE, _IN_VAIN)
    return replace(
        memory, told=tuple(one for one in memory.told if one.partition("@")[0] not in for_one_call)
    )
