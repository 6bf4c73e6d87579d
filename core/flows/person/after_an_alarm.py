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
from core.flows.booking.progress import NAME as BOOKING
from core.flows.heard import hearing, surely
from core.flows.heard.hearing import PLAIN
from core.flows.stays.progress import NAME as STAYS
from core.flows.stays.progress import Matter
from core.flows.stays.told import pass_again
from core.flows.turn import SILENCE, Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.alarms import temper
from core.flows.understand.alarms.temper import Mood
from core.flows.understand.answers.taking import agrees, takes_it
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
    r"\b(?:que|q|what|qual) (?:peligro|perigo|danger|emergenc\w+|urgenc\w+|ambul\w+|polic\w+|bomb\w+)\b"
    r"|\b(?:no hay|nao (?:ha|tem"
    r"|e)|there'?s no|there is no|no|not|isn't|no es|no era)"
    r" (?:ningun[oa]? |nenhum[oa]? |any |an? |una |uma |nada )*(?:peligro|perigo|danger|emergenc\w+|urgen\w+)\b"
    r"|\b(?:falsa alarma|false alarm|alarme falso)\b"
    r"|\b(?:era|es|foi|fue|it was|just a)(?: todo| so| solo)? (?:una |uma |a |em |en |de )?"
    r"(?:broma|joda|chiste|brincadeira|joke)\b"
    r"|\b(?:nobody|no one|no body|nadie|ninguem)(?: is| was| got|'s| esta| se| ta| foi| corre| en| in| em)*"
    r" (?:hurt|injured|herid[oa]|lastim\w+|machuc\w+|ferid[oa]|danger|peligro|perigo|mal|passando mal|sick|dying"
    r"|muriendo|morrendo|se muere|enferm[oa]|descompuest[oa])\b"
    r"|\b(?:no pas[ao] nada|no ha pasado nada|no paso nada|nao (?:aconteceu|foi|e|ta acontecendo) nada"
    r"|nothing (?:happened|is wrong|wrong)|no fue nada)\b"
    r"|\b(?:ya paso|todo (?:en orden|tranquilo|bien)|tudo (?:bem|certo|tranquilo)|esta(?:mos)? (?:todo )?bien"
    r"|estamos bem|(?:we're|we are|everyone is|everyone's|all) (?:fine|ok(?:ay)?|safe|good))\b"
    r"|\b(?:calma|tranqui(?:l[oa])?|relax|calm down|easy|nono|para para)\b(?=[ ,.!]|$)"
    r"|\b(?:me )?(?:entendiste|entendieron|entendeu|entenderam|understood|got) (?:me )?(?:mal|errado|wrong)\b"
    r"|\b(?:you )?misunderst\w+\b"
)
_WITHIN: Final = re.compile(
    r"\b(?:en|in|inside|at|no|na|adentro|dentro|from|desde|del?|da|do)(?: (?:la|el|the|de|del|da|do|my|our|mi|meu))* "
    r"(?:[a-z]+ )?(?:dobles?|triples?|singles?|simples?|familiar|cabana|cabin|doubles?|duplo|triplo|rooms?|chale)\b"
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
    if denies or MEANWHILE in scene.memory.told or _takes_a_room(scene, meant, plain):
        return meant
    sure = meant.answer and bool(meant.names) and meant.names <= _SERVED | _BESIDE
    goes_on = meant.names == {"yes"} or bool(meant.names & (_SERVED | COURTESIES))
    if (sure and goes_on) or meant.stay.complete or is_too_dear(scene.words, priced=False):
        return meant
    return None


def _takes_a_room(scene: Scene, meant: Understanding, plain: str) -> bool:
    """Of those before their eyes; "in the triple" may be where it burns."""
    if scene.memory.flow != BOOKING or _WITHIN.search(plain) is not None:
        return False
    return bool(meant.entities.room_types) or agrees(plain) or takes_it(plain)


def while_they_come(scene: Scene, turn: Turn) -> Turn:
    """Said once for each call, or nobody would know whether a person still comes; staff see it in the thread."""
    if MEANWHILE in scene.memory.told:
        return turn
    told = composing.reply(scene, [Answer("help", scene.say("handover.meanwhile"))], turn)
    memory = {**told.memory, "told": (*scene.memory.told, MEANWHILE)}
    return replace(told, memory=memory, wish=turn.wish, event=EventKind.WENT_ON)


def called_again(scene: Scene, turn: Turn) -> Turn:
    """Whoever speaks of danger anew has gone on from nothing."""
    told = turn.memory.get("told", scene.memory.told)
    return replace(turn, memory={**turn.memory, "told": tuple(one for one in told if one != MEANWHILE)})


def own_pass(session: Session, scene: Scene, meant: Understanding) -> Turn:
    """Their own QR is theirs at any time, whatever else a person is called for."""
    if not pass_again.asked_for(scene.words):
        return SILENCE
    turn = wishes.respond(session, scene, meant)
    return turn if turn.by == STAYS and turn.call_person is None else SILENCE
