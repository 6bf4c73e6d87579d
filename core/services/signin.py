"""Signing in: who a browser belongs to, for how long, and in which hotel it works now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from core.base import clock, seal
from core.base.settings import settings
from core.domain.access import Actor, Role
from core.domain.conversations import AuditTag
from core.store import alerts, staff
from core.store.alerts import AuditEntry
from core.store.staff import SignIn, Staff
from core.store.views import desk

TRIES = 5
_FIRST_LOCK = timedelta(seconds=30)
_LONGEST_LOCK = timedelta(minutes=15)
LANGUAGES = ("es", "en")


class Ending(StrEnum):
    """Why a token opens nothing."""

    UNKNOWN = "unknown"
    OUT = "out"
    IDLE = "idle"
    LONG = "long"
    NO_ACCESS = "no_access"


class Refusal(StrEnum):
    WRONG = "wrong"
    LOCKED = "locked"
    NO_HOTEL = "no_hotel"


@dataclass(frozen=True)
class Attempt:
    email: str
    password: str
    browser: str = ""
    replaces: str | None = None


@dataclass(frozen=True)
class Entered:
    token: str
    ends_at: datetime


@dataclass(frozen=True)
class Refused:
    """An answer and not an exception: the count of wrong tries must be committed."""

    reason: Refusal
    until: datetime | None = None


@dataclass(frozen=True)
class Presence:
    """A member of staff who is signed in, at work in one hotel."""

    actor: Actor
    language: str
    idle_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Workplace:
    hotel_id: int
    name: str
    role: Role


def lock_after(failures: int) -> timedelta | None:
    """No lock for the first tries, then twice as long each time."""
    if failures < TRIES:
        return None
    doubled: int = 2 ** min(failures - TRIES, 10)
    return min(_FIRST_LOCK * doubled, _LONGEST_LOCK)


def sign_in(session: Session, attempt: Attempt) -> Entered | Refused:
    person = staff.by_email(session, attempt.email)
    if person is None or not person.active:
        seal.waste_a_verification(attempt.password)
        return Refused(Refusal.WRONG)
    if person.locked_until is not None and clock.now() < person.locked_until:
        seal.waste_a_verification(attempt.password)
        return Refused(Refusal.LOCKED, person.locked_until)
    if not seal.password_is_right(attempt.password, person.password_hash):
        return _wrong(session, person)
    hotel_id = _first_hotel(session, person)
    if hotel_id is None:
        return Refused(Refusal.NO_HOTEL)
    person.failed_sign_ins, person.locked_until = 0, None
    if attempt.replaces:
        _end(session, attempt.replaces)
    return _enter(session, person, hotel_id, attempt.browser)


def who(session: Session, token: str) -> Presence | Ending:
    row = staff.sign_in(session, seal.fingerprint(token))
    if row is None:
        return Ending.UNKNOWN
    now, idle_at = clock.now(), row.seen_at + timedelta(minutes=settings().session_idle_minutes)
    if row.ended_at is not None:
        return Ending.OUT
    if now >= row.ends_at:
        return Ending.LONG
    if now >= idle_at:
        return Ending.IDLE
    found = staff.member(session, row.staff_id, row.hotel_id)
    if found is None:
        return Ending.NO_ACCESS
    person, role = found
    actor = Actor(staff_id=person.id, hotel_id=row.hotel_id, name=person.name, role=role)
    return Presence(actor, person.language, idle_at, row.ends_at)


def touch(session: Session, token: str) -> Presence | Ending:
    """The person moved: the idle time starts anew, the absolute end does not move."""
    present = who(session, token)
    if isinstance(present, Ending):
        return present
    row = staff.sign_in(session, seal.fingerprint(token))
    assert row is not None
    row.seen_at = clock.now()
    return present


def sign_out(session: Session, token: str) -> None:
    row = _end(session, token)
    if row is not None:
        _write_down(session, row.staff_id, row.hotel_id, AuditTag.STAFF_SIGNED_OUT)


def workplaces(session: Session, staff_id: int) -> list[Workplace]:
    return [Workplace(hotel.id, hotel.name, role) for hotel, role in staff.hotels_of(session, staff_id)]


def choose_hotel(session: Session, token: str, hotel_id: int) -> bool:
    """False when the person does not work there; then nothing changes."""
    row = staff.sign_in(session, seal.fingerprint(token))
    if row is None or row.ended_at is not None or staff.member(session, row.staff_id, hotel_id) is None:
        return False
    row.hotel_id = hotel_id
    return True


def choose_language(session: Session, token: str, language: str) -> bool:
    row = staff.sign_in(session, seal.fingerprint(token))
    if row is None or row.ended_at is not None or language not in LANGUAGES:
        return False
    session.get_one(Staff, row.staff_id).language = language
    return True


def _wrong(session: Session, person: Staff) -> Refused:
    person.failed_sign_ins += 1
    pause = lock_after(person.failed_sign_ins)
    if pause is None:
        return Refused(Refusal.WRONG)
    person.locked_until = clock.now() + pause
    for hotel, _ in staff.hotels_of(session, person.id):
        _write_down(session, person.id, hotel.id, AuditTag.STAFF_LOCKED_OUT)
    return Refused(Refusal.LOCKED, person.locked_until)


def _first_hotel(session: Session, person: Staff) -> int | None:
    """Where the person worked last, if they still work there."""
    theirs = [hotel.id for hotel, _ in staff.hotels_of(session, person.id)]
    last = desk.last_hotel(session, person.id)
    return last if last in theirs else next(iter(theirs), None)


def _enter(session: Session, person: Staff, hotel_id: int, browser: str) -> Entered:
    token, now = seal.new_token(), clock.now()
    ends_at = now + timedelta(hours=settings().session_absolute_hours)
    session.add(
        SignIn(
            fingerprint=seal.fingerprint(token),
            staff_id=person.id,
            hotel_id=hotel_id,
            started_at=now,
            seen_at=now,
            ends_at=ends_at,
            browser=browser[:200],
        )
    )
    _write_down(session, person.id, hotel_id, AuditTag.STAFF_SIGNED_IN)
    return Entered(token, ends_at)


def _end(session: Session, token: str) -> SignIn | None:
    row = staff.sign_in(session, seal.fingerprint(token))
    if row is None or row.ended_at is not None:
        return None
    row.ended_at = clock.now()
    return row


def _write_down(session: Session, staff_id: int, hotel_id: int, tag: AuditTag) -> None:
    alerts.write_down(
        session,
        AuditEntry(
            hotel_id=hotel_id,
            staff_id=staff_id,
            tag=tag,
            subject=f"staff:{staff_id}",
            details={},
            token=None,
            at=clock.now(),
        ),
    )
