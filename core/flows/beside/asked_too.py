"""A plain question in a sentence of its own, beside something a flow has overheard: it is answered above that."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows import composing
from core.flows.facts import boldly
from core.flows.heard import hearing
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.deciding import decide
from core.flows.understand.text import normalise
from core.flows.understand.wishes.was_it_noted import names_the_hour_alone
from core.services.scenes import Scene

_SENTENCES: Final = re.compile(r"(?<=[.!?;\n])\s+|,?\s+(?=(?:y|e|and)\s)", re.IGNORECASE)
_OF_THE_HOUSE: Final = frozenset({"ask_amenity", "ask_hours", "ask_location", "ask_photos"})
_CLEAR: Final = 0.85
_MOST: Final = 6


def beside(session: Session, scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """What is known of it; a flow that heard the whole message may have told the rest of it already."""
    sentences = [one.strip() for one in _SENTENCES.split(meant.text) if one.strip()]
    if not turn.says or not 2 <= len(sentences) <= _MOST:
        return turn
    questions = [one for one in sentences if _is_of_the_house(one) and not _is_of_what_is_noted(turn, one)]
    if not questions or len(questions) == len(sentences):
        return turn
    at = replace(scene, part=" ".join(questions))
    rest = hearing.hear(at)
    topics = [guess.name for guess in rest.intents if guess.name in _OF_THE_HOUSE]
    told = [
        one
        for one in composing.answers_to(session, at, rest, topics)
        if one.known and not set(one.facts) & set(turn.facts)
    ]
    return replace(composing.reply(scene, told, turn), wish=turn.wish) if told else turn


def _is_of_what_is_noted(turn: Turn, sentence: str) -> bool:
    """ "And the time? Is it noted?": theirs, not reception's."""
    return turn.step == "told_what_is_noted" and names_the_hour_alone(normalise(sentence))


def beside_a_name(session: Session, scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """ "Name is Priya. Also airport pickup you are arranging?": heard as a name, and asks of what the hotel has."""
    sentences = [one.strip() for one in _SENTENCES.split(meant.text) if one.strip()]
    asking = [one for one in sentences if asks(one) and boldly.names_what_is_known(scene, one)]
    if "name" not in turn.memory or meant.names & frozenset(hearing.PLAIN) or len(asking) != 1:
        return turn
    at = replace(scene, part=asking[0])
    rest = boldly.about_what_is_known(at, hearing.hear(at))
    topics = [guess.name for guess in rest.intents if guess.name in _OF_THE_HOUSE]
    told = [one for one in composing.answers_to(session, at, rest, topics) if one.known]
    return replace(composing.reply(scene, told, turn), wish=turn.wish) if told else turn


def _is_of_the_house(sentence: str) -> bool:
    if not asks(sentence):
        return False
    verdict = decide(sentence)
    sure = [guess for guess in verdict.intents if guess.confidence >= _CLEAR]
    return verdict.answer and bool(sure) and {guess.name for guess in verdict.intents} <= _OF_THE_HOUSE
