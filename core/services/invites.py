"""Links that bring people in: made by owners, opened once, over after three days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock, seal
from core.domain.access import Action, Actor, Role, require
from core.domain.conversations import AuditTag
from core.services import hotels, passwords, signin
from core.services.signin import Refused
from core.services.vouching import closed_to_passwords
from core.services.written import done_with, written_down, wrote
from core.store import invites as rows
from core.store import staff
from core.store.invites import Invite
from core.store.staff import Membership, Staff

LASTS: Final = timedelta(days=3)
LONGEST_NAME: Final = 80
_EMAIL: Final = re.compile(r"^[^@\s<>\"',;:\\]{1,64}@[^@\s<>\"',;:\\/]{1,180}\.[^@\s<>\"',;:\\/.]{2,}$")


class NotAnEmail(Exception):
    pass


class NameNeeded(Exception):
    pass


class WorksHere(Exception):
    """Somebody with that e-mail is of the team already."""


class NoSuchInvite(Exception):
    pass


@dataclass(frozen=True)
class Wanted:
    email: str
    name: str
    role: Role


@dataclass(frozen=True)
class Opened:
    """What the page of a link says. Somebody known to the house proves it; somebody new chooses a password. Neither is
    asked of somebody whose password would open nothing."""

    invite_id: int
    hotel: str
    email: str
    name: str
    known: bool
    is_reset: bool
    by_company: bool


def make(session: Session, actor: Actor, wanted: Wanted, token: str) -> str | None:
    """The secret of the link, known at this moment only; None when this very click was done before."""
    require(actor, Action.MANAGE_STAFF)
    email, name = clean_email(wanted.email), clean_name(wanted.name)
    if staff.works_here(session, email):
        raise WorksHere(email)
    if done_with(session, token) is not None:
        return None
    facts = {"email": email, "name": name, "role": wanted.role}
    if not written_down(session, actor, AuditTag.STAFF_INVITED, f"invite:{email}", token, **facts):
        return None
    return _write(session, actor, Wanted(email, name, wanted.role), None)


def make_reset(session: Session, actor: Actor, person: Staff, role: Role, token: str) -> str | None:
    """For somebody of the team who forgot theirs."""
    subject = f"staff:{person.id}"
    if not written_down(session, actor, AuditTag.STAFF_RESET_MADE, subject, token, name=person.name):
        return None
    return _write(session, actor, Wanted(person.email, person.name, role), person.id)


def revoke(session: Session, actor: Actor, invite_id: int, token: str) -> None:
    require(actor, Action.MANAGE_STAFF)
    invite = rows.one(session, invite_id)
    if invite is None:
        raise NoSuchInvite
    if invite.used_at is not None or invite.revoked_at is not None:
        return
    subject = f"invite:{invite.email}"
    if written_down(session, actor, AuditTag.STAFF_INVITE_REVOKED, subject, token, email=invite.email):
        invite.revoked_at = clock.now()


def opened(session: Session, secret: str) -> Opened | None:
    """None for a link that is over, was used, was taken back or never was."""
    invite = _living(session, secret)
    if invite is None:
        return None
    hotel = hotels.get(session, invite.hotel_id)
    person = staff.by_email(session, invite.email)
    roles = [] if person is None else [role for _, role in staff.hotels_of(session, person.id)]
    return Opened(
        invite.id,
        hotel.name,
        invite.email,
        invite.name,
        known=person is not None,
        is_reset=invite.staff_id is not None,
        by_company=closed_to_passwords(invite.email, [*roles, Role(invite.role)]),
    )


def accept(session: Session, secret: str, password: str, name: str = "") -> Staff | Refused | None:
    """Somebody new gets this password; somebody the house knows proves with theirs that it is they."""
    invite = _living(session, secret)
    if invite is None:
        return None
    person = staff.by_email(session, invite.email)
    if invite.staff_id is not None:
        person = staff.locked(session, invite.staff_id)
        if person is None or not person.active:
            return None
        passwords.choose(session, person, password)
        wrote(session, person.id, invite.hotel_id, AuditTag.STAFF_PASSWORD_SET)
    elif person is None:
        person = _newcomer(session, invite, password, clean_name(name or invite.name))
    elif (no := signin.proves(session, person, password)) is not None:
        return no
    if invite.staff_id is None:
        _join(session, invite, person)
    invite.used_at = clock.now()
    return person


def accept_vouched(session: Session, email: str) -> None:
    """The company's own account is as good as the link: its address proves who it is. Nobody is made who was not
    invited, and the role is the one that was given here. Somebody who is not let in any more uses nothing up."""
    person = staff.by_email(session, email)
    if person is not None and not person.active:
        return
    for invite in rows.open_for(session, email, clock.now()):
        person = person or _made(session, invite, clean_name(invite.name), seal.new_token())
        _join(session, invite, person)
        invite.used_at = clock.now()


def _newcomer(session: Session, invite: Invite, password: str, name: str) -> Staff:
    hotel = hotels.get(session, invite.hotel_id)
    passwords.check(password, [name, invite.email.partition("@")[0], hotel.name])
    return _made(session, invite, name, password)


def _made(session: Session, invite: Invite, name: str, password: str) -> Staff:
    hotel = hotels.get(session, invite.hotel_id)
    person = Staff(
        email=invite.email,
        name=name,
        password_hash=seal.hash_password(password),
        password_set_at=clock.now(),
        language=hotel.language if hotel.language in signin.LANGUAGES else "es",
    )
    session.add(person)
    session.flush()
    return person


def _join(session: Session, invite: Invite, person: Staff) -> None:
    work = session.get(Membership, (person.id, invite.hotel_id))
    if work is None:
        session.add(Membership(staff_id=person.id, hotel_id=invite.hotel_id, role=invite.role))
    else:
        work.role, work.ended_at = invite.role, None
    session.flush()
    wrote(session, person.id, invite.hotel_id, AuditTag.STAFF_JOINED, role=invite.role)


def _write(session: Session, actor: Actor, wanted: Wanted, staff_id: int | None) -> str:
    now, secret = clock.now(), seal.new_token()
    rows.replace(session, wanted.email, now)
    session.add(
        Invite(
            hotel_id=actor.hotel_id,
            fingerprint=seal.fingerprint(secret),
            email=wanted.email,
            name=wanted.name,
            role=wanted.role,
            staff_id=staff_id,
            made_at=now,
            made_by=actor.staff_id,
            expires_at=now + LASTS,
        )
    )
    session.flush()
    return secret


def _living(session: Session, secret: str) -> Invite | None:
    invite = rows.by_fingerprint(session, seal.fingerprint(secret))
    if invite is None or invite.used_at is not None or invite.revoked_at is not None:
        return None
    return invite if clock.now() < invite.expires_at else None


def clean_email(written: str) -> str:
    email = written.strip().lower()
    if not _EMAIL.match(email) or not email.isprintable():
        raise NotAnEmail(email[:80])
    return email


def clean_name(written: str) -> str:
    name = " ".join(written.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NameNeeded
    return name
