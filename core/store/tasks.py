"""Tasks: what a guest wants done, for whoever of the staff takes it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.conversations import Conversation
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.staff import Staff


class Task(HotelRow, Base):
    """`state` is open, taken or done. `room` is what the guest called it; it may be empty."""

    __tablename__ = "tasks"
    __table_args__ = (
        ForeignKeyConstraint(["hotel_id", "conversation_id"], [Conversation.hotel_id, Conversation.id]),
        UniqueConstraint("hotel_id", "id"),
        Index("tasks_open", "hotel_id", "opened_at", postgresql_where=text("state <> 'done'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    conversation_id: Mapped[int | None]
    kind: Mapped[str]
    what: Mapped[str]
    room: Mapped[str] = mapped_column(default="")
    state: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))


def locked(session: Session, task_id: int) -> Task | None:
    return session.scalar(select(Task).where(Task.id == task_id).with_for_update())


def unfinished(session: Session) -> list[Task]:
    return list(session.scalars(select(Task).where(Task.state != "done").order_by(Task.opened_at, Task.id)))


def unfinished_in(session: Session, conversation_id: int) -> list[Task]:
    return list(
        session.scalars(
            select(Task)
            .where(Task.conversation_id == conversation_id, Task.state != "done")
            .order_by(Task.id)
        )
    )


def follow(session: Session, source: int, target: int) -> None:
    session.execute(update(Task).where(Task.conversation_id == source).values(conversation_id=target))
