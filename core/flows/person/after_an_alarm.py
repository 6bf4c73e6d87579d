"""Called for danger a person comes, whatever is written next; who then plainly goes on is served all the same.

An alarm may have been a false one, and silence would lose the guest. Whatever may still speak of the danger is theirs.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import EventKind
from core.flows import composing, wishes
from core.flows.heard import hearing, surely
from core.flows.heard.hearing import PLAIN
from core.flows.stays.progress import NAME as STAYS
from core.flows.stays.progress import Matter
from core.flows.stays.told import pass_again
from core.flows.turn import SILENCE, Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.alarms import temper
from core.flows.understand.alarms.temper import Mood
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.money.dearness import is_too_dear
from core.flows.understand.text import normalise
from core.services.scenes import Scene

MEANWHILE: Final = "meanwhile"
_SERVED: Final = frozenset(
    {"ask_availability", "ask_price", "book", "confirm_booking", *PLAIN, *map(str, Matter)}
)
_BESIDE: Final = COURTESIES | {"inform", "yes"}
# Who goes on about what is happening says so in such words, whatever else is heard in them.
_STILL: Final = frozenset({"urgent_help", "complaint", "service_request", "human", "opt_out"})
_WANTS_A_ROOM: Final = re.compile(
    r"\b(?:quiero|queremos|quisiera|quero|queria|gostaria|want|would like|need|looking for|busco|buscamos|procuro"
    r"|necesito|preciso|reservar|book)(?: de)?(?: (?:reservar|book|alquilar|ver))? (?:un|una|um|uma|a|one"
    r"|otra|outro|another|2"
    r"|dos|two|dois) (?:quartos?|habitacion(?:es)?|cuartos?|piezas?|rooms?|cabins?|caban\w+|chale)\b"
)
# "What danger?": nobody had meant any.
_DENIES: Final = re.compile(
    r"\b(?:que|q|what|qual) (?:peligro|perigo|danger|emergenc\w+|urgenc\w+)\b|\b(?:no hay|nao (?:ha|tem"
    r"|e)|there is no|no)"
    r" (?:ningun |nenhum |any )?(?:peligro|perigo|danger|emergenc\w+)\b|\b(?:falsa alarma|false alarm|alarme falso)\b"
    r"|\b(?:era|es|foi|it was|just a) (?:una |uma |a )?(?:broma|joda|chiste|brincadeira|joke)\b"
    r"|\b(?:nobody|no one|nadie|ninguem)(?: is| was| got| esta| se| ta| foi)? (?:hurt|injured|herid[oa]"
    r"|lastim\w+|machuc\w+|ferid[oa])\b"
    r"|\b(?:ya paso|todo (?:en orden|tranquilo)|esta(?:mos)? (?:todo )?bien|estamos bem|(?:we're|we are"
    r"|everyone is|all) (?:fine|ok(?:ay)?|safe))\b"
)


def of_something_else(scene: Scene, meant: Understanding) -> Understanding | None:
    """What of the words is surely of no danger; nothing where any of it may be."""
    plain = normalise(scene.words)
    denies = _DENIES.search(plain) is not None
    if temper.mood(scene.words) in (Mood.DANGER, Mood.ANGRY) or (meant.names & _STILL and not denies):
        return None
    if denies:
        rest = [part for part in hearing.pieces(scene.words) if not _DENIES.search(normalise(part))]
        meant = hearing.hear_words(scene, ", ".join(rest)) if rest else meant
    if _WANTS_A_ROOM.search(plain) is not None:
        return surely.of_wish(meant, "book")
    sure = meant.answer and bool(meant.names) and meant.names <= _SERVED | _BESIDE
    nods = meant.names == {"yes"}
    goes_on = nods or MEANWHILE in scene.memory.told or bool(meant.names & (_SERVED | COURTESIES))
    if (sure and goes_on) or meant.stay.complete or is_too_dear(scene.words, priced=False):
        return meant
    return None


def while_they_come(scene: Scene, turn: Turn) -> Turn:
    """Said once for each call, or nobody would know whether a person still comes; staff see it in the thread."""
    if MEANWHILE in scene.memory.told:
        return turn
    told = composing.reply(scene, [Answer("help", scene.say("handover.meanwhile"))], turn)
    memory = {**told.memory, "told": (*scene.memory.told, MEANWHILE)}
    return replace(told, memory=memory, wish=turn.wish, event=EventKind.WENT_ON)


def own_pass(session: Session, scene: Scene, meant: Understanding) -> Turn:
    """Their own QR is theirs at any time, whatever else a person is called for."""
    if not pass_again.asked_for(scene.words):
        return SILENCE
    turn = wishes.respond(session, scene, meant)
    return turn if turn.by == STAYS and turn.call_person is None else SILENCE
