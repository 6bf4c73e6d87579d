"""Handovers: every time the house called a person, what was promised, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, select, text, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.conversations import Conversation
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.staff import Staff


class Handover(HotelRow, Base):
    """Open until `ended_at`. `label` is what staff say the guest really wanted: the best text to learn from."""

    __tablename__ = "handovers"
    __table_args__ = (
        ForeignKeyConstraint(["hotel_id", "conversation_id"], [Conversation.hotel_id, Conversation.id]),
        UniqueConstraint("hotel_id", "id"),
        Index(
            "handovers_open",
            "hotel_id",
            "conversation_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    conversation_id: Mapped[int]
    reason: Mapped[str]
    words: Mapped[str]
    understood: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    called_at: Mapped[datetime]
    promise_at: Mapped[datetime | None]
    broken_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    ended_at: Mapped[datetime | None]
    label: Mapped[str | None]
    labelled_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    labelled_at: Mapped[datetime | None]


def begin(session: Session, handover: Handover) -> int:
    """A person who is awaited already is told the newest reason; the earlier promise stands, or a sooner one."""
    row = {
        "hotel_id": handover.hotel_id,
        "conversation_id": handover.conversation_id,
        "reason": handover.reason,
        "words": handover.words,
        "understood": handover.understood,
        "called_at": handover.called_at,
        "promise_at": handover.promise_at,
    }
    new = insert(Handover).values(row)
    sooner = text("least(handovers.promise_at, excluded.promise_at)")
    statement = new.on_conflict_do_update(
        index_elements=["hotel_id", "conversation_id"],
        index_where=text("ended_at IS NULL"),
        set_={
            "reason": new.excluded.reason,
            "words": new.excluded.words,
            "understood": new.excluded.understood,
            "promise_at": sooner,
            "broken_at": None,
        },
    ).returning(Handover.id)
    return int(session.execute(statement).scalar_one())


def one(session: Session, handover_id: int) -> Handover | None:
    return session.scalar(
        select(Handover).where(Handover.id == handover_id).execution_options(populate_existing=True)
    )


def open_in(session: Session, conversation_id: int) -> Handover | None:
    return session.scalar(
        select(Handover)
        .where(Handover.conversation_id == conversation_id, Handover.ended_at.is_(None))
        .execution_options(populate_existing=True)
    )


_SAME_BREATH = timedelta(seconds=5)


def standing_at(session: Session, conversation_id: int, at: datetime) -> Handover | None:
    """The one that was open then, or began in the same breath as the words that announce it."""
    return session.scalar(
        select(Handover)
        .where(Handover.conversation_id == conversation_id, Handover.called_at <= at + _SAME_BREATH)
        .order_by(Handover.called_at.desc(), Handover.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )


def end(
    session: Session, conversation_id: int, now: datetime, *, answered: bool, staff_id: int | None = None
) -> int | None:
    """Closes the open one; answers its id."""
    values: dict[str, Any] = {"ended_at": now}
    if answered:
        values |= {"answered_at": now, "answered_by": staff_id}
    changed = session.execute(
        update(Handover)
        .where(Handover.conversation_id == conversation_id, Handover.ended_at.is_(None))
        .values(**values)
        .returning(Handover.id)
    )
    return changed.scalar()


_FOLLOW = text(
    """
    UPDATE handovers SET conversation_id = CAST(:target AS bigint)
    WHERE conversation_id = CAST(:source AS bigint) AND (ended_at IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM handovers AS there
        WHERE there.conversation_id = CAST(:target AS bigint) AND there.ended_at IS NULL))
    """
)


def follow(session: Session, source: int, target: int, now: datetime) -> None:
    """Two conversations became one: its handovers come along, and one open one is enough."""
    session.execute(_FOLLOW, {"source": source, "target": target})
    end(session, source, now, answered=False)
