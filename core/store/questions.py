"""What guests asked and the house could not answer, or not in their language: staff's list of what to write down."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.conversations import Conversation
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.staff import Staff


class OpenQuestion(HotelRow, Base):
    """One row per matter while it is open: asked again it only counts. `words` are how it was asked last."""

    __tablename__ = "questions"
    __table_args__ = (
        ForeignKeyConstraint(["hotel_id", "conversation_id"], [Conversation.hotel_id, Conversation.id]),
        Index("questions_open", "hotel_id", "key", unique=True, postgresql_where=text("settled_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    key: Mapped[str]
    why: Mapped[str]
    topic: Mapped[str | None]
    language: Mapped[str]
    words: Mapped[str]
    conversation_id: Mapped[int]
    times: Mapped[int] = mapped_column(default=1)
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))


def ask(session: Session, row: OpenQuestion) -> None:
    values = {
        "hotel_id": row.hotel_id,
        "key": row.key,
        "why": row.why,
        "topic": row.topic,
        "language": row.language,
        "words": row.words,
        "conversation_id": row.conversation_id,
        "times": 1,
        "asked_at": row.asked_at,
    }
    again = {
        "times": OpenQuestion.times + 1,
        "words": row.words,
        "conversation_id": row.conversation_id,
        "asked_at": row.asked_at,
    }
    session.execute(
        insert(OpenQuestion)
        .values(values)
        .on_conflict_do_update(
            index_elements=["hotel_id", "key"], index_where=text("settled_at IS NULL"), set_=again
        )
    )


def open_ones(session: Session, limit: int = 200) -> list[OpenQuestion]:
    """What is asked most comes first."""
    wanted = select(OpenQuestion).where(OpenQuestion.settled_at.is_(None))
    return list(
        session.scalars(wanted.order_by(OpenQuestion.times.desc(), OpenQuestion.asked_at.desc()).limit(limit))
    )


def locked(session: Session, question_id: int) -> OpenQuestion | None:
    return session.scalar(select(OpenQuestion).where(OpenQuestion.id == question_id).with_for_update())
