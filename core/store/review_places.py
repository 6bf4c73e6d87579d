"""A hotel's place on a platform of reviews, with the secrets that open it, locked at rest."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.db import Base, HotelRow
from core.store.hotels import Hotel


class ReviewPlace(HotelRow, Base):
    """While `stopped_by` is set nothing is asked of it; after failures it is left alone until `rests_until`.

    `fetched_at` is when it was last asked for what is new, `walked_at` when last for everything.
    """

    __tablename__ = "review_places"
    __table_args__ = (UniqueConstraint("hotel_id", "platform"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    platform: Mapped[str]
    place: Mapped[str]
    client: Mapped[str]
    secret_locked: Mapped[str]
    token_locked: Mapped[str]
    stopped_by: Mapped[str | None]
    failures: Mapped[int] = mapped_column(default=0)
    rests_until: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]
    walked_at: Mapped[datetime | None]


def of(session: Session, platform: str) -> ReviewPlace | None:
    return session.scalar(select(ReviewPlace).where(ReviewPlace.platform == platform))


def locked(session: Session, platform: str) -> ReviewPlace | None:
    return session.scalar(
        select(ReviewPlace)
        .where(ReviewPlace.platform == platform)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def open_ones(session: Session) -> list[ReviewPlace]:
    return list(
        session.scalars(select(ReviewPlace).where(ReviewPlace.stopped_by.is_(None)).order_by(ReviewPlace.id))
    )


def forget(session: Session, platform: str) -> None:
    session.execute(delete(ReviewPlace).where(ReviewPlace.platform == platform))
