"""What a hotel knows about itself: facts with their earlier versions, photos, and a mark new with each edit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint, func, select, text, tuple_
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store import swift
from core.store.db import Base, HotelRow, known
from core.store.hotels import Hotel
from core.store.media import Media
from core.store.staff import Staff


class FactRow(HotelRow, Base):
    __tablename__ = "facts"
    __table_args__ = (UniqueConstraint("hotel_id", "subject", "topic"), UniqueConstraint("hotel_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    subject: Mapped[str]
    topic: Mapped[str]
    answer: Mapped[str]
    texts: Mapped[dict[str, str]] = mapped_column(JSONB)
    price: Mapped[int | None]
    per: Mapped[str | None]
    words: Mapped[list[str]] = mapped_column(JSONB)
    audience: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int]
    removed: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))


class FactVersion(HotelRow, Base):
    """What a fact said before it was changed."""

    __tablename__ = "fact_versions"
    __table_args__ = (
        UniqueConstraint("hotel_id", "fact_id", "version"),
        ForeignKeyConstraint(["hotel_id", "fact_id"], [FactRow.hotel_id, FactRow.id]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    fact_id: Mapped[int]
    version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))


class PhotoRow(HotelRow, Base):
    __tablename__ = "photos"
    __table_args__ = (
        UniqueConstraint("hotel_id", "shows", "media_id"),
        ForeignKeyConstraint(["hotel_id", "media_id"], [Media.hotel_id, Media.id]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    shows: Mapped[str]
    media_id: Mapped[int]
    place: Mapped[int]
    captions: Mapped[dict[str, str]] = mapped_column(JSONB)


class KnowledgeMark(HotelRow, Base):
    """One number per hotel, new with every edit and never used twice, not even after an edit that was undone."""

    __tablename__ = "knowledge_marks"

    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id), primary_key=True)
    mark: Mapped[int]


CONTENT = ("answer", "texts", "price", "per", "words", "audience", "details", "removed")


_MARK = "SELECT mark FROM knowledge_marks WHERE hotel_id = %(hotel)s"


def mark(session: Session, hotel_id: int) -> int:
    """The cheap question: has anything changed since? Asked once by all who share a transaction."""
    name = f"knowledge:{hotel_id}"
    if name not in known(session):
        found = swift.run(session, _MARK, {"hotel": hotel_id})
        known(session)[name] = int(found[0][0]) if found else 0
    return int(known(session)[name])


_TOUCH = text(
    "INSERT INTO knowledge_marks (hotel_id, mark) VALUES (:hotel, nextval('knowledge_mark')) "
    "ON CONFLICT (hotel_id) DO UPDATE SET mark = nextval('knowledge_mark')"
)


def touch(session: Session, hotel_id: int) -> None:
    """Edits of one hotel pass one after the other through here."""
    session.execute(_TOUCH, {"hotel": hotel_id})
    known(session).pop(f"knowledge:{hotel_id}", None)


def facts(session: Session, hotel_id: int) -> list[FactRow]:
    words = "row.hotel_id = %(of)s AND NOT row.removed ORDER BY row.id"
    return swift.those(session, FactRow, words, {"of": hotel_id})


def locked_fact(session: Session, subject: str, topic: str) -> FactRow | None:
    return locked_facts(session, [(subject, topic)]).get((subject, topic))


def locked_facts(session: Session, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], FactRow]:
    """By subject and topic; also those that were removed: written again they go on counting their versions."""
    named = tuple_(FactRow.subject, FactRow.topic).in_(wanted)
    found = select(FactRow).where(named).order_by(FactRow.id).with_for_update()
    rows = session.scalars(found.execution_options(populate_existing=True))
    return {(row.subject, row.topic): row for row in rows}


def keep_version(session: Session, row: FactRow) -> None:
    session.add(
        FactVersion(
            hotel_id=row.hotel_id,
            fact_id=row.id,
            version=row.version,
            content={name: getattr(row, name) for name in CONTENT},
            changed_at=row.changed_at,
            changed_by=row.changed_by,
        )
    )


def versions(session: Session, subject: str, topic: str) -> list[FactVersion]:
    """Newest first."""
    fact_id = select(FactRow.id).where(FactRow.subject == subject, FactRow.topic == topic).scalar_subquery()
    wanted = select(FactVersion).where(FactVersion.fact_id == fact_id)
    return list(session.scalars(wanted.order_by(FactVersion.version.desc())))


def photos(session: Session, hotel_id: int) -> list[PhotoRow]:
    first_of = (
        select(PhotoRow.shows, func.min(PhotoRow.id).label("first"))
        .where(PhotoRow.hotel_id == hotel_id)
        .group_by(PhotoRow.shows)
        .subquery()
    )
    wanted = select(PhotoRow).join(first_of, first_of.c.shows == PhotoRow.shows)
    wanted = wanted.where(PhotoRow.hotel_id == hotel_id)
    return list(session.scalars(wanted.order_by(first_of.c.first, PhotoRow.place, PhotoRow.id)))


def photos_showing(session: Session, *shows: str) -> list[PhotoRow]:
    wanted = select(PhotoRow).where(PhotoRow.shows.in_(shows))
    return list(session.scalars(wanted.order_by(PhotoRow.place, PhotoRow.id).with_for_update()))


def photo(session: Session, photo_id: int) -> PhotoRow | None:
    return session.scalar(select(PhotoRow).where(PhotoRow.id == photo_id).with_for_update())
