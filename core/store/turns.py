"""Turns as the thread keeps them: the guest's lines behind a line of the house, and whether anything was said since."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.store.messages import Message


def read_for(session: Session, said: Message) -> list[Message]:
    """What the guest had written for a line of the house, the oldest first; nothing where it spoke by itself."""
    wanted = (said.why or {}).get("lines")
    if not wanted:
        return []
    found = session.scalars(
        select(Message).where(
            Message.id.in_(wanted),
            Message.conversation_id == said.conversation_id,
            Message.direction == "in",
            Message.deleted_at.is_(None),
        )
    )
    return sorted(found, key=lambda line: (line.at, line.id))


def answered_since(session: Session, line: Message) -> bool:
    """Whether anybody has written to the guest after that line."""
    later = select(Message.id).where(
        Message.conversation_id == line.conversation_id, Message.direction == "out", Message.at >= line.at
    )
    return session.scalar(later.limit(1)) is not None


def last_from_guest(session: Session, before: Message) -> list[Message]:
    """The last thing they wrote before a line."""
    return list(
        session.scalars(
            select(Message)
            .where(
                Message.conversation_id == before.conversation_id,
                Message.direction == "in",
                Message.deleted_at.is_(None),
                Message.at <= before.at,
            )
            .order_by(Message.at.desc(), Message.id.desc())
            .limit(1)
        )
    )


def of_others_since(session: Session, conversation_id: int, seen: int, staff_id: int) -> Message | None:
    """The newest words of a colleague, or of the hotel's telephone, that came after a line."""
    return session.scalar(
        select(Message)
        .where(
            Message.conversation_id == conversation_id,
            Message.direction == "out",
            Message.author.in_(("staff", "phone")),
            Message.staff_id.is_distinct_from(staff_id),
            Message.id > seen,
        )
        .order_by(Message.id.desc())
        .limit(1)
    )
