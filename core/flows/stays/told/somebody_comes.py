"""Whoever has booked tells when somebody of theirs arrives: their stay is told of, and no other one begun."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.outgoing import Text
from core.flows import composing
from core.flows.heard import hearing
from core.flows.stays import which
from core.flows.stays.progress import NAME, Matter, told
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.own_stay import somebody_comes
from core.flows.understand.text import normalise
from core.services import showing, words
from core.services.scenes import Scene

_TELLS: Final = COURTESIES | {"inform", "yes", "no", "out_of_scope", "help", "ask_availability", "book"}


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """What is asked beside it is answered first. Times of day are for whoever looks after arrivals."""
    if not somebody_comes.is_told(normalise(meant.text)) or meant.changes or meant.names & FOR_RECALL:
        return None
    asked = meant.names - _TELLS
    if not meant.stay or not asked <= set(hearing.PLAIN) or not which.nothing_else_is_open(session, scene):
        return None
    found = which.standing(session, scene, Matter.STATUS)
    if len(found) != 1:
        return None
    booking, group = found[0], showing.together(session, found[0].id)
    facts = {"dates": words.dates(scene, words.from_to(group)), "people": words.people(scene, booking.party)}
    said = scene.say("stay.somebody_comes", code=booking.code, **facts)
    turn = replace(told(Text(said), Matter.STATUS, "somebody_comes", booking.code), by=NAME)
    return replace(composing.reply(scene, _of_the_rest(session, scene, meant), turn), wish=turn.wish)


def _of_the_rest(session: Session, scene: Scene, meant: Understanding) -> list[Answer]:
    parts = [one for one in hearing.pieces(meant.text) if not somebody_comes.is_told(normalise(one))]
    rest = hearing.hear_words(scene, ". ".join(parts)) if parts else meant
    if not rest.answer:
        return []
    topics = [one.name for one in rest.intents if one.name in hearing.PLAIN]
    answers = composing.answers_to(session, scene, rest, topics)
    return answers if parts else [one for one in answers if one.known]
