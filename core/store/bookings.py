"""Bookings: one row is one room for one stay, and the database lets no two of them meet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, DATERANGE, JSONB, TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import BigInteger

from core.domain.money import Money
from core.domain.quotes import Quote, from_json
from core.domain.stays import Party, Stay
from core.store import swift
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel

_TAKES_ROOM = "status IN ('held', 'confirmed', 'in_house', 'blocked')"
_STANDS_IN_ROOM = f"{_TAKES_ROOM} AND aside_since IS NULL"


class Booking(HotelRow, Base):
    """`room_type_id` is what was sold, whichever room it turns out to be. `arrives` is when the guest is expected,
    `early_from` and `late_until` are hours beyond the usual ones that were agreed. `room_fixed` says that the guest
    asked for this very room. A stay put aside (`aside_since`) has no room for now: it takes none, and still counts as
    one of its type that is not free.

    The four dates and moments that the database derives are there because row-level security lets no operator of
    ranges use an index, while plain comparisons may.
    """

    __tablename__ = "bookings"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        UniqueConstraint("hotel_id", "code"),
        ForeignKeyConstraint(["hotel_id", "room_id"], ["rooms.hotel_id", "rooms.id"]),
        ForeignKeyConstraint(["hotel_id", "room_type_id"], ["room_types.hotel_id", "room_types.id"]),
        ForeignKeyConstraint(["hotel_id", "guest_id"], ["guests.hotel_id", "guests.id"]),
        ForeignKeyConstraint(["hotel_id", "conversation_id"], ["conversations.hotel_id", "conversations.id"]),
        ExcludeConstraint(
            (func.int8range(text("room_id"), text("room_id"), text("'[]'")), "="),
            (text("occupied"), "&&"),
            name="bookings_one_stay_at_a_time",
            using="gist",
            where=text(_STANDS_IN_ROOM),
        ),
        CheckConstraint(
            "NOT isempty(stay) AND NOT lower_inf(stay) AND NOT upper_inf(stay)", name="stay_bounded"
        ),
        CheckConstraint(
            "NOT isempty(occupied) AND NOT lower_inf(occupied) AND NOT upper_inf(occupied)",
            name="occupied_bounded",
        ),
        CheckConstraint("guest_id IS NOT NULL OR block_reason IS NOT NULL", name="somebody_or_a_block"),
        CheckConstraint("status <> 'blocked' OR block_reason IS NOT NULL", name="blocks_say_why"),
        CheckConstraint(
            "status <> 'held' OR hold_until IS NOT NULL OR hold_left IS NOT NULL", name="holds_end"
        ),
        CheckConstraint("total >= 0 AND deposit >= 0 AND deposit <= total", name="money_makes_sense"),
        Index("bookings_room", "room_id", "ends_at", postgresql_where=text(_TAKES_ROOM)),
        Index("bookings_days", "hotel_id", "check_out", postgresql_where=text(_TAKES_ROOM)),
        Index("bookings_departures", "hotel_id", "check_out"),
        Index("bookings_guest", "guest_id"),
        Index("bookings_group", "hotel_id", "group_code", postgresql_where=text("group_code IS NOT NULL")),
        Index("bookings_aside", "hotel_id", "ends_at", postgresql_where=text("aside_since IS NOT NULL")),
        Index("bookings_holds", "hotel_id", "hold_until", postgresql_where=text("status = 'held'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    code: Mapped[str]
    group_code: Mapped[str | None]
    guest_id: Mapped[int | None]
    conversation_id: Mapped[int | None]
    room_id: Mapped[int]
    room_type_id: Mapped[int]
    status: Mapped[str]
    stay: Mapped[Range[date]] = mapped_column(DATERANGE)
    occupied: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    check_in: Mapped[date] = mapped_column(Computed("lower(stay)", persisted=True))
    check_out: Mapped[date] = mapped_column(Computed("upper(stay)", persisted=True))
    starts_at: Mapped[datetime] = mapped_column(Computed("lower(occupied)", persisted=True))
    ends_at: Mapped[datetime] = mapped_column(Computed("upper(occupied)", persisted=True))
    arrives: Mapped[time | None]
    early_from: Mapped[time | None]
    late_until: Mapped[time | None]
    adults: Mapped[int]
    children: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    cots: Mapped[int]
    quote: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    total: Mapped[int]
    deposit: Mapped[int]
    currency: Mapped[str]
    hold_until: Mapped[datetime | None]
    hold_left: Mapped[int | None]
    source: Mapped[str]
    notes: Mapped[str]
    block_reason: Mapped[str | None]
    room_fixed: Mapped[bool] = mapped_column(server_default=text("false"))
    aside_since: Mapped[datetime | None]
    version: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    @property
    def shared_code(self) -> str:
        """The same of all rooms that were taken together."""
        return self.group_code or self.code

    @property
    def nights(self) -> Stay:
        return Stay(self.check_in, self.check_out)

    @property
    def party(self) -> Party:
        return Party(self.adults, tuple(self.children))

    @property
    def agreed(self) -> Quote | None:
        """The quote as it was agreed; None for blocks and for what other calendars brought."""
        return None if self.quote is None else from_json(self.quote)

    @property
    def price(self) -> Money:
        return Money(self.total, self.currency)

    @property
    def down_payment(self) -> Money:
        return Money(self.deposit, self.currency)


def one(session: Session, booking_id: int) -> Booking | None:
    return session.get(Booking, booking_id)


def by_code(session: Session, code: str) -> Booking | None:
    return session.scalar(select(Booking).where(Booking.code == code))


def of_group(session: Session, group_code: str) -> list[Booking]:
    return swift.those(session, Booking, "row.group_code = %(code)s ORDER BY row.id", {"code": group_code})


def together(session: Session, booking: Booking) -> list[Booking]:
    """A booking with all that were made with it."""
    return [booking] if booking.group_code is None else of_group(session, booking.group_code)


_OF_GUEST = "row.guest_id = %(guest)s AND row.check_out >= %(day)s ORDER BY row.check_in, row.id"


def of_guest(session: Session, guest_id: int, from_day: date) -> list[Booking]:
    """A guest's stays that are not long past, the nearest first."""
    return swift.those(session, Booking, _OF_GUEST, {"guest": guest_id, "day": from_day})


_CODE = "SELECT 1 FROM bookings WHERE hotel_id = %(hotel)s AND code = %(code)s"


def code_is_taken(session: Session, code: str) -> bool:
    return bool(swift.ask(session, _CODE, {"hotel": swift.hotel(session), "code": code}))


_FREE = "UPDATE bookings SET status = 'cancelled', ended_at = now() WHERE hotel_id = %(hotel)s AND id = ANY(%(those)s)"


def free_unseen(session: Session, booking_ids: Sequence[int]) -> None:
    """Their rooms are free for whoever looks next; only for a look that is taken back."""
    session.flush()
    swift.run(session, _FREE, {"hotel": swift.hotel(session), "those": list(booking_ids)})


def hand_over(session: Session, from_guest: int, to_guest: int) -> None:
    """Two guests turned out to be one person."""
    session.execute(update(Booking).where(Booking.guest_id == from_guest).values(guest_id=to_guest))


def follow_conversation(session: Session, source: int, target: int) -> None:
    session.execute(update(Booking).where(Booking.conversation_id == source).values(conversation_id=target))
