"""Who answers in a conversation: the house, a member of staff, or the hotel's own telephone."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import AlertKind, EventKind, Owner, Reason
from core.domain.errands import Errand
from core.services import alerts, errands
from core.services.guests import note
from core.store import handovers, outbox
from core.store.conversations import Conversation
from core.store.db import tell_after_commit


def call_person(session: Session, conversation: Conversation, reason: Reason, summary: str = "") -> None:
    """The house steps back and calls staff: state, event and alert. `handovers.begin` adds the promise."""
    if conversation.waiting_since is None:
        conversation.waiting_since = clock.now()
        note(session, conversation, EventKind.PERSON_CALLED, reason=reason, summary=summary)
    conversation.owner, conversation.owner_staff_id = Owner.STAFF, None
    conversation.handover_reason = reason
    if reason is not Reason.URGENT:  # which has a louder alert of its own
        alerts.raise_alert(
            session,
            conversation.hotel_id,
            AlertKind.PERSON_NEEDED,
            waiting_key(conversation.id),
            conversation_id=conversation.id,
            facts={"reason": reason},
        )
    tell_after_commit(session, conversation.hotel_id, kind="owner", conversation=conversation.id)


def waiting_key(conversation_id: int) -> str:
    return f"person:{conversation_id}"


def urgent_key(conversation_id: int) -> str:
    return f"urgent:{conversation_id}"


def promise_key(conversation_id: int) -> str:
    return f"promise:{conversation_id}"


def _keys(conversation_id: int) -> tuple[str, ...]:
    """The alerts that are over when somebody cares for the guest."""
    return waiting_key(conversation_id), urgent_key(conversation_id), promise_key(conversation_id)


def answered(session: Session, conversation: Conversation, staff_id: int | None = None) -> None:
    """Somebody came: the promise is kept, and what called for them is over."""
    handovers.end(session, conversation.id, clock.now(), answered=True, staff_id=staff_id)
    alerts.close_alerts(session, conversation.hotel_id, _keys(conversation.id), staff_id)


def staff_takes(session: Session, conversation: Conversation, staff_id: int, name: str, minutes: int) -> None:
    if conversation.owner != Owner.STAFF or conversation.owner_staff_id != staff_id:
        note(session, conversation, EventKind.TOOK_OVER, staff=name)
    conversation.owner, conversation.owner_staff_id = Owner.STAFF, staff_id
    conversation.waiting_since, conversation.unread = None, 0
    outbox.cancel(session, outbox.turn_key(conversation.id))
    answered(session, conversation, staff_id)
    schedule_give_back(session, conversation, minutes)
    tell_after_commit(session, conversation.hotel_id, kind="owner", conversation=conversation.id)


def house_takes_back(
    session: Session,
    conversation: Conversation,
    event: EventKind,
    *,
    keep_alerts: bool = False,
    **facts: object,
) -> None:
    """The house answers from the guest's next message on; what staff have seen is not answered again.

    Whoever complained is not greeted with cheer afterwards.
    """
    upset = conversation.handover_reason in (Reason.COMPLAINT, Reason.UPSET)
    note(session, conversation, event, **facts)
    conversation.owner, conversation.owner_staff_id = Owner.HOUSE, None
    conversation.waiting_since, conversation.give_back_at = None, None
    conversation.paused_until = None
    conversation.handover_reason = None
    conversation.state = {"upset": True, "at": clock.now().isoformat()} if upset else {}
    outbox.cancel(session, give_back_key(conversation.id))
    if not keep_alerts:
        handovers.end(session, conversation.id, clock.now(), answered=False)
        alerts.close_alerts(session, conversation.hotel_id, _keys(conversation.id))
    tell_after_commit(session, conversation.hotel_id, kind="owner", conversation=conversation.id)


def give_back_key(conversation_id: int) -> str:
    return f"give_back:{conversation_id}"


def schedule_give_back(session: Session, conversation: Conversation, minutes: int) -> None:
    """After a quiet time the house answers again; every word from staff starts the time anew.

    Where somebody said until when it keeps quiet, it does not come back before.
    """
    conversation.give_back_at = max(filter(None, (clock.after(minutes * 60), conversation.paused_until)))
    errands.write(
        session,
        conversation.hotel_id,
        Errand.GIVE_BACK,
        give_back_key(conversation.id),
        {"conversation": conversation.id},
        due_at=conversation.give_back_at,
    )
