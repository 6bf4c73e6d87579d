"""Trying out what the house would say. It is the dialogue itself that speaks; all it wrote is taken back.

The one place of the console that reaches the dialogue, and only through `core.flows.rehearsal`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from console import knowledge_shapes, shapes
from console.answers import Asked, Problem, writes
from core.domain.access import Action, require
from core.domain.journey import HOLD_REMINDER, JourneyLetter
from core.domain.knowledge import LANGUAGES, Fact, WrongFact, checked
from core.flows import rehearsal
from core.flows.rehearsal import Played
from core.store.db import undone
from core.store.views import thread
from core.store.views.thread import Line


@writes
def message(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_CONVERSATIONS)
    said = asked.body.get("messages")
    fits = isinstance(said, list) and 0 < len(said) <= rehearsal.MOST_MESSAGES
    if not fits or not all(isinstance(words, str) and words.strip() for words in said or ()):
        raise Problem("unreadable", 400)
    clean = [words.replace("\x00", "").encode("utf-8", "replace").decode("utf-8") for words in said or ()]
    with undone(session):
        return {
            "played": [_played(session, one) for one in rehearsal.play(session, asked.actor.hotel_id, clean)]
        }


@writes
def preview(session: Session, asked: Asked) -> dict[str, Any]:
    """A fact as it is being written, as guests of each language would read it."""
    require(asked.actor, Action.READ_CONVERSATIONS)
    fact = knowledge_shapes.fact_sent(asked.body.get("fact"))
    try:
        fact = checked(fact)
    except WrongFact as wrong:
        return {"told": {}, "problem": wrong.why, "facts": wrong.facts}
    return {"told": {language: _told(session, asked, fact, language) for language in LANGUAGES}}


@writes
def letter(session: Session, asked: Asked) -> dict[str, Any]:
    """An automatic message as guests of each language would read it, about a stay that nobody has."""
    require(asked.actor, Action.SET_LETTERS)
    name = asked.path["letter"]
    if name not in (*JourneyLetter, HOLD_REMINDER):
        raise Problem("not_found", 404)
    told = {language: _letter(session, asked, name, language) for language in LANGUAGES}
    return {"told": told if all(told.values()) else {}}


def _letter(session: Session, asked: Asked, name: str, language: str) -> dict[str, Any] | None:
    with undone(session):
        found = rehearsal.letter(session, asked.actor.hotel_id, name, language)
        if found is None:
            return None
        free, formal = found.free, found.formal
        return {
            "free": {"body": free.body, "buttons": [option.title for option in free.options]},
            "formal": formal and asdict(formal),
            "phrases": found.phrases,
        }


def _told(session: Session, asked: Asked, fact: Fact, language: str) -> str:
    with undone(session):
        return rehearsal.told(session, asked.actor.hotel_id, fact, language)


def _played(session: Session, found: Played) -> dict[str, Any]:
    turn = found.turn
    return {
        "words": found.words,
        "language": found.language,
        "decision": found.decision,
        "step": turn.step if turn else "",
        "flow": (turn.by or "house") if turn else "",
        "facts": list(turn.facts) if turn else [],
        "asks": str(turn.asked.about) if turn and turn.asked else None,
        "reason": turn.call_person if turn else None,
        "meant": _meant(found),
        "said": [_line(session, one) for one in found.said],
    }


def _meant(found: Played) -> dict[str, Any] | None:
    if found.meant is None:
        return None
    meant, stay = found.meant, found.meant.stay
    return {
        "intents": [[guess.name, guess.confidence] for guess in meant.intents],
        "rivals": [[guess.name, guess.confidence] for guess in meant.rivals],
        "right": meant.right,
        "sure": meant.answer,
        "unsure": list(meant.unsure),
        "stay": {
            "check_in": stay.check_in.isoformat() if stay.check_in else None,
            "check_out": stay.check_out.isoformat() if stay.check_out else None,
            "nights": stay.nights,
        },
        "named": meant.entities.as_dict(),
        "impossible": meant.no_such_day is not None,
    }


def _line(session: Session, message: Any) -> dict[str, Any]:
    file = thread.attachment(session, message.media_id) if message.media_id is not None else None
    return shapes.line(Line(message, None, file, None, parked=False))
