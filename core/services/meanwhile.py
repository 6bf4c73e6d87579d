"""Two who do the same at nearly the same moment: whoever comes second is told, and nothing is done twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.services.written import done_with
from core.store import alerts as books
from core.store import conversations, staff, turns

_JUST_NOW: Final = timedelta(minutes=1)


class ColleagueWasFirst(Exception):
    """It is done already, by somebody else of the staff; `name` is theirs, and empty where it was the house itself."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def unless_by_another(session: Session, actor: Actor, staff_id: int | None) -> None:
    """What one did oneself is simply so; what somebody else did meanwhile is said."""
    if staff_id != actor.staff_id:
        raise ColleagueWasFirst(_name(session, staff_id))


def unless_just_done(session: Session, actor: Actor, subject: str, tag: AuditTag) -> None:
    """For what may be done again, only not by two at once. Asked when nobody can come in between."""
    last = books.last_about(session, subject, tag)
    if last is not None and last.staff_id != actor.staff_id and clock.now() - last.at < _JUST_NOW:
        raise ColleagueWasFirst(_name(session, last.staff_id))


def unless_done_by_another(session: Session, actor: Actor, subject: str, tag: AuditTag) -> None:
    """For what is so now: whoever did it last did it."""
    last = books.last_about(session, subject, tag)
    if last is not None:
        unless_by_another(session, actor, last.staff_id)


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
    return _name(session, line.staff_id)


def _name(session: Session, staff_id: int | None) -> str:
    return staff.names(session, {staff_id}).get(staff_id, "") if staff_id is not None else ""
