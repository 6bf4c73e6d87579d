"""Pictures, voice notes and papers, kept here because channels forget them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary, UniqueConstraint, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.db import Base, HotelRow
from core.store.hotels import Hotel


class Media(HotelRow, Base):
    __tablename__ = "media"
    __table_args__ = (UniqueConstraint("hotel_id", "sha256", "mime"), UniqueConstraint("hotel_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    sha256: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    filename: Mapped[str | None]
    stored_at: Mapped[datetime]


class MediaUpload(HotelRow, Base):
    """A channel's own id for something we uploaded; it lives 30 days and belongs to one number."""

    __tablename__ = "media_uploads"
    __table_args__ = (
        UniqueConstraint("hotel_id", "media_id", "account"),
        ForeignKeyConstraint(["hotel_id", "media_id"], ["media.hotel_id", "media.id"]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    media_id: Mapped[int]
    account: Mapped[str]
    channel_media_id: Mapped[str]
    expires_at: Mapped[datetime]


def keep(session: Session, row: Media) -> int:
    """Stores the bytes once per hotel, whoever sends them however often."""
    values = {
        "hotel_id": row.hotel_id,
        "sha256": row.sha256,
        "mime": row.mime,
        "size": row.size,
        "data": row.data,
        "filename": row.filename,
        "stored_at": row.stored_at,
    }
    stored = session.scalar(
        insert(Media)
        .values(values)
        .on_conflict_do_update(
            index_elements=["hotel_id", "sha256", "mime"], set_={"stored_at": row.stored_at}
        )
        .returning(Media.id)
    )
    assert stored is not None
    return int(stored)


def one(session: Session, media_id: int) -> Media | None:
    return session.scalar(select(Media).where(Media.id == media_id))


def upload_of(session: Session, media_id: int, account: str, now: datetime) -> str | None:
    return session.scalar(
        select(MediaUpload.channel_media_id).where(
            MediaUpload.media_id == media_id, MediaUpload.account == account, MediaUpload.expires_at > now
        )
    )


def remember_upload(session: Session, row: MediaUpload) -> None:
    values = {
        "hotel_id": row.hotel_id,
        "media_id": row.media_id,
        "account": row.account,
        "channel_media_id": row.channel_media_id,
        "expires_at": row.expires_at,
    }
    session.execute(
        insert(MediaUpload)
        .values(values)
        .on_conflict_do_update(
            index_elements=["hotel_id", "media_id", "account"],
            set_={"channel_media_id": row.channel_media_id, "expires_at": row.expires_at},
        )
    )


def forget_upload(session: Session, media_id: int, account: str) -> None:
    session.execute(
        delete(MediaUpload).where(MediaUpload.media_id == media_id, MediaUpload.account == account)
    )
