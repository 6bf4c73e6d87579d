""" "Just let us know what time you will be here" is not said to those who told it, now or before they booked."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.domain.outgoing import BUBBLES, Content
from core.flows.booking.notes import hour_of_coming, noted
from core.flows.facts import telling
from core.flows.facts.arriving import TOPIC
from core.flows.turn import Turn
from core.flows.understand.text import fold
from core.services.scenes import Scene

_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]?")
_ASKS_THE_HOUR: Final = re.compile(
    r"\b(?:avis\w+|decinos|dinos|decime|dime|escribinos|escribenos|let us know|tell us|nos (?:avis\w+|diga))\b"
    r".*\b(?:hora|horas|horario|time|when|cuando|quando)\b"
)


def not_asked_again(session: Session, scene: Scene, turn: Turn) -> Turn:
    asking = _asking(scene)
    if not asking or not any(asking in one.body for one in turn.says if isinstance(one, BUBBLES)):
        return turn
    booking = noted.theirs(session, scene)
    known = booking.arrives if booking is not None else hour_of_coming.told_lately(scene)
    if known is None:
        return turn
    return replace(turn, says=tuple(_without(one, asking) for one in turn.says))


def _asking(scene: Scene) -> str:
    """The sentence of what the hotel wrote that asks for the hour."""
    written = scene.knowledge.fact(Subject.POLICY, TOPIC)
    told = telling.text(scene, written.texts) if written is not None else None
    return _sentence_that_asks(told.words) if told is not None else ""


@lru_cache(maxsize=256)
def _sentence_that_asks(words: str) -> str:
    return next((one.strip() for one in _SENTENCE.findall(words) if _ASKS_THE_HOUR.search(fold(one))), "")


def _without(content: Content, words: str) -> Content:
    if not isinstance(content, BUBBLES):
        return content
    left = content.body.replace(f" {words}", "").replace(words, "").strip()
    return replace(content, body=left) if left else content
