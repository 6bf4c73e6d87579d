"""Signing in: who a browser belongs to, for how long, and in which hotel it works now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock, seal
from core.base.settings import settings
from core.domain import entry
from core.domain.access import Actor, Role
from core.domain.conversations import AuditTag
from core.domain.entry import Awaits
from core.domain.passwords import is_stale
from core.services.vouching import by_company_alone
from core.services.written import wrote
from core.store import staff
from core.store.staff import SignIn, Staff
from core.store.views import desk

TRIES = 5
_FIRST_LOCK = timedelta(seconds=30)
_LONGEST_LOCK = timedelta(minutes=15)
LANGUAGES = ("es", "en")
PASSWORD, COMPANY, CODE = "password", "company", "code"  # what one comes in by
UNFINISHED_LASTS = timedelta(minutes=10)


class Ending(StrEnum):
    """Why a token opens nothing."""

    UNKNOWN = "unknown"
    OUT = "out"
    IDLE = "idle"
    LONG = "long"
    UNFINISHED = "unfinished"
    NO_ACCESS = "no_access"


class Refusal(StrEnum):
    WRONG = "wrong"
    LOCKED = "locked"
    NO_HOTEL = "no_hotel"
    WRONG_CODE = "wrong_code"
    OVER = "over"
    COMPANY_ONLY = "company_only"
    STRANGER = "stranger"


@dataclass(frozen=True)
class Attempt:
    email: str
    password: str
    browser: str = ""
    replaces: str | None = None
    address: str = ""


@dataclass(frozen=True)
class Entered:
    """With `awaits` the token opens nothing yet but the page that asks for what is missing."""

    token: str
    ends_at: datetime
    awaits: Awaits | None = None


@dataclass(frozen=True)
class Refused:
    """An answer and not an exception: the count of wrong tries must be committed."""

    reason: Refusal
    until: datetime | None = None


@dataclass(frozen=True)
class Visit:
    """Where somebody comes in, and by what ways: a password, and then perhaps a code."""

    hotel_id: int
    browser: str
    address: str
    by: tuple[str, ...]


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
    if by_company_alone(session, person):
        return Refused(Refusal.COMPANY_ONLY)
    return _come_in(session, person, attempt, PASSWORD, frozenset())


def vouched_for(session: Session, attempt: Attempt) -> Entered | Refused:
    """The company's account says who it is, and minds the second factor for the domains named as the company's: a
    provider of just anybody stands for the password alone. Only staff come in, in the roles they have."""
    person = staff.by_email(session, attempt.email)
    if person is None or not person.active:
        return Refused(Refusal.STRANGER)
    done = frozenset(Awaits) if settings().company_domains else frozenset({Awaits.PASSWORD})
    return _come_in(session, person, attempt, COMPANY, done)


def _come_in(
    session: Session, person: Staff, attempt: Attempt, by: str, done: frozenset[Awaits]
) -> Entered | Refused:
    hotel_id = _first_hotel(session, person)
    if hotel_id is None:
        return Refused(Refusal.NO_HOTEL)
    if attempt.replaces:
        _end(session, attempt.replaces)
    return onward(session, person, Visit(hotel_id, attempt.browser, attempt.address, (by,)), done)


def proves(session: Session, person: Staff, password: str) -> Refused | None:
    """Before something that matters, whoever sits there says the password again. Counted like signing in."""
    if person.locked_until is not None and clock.now() < person.locked_until:
        return Refused(Refusal.LOCKED, person.locked_until)
    if not seal.password_is_right(password, person.password_hash):
        return _wrong(session, person)
    return None


def who(session: Session, token: str) -> Presence | Ending:
    row = staff.sign_in(session, seal.fingerprint(token))
    if row is None:
        return Ending.UNKNOWN
    now, idle_at = clock.now(), row.seen_at + timedelta(minutes=settings().session_idle_minutes)
    if row.ended_at is not None:
        return Ending.OUT
    if now >= row.ends_at:
        return Ending.LONG
    if row.awaits is not None:
        return Ending.UNFINISHED
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
        wrote(session, row.staff_id, row.hotel_id, AuditTag.STAFF_SIGNED_OUT)


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


def _wrong(session: Session, person: Staff, reason: Refusal = Refusal.WRONG) -> Refused:
    person.failed_sign_ins += 1
    pause = lock_after(person.failed_sign_ins)
    if pause is None:
        return Refused(reason)
    person.locked_until = clock.now() + pause
    for hotel, _ in staff.hotels_of(session, person.id):
        wrote(session, person.id, hotel.id, AuditTag.STAFF_LOCKED_OUT)
    return Refused(Refusal.LOCKED, person.locked_until)


def _first_hotel(session: Session, person: Staff) -> int | None:
    """Where the person worked last, if they still work there; else where they have most to say."""
    theirs = {hotel.id: role for hotel, role in staff.hotels_of(session, person.id)}
    last = desk.last_hotel(session, person.id)
    return (
        last
        if last in theirs
        else min(theirs, key=lambda hotel: list(Role).index(theirs[hotel]), default=None)
    )


def onward(session: Session, person: Staff, visit: Visit, done: frozenset[Awaits]) -> Entered:
    """To what is still missing, or in. Every step has a token of its own: one that was seen opens no later door."""
    awaits = _missing(session, person, done)
    token, now = seal.new_token(), clock.now()
    lasts = timedelta(hours=settings().session_absolute_hours) if awaits is None else UNFINISHED_LASTS
    session.add(
        SignIn(
            fingerprint=seal.fingerprint(token),
            staff_id=person.id,
            hotel_id=visit.hotel_id,
            started_at=now,
            seen_at=now,
            ends_at=now + lasts,
            browser=visit.browser[:200],
            address=visit.address[:60],
            awaits=awaits,
            by=" ".join(visit.by),
        )
    )
    session.flush()
    if awaits is None:
        person.failed_sign_ins, person.locked_until = 0, None
        told: dict[str, Any] = {"address": visit.address[:60], "by": list(visit.by)}
        wrote(session, person.id, visit.hotel_id, AuditTag.STAFF_SIGNED_IN, **told)
    return Entered(token, now + lasts, awaits)


def needs_factor(session: Session, person: Staff) -> bool:
    return _rules(session, person)[1]


def _rules(session: Session, person: Staff) -> tuple[int, bool]:
    hotels = staff.hotels_of(session, person.id)
    return entry.strictest([(entry.from_json(hotel.entry_rules), role) for hotel, role in hotels])


def wrong_code(session: Session, person: Staff) -> Refused:
    return _wrong(session, person, Refusal.WRONG_CODE)


def _missing(session: Session, person: Staff, done: frozenset[Awaits]) -> Awaits | None:
    rotate_days, factor_needed = _rules(session, person)
    if person.factor_locked is not None and Awaits.CODE not in done:
        return Awaits.CODE
    if person.factor_locked is None and factor_needed and Awaits.FACTOR not in done:
        return Awaits.FACTOR
    if Awaits.PASSWORD not in done and is_stale(person.password_set_at, rotate_days, clock.now()):
        return Awaits.PASSWORD
    return None


def _end(session: Session, token: str) -> SignIn | None:
    row = staff.sign_in(session, seal.fingerprint(token))
    if row is None or row.ended_at is not None:
        return None
    row.ended_at = clock.now()
    return row
