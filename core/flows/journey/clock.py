"""A letter of the journey whose hour has come: put into words, said, and written down as said."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from core.flows import engine
from core.flows.journey import wording
from core.flows.turn import Turn
from core.services.journey import writing
from core.services.scenes import Scene


def write(session: Session, payload: dict[str, Any]) -> None:
    due = writing.take(session, payload)
    if due is None:
        return

    def speak(scene: Scene) -> Turn | None:
        return wording.turn(session, scene, due)

    if engine.speak_up(session, due.conversation, speak):
        writing.sent(session, due)
    else:
        writing.no_template(session, due)
