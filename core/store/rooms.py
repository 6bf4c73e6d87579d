"""What a hotel has to sell: room types, and the rooms of each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, func, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.rates import RoomKind
from core.domain.refusals import Refused, WhyNot
from core.store import swift
from core.store.db import Base, HotelRow, is_lock_timeout, known, stands_in_the_way
from core.store.hotels import Hotel


class RoomType(HotelRow, Base):
    """`names` and `descriptions` are by language, as guests read them. `amenities` says of a topic whether the rooms
    have it; of what is not named nobody knows."""

    __tablename__ = "room_types"
    __table_args__ = (UniqueConstraint("hotel_id", "id"), UniqueConstraint("hotel_id", "slug"))

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    slug: Mapped[str]
    names: Mapped[dict[str, str]] = mapped_column(JSONB)
    descriptions: Mapped[dict[str, str]] = mapped_column(JSONB)
    capacity: Mapped[int]
    max_adults: Mapped[int]
    max_children: Mapped[int]
    cots: Mapped[int]
    beds: Mapped[str]
    size_m2: Mapped[int | None]
    amenities: Mapped[dict[str, bool]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))
    sort: Mapped[int]
    active: Mapped[bool]

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names.get("es") or self.slug

    def description(self, language: str) -> str:
        return self.descriptions.get(language) or self.descriptions.get("es") or ""

    @property
    def kind(self) -> RoomKind:
        return RoomKind(self.slug, self.capacity, self.max_adults, self.max_children, self.cots)


class Room(HotelRow, Base):
    """A room out of service keeps the stays it has and takes no new ones; one that is retired is gone for good."""

    __tablename__ = "rooms"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        UniqueConstraint("hotel_id", "number"),
        ForeignKeyConstraint(["hotel_id", "room_type_id"], ["room_types.hotel_id", "room_types.id"]),
        Index("rooms_type", "hotel_id", "room_type_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    room_type_id: Mapped[int]
    number: Mapped[str]
    floor: Mapped[str]
    sort: Mapped[int]
    housekeeping: Mapped[str]
    housekeeping_at: Mapped[datetime | None]
    out_of_service: Mapped[bool]
    out_of_service_why: Mapped[str]
    retired_at: Mapped[datetime | None]


def types(session: Session) -> list[RoomType]:
    return swift.those(session, RoomType, "row.active ORDER BY row.sort, row.id", {})


_SOLD: Final = "types sold"


def types_sold(session: Session) -> list[RoomType]:
    """Read once a transaction, for whoever sells: a turn asks for them a dozen times and changes none."""
    if _SOLD not in known(session):
        known(session)[_SOLD] = types(session)
    found: list[RoomType] = known(session)[_SOLD]
    return found


def type_by_slug(session: Session, slug: str) -> RoomType | None:
    return session.scalar(select(RoomType).where(RoomType.slug == slug, RoomType.active))


def one_type(session: Session, type_id: int) -> RoomType | None:
    return session.get(RoomType, type_id)


def all_rooms(session: Session) -> list[Room]:
    """In the order in which the house shows them: by type, then by their own order."""
    return list(
        session.scalars(
            select(Room)
            .join(RoomType, RoomType.id == Room.room_type_id)
            .where(Room.retired_at.is_(None))
            .order_by(RoomType.sort, RoomType.id, Room.sort, Room.number)
        )
    )


def one(session: Session, room_id: int) -> Room | None:
    return session.get(Room, room_id)


def by_number(session: Session, number: str) -> Room | None:
    return session.scalar(select(Room).where(Room.number == number))


def locked(session: Session, room_id: int) -> Room | None:
    wanted = select(Room).where(Room.id == room_id).with_for_update()
    return session.scalar(wanted.execution_options(populate_existing=True))


def locked_type(session: Session, type_id: int) -> RoomType | None:
    wanted = select(RoomType).where(RoomType.id == type_id).with_for_update()
    return session.scalar(wanted.execution_options(populate_existing=True))


def with_slug(session: Session, slug: str) -> RoomType | None:
    """Also one that is no longer sold."""
    return session.scalar(select(RoomType).where(RoomType.slug == slug))


def of_type(session: Session, type_id: int) -> list[Room]:
    return list(session.scalars(select(Room).where(Room.room_type_id == type_id, Room.retired_at.is_(None))))


def last_place(session: Session) -> int:
    return session.scalar(select(func.max(RoomType.sort))) or 0


def hotels_with_rooms(session: Session) -> set[int]:
    return set(session.scalars(select(Room.hotel_id).distinct()))


_TYPE_LOCK_BASE = 0x426F << 44


def type_lock(type_id: int) -> int:
    return _TYPE_LOCK_BASE + type_id


def lock_types(session: Session, type_ids: set[int]) -> None:
    """Whoever gives or takes time of rooms of a type does it one after the other, always in the same order.

    A crowd that would wait for too long is told so in a word; what the caller did in its savepoint is undone.
    """
    stands_in_the_way(session)
    with busy_where_one_would_wait():
        for type_id in sorted(type_ids):
            swift.run(session, "SELECT pg_advisory_xact_lock(%(key)s)", {"key": type_lock(type_id)})


@contextmanager
def busy_where_one_would_wait() -> Iterator[None]:
    """Others hold what is wanted for longer than anybody waits here: that is a refusal, and no fault."""
    try:
        yield
    except DBAPIError as problem:
        if not is_lock_timeout(problem):
            raise
        raise Refused(WhyNot.BUSY) from problem
