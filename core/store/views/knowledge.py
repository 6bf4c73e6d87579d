"""What staff look at to teach the house: questions it had no answer to, and what it called people for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.store.conversations import Conversation
from core.store.guests import Guest
from core.store.handovers import Handover
from core.store.questions import OpenQuestion

_AT_MOST = 100


@dataclass(frozen=True)
class Asked:
    id: int
    why: str
    topic: str | None
    language: str
    words: str
    times: int
    at: datetime
    conversation_id: int
    guest: str


@dataclass(frozen=True)
class Called:
    """A person was called, and nobody has said yet what the guest really wanted."""

    id: int
    reason: str
    words: str
    understood: dict[str, Any]
    label: str | None
    at: datetime
    conversation_id: int
    guest: str


def questions(session: Session, since: datetime) -> list[Asked]:
    """Open ones asked since then; what is asked most comes first."""
    rows = session.execute(
        select(OpenQuestion, Guest.name)
        .join(Conversation, Conversation.id == OpenQuestion.conversation_id)
        .join(Guest, Guest.id == Conversation.guest_id)
        .where(OpenQuestion.settled_at.is_(None), OpenQuestion.asked_at >= since)
        .order_by(OpenQuestion.times.desc(), OpenQuestion.asked_at.desc(), OpenQuestion.id.desc())
        .limit(_AT_MOST)
    )
    return [
        Asked(row.id, row.why, row.topic, row.language, row.words, row.times, row.asked_at, row.conversation_id, name)
        for row, name in rows
    ]  # fmt: skip


def handovers(session: Session, since: datetime) -> list[Called]:
    """With words to learn from; those without a label come first."""
    rows = session.execute(
        select(Handover, Guest.name)
        .join(Conversation, Conversation.id == Handover.conversation_id)
        .join(Guest, Guest.id == Conversation.guest_id)
        .where(Handover.called_at >= since, Handover.words != "")
        .order_by(Handover.label.is_not(None), Handover.called_at.desc(), Handover.id.desc())
        .limit(_AT_MOST)
    )
    return [
        Called(row.id, row.reason, row.words, row.understood, row.label, row.called_at, row.conversation_id, name)
        for row, name in rows
    ]  # fmt: skip
