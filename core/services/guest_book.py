"""What staff do about a guest: notes, whom the house no longer answers, two records that are one, and erasing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.bookings import TAKES_ROOM
from core.domain.conversations import AuditTag
from core.services import guests as people
from core.services.joinings import join_by_hand, keep
from core.services.phrases import LANGUAGES
from core.services.written import done_with, written_down
from core.store import bookings, conversations, erasing, guests, joinings
from core.store.db import tell_after_commit
from core.store.guests import Guest

TAGS: Final = ("couple", "family", "business", "group", "vip", "long_stay", "returning")
_LONGEST_NOTE: Final = 2000
_LONGEST_NAME: Final = 120


class NoSuchGuest(Exception):
    """No guest of this hotel has that id, or they were erased or joined with another."""


class CannotErase(Exception):
    """They are here, or awaited, or were named wrongly."""


class CannotJoin(Exception):
    """A guest cannot be joined with themselves."""


@dataclass(frozen=True)
class Known:
    """What staff may change of a guest."""

    name: str
    language: str | None
    tags: tuple[str, ...]
    notes: str


def change(session: Session, actor: Actor, guest_id: int, known: Known, token: str) -> Guest:
    require(actor, Action.CARE_FOR_GUESTS)
    guest = _living(session, guest_id)
    language = known.language if known.language in LANGUAGES else None
    tags = sorted({tag for tag in known.tags if tag in TAGS})
    changed = [
        name
        for name, before, after in (
            ("name", guest.name, known.name),
            ("language", guest.language, language),
            ("tags", sorted(guest.tags), tags),
            ("notes", guest.notes, known.notes),
        )
        if before != after
    ]
    if not changed or not _written(session, actor, AuditTag.GUEST_CHANGED, guest, token, changed=changed):
        return guest
    guest.name, guest.language = known.name.strip()[:_LONGEST_NAME], language
    guest.tags, guest.notes = tags, known.notes.strip()[:_LONGEST_NOTE]
    _tell(session, guest)
    return guest


def block(session: Session, actor: Actor, guest_id: int, reason: str, token: str) -> None:
    """The house neither answers nor writes to them any more; what they write is still kept for staff."""
    require(actor, Action.CARE_FOR_GUESTS)
    guest = _living(session, guest_id)
    if guest.blocked_at is not None or not _written(
        session, actor, AuditTag.GUEST_BLOCKED, guest, token, reason=reason[:200]
    ):
        return
    guest.blocked_at = clock.now()
    _tell(session, guest)


def unblock(session: Session, actor: Actor, guest_id: int, token: str) -> None:
    require(actor, Action.CARE_FOR_GUESTS)
    guest = _living(session, guest_id)
    if guest.blocked_at is None or not _written(session, actor, AuditTag.GUEST_UNBLOCKED, guest, token):
        return
    guest.blocked_at = None
    _tell(session, guest)


def consent(session: Session, actor: Actor, guest_id: int, token: str, *, may_write: bool) -> None:
    """What the guest said at the desk about being written to by the house."""
    require(actor, Action.CARE_FOR_GUESTS)
    guest = _living(session, guest_id)
    if (guest.opted_out_at is None) == may_write or not _written(
        session, actor, AuditTag.GUEST_CHANGED, guest, token, may_write=may_write
    ):
        return
    guest.opted_out_at = None if may_write else clock.now()
    _tell(session, guest)


def merge(session: Session, actor: Actor, kept_id: int, other_id: int, token: str) -> int | None:
    """Everything of the other moves to the one that is kept, whose name and language stand where it has them.

    Answers with the joining, by which it can be taken back.
    """
    require(actor, Action.CARE_FOR_GUESTS)
    if done_with(session, token):
        return _joining(session, token)
    if kept_id == other_id:
        raise CannotJoin
    conversations.all_locked(session, conversations.of_guests(session, (kept_id, other_id)))
    found = {one: _living(session, one) for one in sorted((kept_id, other_id))}
    kept, other = found[kept_id], found[other_id]
    if not _written(session, actor, AuditTag.GUESTS_MERGED, kept, token, merged=other.id, name=other.name):
        return _joining(session, token)
    joining = join_by_hand(session, actor, kept, other, token)
    kept.name, kept.language = kept.name or other.name, kept.language or other.language
    kept.tags = sorted({*kept.tags, *other.tags})
    kept.notes = "\n".join(filter(None, (kept.notes, other.notes)))[:_LONGEST_NOTE]
    kept.blocked_at = kept.blocked_at or other.blocked_at
    keep(session, joining, kept)
    _tell(session, kept)
    return joining.id


def _joining(session: Session, token: str) -> int | None:
    made = joinings.by_token(session, token)
    return made.id if made is not None else None


def erase(session: Session, actor: Actor, guest_id: int, typed: str, token: str) -> None:
    """Who they were and what they said goes for good; stays and money stay. Their name is typed, so that it is them."""
    require(actor, Action.ERASE_GUESTS)
    if done_with(session, token):
        return
    guest = _living(session, guest_id)
    if " ".join(typed.split()).casefold() != " ".join(asked_name(session, guest).split()).casefold():
        raise CannotErase("name")
    open_stays = [
        one for one in bookings.of_guest(session, guest.id, clock.now().date()) if one.status in TAKES_ROOM
    ]
    if open_stays:
        raise CannotErase("stays")
    if not _written(session, actor, AuditTag.GUEST_ERASED, guest, token):
        return
    session.flush()
    erasing.erase(session, guest.id, clock.now())
    tell_after_commit(session, actor.hotel_id, kind="guest", guest=guest_id)


def asked_name(session: Session, guest: Guest) -> str:
    """What must be typed: the name; for somebody without one the telephone, or their number in this house."""
    return guest.name or people.contact_of(session, guest.id)[1] or str(guest.id)


def exported(session: Session, actor: Actor, guest_id: int) -> Guest:
    """Written down whenever somebody takes a guest's data home."""
    require(actor, Action.EXPORT_GUESTS)
    guest = _living(session, guest_id)
    written_down(session, actor, AuditTag.GUEST_EXPORTED, f"guest:{guest.id}")
    return guest


def _living(session: Session, guest_id: int) -> Guest:
    guest = guests.locked(session, guest_id)
    if guest is None or guest.merged_into is not None or guest.erased_at is not None:
        raise NoSuchGuest
    return guest


def _written(
    session: Session, actor: Actor, tag: AuditTag, guest: Guest, token: str, **facts: object
) -> bool:
    return written_down(session, actor, tag, f"guest:{guest.id}", token, **facts)


def _tell(session: Session, guest: Guest) -> None:
    session.flush()
    tell_after_commit(session, guest.hotel_id, kind="guest", guest=guest.id)
