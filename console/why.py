"""Why the house said what it said, and what staff say the guest really meant."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from console import words
from console.answers import Asked, Problem, reads, writes
from console.deeds import token_of
from console.shapes import moment
from core.domain.access import Action, require
from core.domain.conversations import Reason
from core.services import labels
from core.store.views import why as view
from core.store.views.why import Behind


@reads
def behind(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_CONVERSATIONS)
    found = view.behind(session, asked.path["id"])
    if found is None:
        raise Problem("not_found", 404)
    return _shown(found)


@writes
def correct(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.REPLY)
    labels.correct(
        session, asked.actor, asked.path["id"], _intents(asked.body.get("intents")), token_of(asked)
    )
    return {}


def _intents(sent: Any) -> tuple[str, ...]:
    """Wishes the screen has words for; none at all takes a correction back."""
    known = words.group("es", "reading")
    fits = isinstance(sent, list) and len(sent) <= labels.MOST and len({*map(str, sent)}) == len(sent)
    if not fits or not all(isinstance(one, str) and f"intent_{one}" in known for one in sent):
        raise Problem("unreadable", 400)
    return tuple(sent)


def _shown(found: Behind) -> dict[str, Any]:
    why, handover = found.why, found.handover
    called = handover.understood if handover is not None else {}
    return {
        "words": found.words,
        "decision": why.get("decision") or _undecided(why, called=handover is not None),
        "language": why.get("language") or called.get("language"),
        "flow": why.get("flow", ""),
        "facts": why.get("facts", []),
        "asks": why.get("asks"),
        "tap": why.get("tap"),
        "reason": why.get("called") or (handover.reason if handover is not None else None),
        "meant": _meant(why) or _heard(called),
        "label": None
        if found.label is None
        else {"intents": found.label.intents, "by": found.label.by, "at": moment(found.label.at)},
        "question": found.question,
        "can_think_again": bool(why.get("lines")) or _failed(found),
    }


def _undecided(why: dict[str, Any], *, called: bool) -> str:
    """What was kept without a decision: a person was called, a message was answered, or nobody had asked."""
    if called:
        return "hand_over"
    return "answer" if "intents" in why or "tap" in why else "by_itself"


def _failed(found: Behind) -> bool:
    return found.handover is not None and found.handover.reason == Reason.HOUSE_FAILED


def _meant(why: dict[str, Any]) -> dict[str, Any] | None:
    """As it was read in the turn; nothing where the guest tapped a button or the house spoke by itself."""
    if "intents" not in why:
        return None
    gate, read = why.get("gate", {}), why.get("read", {})
    return {
        "intents": why["intents"],
        "rivals": read.get("rivals", []),
        "right": gate.get("right", 0.0),
        "sure": bool(gate.get("answer")),
        "unsure": read.get("unsure", []),
        "impossible": bool(read.get("impossible")),
        "stay": read.get("stay", {}),
        "named": read.get("named", {}),
    }


def _heard(called: dict[str, Any]) -> dict[str, Any] | None:
    """As it was written down when a person was called."""
    if "intents" not in called:
        return None
    named, party = called.get("named", {}), called.get("party", {})
    return {
        "intents": called["intents"],
        "rivals": called.get("rivals", []),
        "right": called.get("right", 0.0),
        "sure": True,
        "unsure": [],
        "impossible": False,
        "stay": called.get("stay", {}),
        "named": {**named, **{name: value for name, value in party.items() if value and name != "kinds"}},
    }
