"""What people change about themselves: name, password, second factor, the browsers they are signed in with."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from core.base import clock
from core.base.settings import settings
from core.domain.access import Actor
from core.domain.conversations import AuditTag
from core.services import passwords, second_factor, signin, team
from core.services.invites import clean_name
from core.services.signin import Refused
from core.services.written import done_with, wrote
from core.store import staff
from core.store.staff import SignIn, Staff


class FactorNeeded(Exception):
    """A hotel where they work asks for a second factor: it can be made anew, not taken away."""


def me(session: Session, actor: Actor) -> Staff:
    person = staff.locked(session, actor.staff_id)
    if person is None:
        raise team.NoSuchPerson(str(actor.staff_id))
    return person


def rename(session: Session, actor: Actor, name: str, token: str | None = None) -> None:
    person, wanted = me(session, actor), clean_name(name)
    if person.name != wanted:
        change = {"was": person.name, "name": wanted}
        wrote(session, person.id, actor.hotel_id, AuditTag.STAFF_NAMED, token, **change)
        person.name = wanted


def change_password(
    session: Session, actor: Actor, old: str, new: str, keep: str, token: str | None = None
) -> Refused | None:
    """`keep` is the browser that stays signed in."""
    person = me(session, actor)
    if (no := signin.proves(session, person, old)) is not None:
        return no
    passwords.choose(session, person, new, keep=keep)
    wrote(session, person.id, actor.hotel_id, AuditTag.STAFF_PASSWORD_SET, token)
    return None


def begin_factor(session: Session, actor: Actor, password: str) -> Refused | tuple[str, str]:
    """The secret and its address, for a telephone to read; nothing is asked for before it has proved itself."""
    person = me(session, actor)
    if (no := signin.proves(session, person, password)) is not None:
        return no
    secret = second_factor.begin(person)
    return secret, second_factor.address(person, secret)


def prove_factor(
    session: Session, actor: Actor, code: str, keep: str, token: str | None = None
) -> list[str] | None:
    """Browsers that came in without it are signed out. None when this very click has proved it before: its codes
    cannot be shown again."""
    person = me(session, actor)
    if done_with(session, token) is not None:
        return None
    codes = second_factor.prove(session, person, code, actor.hotel_id, token)
    staff.end_sign_ins_of(session, person.id, clock.now(), but=keep)
    return codes


def new_codes(
    session: Session, actor: Actor, password: str, token: str | None = None
) -> Refused | list[str] | None:
    """None when this very click has made them before: they cannot be shown again, and stay as they are."""
    person = me(session, actor)
    if done_with(session, token) is not None:
        return None
    if (no := signin.proves(session, person, password)) is not None:
        return no
    if person.factor_locked is None:
        return []
    wrote(session, person.id, actor.hotel_id, AuditTag.STAFF_FACTOR_SET, token, codes=True)
    return second_factor.new_recovery_codes(person)


def drop_factor(session: Session, actor: Actor, password: str, token: str | None = None) -> Refused | None:
    person = me(session, actor)
    if (no := signin.proves(session, person, password)) is not None:
        return no
    if signin.needs_factor(session, person):
        raise FactorNeeded
    second_factor.forget(person)
    wrote(session, person.id, actor.hotel_id, AuditTag.STAFF_FACTOR_RESET, token, name=person.name)
    return None


def sessions_of(session: Session, staff_id: int) -> list[SignIn]:
    now = clock.now()
    idle = timedelta(minutes=settings().session_idle_minutes)
    return staff.live_sign_ins(session, staff_id, now, now - idle)


def end_session(session: Session, actor: Actor, mark: str, token: str | None = None) -> None:
    """One browser of their own, by the beginning of its fingerprint; one that is over already is no trouble."""
    for row in sessions_of(session, actor.staff_id):
        if row.fingerprint.startswith(mark):
            row.ended_at = clock.now()
            wrote(session, actor.staff_id, row.hotel_id, AuditTag.STAFF_SIGNED_OUT, token)


def end_others(session: Session, actor: Actor, keep: str, token: str | None = None) -> int:
    ended = staff.end_sign_ins_of(session, actor.staff_id, clock.now(), but=keep)
    if ended:
        wrote(session, actor.staff_id, actor.hotel_id, AuditTag.STAFF_SESSIONS_ENDED, token, count=ended)
    return ended
