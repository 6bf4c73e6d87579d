"""A person's second factor: made, proved, asked for, taken away."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base import clock, seal
from core.domain import second_factor as rules
from core.domain.conversations import AuditTag
from core.services.written import wrote
from core.store.staff import Staff

_ISSUER = "Conserje"


class WrongCode(Exception):
    """Not the code of this telephone at this moment."""


def begin(person: Staff) -> str:
    """A new secret, which counts once its telephone has proved that it knows it. Asked again it is the same one."""
    if person.factor_next_locked is None:
        person.factor_next_locked = seal.lock(rules.secret_of(seal.random_bytes(20)))
    return seal.unlock(person.factor_next_locked)


def address(person: Staff, secret: str) -> str:
    return rules.address_of(secret, _ISSUER, person.email)


def prove(session: Session, person: Staff, typed: str, hotel_id: int, token: str | None = None) -> list[str]:
    """The telephone knows the secret: from now on it is asked for. Answers recovery codes, shown this once."""
    if person.factor_next_locked is None:
        raise WrongCode
    step = rules.matched_step(seal.unlock(person.factor_next_locked), typed, _now(), 0)
    if step is None:
        raise WrongCode
    person.factor_locked, person.factor_next_locked = person.factor_next_locked, None
    person.factor_used_step = step
    wrote(session, person.id, hotel_id, AuditTag.STAFF_FACTOR_SET, token)
    return new_recovery_codes(person)


def new_recovery_codes(person: Staff) -> list[str]:
    """Those there were before open nothing any more."""
    codes = [rules.recovery_code(seal.random_bytes(10)) for _ in range(rules.RECOVERY_CODES)]
    person.recovery_codes = [_kept(person, code.replace("-", "")) for code in codes]
    return codes


def opens(session: Session, person: Staff, typed: str, hotel_id: int) -> bool:
    """True once for every code: what somebody saw being typed opens nothing afterwards."""
    if person.factor_locked is None:
        return False
    recovery = rules.as_recovery_code(typed)
    if recovery is not None:
        return _recovered(session, person, _kept(person, recovery), hotel_id)
    step = rules.matched_step(seal.unlock(person.factor_locked), typed, _now(), person.factor_used_step)
    if step is None:
        return False
    person.factor_used_step = step
    return True


def forget(person: Staff) -> None:
    person.factor_locked, person.factor_next_locked = None, None
    person.factor_used_step, person.recovery_codes = 0, []


def _recovered(session: Session, person: Staff, kept: str, hotel_id: int) -> bool:
    if not any(seal.same(kept, one) for one in person.recovery_codes):
        return False
    person.recovery_codes = [one for one in person.recovery_codes if one != kept]
    wrote(session, person.id, hotel_id, AuditTag.STAFF_RECOVERY_USED, left=len(person.recovery_codes))
    return True


def _kept(person: Staff, code: str) -> str:
    """Bound to the person and to SECRET_KEY: whoever reads the table cannot try codes against it."""
    return seal.sign(f"recovery:{person.id}", code)


def _now() -> int:
    return rules.step_at(clock.now().timestamp())
