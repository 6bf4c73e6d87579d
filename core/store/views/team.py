"""The people of a hotel as the team's screen shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.store.staff import Membership, SignIn, Staff


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    email: str
    role: str
    active: bool
    has_factor: bool
    password_set_at: datetime
    locked_until: datetime | None
    seen_at: datetime | None


def people(session: Session) -> list[Person]:
    """Those who work here first, by their names; then those who did."""
    rows = session.execute(
        select(Staff, Membership)
        .join(Membership, Membership.staff_id == Staff.id)
        .order_by(Membership.ended_at.isnot(None), Staff.name, Staff.id)
    ).all()
    seen = _last_seen(session)
    return [
        Person(
            id=person.id,
            name=person.name,
            email=person.email,
            role=work.role,
            active=work.ended_at is None and person.active,
            has_factor=person.factor_locked is not None,
            password_set_at=person.password_set_at,
            locked_until=person.locked_until,
            seen_at=seen.get(person.id),
        )
        for person, work in rows
    ]


def _last_seen(session: Session) -> dict[int, datetime]:
    rows = session.execute(
        select(SignIn.staff_id, func.max(SignIn.seen_at))
        .where(SignIn.awaits.is_(None))
        .group_by(SignIn.staff_id)
    )
    return {staff_id: seen_at for staff_id, seen_at in rows}
