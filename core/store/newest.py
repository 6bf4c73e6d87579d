"""The line heard last, as it was found: whoever asks in the same transaction need not look again.

That holds because whoever hears a line has locked its conversation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from core.store.db import known

if TYPE_CHECKING:
    from core.store.messages import Message

_NAME = "newest line"


@dataclass(frozen=True)
class Newest:
    """Was it the only one open, and did a turn of its conversation wait?"""

    message: Message
    is_alone: bool
    turn_waits: bool


def note(session: Session, found: Newest) -> None:
    known(session)[_NAME] = found


def forget(session: Session) -> None:
    known(session).pop(_NAME, None)


def alone(session: Session, conversation_id: int) -> Message | None:
    """The one line of a conversation that is open, where that is known."""
    found = _of(session, conversation_id)
    return (
        found.message if found is not None and found.is_alone and found.message.handled_at is None else None
    )


def turn_may_wait(session: Session, conversation_id: int) -> bool:
    """False only where it is known that no turn of the conversation is written."""
    found = _of(session, conversation_id)
    return found is None or found.turn_waits


def _of(session: Session, conversation_id: int) -> Newest | None:
    found: Newest | None = known(session).get(_NAME)
    return found if found is not None and found.message.conversation_id == conversation_id else None
