"""A person was promised: the promise is written down, kept by staff, or escalated when its time passes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AlertKind, AuditTag, EventKind, Owner, Reason
from core.domain.errands import Errand
from core.domain.knowledge import Knowledge
from core.domain.messages import window_is_open
from core.domain.outgoing import Content, Text
from core.services import (
    alerts,
    errands,
    hotels,
    knowledge,
    on_call,
    outgoing,
    owners,
    phrases,
    promises,
    templates,
)
from core.services.guests import note
from core.store import alerts as books
from core.store import conversations, guests
from core.store import handovers as rows
from core.store.alerts import AuditEntry
from core.store.conversations import Conversation
from core.store.handovers import Handover
from core.store.hotels import Hotel

_LONGEST_WORDS = 2000
_LONGEST_LABEL = 100


class NoSuchHandover(Exception):
    pass


@dataclass(frozen=True)
class Case:
    """Why a person is called, as the person wants to read it: the guest's words, and what was made of them."""

    words: str = ""
    understood: dict[str, Any] = field(default_factory=dict)
    summary: str = ""


def begin(session: Session, conversation: Conversation, reason: Reason, case: Case) -> None:
    """State, event, alert, promise and, where it is urgent, the telephone of whoever is on call: all in one."""
    hotel = hotels.get(session, conversation.hotel_id)
    # Whatever broke the house may be in what the hotel wrote down: then it is not read.
    known = Knowledge() if reason is Reason.HOUSE_FAILED else knowledge.of(session, hotel.id)
    promise_at = None if reason in promises.UNPROMISED else promises.promised_by(hotel, known, reason)
    handover_id = rows.begin(
        session,
        Handover(
            hotel_id=conversation.hotel_id,
            conversation_id=conversation.id,
            reason=reason,
            words=case.words[:_LONGEST_WORDS],
            understood=case.understood,
            called_at=clock.now(),
            promise_at=promise_at,
        ),
    )
    owners.call_person(session, conversation, reason, case.summary)
    begun = rows.one(session, handover_id)
    if (
        begun is not None and begun.promise_at is not None
    ):  # an earlier promise than this call's own may stand
        _remind(session, Errand.KEEP_PROMISE, conversation.hotel_id, handover_id, begun.promise_at)
    if reason is Reason.URGENT:
        raise_urgent(session, conversation, case.words)


def raise_urgent(session: Session, conversation: Conversation, words: str) -> None:
    """Danger, whoever owns the conversation: an alert of its own, and the telephone of whoever is on call."""
    hotel = hotels.get(session, conversation.hotel_id)
    is_new = alerts.raise_alert(
        session,
        hotel.id,
        AlertKind.URGENT,
        owners.urgent_key(conversation.id),
        conversation_id=conversation.id,
        facts={"reason": Reason.URGENT, "on_call": "told" if hotel.on_call_phone else "missing"},
    )
    if is_new:
        on_call.write(session, conversation, words)


def _sorry(session: Session, conversation: Conversation, hotel: Hotel) -> Content | None:
    """After a day of silence only in the words the channel has approved, where it is known to have."""
    spoken = conversation.language or hotel.language
    if window_is_open(conversation.last_guest_at, clock.now()):
        return Text(phrases.of(session, hotel).say(spoken, "handover.broken"))
    if not templates.are_known(session, conversation):
        return None
    return templates.filled(session, conversation, "promise_broken", spoken, {"hotel": hotel.name})


def _may_speak(session: Session, conversation: Conversation, hotel: Hotel) -> bool:
    guest = guests.one(session, conversation.guest_id)
    return guest is not None and not guest.left_alone and not hotel.house_paused


