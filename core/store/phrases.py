"""A hotel's own words in place of the house's."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.staff import Staff


class PhraseOverride(HotelRow, Base):
    __tablename__ = "phrase_overrides"
    __table_args__ = (UniqueConstraint("hotel_id", "language", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    language: Mapped[str]
    key: Mapped[str]
    words: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))


def of_hotel(session: Session) -> list[PhraseOverride]:
    return list(session.scalars(select(PhraseOverride).order_by(PhraseOverride.id)))


def one(session: Session, language: str, key: str) -> PhraseOverride | None:
    return session.scalar(
        select(PhraseOverride).where(PhraseOverride.language == language, PhraseOverride.key == key)
    )


def forget(session: Session, language: str, key: str) -> None:
    session.execute(
        delete(PhraseOverride).where(PhraseOverride.language == language, PhraseOverride.key == key)
    )
