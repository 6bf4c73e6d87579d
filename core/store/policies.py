"""The hotel's rules, each version kept: what was agreed under an older one can be read again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, PrimaryKeyConstraint, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.db import Base, HotelRow, known
from core.store.hotels import Hotel
from core.store.staff import Staff


class PolicyRow(HotelRow, Base):
    __tablename__ = "policies"
    __table_args__ = (PrimaryKeyConstraint("hotel_id", "version"),)

    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    version: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    at: Mapped[datetime]


_NEWEST: Final = "newest policies"


def newest(session: Session) -> PolicyRow | None:
    """Read once a transaction: an offer asks for the rules with every room it names."""
    if _NEWEST not in known(session):
        last = select(PolicyRow).order_by(PolicyRow.version.desc()).limit(1)
        known(session)[_NEWEST] = session.scalar(last)
    found: PolicyRow | None = known(session)[_NEWEST]
    return found


def add(session: Session, row: PolicyRow) -> bool:
    """False when somebody else wrote that version in the meantime."""
    known(session).pop(_NEWEST, None)
    values = {
        "hotel_id": row.hotel_id,
        "version": row.version,
        "document": row.document,
        "staff_id": row.staff_id,
        "at": row.at,
    }
    new = session.scalar(
        insert(PolicyRow).values(values).on_conflict_do_nothing().returning(PolicyRow.version)
    )
    return new is not None