def keep_promise(session: Session, handover_id: int) -> None:
    """The promised time is over. Where nobody came the guest is told once, and people are called louder."""
    found = _still_waiting(session, handover_id)
    if found is None:
        return
    handover, conversation = found
    if handover.promise_at is not None and handover.promise_at > clock.now():
        _remind(session, Errand.KEEP_PROMISE, handover.hotel_id, handover.id, handover.promise_at)
        return
    if handover.broken_at is not None:
        return
    handover.broken_at = clock.now()
    hotel = hotels.get(session, conversation.hotel_id)
    content = _sorry(session, conversation, hotel) if _may_speak(session, conversation, hotel) else None
    if content is not None:
        outgoing.say(session, conversation, content, why={"flow": "handover", "step": "promise_broken"})
    note(session, conversation, EventKind.PROMISE_BROKEN)
    alerts.raise_alert(
        session,
        conversation.hotel_id,
        AlertKind.PROMISE_BROKEN,
        owners.promise_key(conversation.id),
        conversation_id=conversation.id,
        facts={"reason": handover.reason},
    )
    on_call.write(session, conversation, handover.words)
    back_at = clock.now() + timedelta(minutes=hotel.take_back_minutes)
    _remind(session, Errand.TAKE_BACK, handover.hotel_id, handover.id, back_at)


def take_back(session: Session, handover_id: int) -> None:
    """Nobody ever came: better the house answers what it can than silence for ever. The alerts stay.

    The guest is told so, or nobody would know that writing again helps now; and whoever is on call is told once more.
    """
    found = _still_waiting(session, handover_id)
    if found is None:
        return
    handover, conversation = found
    hotel = hotels.get(session, conversation.hotel_id)
    on_call.write(session, conversation, handover.words)
    rows.end(session, conversation.id, clock.now(), answered=False)
    heard_today = window_is_open(conversation.last_guest_at, clock.now())
    if heard_today and _may_speak(session, conversation, hotel):
        spoken = conversation.language or hotel.language
        content = Text(phrases.of(session, hotel).say(spoken, "handover.taken_back"))
        outgoing.say(session, conversation, content, why={"flow": "handover", "step": "taken_back"})
    owners.house_takes_back(session, conversation, EventKind.NOBODY_CAME, keep_alerts=True)


def awaited(session: Session, conversation: Conversation) -> Handover | None:
    """The call that nobody has answered yet."""
    return rows.open_in(session, conversation.id)


def promised(session: Session, conversation: Conversation) -> datetime | None:
    """The hour by which whoever is awaited was to have answered; nothing once it has passed."""
    handover = rows.open_in(session, conversation.id)
    promise_at = handover.promise_at if handover is not None else None
    return promise_at if promise_at is not None and promise_at > clock.now() else None


def label(session: Session, actor: Actor, handover_id: int, words: str, token: str) -> None:
    """Staff say what the guest really wanted."""
    require(actor, Action.REPLY)
    handover = rows.one(session, handover_id)
    if handover is None:
        raise NoSuchHandover
    entry = AuditEntry(
        hotel_id=actor.hotel_id,
        staff_id=actor.staff_id,
        tag=AuditTag.HANDOVER_LABELLED,
        subject=f"handover:{handover_id}",
        details={"label": words[:_LONGEST_LABEL], "before": handover.label},
        token=token,
        at=clock.now(),
    )
    if books.write_down(session, entry):
        handover.label = words.strip()[:_LONGEST_LABEL] or None
        handover.labelled_by, handover.labelled_at = actor.staff_id, clock.now()


def _still_waiting(session: Session, handover_id: int) -> tuple[Handover, Conversation] | None:
    handover = rows.one(session, handover_id)
    if handover is None:
        return None
    conversation = conversations.locked(session, handover.conversation_id)
    handover = rows.one(session, handover_id)
    if conversation is None or handover is None or handover.ended_at is not None:
        return None
    if conversation.owner != Owner.STAFF or conversation.owner_staff_id is not None:
        return None
    return handover, conversation


def _remind(session: Session, errand: Errand, hotel_id: int, handover_id: int, due_at: Any) -> None:
    key = f"{errand}:{handover_id}"
    errands.write(session, hotel_id, errand, key, {"handover": handover_id}, due_at=due_at)
