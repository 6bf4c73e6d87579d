"""The hotel's rules, each version kept: what was agreed under an older one can be read again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ForeignKey, PrimaryKeyConstraint
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store import swift
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


class Newest(NamedTuple):
    """The document is as it is written: it reads the same as long as its words are."""

    version: int
    written: str


_NEWEST: Final = "newest policies"
_LAST: Final = (
    "SELECT version, document::text FROM policies WHERE hotel_id = %(hotel)s ORDER BY version DESC LIMIT 1"
)


def newest(session: Session) -> Newest | None:
    """Read once a transaction: an offer asks for the rules with every room it names."""
    if _NEWEST not in known(session):
        rows = swift.ask(session, _LAST, {"hotel": swift.hotel(session)})
        known(session)[_NEWEST] = Newest(*rows[0]) if rows else None
    found: Newest | None = known(session)[_NEWEST]
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
