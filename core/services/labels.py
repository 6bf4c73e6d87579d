"""Correcting the house: staff say what a message was really about, and the gate can learn from it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag, EventKind
from core.services.written import written_down
from core.store import handovers, labels, messages, turns
from core.store.db import tell_after_commit
from core.store.handovers import Handover
from core.store.labels import Label
from core.store.messages import Message

MOST = 3


class NothingToCorrect(Exception):
    """No line of this hotel has that id, or nothing was read for it."""


def correct(session: Session, actor: Actor, message_id: int, intents: tuple[str, ...], token: str) -> None:
    """What the house said was said of a guest's words: those get the label, and the handover that came of them too.

    Without intents the label is taken back.
    """
    require(actor, Action.REPLY)
    line = messages.locked(session, message_id)
    if line is None:
        raise NothingToCorrect
    read, called = turns.read_for(session, line), _called(session, line)
    if not read and called is None:
        raise NothingToCorrect
    before = labels.of_message(session, read[-1].id) if read else None
    details = {
        "message": message_id,
        "intents": list(intents),
        "earlier": before.intents
        if before is not None
        else [called.label]
        if called and called.label
        else [],
    }
    subject = f"conversation:{line.conversation_id}"
    if not written_down(session, actor, AuditTag.MESSAGE_LABELLED, subject, token, **details):
        return
    if read:
        _put(session, actor, read, intents)
    if called is not None:
        called.label = intents[0] if intents else None
        called.labelled_by, called.labelled_at = actor.staff_id, clock.now()
    tell_after_commit(session, line.hotel_id, kind="message", conversation=line.conversation_id)


def _put(session: Session, actor: Actor, read: list[Message], intents: tuple[str, ...]) -> None:
    newest = read[-1]
    if not intents:
        labels.take_away(session, newest.id)
        return
    labels.put(
        session,
        Label(
            hotel_id=newest.hotel_id,
            conversation_id=newest.conversation_id,
            message_id=newest.id,
            words="\n".join(one.text for one in read if one.text),
            intents=list(intents),
            labelled_by=actor.staff_id,
            labelled_at=clock.now(),
        ),
    )


def _called(session: Session, line: Message) -> Handover | None:
    """The handover a line tells of: the event itself, or the words with which the house promised a person."""
    if line.kind != EventKind.PERSON_CALLED and not (line.why or {}).get("called"):
        return None
    return handovers.standing_at(session, line.conversation_id, line.at)
