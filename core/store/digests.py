"""The weekly digest: its hour in a hotel, and who of the staff asked for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, PrimaryKeyConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.access import Role
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.staff import Membership, Staff


class DigestRules(HotelRow, Base):
    """A hotel without a row has the usual hour. What was due before `changed_at` was another hour's."""

    __tablename__ = "digest_rules"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_is_one"),
        CheckConstraint("hour BETWEEN 0 AND 23", name="hour_is_one"),
    )

    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id), primary_key=True)
    weekday: Mapped[int]
    hour: Mapped[int]
    changed_at: Mapped[datetime]


class DigestReader(HotelRow, Base):
    """Somebody who asked for it, in which way, since when. A telephone is theirs, given for this alone."""

    __tablename__ = "digest_readers"
    __table_args__ = (
        PrimaryKeyConstraint("hotel_id", "staff_id"),
        ForeignKeyConstraint(["staff_id", "hotel_id"], [Membership.staff_id, Membership.hotel_id]),
        CheckConstraint("(way = 'whatsapp') = (phone IS NOT NULL)", name="a_telephone_where_it_rings"),
    )

    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    staff_id: Mapped[int]
    way: Mapped[str]
    phone: Mapped[str | None]
    since: Mapped[datetime]


def rules(session: Session) -> DigestRules | None:
    return session.scalar(select(DigestRules))


def reader(session: Session, staff_id: int) -> DigestReader | None:
    return session.scalar(select(DigestReader).where(DigestReader.staff_id == staff_id))


def readers(session: Session) -> list[tuple[DigestReader, Staff, Role]]:
    """Those who still work here, by their names."""
    rows = session.execute(
        select(DigestReader, Staff, Membership.role)
        .join(Membership, Membership.staff_id == DigestReader.staff_id)
        .join(Staff, Staff.id == DigestReader.staff_id)
        .where(Membership.ended_at.is_(None), Staff.active)
        .order_by(Staff.name, Staff.id)
    )
    return [(row, person, Role(role)) for row, person, role in rows]


def forget(session: Session, row: DigestReader) -> None:
    session.delete(row)
    session.flush()
