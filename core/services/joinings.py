"""Two records of a guest that were joined, told apart again: what was the other's goes back, what came since stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag, EventKind
from core.services.guests import join, note
from core.services.written import done_with, written_down
from core.store import conversations, guests, joinings
from core.store.db import tell_after_commit
from core.store.guests import Guest
from core.store.joinings import Joining

_MADE_ONE: Final = ("name", "language", "tags", "notes", "blocked_at", "opted_out_at")
_COUNTED: Final = ("identifiers", "bookings", "reviews")


class CannotPart(Exception):
    """Taken back already, or one of the two was erased or joined with somebody else since."""


@dataclass(frozen=True)
class Open:
    """A joining that can still be taken back, and how much of it would go."""

    id: int
    name: str
    at: datetime
    staff_id: int
    goes_back: dict[str, int]


def join_by_hand(session: Session, actor: Actor, kept: Guest, other: Guest, token: str) -> Joining:
    """As the house joins them itself, and written down so that it can be taken back."""
    session.flush()
    ours = {(talk.channel, talk.account): talk.id for talk in conversations.all_of_guest(session, kept.id)}
    theirs = conversations.all_of_guest(session, other.id)
    # Only now can no line come that would be moved and not written down.
    before, moved = _said(kept), joinings.belongings(session, other.id)
    poured = {
        str(talk.id): ours[talk.channel, talk.account]
        for talk in theirs
        if (talk.channel, talk.account) in ours
    }
    join(session, kept, other)
    return Joining(
        hotel_id=actor.hotel_id,
        kept_id=kept.id,
        other_id=other.id,
        staff_id=actor.staff_id,
        token=token,
        at=clock.now(),
        moved={**moved, "poured": poured},
        kept_before=before,
        kept_after={},
    )


def keep(session: Session, joining: Joining, kept: Guest) -> None:
    """Once the record that is kept says what it is to say."""
    joining.kept_after = _said(kept)
    session.add(joining)
    session.flush()


def open_of(session: Session, guest_id: int) -> list[Open]:
    found = []
    for row in joinings.open_of(session, guest_id):
        other = guests.one(session, row.other_id)
        if other is None or other.merged_into != guest_id or other.erased_at is not None:
            continue
        counts = {name: len(row.moved["guest"][name]) for name in _COUNTED}
        talks = row.moved["talks"].values()
        counts |= {"conversations": len(talks), "messages": sum(len(talk["messages"]) for talk in talks)}
        found.append(Open(row.id, other.name, row.at, row.staff_id, counts))
    return found


def part(session: Session, actor: Actor, joining_id: int, token: str) -> int:
    """Answers with the guest who is one of their own again."""
    require(actor, Action.CARE_FOR_GUESTS)
    found = joinings.one(session, joining_id)
    if found is None:
        raise CannotPart
    talks = [*found.moved["talks"], *found.moved["poured"].values()]
    conversations.all_locked(session, {int(talk) for talk in talks})
    for guest_id in sorted((found.kept_id, found.other_id)):
        guests.locked(session, guest_id)
    joining = joinings.locked(session, joining_id)
    assert joining is not None
    if done_with(session, token) is not None:
        return joining.other_id
    kept, other = (_there(session, one) for one in (joining.kept_id, joining.other_id))
    if joining.parted_at is not None or kept.merged_into is not None or other.merged_into != kept.id:
        raise CannotPart
    subject, facts = f"guest:{kept.id}", {"parted": other.id, "joining": joining.id}
    if not written_down(session, actor, AuditTag.GUESTS_PARTED, subject, token, **facts):
        return other.id
    other.merged_into, joining.parted_at = None, clock.now()
    _say_again(kept, joining)
    session.flush()
    _give_back(session, joining)
    for guest_id in (joining.kept_id, joining.other_id):
        tell_after_commit(session, actor.hotel_id, kind="guest", guest=guest_id)
    return joining.other_id


def _there(session: Session, guest_id: int) -> Guest:
    guest = guests.one(session, guest_id)
    if guest is None or guest.erased_at is not None:
        raise CannotPart
    return guest


def _give_back(session: Session, joining: Joining) -> None:
    joinings.hand_back(session, joining)
    talks = {int(source): target for source, target in joining.moved["poured"].items()}
    for conversation_id in {*talks, *talks.values()}:
        joinings.sum_up(session, conversation_id)
    whole = [int(talk) for talk in joining.moved["talks"] if int(talk) not in talks]
    for conversation_id in [*talks, *talks.values(), *whole]:
        conversation = conversations.locked(session, conversation_id)
        if conversation is not None:
            note(session, conversation, EventKind.GUESTS_PARTED)
            tell_after_commit(session, joining.hotel_id, kind="message", conversation=conversation_id)


def _say_again(kept: Guest, joining: Joining) -> None:
    """Name, tags and notes are as they were, but for what somebody has changed since: that stays."""
    now = _said(kept)
    for name, before in joining.kept_before.items():
        if now[name] == joining.kept_after[name]:
            is_moment = name.endswith("_at") and before is not None
            setattr(kept, name, datetime.fromisoformat(before) if is_moment else before)


def _said(guest: Guest) -> dict[str, Any]:
    values = {name: getattr(guest, name) for name in _MADE_ONE}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()
    }
