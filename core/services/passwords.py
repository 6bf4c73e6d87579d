"""Choosing a password: what the house refuses, what it remembers, and whom it signs out."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base import clock, seal
from core.domain.passwords import REMEMBERED, Weakness, weaknesses
from core.store import staff
from core.store.staff import Staff


class WeakPassword(Exception):
    """All that is wrong with it."""

    def __init__(self, why: list[Weakness]) -> None:
        super().__init__(", ".join(why))
        self.why = why


def check(password: str, names: list[str], old: list[str] | None = None) -> None:
    """`old` are hashes of what must not come back; they are costly to compare, so they are looked at last."""
    why = weaknesses(password, names)
    if not why and any(seal.password_is_right(password, one) for one in old or []):
        why = [Weakness.USED]
    if why:
        raise WeakPassword(why)


def choose(session: Session, person: Staff, password: str, keep: str = "") -> None:
    """Every browser but the one of this fingerprint is signed out: whoever knew the old password is gone."""
    used = [person.password_hash, *person.old_passwords][:REMEMBERED]
    check(password, names_of(session, person), used)
    person.old_passwords = used
    person.password_hash, person.password_set_at = seal.hash_password(password), clock.now()
    person.failed_sign_ins, person.locked_until = 0, None
    session.flush()
    staff.end_sign_ins_of(session, person.id, clock.now(), but=keep)


def names_of(session: Session, person: Staff) -> list[str]:
    hotels = [hotel.name for hotel, _ in staff.hotels_of(session, person.id)]
    return [person.name, person.email.partition("@")[0], *hotels]
