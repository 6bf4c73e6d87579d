"""What is asked between a right password and an open door: a code, a second factor to set up, a new password."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from core.base import clock, seal
from core.domain.conversations import AuditTag
from core.domain.entry import Awaits
from core.domain.passwords import Weakness
from core.services import passwords, second_factor, signin
from core.services.passwords import WeakPassword
from core.services.second_factor import WrongCode
from core.services.signin import Entered, Refusal, Refused, Visit
from core.services.written import wrote
from core.store import staff
from core.store.staff import SignIn, Staff


@dataclass(frozen=True)
class Waiting:
    """A sign-in that is not finished: whose, and what it waits for. `secret` is for a second factor to set up."""

    awaits: Awaits
    email: str
    secret: str = ""
    address: str = ""


@dataclass(frozen=True)
class Passed:
    """`codes` are recovery codes just made: shown this once."""

    entered: Entered
    codes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TooWeak:
    why: list[Weakness]


def waiting(session: Session, token: str) -> Waiting | None:
    found = _open(session, token)
    if found is None:
        return None
    row, person = found
    if row.awaits != Awaits.FACTOR:
        return Waiting(Awaits(str(row.awaits)), person.email)
    secret = second_factor.begin(person)
    return Waiting(Awaits.FACTOR, person.email, secret, second_factor.address(person, secret))


def give_code(session: Session, token: str, typed: str) -> Passed | Refused:
    """A code of the telephone, or one of paper. Wrong ones count as wrong passwords do."""
    found = _open(session, token, Awaits.CODE)
    if found is None:
        return Refused(Refusal.OVER)
    row, person = found
    if person.locked_until is not None and clock.now() < person.locked_until:
        return Refused(Refusal.LOCKED, person.locked_until)
    if not second_factor.opens(session, person, typed, row.hotel_id):
        return signin.wrong_code(session, person)
    return Passed(_onward(session, row, person, Awaits.CODE, signin.CODE))


def set_factor(session: Session, token: str, typed: str) -> Passed | Refused:
    found = _open(session, token, Awaits.FACTOR)
    if found is None:
        return Refused(Refusal.OVER)
    row, person = found
    try:
        codes = second_factor.prove(session, person, typed, row.hotel_id)
    except WrongCode:
        return Refused(Refusal.WRONG_CODE)
    return Passed(_onward(session, row, person, Awaits.CODE, signin.CODE), codes)


def set_password(session: Session, token: str, password: str) -> Passed | Refused | TooWeak:
    found = _open(session, token, Awaits.PASSWORD)
    if found is None:
        return Refused(Refusal.OVER)
    row, person = found
    try:
        passwords.choose(session, person, password, keep=row.fingerprint)
    except WeakPassword as weak:
        return TooWeak(weak.why)
    wrote(session, person.id, row.hotel_id, AuditTag.STAFF_PASSWORD_SET)
    return Passed(_onward(session, row, person, Awaits.CODE))


def _open(session: Session, token: str, step: Awaits | None = None) -> tuple[SignIn, Staff] | None:
    row = staff.sign_in(session, seal.fingerprint(token))
    if row is None or row.awaits is None or row.ended_at is not None or clock.now() >= row.ends_at:
        return None
    person = staff.locked(session, row.staff_id)
    works = staff.member(session, row.staff_id, row.hotel_id) is not None
    if person is None or not works or step not in (None, row.awaits):
        return None
    return row, person


def _onward(session: Session, row: SignIn, person: Staff, done: Awaits, way: str | None = None) -> Entered:
    """`way` is what the step added to what the person had shown before."""
    row.ended_at = clock.now()
    ways = (*row.by.split(), *([way] if way else []))
    return signin.onward(
        session, person, Visit(row.hotel_id, row.browser, row.address, ways), frozenset({done})
    )
