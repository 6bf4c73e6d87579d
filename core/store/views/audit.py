"""The book of who did what, as managers read it: newest first, by person, deed, day, booking or guest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from core.base.letters import fold
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.guests import Guest
from core.store.payments import Payment
from core.store.rooms import RoomType
from core.store.staff import Membership, Staff
from core.store.views.folding import folded

A_PAGE: Final = 60
MOST_ROWS: Final = 20_000
_MOST_GUESTS: Final = 200


@dataclass(frozen=True)
class Wanted:
    """What is left empty does not matter. `house` are the deeds nobody of the staff did; `guest` is part of a name."""

    staff_id: int | None = None
    house: bool = False
    tag: str = ""
    first: datetime | None = None
    last: datetime | None = None
    code: str = ""
    guest_id: int | None = None
    guest: str = ""


@dataclass(frozen=True)
class Line:
    id: int
    at: datetime
    staff_id: int | None
    who: str | None
    tag: str
    subject: str
    details: dict[str, Any]
    code: str | None


def page(
    session: Session, wanted: Wanted, before: int | None, most: int = A_PAGE
) -> tuple[list[Line], int | None]:
    """The lines and, where there are more, the last one's number."""
    asked = _asked(session, wanted)
    if before is not None:
        asked = asked.where(AuditEntry.id < before)
    rows = session.execute(asked.order_by(AuditEntry.id.desc()).limit(most + 1)).all()
    codes = _codes(session, [entry for entry, _ in rows])
    lines = [
        Line(
            entry.id, entry.at, entry.staff_id, who, entry.tag, entry.subject, entry.details,
            codes.get(_booking_of(entry) or 0),
        )
        for entry, who in rows[:most]
    ]  # fmt: skip
    return lines, lines[-1].id if len(rows) > most else None


def people(session: Session) -> list[tuple[int, str]]:
    rows = session.execute(
        select(Staff.id, Staff.name).join(Membership, Membership.staff_id == Staff.id).order_by(Staff.name)
    )
    return [(staff_id, name) for staff_id, name in rows]


def type_names(session: Session) -> dict[int, dict[str, str]]:
    """What the types are called whose prices were changed."""
    return {number: names for number, names in session.execute(select(RoomType.id, RoomType.names))}


def _asked(session: Session, wanted: Wanted) -> Select[AuditEntry, str]:
    asked = select(AuditEntry, Staff.name).outerjoin(Staff, Staff.id == AuditEntry.staff_id)
    if wanted.house:
        asked = asked.where(AuditEntry.staff_id.is_(None))
    if wanted.staff_id is not None:
        asked = asked.where(AuditEntry.staff_id == wanted.staff_id)
    if wanted.tag:
        asked = asked.where(AuditEntry.tag == wanted.tag)
    if wanted.first is not None:
        asked = asked.where(AuditEntry.at >= wanted.first)
    if wanted.last is not None:
        asked = asked.where(AuditEntry.at < wanted.last)
    about = None
    if wanted.code:
        about = _about_bookings(
            session, session.scalars(select(Booking.id).where(Booking.code == wanted.code))
        )
    elif wanted.guest_id is not None:
        about = _about_guests(session, [wanted.guest_id])
    elif wanted.guest:
        named = folded(Guest.name).contains(fold(wanted.guest), autoescape=True)
        about = _about_guests(session, session.scalars(select(Guest.id).where(named).limit(_MOST_GUESTS)))
    if about is None:
        return asked
    subjects, ids = about
    return asked.where(or_(AuditEntry.subject.in_(subjects), AuditEntry.details["booking"].astext.in_(ids)))


About = tuple[set[str], set[str]]


def _about_bookings(session: Session, bookings: Iterable[int]) -> About:
    """The bookings with their payments: what entries are about, and which bookings others name in passing."""
    ids = set(bookings)
    paid = session.scalars(select(Payment.id).where(Payment.booking_id.in_(ids)))
    subjects = {f"booking:{one}" for one in ids} | {f"payment:{one}" for one in paid}
    return subjects, {str(one) for one in ids}


def _about_guests(session: Session, guests: Iterable[int]) -> About:
    """The guests themselves, all that they booked, and where they wrote."""
    ids = set(guests)
    subjects, bookings = _about_bookings(
        session, session.scalars(select(Booking.id).where(Booking.guest_id.in_(ids)))
    )
    talks = session.scalars(select(Conversation.id).where(Conversation.guest_id.in_(ids)))
    subjects |= {f"guest:{one}" for one in ids} | {f"conversation:{one}" for one in talks}
    return subjects, bookings


def guest_called(session: Session, guest_id: int) -> str | None:
    """None where the hotel has no such guest."""
    return session.scalar(select(Guest.name).where(Guest.id == guest_id))


def _booking_of(entry: AuditEntry) -> int | None:
    kind, _, number = entry.subject.partition(":")
    if kind == "booking" and number.isdigit():
        return int(number)
    named = entry.details.get("booking")
    return named if isinstance(named, int) else None


def _codes(session: Session, entries: list[AuditEntry]) -> dict[int, str]:
    ids = {found for entry in entries if (found := _booking_of(entry)) is not None}
    rows = session.execute(select(Booking.id, Booking.code).where(Booking.id.in_(ids)))
    return {number: code for number, code in rows}
