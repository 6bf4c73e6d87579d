"""Pictures, voice notes and papers, kept here because channels forget them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

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


_KEPT: Final = ("hotel_id", "sha256", "mime", "size", "data", "filename", "stored_at")


def keep_all(session: Session, rows: Sequence[Media]) -> list[int]:
    """Stores the bytes once per hotel, whoever sends them however often. In the order of the rows."""
    values = {_told_apart_by(row): {name: getattr(row, name) for name in _KEPT} for row in rows}
    storing = insert(Media).values(list(values.values()))
    stored = storing.on_conflict_do_update(
        index_elements=["hotel_id", "sha256", "mime"], set_={"stored_at": storing.excluded.stored_at}
    ).returning(Media.id, Media.sha256, Media.mime)
    ids = {(sha256, mime): int(media_id) for media_id, sha256, mime in session.execute(stored)}
    return [ids[_told_apart_by(row)] for row in rows]


def _told_apart_by(row: Media) -> tuple[str, str]:
    return row.sha256, row.mime


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
