"""Replies for a chosen moment: written now, carried then, or withheld and shown to a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.conversations import Conversation
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.staff import Staff


class LaterReply(HotelRow, Base):
    """`state` is waiting, withheld, sent or cancelled. Up to `seen_at` the writer knew what the guest had said."""

    __tablename__ = "later_replies"
    __table_args__ = (
        ForeignKeyConstraint(["hotel_id", "conversation_id"], [Conversation.hotel_id, Conversation.id]),
        UniqueConstraint("hotel_id", "id"),
        Index(
            "later_replies_open",
            "conversation_id",
            postgresql_where=text("state IN ('waiting', 'withheld')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    conversation_id: Mapped[int]
    words: Mapped[str]
    due_at: Mapped[datetime]
    state: Mapped[str]
    why: Mapped[str | None]
    written_by: Mapped[int] = mapped_column(ForeignKey(Staff.id))
    seen_at: Mapped[datetime]
    round: Mapped[int]


def locked(session: Session, later_id: int) -> LaterReply | None:
    return session.scalar(
        select(LaterReply)
        .where(LaterReply.id == later_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def conversation_of(session: Session, later_id: int) -> int | None:
    return session.scalar(select(LaterReply.conversation_id).where(LaterReply.id == later_id))


def open_in(session: Session, conversation_id: int) -> list[tuple[LaterReply, str]]:
    """What waits or was withheld, with who wrote it, in the order in which it goes."""
    rows = session.execute(
        select(LaterReply, Staff.name)
        .join(Staff, Staff.id == LaterReply.written_by)
        .where(LaterReply.conversation_id == conversation_id, LaterReply.state.in_(("waiting", "withheld")))
        .order_by(LaterReply.due_at, LaterReply.id)
    )
    return [(row, name) for row, name in rows]


def follow(session: Session, source: int, target: int) -> None:
    session.execute(
        update(LaterReply).where(LaterReply.conversation_id == source).values(conversation_id=target)
    )
