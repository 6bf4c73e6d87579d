"""Two who answer the same guest: whoever comes second is told before their words go."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, require
from core.services.written import done_with
from core.store import conversations, staff, turns


def answered(session: Session, actor: Actor, conversation_id: int, seen: int, token: str) -> str | None:
    """The name of a colleague who wrote after the last line that was on the screen; nothing for a click acted on.

    The hotel's own telephone has no name. The conversation is held, so that nobody comes in between.
    """
    require(actor, Action.REPLY)
    if conversations.locked(session, conversation_id) is None or done_with(session, token):
        return None
    line = turns.of_others_since(session, conversation_id, seen, actor.staff_id)
    if line is None:
        return None
    return staff.names(session, {line.staff_id}).get(line.staff_id, "") if line.staff_id is not None else ""
