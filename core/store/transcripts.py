"""What was heard in a recording, kept by its bytes: the same note is never listened to twice by the same model."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.db import Base, HotelRow
from core.store.hotels import Hotel


class HeardNote(HotelRow, Base):
    """`unheard` says why there are no words; a reason that may pass is never kept."""

    __tablename__ = "transcripts"
    __table_args__ = (UniqueConstraint("hotel_id", "sha256", "model"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    sha256: Mapped[str]
    model: Mapped[str]
    text: Mapped[str]
    language: Mapped[str]
    seconds: Mapped[float]
    confidence: Mapped[float]
    unheard: Mapped[str | None]
    heard_at: Mapped[datetime]


def of(session: Session, sha256: str, model: str) -> HeardNote | None:
    return session.scalar(select(HeardNote).where(HeardNote.sha256 == sha256, HeardNote.model == model))


def keep(session: Session, row: HeardNote) -> None:
    values = {
        column.name: getattr(row, column.name)
        for column in HeardNote.__table__.columns
        if column.name != "id"
    }
    session.execute(insert(HeardNote).values(values).on_conflict_do_nothing())
