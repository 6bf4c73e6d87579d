"""Questions the house had no answer to, kept until somebody writes one down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.services.knowledge import record
from core.store import questions as store
from core.store.conversations import Conversation
from core.store.db import tell_after_commit
from core.store.questions import OpenQuestion

LONGEST = 300


class Why(StrEnum):
    UNKNOWN = "unknown"
    NOT_IN_LANGUAGE = "not_in_language"


class NoSuchQuestion(Exception):
    pass


@dataclass(frozen=True)
class Unanswered:
    """`topic` is what it was about, where that much was understood."""

    why: Why
    language: str
    words: str
    topic: str | None = None


def note(session: Session, conversation: Conversation, question: Unanswered) -> None:
    """The same matter asked again counts up instead of filling the list."""
    words = " ".join(question.words.replace("\x00", "").split())[:LONGEST]
    matter = question.topic or words.casefold()
    store.ask(
        session,
        OpenQuestion(
            hotel_id=conversation.hotel_id,
            key=f"{question.why}:{question.language}:{matter}",
            why=question.why,
            topic=question.topic,
            language=question.language,
            words=words,
            conversation_id=conversation.id,
            asked_at=clock.now(),
        ),
    )
    tell_after_commit(session, conversation.hotel_id, kind="question")


def open_ones(session: Session) -> list[OpenQuestion]:
    return store.open_ones(session)


def settle(session: Session, actor: Actor, question_id: int, token: str) -> None:
    """Somebody wrote the answer down, or decided that none is needed."""
    require(actor, Action.SETTLE_QUESTION)
    row = store.locked(session, question_id)
    if row is None:
        raise NoSuchQuestion(str(question_id))
    if record(session, actor, AuditTag.QUESTION_SETTLED, f"question:{question_id}", token):
        row.settled_at, row.settled_by = row.settled_at or clock.now(), row.settled_by or actor.staff_id
