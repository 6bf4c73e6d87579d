"""Prices: what a room type costs a night, in which season, on which date, and when it is closed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint, delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.money import Money
from core.domain.rates import DayRule
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel


class RatePlan(HotelRow, Base):
    """The usual price of a type; whatever differs is a season or a date."""

    __tablename__ = "rate_plans"
    __table_args__ = (
        PrimaryKeyConstraint("hotel_id", "room_type_id"),
        ForeignKeyConstraint(["hotel_id", "room_type_id"], ["room_types.hotel_id", "room_types.id"]),
    )

    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    room_type_id: Mapped[int]
    currency: Mapped[str]
    base: Mapped[int]
    included: Mapped[int]
    extra_guest: Mapped[int]


class SeasonRow(HotelRow, Base):
    """Without a room type it holds for all of them."""

    __tablename__ = "seasons"
    __table_args__ = (
        ForeignKeyConstraint(["hotel_id", "room_type_id"], ["room_types.hotel_id", "room_types.id"]),
        Index("seasons_days", "hotel_id", "last"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    room_type_id: Mapped[int | None]
    name: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    multiplier: Mapped[int]
    price: Mapped[int | None]
    min_nights: Mapped[int | None]


class RateDay(HotelRow, Base):
    """One date's own rule; the type's own beats the whole hotel's."""

    __tablename__ = "rate_days"
    __table_args__ = (
        ForeignKeyConstraint(["hotel_id", "room_type_id"], ["room_types.hotel_id", "room_types.id"]),
        Index("rate_days_one", "hotel_id", "day", text("coalesce(room_type_id, 0)"), unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    room_type_id: Mapped[int | None]
    day: Mapped[date]
    price: Mapped[int | None]
    closed: Mapped[bool]
    min_nights: Mapped[int | None]


def set_day(session: Session, hotel_id: int, type_id: int | None, day: date, rule: DayRule) -> None:
    """The rule of a date replaces the one it had."""
    values = {
        "price": rule.price.minor if rule.price else None,
        "closed": rule.closed,
        "min_nights": rule.min_nights,
    }
    session.execute(
        insert(RateDay)
        .values(hotel_id=hotel_id, room_type_id=type_id, day=day, **values)
        .on_conflict_do_update(
            index_elements=["hotel_id", "day", text("coalesce(room_type_id, 0)")], set_=values
        )
    )


def set_usual(session: Session, hotel_id: int, type_id: int, base: Money, extra_guest: Money) -> None:
    values = {"base": base.minor, "extra_guest": extra_guest.minor, "currency": base.currency}
    session.execute(
        insert(RatePlan)
        .values(hotel_id=hotel_id, room_type_id=type_id, included=2, **values)
        .on_conflict_do_update(index_elements=["hotel_id", "room_type_id"], set_=values)
    )


def lock_plans(session: Session, type_ids: set[int]) -> dict[int, RatePlan]:
    """Whoever changes prices of a type does it one after the other, always in the same order."""
    wanted = select(RatePlan).where(RatePlan.room_type_id.in_(type_ids)).order_by(RatePlan.room_type_id)
    rows = session.scalars(wanted.with_for_update().execution_options(populate_existing=True))
    return {row.room_type_id: row for row in rows}


def plans(session: Session) -> dict[int, RatePlan]:
    return {row.room_type_id: row for row in session.scalars(select(RatePlan))}


def own_rules(
    session: Session, type_ids: set[int], first: date, last: date
) -> dict[tuple[int, date], RateDay]:
    """What is written for these types on these dates; the whole hotel's rules are not among it."""
    wanted = select(RateDay).where(RateDay.room_type_id.in_(type_ids), RateDay.day.between(first, last))
    return {(row.room_type_id or 0, row.day): row for row in session.scalars(wanted)}


def forget_days(session: Session, type_id: int, days: list[date]) -> None:
    session.execute(delete(RateDay).where(RateDay.room_type_id == type_id, RateDay.day.in_(days)))


def seasons_after(session: Session, day: date) -> list[SeasonRow]:
    return list(
        session.scalars(
            select(SeasonRow).where(SeasonRow.last >= day).order_by(SeasonRow.first, SeasonRow.id)
        )
    )


def locked_season(session: Session, season_id: int) -> SeasonRow | None:
    wanted = select(SeasonRow).where(SeasonRow.id == season_id).with_for_update()
    return session.scalar(wanted.execution_options(populate_existing=True))
