"""Staff, their roles in hotels, and their sign-ins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, PrimaryKeyConstraint, func, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.access import Role
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel

_NO_LIST = text("'[]'::jsonb")


class Staff(Base):
    """A person; the same person may work in several hotels.

    `old_passwords` and `recovery_codes` hold hashes. `factor_next_locked` is a second factor nobody has proved yet;
    a code of `factor_used_step` or before opens nothing again.
    """

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    language: Mapped[str] = mapped_column(default="es")
    active: Mapped[bool] = mapped_column(default=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    password_set_at: Mapped[datetime] = mapped_column(server_default=func.now())
    old_passwords: Mapped[list[Any]] = mapped_column(JSONB, default=list, server_default=_NO_LIST)
    factor_locked: Mapped[str | None]
    factor_next_locked: Mapped[str | None]
    factor_used_step: Mapped[int] = mapped_column(default=0, server_default="0")
    recovery_codes: Mapped[list[Any]] = mapped_column(JSONB, default=list, server_default=_NO_LIST)


class Membership(HotelRow, Base):
    """Somebody's work in a hotel; one that ended stays, so that what they did keeps its name."""

    __tablename__ = "memberships"
    __table_args__ = (PrimaryKeyConstraint("staff_id", "hotel_id"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey(Staff.id))
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    role: Mapped[str]
    ended_at: Mapped[datetime | None]


class SignIn(HotelRow, Base):
    """A browser that signed in. The cookie holds the token; the row holds its fingerprint only.

    While it still `awaits` something it opens nothing but the page that asks for it.
    """

    __tablename__ = "sign_ins"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey(Staff.id))
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="", server_default="")
    awaits: Mapped[str | None]
    by: Mapped[str] = mapped_column(
        default="password", server_default="password"
    )  # ways, with spaces between


def by_email(session: Session, email: str) -> Staff | None:
    return session.scalar(select(Staff).where(Staff.email == email.strip().lower()).with_for_update())


def member(session: Session, staff_id: int, hotel_id: int) -> tuple[Staff, Role] | None:
    row = session.execute(
        select(Staff, Membership.role)
        .join(Membership, Membership.staff_id == Staff.id)
        .where(
            Staff.id == staff_id,
            Membership.hotel_id == hotel_id,
            Membership.ended_at.is_(None),
            Staff.active,
        )
    ).one_or_none()
    return (row[0], Role(row[1])) if row else None


def hotels_of(session: Session, staff_id: int) -> list[tuple[Hotel, Role]]:
    rows = session.execute(
        select(Hotel, Membership.role)
        .join(Membership, Membership.hotel_id == Hotel.id)
        .where(Membership.staff_id == staff_id, Membership.ended_at.is_(None))
        .order_by(Hotel.name)
    )
    return [(hotel, Role(role)) for hotel, role in rows]


def sign_in(session: Session, fingerprint: str) -> SignIn | None:
    return session.scalar(select(SignIn).where(SignIn.fingerprint == fingerprint))


def names(session: Session, staff_ids: set[int]) -> dict[int, str]:
    rows = session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(staff_ids)))
    return {staff_id: name for staff_id, name in rows}


def locked(session: Session, staff_id: int) -> Staff | None:
    return session.scalar(
        select(Staff).where(Staff.id == staff_id).with_for_update().execution_options(populate_existing=True)
    )


def works_here(session: Session, email: str) -> bool:
    """Whether somebody with that e-mail is of this hotel's team now."""
    found = session.scalar(
        select(Staff.id)
        .join(Membership, Membership.staff_id == Staff.id)
        .where(Staff.email == email, Membership.ended_at.is_(None))
    )
    return found is not None


def membership(session: Session, staff_id: int) -> Membership | None:
    """Somebody's work in this hotel, locked; also one that ended."""
    return session.scalar(
        select(Membership)
        .where(Membership.staff_id == staff_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def owners(session: Session) -> int:
    """How many could still open every door of this hotel."""
    found = session.scalar(
        select(func.count())
        .select_from(Membership)
        .join(Staff, Staff.id == Membership.staff_id)
        .where(Membership.role == Role.OWNER, Membership.ended_at.is_(None), Staff.active)
    )
    return found or 0


def live_sign_ins(session: Session, staff_id: int, now: datetime, idle_since: datetime) -> list[SignIn]:
    """The browsers in which somebody is signed in now, the last used first."""
    return list(
        session.scalars(
            select(SignIn)
            .where(
                SignIn.staff_id == staff_id,
                SignIn.ended_at.is_(None),
                SignIn.awaits.is_(None),
                SignIn.ends_at > now,
                SignIn.seen_at > idle_since,
            )
            .order_by(SignIn.seen_at.desc())
        )
    )


def end_sign_ins_of(session: Session, staff_id: int, now: datetime, but: str = "") -> int:
    """All of them, or all but one; how many there were."""
    ended = session.execute(
        update(SignIn)
        .where(SignIn.staff_id == staff_id, SignIn.ended_at.is_(None), SignIn.fingerprint != but)
        .values(ended_at=now)
        .returning(SignIn.fingerprint)
    )
    return len(ended.all())
