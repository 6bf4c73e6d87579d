"""Joinings of two guests by staff: what the one had before it became the other's, row by row, and its way back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.staff import Staff

# Tables whose rows are a guest's, and those whose rows are a conversation's. What is still open of the latter stays
# where people look after it: with the record that was kept.
_OF_GUESTS: Final = (
    "conversations",
    "identifiers",
    "bookings",
    "quotes_shown",
    "review_requests",
    "reviews",
    "waitlist",
)
_OF_TALKS: Final = {
    "messages": "",
    "bookings": "",
    "quotes_shown": "",
    "waitlist": "",
    "review_requests": "",
    "review_cases": "",
    "labels": "",
    "tasks": "",
    "handovers": "ended_at IS NOT NULL",
    "later_replies": "state NOT IN ('waiting', 'withheld')",
}


class Joining(HotelRow, Base):
    """`moved` names the rows by table, and which conversation was poured into which; `kept_before` and `kept_after` say
    what joining made of the name, tags and notes of the record that was kept."""

    __tablename__ = "joinings"
    __table_args__ = (
        UniqueConstraint("hotel_id", "token"),
        ForeignKeyConstraint(["hotel_id", "kept_id"], ["guests.hotel_id", "guests.id"]),
        ForeignKeyConstraint(["hotel_id", "other_id"], ["guests.hotel_id", "guests.id"]),
        Index("joinings_open", "kept_id", postgresql_where=text("parted_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    kept_id: Mapped[int]
    other_id: Mapped[int]
    staff_id: Mapped[int] = mapped_column(ForeignKey(Staff.id))
    token: Mapped[str]
    at: Mapped[datetime]
    moved: Mapped[dict[str, Any]] = mapped_column(JSONB)
    kept_before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    kept_after: Mapped[dict[str, Any]] = mapped_column(JSONB)
    parted_at: Mapped[datetime | None]


def one(session: Session, joining_id: int) -> Joining | None:
    return session.get(Joining, joining_id)


def locked(session: Session, joining_id: int) -> Joining | None:
    wanted = select(Joining).where(Joining.id == joining_id).with_for_update()
    return session.scalar(wanted.execution_options(populate_existing=True))


def by_token(session: Session, token: str) -> Joining | None:
    return session.scalar(select(Joining).where(Joining.token == token))


def open_of(session: Session, kept_id: int) -> list[Joining]:
    """The newest first."""
    wanted = select(Joining).where(Joining.kept_id == kept_id, Joining.parted_at.is_(None))
    return list(session.scalars(wanted.order_by(Joining.id.desc())))


def belongings(session: Session, guest_id: int) -> dict[str, Any]:
    """Every row of a guest and of their conversations, before somebody moves them."""
    talks = _ids(session, "conversations", "guest_id", guest_id)
    return {
        "guest": {table: _ids(session, table, "guest_id", guest_id) for table in _OF_GUESTS},
        "talks": {
            str(talk): {table: _ids(session, table, "conversation_id", talk) for table in _OF_TALKS}
            for talk in talks
        },
    }


def _ids(session: Session, table: str, column: str, owner: int) -> list[int]:
    found = text(f"SELECT id FROM {table} WHERE {column} = :owner ORDER BY id")
    return list(session.scalars(found, {"owner": owner}))


def hand_back(session: Session, joining: Joining) -> None:
    """What was moved and still lies where it was moved to; what has gone on since stays where it is."""
    for table, ids in joining.moved["guest"].items():
        _move(session, table, "guest_id", ids, (joining.kept_id, joining.other_id))
    for source, target in joining.moved["poured"].items():
        for table, ids in joining.moved["talks"][source].items():
            _move(session, table, "conversation_id", ids, (target, int(source)))
    session.flush()
    session.expire_all()


def _move(session: Session, table: str, column: str, ids: list[int], way: tuple[int, int]) -> None:
    only = _OF_TALKS.get(table, "") if column == "conversation_id" else ""
    closed = f" AND {only}" if only else ""
    change = text(f"UPDATE {table} SET {column} = :back WHERE id = ANY(:ids) AND {column} = :here{closed}")
    session.execute(change, {"ids": ids, "here": way[0], "back": way[1]})


_SUMMED_UP: Final = text(
    """
    UPDATE conversations AS talk SET
        last_message_at = coalesce(newest.at, talk.last_message_at),
        last_text = coalesce(newest.text, ''),
        last_author = coalesce(newest.author, talk.last_author),
        last_guest_at = (SELECT max(at) FROM messages WHERE conversation_id = talk.id AND direction = 'in')
    FROM (SELECT CAST(:talk AS bigint) AS id) AS wanted LEFT JOIN LATERAL (
        SELECT at, left(text, 200) AS text, author FROM messages
        WHERE conversation_id = wanted.id AND direction IN ('in', 'out') ORDER BY at DESC, id DESC LIMIT 1
    ) AS newest ON true
    WHERE talk.id = wanted.id
    """
)


def sum_up(session: Session, conversation_id: int) -> None:
    """The line a list shows of a conversation, and since when its guest is silent, from the messages it has now."""
    session.execute(_SUMMED_UP, {"talk": conversation_id})
    session.expire_all()
