"""The people of a hotel: what they may do, whether they still work here, where they are signed in."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base import clock
from core.domain import entry
from core.domain.access import Action, Actor, Role, require
from core.domain.conversations import AuditTag
from core.domain.entry import EntryRules
from core.services import invites, second_factor
from core.services.written import written_down
from core.store import hotels, staff
from core.store.db import tell_after_commit
from core.store.staff import Membership, Staff


class NoSuchPerson(Exception):
    pass


class LastOwner(Exception):
    """A hotel without an owner could never be managed again."""


class NotOneself(Exception):
    """Nobody takes their own work away by mistake."""


class WorksElsewhere(Exception):
    """Another hotel relies on this person's password and second factor: they change those themselves."""


def change_role(session: Session, actor: Actor, staff_id: int, role: Role, token: str) -> None:
    person, work = _found(session, actor, staff_id)
    if staff_id == actor.staff_id:
        raise NotOneself
    if work.role == role:
        return
    _somebody_stays(session, work)
    facts = {"name": person.name, "was": work.role, "role": role}
    if written_down(session, actor, AuditTag.STAFF_ROLE_CHANGED, f"staff:{staff_id}", token, **facts):
        work.role = role
        tell_after_commit(session, actor.hotel_id, kind="team")


def deactivate(session: Session, actor: Actor, staff_id: int, token: str) -> None:
    """From this moment on none of their browsers opens anything of this hotel."""
    person, work = _found(session, actor, staff_id)
    if staff_id == actor.staff_id:
        raise NotOneself
    if work.ended_at is not None:
        return
    _somebody_stays(session, work)
    subject = f"staff:{staff_id}"
    if written_down(session, actor, AuditTag.STAFF_LEFT, subject, token, name=person.name, role=work.role):
        work.ended_at = clock.now()
        staff.end_sign_ins_of(session, staff_id, clock.now())
        tell_after_commit(session, actor.hotel_id, kind="team")


def reactivate(session: Session, actor: Actor, staff_id: int, token: str) -> None:
    person, work = _found(session, actor, staff_id)
    if work.ended_at is None:
        return
    subject = f"staff:{staff_id}"
    if written_down(session, actor, AuditTag.STAFF_BACK, subject, token, name=person.name, role=work.role):
        work.ended_at = None
        tell_after_commit(session, actor.hotel_id, kind="team")


def end_sessions(session: Session, actor: Actor, staff_id: int, token: str) -> None:
    """All their browsers in this hotel; but for the one the owner looks from, where it is they themselves."""
    person, _ = _found(session, actor, staff_id)
    subject = f"staff:{staff_id}"
    if written_down(session, actor, AuditTag.STAFF_SESSIONS_ENDED, subject, token, name=person.name):
        staff.end_sign_ins_of(session, staff_id, clock.now())


def reset_factor(session: Session, actor: Actor, staff_id: int, token: str, *, elsewhere: bool) -> None:
    """For a telephone that was lost: signed out everywhere, they come in with the password and set up a new one."""
    person, _ = _found(session, actor, staff_id)
    if elsewhere:
        raise WorksElsewhere
    if person.factor_locked is None:
        return
    subject = f"staff:{staff_id}"
    if written_down(session, actor, AuditTag.STAFF_FACTOR_RESET, subject, token, name=person.name):
        second_factor.forget(person)
        staff.end_sign_ins_of(session, staff_id, clock.now())


def reset_link(session: Session, actor: Actor, staff_id: int, token: str, *, elsewhere: bool) -> str | None:
    """Opens the page to choose a new password, once; None when this very click was done before."""
    person, work = _found(session, actor, staff_id)
    if elsewhere:
        raise WorksElsewhere
    return invites.make_reset(session, actor, person, Role(work.role), token)


def set_entry_rules(session: Session, actor: Actor, wanted: EntryRules, token: str) -> None:
    require(actor, Action.MANAGE_STAFF)
    hotel = hotels.locked(session, actor.hotel_id)
    assert hotel is not None
    was, becomes = entry.to_json(entry.from_json(hotel.entry_rules)), entry.to_json(wanted)
    subject = f"hotel:{hotel.id}"
    if written_down(session, actor, AuditTag.ENTRY_RULES_CHANGED, subject, token, was=was, becomes=becomes):
        hotel.entry_rules = becomes


def entry_rules(session: Session, hotel_id: int) -> EntryRules:
    hotel = hotels.hotel(session, hotel_id)
    return entry.from_json(hotel.entry_rules if hotel is not None else {})


def works_elsewhere(session: Session, staff_id: int, hotel_id: int) -> bool:
    """Asked across hotels: of the others it tells nothing but that there is one."""
    return any(hotel.id != hotel_id for hotel, _ in staff.hotels_of(session, staff_id))


def _found(session: Session, actor: Actor, staff_id: int) -> tuple[Staff, Membership]:
    """The hotel is locked first: two owners who take each other's work away do so one after the other."""
    require(actor, Action.MANAGE_STAFF)
    hotels.locked(session, actor.hotel_id)
    work = staff.membership(session, staff_id)
    person = staff.locked(session, staff_id)
    if work is None or person is None:
        raise NoSuchPerson(str(staff_id))
    return person, work


def _somebody_stays(session: Session, work: Membership) -> None:
    if work.role == Role.OWNER and work.ended_at is None and staff.owners(session) < 2:
        raise LastOwner
