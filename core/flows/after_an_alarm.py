"""Called for danger a person comes, whatever is written next; who then plainly wants a room is served all the same.

An alarm may have been a false one, and silence would lose the guest. Whatever may still speak of the danger is theirs.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import EventKind
from core.flows import composing, knocking, wishes
from core.flows.booking.progress import NAME as BOOKING
from core.flows.hearing import PLAIN
from core.flows.stays import again as pass_again
from core.flows.stays.progress import NAME as STAYS
from core.flows.turn import SILENCE, Answer, Turn
from core.flows.understand import Understanding, temper
from core.flows.understand.dearness import is_too_dear
from core.flows.understand.temper import Mood
from core.flows.understand.text import normalise
from core.services.scenes import Scene

MEANWHILE: Final = "meanwhile"
_OF_ROOMS: Final = frozenset({"ask_availability", "ask_price", "book", "confirm_booking", *PLAIN})
_NOT_UNDERSTOOD: Final = frozenset({"missed", "asked_which"})
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
)


def answer(session: Session, scene: Scene, meant: Understanding) -> Turn:
    passed = own_pass(session, scene, meant)
    if passed is not SILENCE or not scene.words:
        return passed
    if _DENIES.search(normalise(scene.words)) is not None and temper.mood(scene.words) is None:
        return knocking.noted(session, scene)
    if meant.names & _STILL or temper.mood(scene.words) in (Mood.DANGER, Mood.ANGRY):
        return SILENCE
    if not _goes_on(meant, scene.words):
        return SILENCE
    if _WANTS_A_ROOM.search(normalise(scene.words)) is not None:
        meant = wishes.sure(meant, "book")
    turn = wishes.respond(session, scene, meant)
    helps = bool(turn.says) and turn.call_person is None and turn.step not in _NOT_UNDERSTOOD
    return while_they_come(scene, turn) if helps and (turn.by == BOOKING or turn.facts) else SILENCE


def _goes_on(meant: Understanding, words: str) -> bool:
    """People alone, or a yes, may be of what is happening; a stay or a question about the hotel is not."""
    wishes_for_a_room = (
        meant.answer and bool(meant.names & _OF_ROOMS) and meant.names <= _OF_ROOMS | {"greet", "inform"}
    )
    return (
        wishes_for_a_room
        or _WANTS_A_ROOM.search(normalise(words)) is not None
        or meant.stay.complete
        or is_too_dear(words, priced=False)
    )


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
