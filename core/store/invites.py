"""Links by which people come into a hotel, or back in. The link holds the secret; the row its fingerprint only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.staff import Staff


class Invite(HotelRow, Base):
    """With `staff_id` it is for somebody who works here and needs a new password."""

    __tablename__ = "invites"
    __table_args__ = (UniqueConstraint("hotel_id", "id"), UniqueConstraint("fingerprint"))

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    fingerprint: Mapped[str]
    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


def by_fingerprint(session: Session, fingerprint: str) -> Invite | None:
    """Locked: opened twice at once it opens once."""
    return session.scalar(select(Invite).where(Invite.fingerprint == fingerprint).with_for_update())


def open_for(session: Session, email: str, now: datetime) -> Sequence[Invite]:
    """To whoever has this address, into any hotel; locked, so that each brings somebody in once."""
    return session.scalars(
        select(Invite)
        .where(Invite.email == email, Invite.used_at.is_(None), Invite.revoked_at.is_(None))
        .where(Invite.expires_at > now, Invite.staff_id.is_(None))
        .order_by(Invite.id)
        .with_for_update()
    ).all()


def one(session: Session, invite_id: int) -> Invite | None:
    return session.scalar(select(Invite).where(Invite.id == invite_id).with_for_update())


def open_ones(session: Session, now: datetime) -> list[Invite]:
    return list(
        session.scalars(
            select(Invite)
            .where(Invite.used_at.is_(None), Invite.revoked_at.is_(None), Invite.expires_at > now)
            .order_by(Invite.made_at.desc())
        )
    )


def replace(session: Session, email: str, now: datetime) -> None:
    """A new link for somebody takes the place of those they had."""
    session.execute(
        update(Invite)
        .where(Invite.email == email, Invite.used_at.is_(None), Invite.revoked_at.is_(None))
        .values(revoked_at=now)
    )
