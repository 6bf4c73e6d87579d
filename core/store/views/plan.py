"""The room plan: rooms by days with the stays in them, and how full each night is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.bookings import TAKES_ROOM, Status
from core.store.bookings import Booking
from core.store.rooms import Room, RoomType
from core.store.views.stays import BY_ROOM, StayLine, listed

SHOWN = (*sorted(TAKES_ROOM), Status.CHECKED_OUT)


@dataclass(frozen=True)
class PlanRoom:
    id: int
    number: str
    floor: str
    type_id: int
    type_slug: str
    type_names: dict[str, str]
    housekeeping: str
    out_of_service: bool
    out_of_service_why: str


@dataclass(frozen=True)
class DayFill:
    """`sold` counts guests' rooms, `blocked` those kept from guests; `rooms` is all that could be sold."""

    day: date
    rooms: int
    sold: int
    blocked: int

    @property
    def share(self) -> float:
        return self.sold / self.rooms if self.rooms else 0.0


@dataclass(frozen=True)
class Plan:
    """Rooms by days: every room with the stays that touch the window, and how full each night is."""

    first: date
    nights: int
    rooms: tuple[PlanRoom, ...]
    stays: tuple[StayLine, ...]
    occupancy: tuple[DayFill, ...]


def plan(session: Session, first: date, nights: int) -> Plan:
    """The room plan of a window. Holds that are over but not yet let go show as what they are: held, and past."""
    last = first + timedelta(days=nights)
    rooms = tuple(_rooms(session))
    stays = listed(
        session,
        Booking.check_out >= first,
        Booking.check_in < last,
        Booking.status.in_(SHOWN),
        order=(*BY_ROOM, Booking.starts_at),
    )
    return Plan(first, nights, rooms, tuple(stays), tuple(occupancy(session, first, nights)))


def _rooms(session: Session) -> list[PlanRoom]:
    rows = session.execute(
        select(Room, RoomType).join(RoomType, RoomType.id == Room.room_type_id).order_by(*BY_ROOM)
    )
    return [
        PlanRoom(
            id=room.id,
            number=room.number,
            floor=room.floor,
            type_id=kind.id,
            type_slug=kind.slug,
            type_names=kind.names,
            housekeeping=room.housekeeping,
            out_of_service=room.out_of_service,
            out_of_service_why=room.out_of_service_why,
        )
        for room, kind in rows
    ]


def occupancy(session: Session, first: date, nights: int) -> list[DayFill]:
    """How full each night is or was: stays that took place count as well as those to come."""
    last = first + timedelta(days=nights)
    rows = session.execute(
        select(Booking.check_in, Booking.check_out, Booking.status).where(
            Booking.check_out > first, Booking.check_in < last, Booking.status.in_(SHOWN)
        )
    ).all()
    rooms = session.scalar(select(func.count()).select_from(Room).where(~Room.out_of_service)) or 0
    sold, blocked = [0] * (nights + 1), [0] * (nights + 1)
    for check_in, check_out, status in rows:
        counted = blocked if status == Status.BLOCKED else sold
        counted[max(0, (check_in - first).days)] += 1
        counted[min(nights, (check_out - first).days)] -= 1
    found, so_far, shut = [], 0, 0
    for night in range(nights):
        so_far, shut = so_far + sold[night], shut + blocked[night]
        found.append(DayFill(first + timedelta(days=night), rooms, so_far, shut))
    return found
