"""Words: every word that people said, by message. The database writes them itself, whatever writes the message."""

from __future__ import annotations

from sqlalchemy import PrimaryKeyConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.store.db import Base, HotelRow


class MessageWord(HotelRow, Base):
    """No key to the message: a check would cost more than the word, and whatever removes the message removes it."""

    __tablename__ = "message_words"
    __table_args__ = (PrimaryKeyConstraint("hotel_id", "word", "message_id"),)

    hotel_id: Mapped[int]
    word: Mapped[str] = mapped_column(Text(collation="C"))
    message_id: Mapped[int]
