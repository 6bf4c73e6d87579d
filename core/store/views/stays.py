"""What the front desk reads of stays: who comes, who goes, who is here, which holds end, one stay, and a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from core.base.letters import fold
from core.domain.bookings import Status
from core.domain.identities import IdentifierKind
from core.domain.money import Money
from core.store.bookings import Booking
from core.store.charges import Charge
from core.store.guests import Guest, GuestIdentifier
from core.store.rooms import Room, RoomType
from core.store.views.folding import digits, folded

_AT_MOST = 500


@dataclass(frozen=True)
class StayLine:
    """A stay as lists and bars show it. `charged` is what was added beyond the agreed total; one that was put aside
    has the room it stood in last.
    """

    id: int
    code: str
    group_code: str | None
    status: Status
    room_id: int
    room: str
    type_slug: str
    guest_id: int | None
    guest: str
    phone: str | None
    check_in: date
    check_out: date
    starts_at: datetime
    ends_at: datetime
    arrives: time | None
    early_from: time | None
    late_until: time | None
    adults: int
    children: tuple[int, ...]
    total: Money
    charged: Money
    hold_until: datetime | None
    source: str
    notes: str
    block_reason: str | None
    conversation_id: int | None
    housekeeping: str
    room_fixed: bool
    aside: bool
    version: int


def _phone() -> Any:
    return (
        select(GuestIdentifier.value)
        .where(GuestIdentifier.guest_id == Booking.guest_id, GuestIdentifier.kind == IdentifierKind.PHONE)
        .order_by(GuestIdentifier.seen_at.desc())
        .limit(1)
        .correlate(Booking)
        .scalar_subquery()
    )


def _charged() -> Any:
    return (
        select(func.coalesce(func.sum(Charge.amount), 0))
        .where(Charge.booking_id == Booking.id)
        .correlate(Booking)
        .scalar_subquery()
    )


def _stays() -> Select[Any]:
    return (
        select(Booking, Room, RoomType.slug, Guest.name, _phone(), _charged())
        .join(Room, Room.id == Booking.room_id)
        .join(RoomType, RoomType.id == Booking.room_type_id)
        .outerjoin(Guest, Guest.id == Booking.guest_id)
    )


def _line(row: Sequence[Any]) -> StayLine:
    stay, room, slug, guest, phone, charged = row
    return StayLine(
        id=stay.id,
        code=stay.code,
        group_code=stay.group_code,
        status=Status(stay.status),
        room_id=stay.room_id,
        room=room.number,
        type_slug=slug,
        guest_id=stay.guest_id,
        guest=guest or "",
        phone=phone,
        check_in=stay.check_in,
        check_out=stay.check_out,
        starts_at=stay.starts_at,
        ends_at=stay.ends_at,
        arrives=stay.arrives,
        early_from=stay.early_from,
        late_until=stay.late_until,
        adults=stay.adults,
        children=tuple(stay.children),
        total=stay.price,
        charged=Money(int(charged), stay.currency),
        hold_until=stay.hold_until,
        source=stay.source,
        notes=stay.notes,
        block_reason=stay.block_reason,
        conversation_id=stay.conversation_id,
        housekeeping=room.housekeeping,
        room_fixed=stay.room_fixed,
        aside=stay.aside_since is not None,
        version=stay.version,
    )


def listed(
    session: Session, *conditions: ColumnElement[bool], order: Sequence[Any], at_most: int = _AT_MOST
) -> list[StayLine]:
    rows = session.execute(_stays().where(*conditions).order_by(*order).limit(at_most))
    return [_line(row) for row in rows]


BY_ROOM = (RoomType.sort, Room.sort, Room.number)


def arrivals(session: Session, day: date) -> list[StayLine]:
    """Who comes that day, and who already did."""
    coming = Booking.status.in_((Status.CONFIRMED, Status.IN_HOUSE, Status.HELD))
    return listed(session, Booking.check_in == day, Booking.check_out > day, coming, order=BY_ROOM)


def departures(session: Session, day: date) -> list[StayLine]:
    going = Booking.status.in_((Status.IN_HOUSE, Status.CHECKED_OUT))
    return listed(session, Booking.check_out == day, going, order=BY_ROOM)


def in_house(session: Session) -> list[StayLine]:
    return listed(session, Booking.status == Status.IN_HOUSE, order=BY_ROOM)


def holds_ending(session: Session) -> list[StayLine]:
    """The ones whose time runs, the nearest end first; stopped clocks come last."""
    return listed(
        session, Booking.status == Status.HELD, order=(Booking.hold_until.asc().nulls_last(), Booking.id)
    )


def overdue(session: Session, day: date) -> list[StayLine]:
    """Guests who should have come and did not, or should have left and are still here."""
    late = or_(
        (Booking.status == Status.CONFIRMED) & (Booking.check_in < day),
        (Booking.status == Status.IN_HOUSE) & (Booking.check_out < day),
    )
    return listed(session, late, order=(Booking.check_in, Booking.id))


def cancelled_on(session: Session, starts: datetime, ends: datetime) -> list[StayLine]:
    gone = Booking.status.in_((Status.CANCELLED, Status.NO_SHOW, Status.EXPIRED))
    within = (Booking.ended_at >= starts) & (Booking.ended_at < ends) & Booking.guest_id.is_not(None)
    return listed(session, gone, within, order=(Booking.ended_at.desc(), Booking.id))


def card(session: Session, booking_id: int) -> StayLine | None:
    found = listed(session, Booking.id == booking_id, order=(Booking.id,))
    return found[0] if found else None


def of_guest(session: Session, guest_id: int) -> list[StayLine]:
    return listed(session, Booking.guest_id == guest_id, order=(Booking.check_in.desc(), Booking.id.desc()))


@dataclass(frozen=True)
class Sought:
    """`near` is the day around which the nearest stays come first; no `states` means all of them."""

    words: str = ""
    first: date | None = None
    last: date | None = None
    states: tuple[Status, ...] = ()
    near: date | None = None


def search(session: Session, sought: Sought, at_most: int = _AT_MOST) -> list[StayLine]:
    """By name, code or telephone, by the days of the stay and by how it stands."""
    conditions: list[ColumnElement[bool]] = [Booking.guest_id.is_not(None)]
    if sought.words.strip():
        conditions.append(matches(sought.words))
    if sought.first is not None:
        conditions.append(Booking.check_out >= sought.first)
    if sought.last is not None:
        conditions.append(Booking.check_in <= sought.last)
    if sought.states:
        conditions.append(Booking.status.in_(sought.states))
    newest = (Booking.check_in.desc(), Booking.id.desc())
    order = newest if sought.near is None else (func.abs(Booking.check_in - sought.near), *newest)
    return listed(session, *conditions, order=order, at_most=at_most)


# Guests by themselves, looked through once: beside a join they would be looked through for each of their stays.
_who = aliased(Guest)


def matches(words: str) -> ColumnElement[bool]:
    """A booking whose guest, code or telephone is like what was typed."""
    wanted = fold(words)
    named = Booking.guest_id.in_(select(_who.id).where(folded(_who.name).contains(wanted, autoescape=True)))
    coded = func.lower(Booking.code).startswith(wanted.replace(" ", "").replace("-", ""), autoescape=True)
    number = digits(words)
    if number is None:
        return or_(named, coded)
    called = select(GuestIdentifier.guest_id).where(
        GuestIdentifier.kind == IdentifierKind.PHONE,
        func.regexp_replace(GuestIdentifier.value, r"\D", "", "g").contains(number, autoescape=True),
    )
    return or_(named, coded, Booking.guest_id.in_(called))
