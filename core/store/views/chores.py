"""What guests and staff want done and nobody has finished: with the names of those concerned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.store.conversations import Conversation
from core.store.guests import Guest
from core.store.staff import Staff
from core.store.tasks import Task

_AT_MOST = 200


@dataclass(frozen=True)
class Chore:
    id: int
    kind: str
    what: str
    room: str
    state: str
    opened_at: datetime
    conversation_id: int | None
    guest: str | None
    taken_by: int | None
    taken_name: str | None


def unfinished(session: Session) -> list[Chore]:
    """The oldest first."""
    rows = session.execute(
        select(
            Task.id,
            Task.kind,
            Task.what,
            Task.room,
            Task.state,
            Task.opened_at,
            Task.conversation_id,
            Guest.name,
            Task.taken_by,
            Staff.name,
        )
        .outerjoin(Conversation, Conversation.id == Task.conversation_id)
        .outerjoin(Guest, Guest.id == Conversation.guest_id)
        .outerjoin(Staff, Staff.id == Task.taken_by)
        .where(Task.state != "done")
        .order_by(Task.opened_at, Task.id)
        .limit(_AT_MOST)
    )
    return [Chore(*tuple(row)) for row in rows]
