"""Keys of the API. The holder has the secret; the row has its fingerprint only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint, func, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.staff import Staff


class ApiKey(HotelRow, Base):
    """`hint` is the end of the secret, by which people tell their keys apart."""

    __tablename__ = "api_keys"
    __table_args__ = (UniqueConstraint("hotel_id", "id"), UniqueConstraint("fingerprint"))

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    name: Mapped[str]
    scope: Mapped[str]
    fingerprint: Mapped[str]
    hint: Mapped[str]
    origins: Mapped[list[str]] = mapped_column(ARRAY(Text))
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))


def one(session: Session, key_id: int) -> ApiKey | None:
    return session.scalar(select(ApiKey).where(ApiKey.id == key_id).with_for_update())


def living(session: Session, fingerprint: str) -> ApiKey | None:
    return session.scalar(
        select(ApiKey).where(ApiKey.fingerprint == fingerprint, ApiKey.revoked_at.is_(None))
    )


def of_hotel(session: Session) -> list[ApiKey]:
    return list(session.scalars(select(ApiKey).order_by(ApiKey.revoked_at.isnot(None), ApiKey.id)))


def used(session: Session, key_id: int, now: datetime, unless_since: datetime) -> None:
    """Written now and then, not with every request."""
    session.execute(
        update(ApiKey)
        .where(ApiKey.id == key_id, func.coalesce(ApiKey.last_used_at, text("'-infinity'")) < unless_since)
        .values(last_used_at=now)
        .execution_options(synchronize_session=False)
    )


_ORIGINS = text("SELECT DISTINCT unnest(origins) FROM api_keys WHERE revoked_at IS NULL")


def all_origins(session: Session) -> frozenset[str]:
    """Every website that any hotel listed."""
    return frozenset(session.scalars(_ORIGINS))
