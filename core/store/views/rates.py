"""What the rates screen shows beside prices: bookings that keep theirs, nights sold by type, rooms with their stays."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.bookings import TAKES_ROOM, Status
from core.domain.pricing import Selection
from core.store.bookings import Booking
from core.store.rooms import Room, RoomType

_SOLD = (Status.HELD, Status.CONFIRMED, Status.IN_HOUSE)


def kept(session: Session, selection: Selection) -> int:
    """Bookings with a night of the selection: whatever is changed, they pay what they were told."""
    rows = session.execute(
        select(Booking.check_in, Booking.check_out).where(
            Booking.room_type_id.in_(selection.types),
            Booking.status.in_(_SOLD),
            Booking.check_in <= selection.last,
            Booking.check_out > selection.first,
        )
    )
    wanted = set(selection.days)
    return sum(
        any(first + timedelta(days=night) in wanted for night in range((last - first).days))
        for first, last in rows
    )


def sold(session: Session, first: date, days: int) -> Counter[tuple[int, date]]:
    """Rooms of each type sold on each night."""
    last = first + timedelta(days=days)
    rows = session.execute(
        select(Booking.room_type_id, Booking.check_in, Booking.check_out).where(
            Booking.status.in_(_SOLD), Booking.check_in < last, Booking.check_out > first
        )
    )
    found: Counter[tuple[int, date]] = Counter()
    for type_id, begins, ends in rows:
        for night in range((max(begins, first) - first).days, (min(ends, last) - first).days):
            found[type_id, first + timedelta(days=night)] += 1
    return found


@dataclass(frozen=True)
class RoomLine:
    room: Room
    coming: int
    last: date | None


def rooms(session: Session, today: date) -> list[RoomLine]:
    """Every room that is not retired, with how many stays it still has before it."""
    stays = (
        select(Booking.room_id, func.count().label("coming"), func.max(Booking.check_out).label("last"))
        .where(Booking.status.in_(TAKES_ROOM), Booking.check_out >= today)
        .group_by(Booking.room_id)
        .subquery()
    )
    found = session.execute(
        select(Room, stays.c.coming, stays.c.last)
        .join(RoomType, RoomType.id == Room.room_type_id)
        .outerjoin(stays, stays.c.room_id == Room.id)
        .where(Room.retired_at.is_(None))
        .order_by(RoomType.sort, RoomType.id, Room.sort, Room.number)
    )
    return [RoomLine(room, coming or 0, last) for room, coming, last in found]


def coming_stays(session: Session, room_id: int, today: date) -> int:
    wanted = select(func.count()).where(
        Booking.room_id == room_id, Booking.status.in_(TAKES_ROOM), Booking.check_out >= today
    )
    return session.scalar(wanted) or 0
