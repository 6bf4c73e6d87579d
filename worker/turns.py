"""A turn as workers take it: measured, and never longer than a guest's words can be worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from core.base import telemetry
from core.base.patience import at_most
from core.flows import engine
from core.store.conversations import Conversation

# A hundred times what a long turn takes, in seconds of the processor: more is somebody's words gone wrong.
LONGEST: Final = 5.0


def take(session: Session, conversation: Conversation, again: Sequence[str] | None = None) -> None:
    with telemetry.TURN_SECONDS.time(), at_most(LONGEST):
        engine.answer(session, conversation, again)
