"""What the API answered to a request that may come twice, so that it acts once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    delete,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.api_keys import Holder
from core.store.api_keys import ApiKey
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel


class ApiAnswer(HotelRow, Base):
    """`question` is the fingerprint of what was asked under this token; `body` is kept word for word."""

    __tablename__ = "api_answers"
    __table_args__ = (
        PrimaryKeyConstraint("key_id", "token"),
        ForeignKeyConstraint(["hotel_id", "key_id"], [ApiKey.hotel_id, ApiKey.id]),
        Index("api_answers_age", "answered_at"),
    )

    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    key_id: Mapped[int]
    token: Mapped[str]
    question: Mapped[str]
    status: Mapped[int]
    mimetype: Mapped[str]
    body: Mapped[str]
    answered_at: Mapped[datetime]


@dataclass(frozen=True)
class Answer:
    question: str
    status: int
    mimetype: str
    body: str


_TURN = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 7))")


def wait_for_turn(session: Session, name: str) -> None:
    """Twins that come at the same moment go one after the other."""
    session.execute(_TURN, {"name": name})


def found(session: Session, key_id: int, token: str, since: datetime) -> Answer | None:
    row = session.scalar(
        select(ApiAnswer).where(
            ApiAnswer.key_id == key_id, ApiAnswer.token == token, ApiAnswer.answered_at >= since
        )
    )
    return Answer(row.question, row.status, row.mimetype, row.body) if row is not None else None


def keep(session: Session, key: Holder, token: str, answer: Answer, now: datetime) -> None:
    """In place of one so old that it is not remembered any more."""
    session.execute(delete(ApiAnswer).where(ApiAnswer.key_id == key.id, ApiAnswer.token == token))
    session.execute(
        insert(ApiAnswer).values(
            hotel_id=key.hotel_id,
            key_id=key.id,
            token=token,
            question=answer.question,
            status=answer.status,
            mimetype=answer.mimetype,
            body=answer.body,
            answered_at=now,
        )
    )
