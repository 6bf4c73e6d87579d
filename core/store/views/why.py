"""What stands behind one line of a thread: what was read for it, what it led to, and what staff said of it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.store import handovers, labels, staff, turns
from core.store.handovers import Handover
from core.store.messages import Message
from core.store.questions import OpenQuestion

_SAME_TURN = timedelta(minutes=1)


@dataclass(frozen=True)
class Said:
    """What staff say it was really about."""

    intents: list[str]
    by: str | None
    at: datetime | None


@dataclass(frozen=True)
class Behind:
    """`question` is the one this line could not answer, as long as nobody has written the answer down."""

    words: str
    why: dict[str, Any]
    handover: Handover | None
    label: Said | None
    question: int | None


def behind(session: Session, message_id: int) -> Behind | None:
    line = session.scalar(select(Message).where(Message.id == message_id))
    if line is None or not is_explained(line):
        return None
    why, read = line.why or {}, turns.read_for(session, line)
    called = line.kind == "person_called" or bool(why.get("called"))
    handover = handovers.standing_at(session, line.conversation_id, line.at) if called else None
    words = "\n".join(one.text for one in read if one.text)
    return Behind(
        words=words or (handover.words if handover is not None else ""),
        why=why,
        handover=handover,
        label=_label(session, read, handover),
        question=_question(session, line),
    )


def is_explained(line: Message) -> bool:
    """Words of the house that came from a turn, and a person called."""
    return line.kind == "person_called" or bool(line.author == "house" and line.why)


def _label(session: Session, read: list[Message], handover: Handover | None) -> Said | None:
    label = labels.of_message(session, read[-1].id) if read else None
    if label is not None:
        return Said(label.intents, _name(session, label.labelled_by), label.labelled_at)
    if handover is not None and handover.label:
        return Said([handover.label], _name(session, handover.labelled_by), handover.labelled_at)
    return None


def _name(session: Session, staff_id: int | None) -> str | None:
    return staff.names(session, {staff_id}).get(staff_id) if staff_id is not None else None


def _question(session: Session, line: Message) -> int | None:
    """Asked in the same turn, nearest to it."""
    return session.scalar(
        select(OpenQuestion.id)
        .where(
            OpenQuestion.conversation_id == line.conversation_id,
            OpenQuestion.settled_at.is_(None),
            OpenQuestion.asked_at.between(line.at - _SAME_TURN, line.at + _SAME_TURN),
        )
        .order_by(func.abs(func.extract("epoch", OpenQuestion.asked_at - line.at)), OpenQuestion.id)
        .limit(1)
    )
