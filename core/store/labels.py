"""Labels: what guests' messages were really about, as staff say it. The best text to learn from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Text, UniqueConstraint, delete, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.conversations import Conversation
from core.store.db import Base, HotelRow
from core.store.handovers import Handover
from core.store.hotels import Hotel
from core.store.staff import Staff


class Label(HotelRow, Base):
    """`message_id` is the last line of the guest's that was read, `words` all that was read with it."""

    __tablename__ = "labels"
    __table_args__ = (
        ForeignKeyConstraint(["hotel_id", "conversation_id"], [Conversation.hotel_id, Conversation.id]),
        UniqueConstraint("hotel_id", "message_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    conversation_id: Mapped[int]
    message_id: Mapped[int]
    words: Mapped[str]
    intents: Mapped[list[str]] = mapped_column(ARRAY(Text))
    labelled_by: Mapped[int] = mapped_column(ForeignKey(Staff.id))
    labelled_at: Mapped[datetime]


def of_message(session: Session, message_id: int) -> Label | None:
    return session.scalar(
        select(Label).where(Label.message_id == message_id).execution_options(populate_existing=True)
    )


def put(session: Session, label: Label) -> None:
    """The last word counts."""
    said = {
        "words": label.words,
        "intents": label.intents,
        "labelled_by": label.labelled_by,
        "labelled_at": label.labelled_at,
    }
    place = {name: getattr(label, name) for name in ("hotel_id", "conversation_id", "message_id")}
    statement = insert(Label).values(place | said)
    session.execute(statement.on_conflict_do_update(index_elements=["hotel_id", "message_id"], set_=said))


def take_away(session: Session, message_id: int) -> None:
    session.execute(delete(Label).where(Label.message_id == message_id))


def follow(session: Session, source: int, target: int) -> None:
    session.execute(update(Label).where(Label.conversation_id == source).values(conversation_id=target))


def told(session: Session) -> list[tuple[str, list[str]]]:
    """Every message with what it was about: what was corrected in a thread, then what people were called for."""
    found = {row.words: row.intents for row in session.scalars(select(Label).order_by(Label.id))}
    called = select(Handover.words, Handover.label).where(Handover.label.is_not(None)).order_by(Handover.id)
    for words, label in session.execute(called):
        found.setdefault(words, [str(label)])
    return [(words, intents) for words, intents in found.items() if words.strip()]
