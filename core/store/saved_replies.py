"""What staff write again and again, kept under a name: words by language, and a picture where one helps."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, func, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.media import Media
from core.store.staff import Staff


class SavedReply(HotelRow, Base):
    __tablename__ = "saved_replies"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        ForeignKeyConstraint(["hotel_id", "media_id"], [Media.hotel_id, Media.id]),
        Index("saved_replies_title", "hotel_id", text("lower(title)"), unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    title: Mapped[str]
    texts: Mapped[dict[str, str]] = mapped_column(JSONB)
    media_id: Mapped[int | None]
    version: Mapped[int]
    used: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))


def all_of_hotel(session: Session) -> list[SavedReply]:
    """What is used most comes first."""
    return list(session.scalars(select(SavedReply).order_by(SavedReply.used.desc(), SavedReply.title)))


def one(session: Session, reply_id: int) -> SavedReply | None:
    return session.scalar(select(SavedReply).where(SavedReply.id == reply_id))


def locked(session: Session, reply_id: int) -> SavedReply | None:
    return session.scalar(select(SavedReply).where(SavedReply.id == reply_id).with_for_update())


def titled(session: Session, title: str) -> SavedReply | None:
    return session.scalar(select(SavedReply).where(func.lower(SavedReply.title) == title.lower()))


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(SavedReply)) or 0
