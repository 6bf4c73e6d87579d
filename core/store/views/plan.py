"""The room plan: rooms by days with the stays in them, and how full each night is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ScalarSelect, func, or_, select
from sqlalchemy.orm import Session

from core.domain.bookings import TAKES_ROOM, Status
from core.domain.money import Money
from core.domain.payments import PaymentState
from core.store.bookings import Booking
from core.store.payments import Payment
from core.store.rooms import Room, RoomType
from core.store.views.stays import BY_ROOM, StayLine, listed

SHOWN = (*sorted(TAKES_ROOM), Status.CHECKED_OUT)
_MOST_STAYS = 10_000


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
    paid: dict[int, Money]
    occupancy: tuple[DayFill, ...]


def plan(session: Session, first: date, nights: int) -> Plan:
    """The room plan of a window, with the stays put aside. Holds that are over but not yet let go show as what they
    are: held, and past.
    """
    last = first + timedelta(days=nights)
    stays = listed(
        session,
        Booking.check_out >= first,
        Booking.check_in < last,
        Booking.status.in_(SHOWN),
        order=(*BY_ROOM, Booking.starts_at),
        at_most=_MOST_STAYS,
    )
    rooms = tuple(_rooms(session, {stay.room_id for stay in stays}))
    fills = tuple(occupancy(session, first, nights))
    return Plan(first, nights, rooms, tuple(stays), _paid(session, first, last), fills)


def _paid(session: Session, first: date, last: date) -> dict[int, Money]:
    """What came for each booking of the window and is still with the hotel."""
    rows = session.execute(
        select(Booking.id, Booking.currency, func.sum(Payment.amount - Payment.refunded))
        .join(Payment, Payment.booking_id == Booking.id)
        .where(
            Booking.check_out >= first,
            Booking.check_in < last,
            Payment.counted,
            Payment.state != PaymentState.CHARGED_BACK,
            Payment.currency == Booking.currency,
        )
        .group_by(Booking.id, Booking.currency)
    )
    return {booking_id: Money(max(0, int(came)), currency) for booking_id, currency, came in rows}


def _rooms(session: Session, seen_in: set[int]) -> list[PlanRoom]:
    """Those that are retired only where the window still shows somebody in them."""
    rows = session.execute(
        select(Room, RoomType)
        .join(RoomType, RoomType.id == Room.room_type_id)
        .where(or_(Room.retired_at.is_(None), Room.id.in_(seen_in)))
        .order_by(*BY_ROOM)
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


@dataclass(frozen=True)
class DayCounts:
    """What a day has in store for the desk."""

    arrivals: int
    departures: int
    in_house: int
    unpaid: int
    holds: int
    cancelled: int


def day_counts(session: Session, day: date, starts: datetime, ends: datetime) -> DayCounts:
    """`starts` and `ends` are the day by the hotel's clock; who comes or goes counts until it has happened."""
    coming = (Booking.check_in == day) & Booking.status.in_((Status.CONFIRMED, Status.HELD))
    going = (Booking.check_out <= day) & (Booking.status == Status.IN_HOUSE)
    gone = Booking.status.in_((Status.CANCELLED, Status.NO_SHOW, Status.EXPIRED))
    cancelled = (
        gone & (Booking.ended_at >= starts) & (Booking.ended_at < ends) & Booking.guest_id.is_not(None)
    )
    here = Booking.status == Status.IN_HOUSE
    row = session.execute(
        select(
            func.count().filter(coming),
            func.count().filter(going),
            func.count().filter(here),
            func.count().filter((coming | here) & (Booking.total > _came_for())),
            func.count().filter(Booking.status == Status.HELD),
            func.count().filter(cancelled),
        ).where(or_(Booking.status.in_(tuple(TAKES_ROOM)), Booking.ended_at >= starts))
    ).one()
    return DayCounts(*row)


def _came_for() -> ScalarSelect[int]:
    return (
        select(func.coalesce(func.sum(Payment.amount - Payment.refunded), 0))
        .where(Payment.booking_id == Booking.id, Payment.counted)
        .correlate(Booking)
        .scalar_subquery()
    )
