"""Staff, their roles in hotels, and their sign-ins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, PrimaryKeyConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.access import Role
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel


class Staff(Base):
    """A person; the same person may work in several hotels."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    language: Mapped[str] = mapped_column(default="es")
    active: Mapped[bool] = mapped_column(default=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]


class Membership(HotelRow, Base):
    __tablename__ = "memberships"
    __table_args__ = (PrimaryKeyConstraint("staff_id", "hotel_id"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey(Staff.id))
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    role: Mapped[str]


class SignIn(HotelRow, Base):
    """A browser that signed in. The cookie holds the token; the row holds its fingerprint only."""

    __tablename__ = "sign_ins"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey(Staff.id))
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(default="")


def by_email(session: Session, email: str) -> Staff | None:
    return session.scalar(select(Staff).where(Staff.email == email.strip().lower()).with_for_update())


def member(session: Session, staff_id: int, hotel_id: int) -> tuple[Staff, Role] | None:
    row = session.execute(
        select(Staff, Membership.role)
        .join(Membership, Membership.staff_id == Staff.id)
        .where(Staff.id == staff_id, Membership.hotel_id == hotel_id, Staff.active)
    ).one_or_none()
    return (row[0], Role(row[1])) if row else None


def hotels_of(session: Session, staff_id: int) -> list[tuple[Hotel, Role]]:
    rows = session.execute(
        select(Hotel, Membership.role)
        .join(Membership, Membership.hotel_id == Hotel.id)
        .where(Membership.staff_id == staff_id)
        .order_by(Hotel.name)
    )
    return [(hotel, Role(role)) for hotel, role in rows]


def sign_in(session: Session, fingerprint: str) -> SignIn | None:
    return session.scalar(select(SignIn).where(SignIn.fingerprint == fingerprint))


def names(session: Session, staff_ids: set[int]) -> dict[int, str]:
    rows = session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(staff_ids)))
    return {staff_id: name for staff_id, name in rows}


def end_sign_ins_of(session: Session, staff_id: int, now: datetime) -> None:
    session.execute(
        update(SignIn).where(SignIn.staff_id == staff_id, SignIn.ended_at.is_(None)).values(ended_at=now)
    )
