"""What the house has said aloud, kept by words and voice: the same sentence is spoken once and sent often."""

from __future__ import annotations

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.media import Media


class Recording(HotelRow, Base):
    """`key` is a digest of the words and of the voice that speaks them."""

    __tablename__ = "recordings"
    __table_args__ = (
        UniqueConstraint("hotel_id", "key"),
        ForeignKeyConstraint(["hotel_id", "media_id"], [Media.hotel_id, Media.id]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    key: Mapped[str]
    media_id: Mapped[int]


def media_of(session: Session, key: str) -> int | None:
    return session.scalar(select(Recording.media_id).where(Recording.key == key))


def keep(session: Session, hotel_id: int, key: str, media_id: int) -> None:
    values = {"hotel_id": hotel_id, "key": key, "media_id": media_id}
    session.execute(insert(Recording).values(values).on_conflict_do_nothing())
