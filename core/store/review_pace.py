"""How fast guests are asked for reviews, what has stopped it, and how many the channel counts already."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, TextClause, UniqueConstraint, func, select, text
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.errands import Desk, Errand, LetterState
from core.domain.review_pace import Line
from core.domain.reviews import Unasked
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from core.store.review_requests import ReviewRequest
from core.store.staff import Staff


class ReviewPace(HotelRow, Base):
    """Nobody is asked before `next_at`; whoever is, writes down the moment after it."""

    __tablename__ = "review_pace"

    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id), primary_key=True)
    next_at: Mapped[datetime]


class ReviewStop(HotelRow, Base):
    """Nobody is asked from `began_at` on; one that has not ended is enough."""

    __tablename__ = "review_stops"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        Index("review_stops_open", "hotel_id", unique=True, postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    reason: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))


def locked(session: Session, hotel_id: int, now: datetime) -> ReviewPace:
    session.execute(insert(ReviewPace).values(hotel_id=hotel_id, next_at=now).on_conflict_do_nothing())
    return session.scalars(
        select(ReviewPace).with_for_update().execution_options(populate_existing=True)
    ).one()


def stopped(session: Session) -> ReviewStop | None:
    return session.scalar(select(ReviewStop).where(ReviewStop.ended_at.is_(None)))


def stop(session: Session, values: dict[str, Any]) -> bool:
    """False when something has stopped it already."""
    made = (
        insert(ReviewStop)
        .values(values)
        .on_conflict_do_nothing(index_elements=["hotel_id"], index_where=text("ended_at IS NULL"))
    )
    return session.scalar(made.returning(ReviewStop.id)) is not None


def stop_to_end(session: Session) -> ReviewStop | None:
    return session.scalar(select(ReviewStop).where(ReviewStop.ended_at.is_(None)).with_for_update())


_DUE = f"""letter.hotel_id = :hotel AND letter.desk = '{Desk.UNHURRIED}' AND letter.kind = '{Errand.ASK_REVIEW}'
          AND letter.state = '{LetterState.WAITING}'"""
_HAS_NONE = "letter.due_at <= :now AND letter.payload -> 'given' IS NULL"
_HAS_ONE = "letter.due_at > :now AND letter.payload -> 'given' IS NOT NULL"
_IS_LATE = "letter.due_at <= :now AND letter.payload -> 'given' IS NOT NULL"
# Whom a person asks by hand stands in no line.
_IN_LINE = f"{_DUE} AND letter.payload -> 'at_once' IS NULL"

_LINE = text(
    f"""
    SELECT count(*) FILTER (WHERE {_HAS_NONE}), count(*) FILTER (WHERE {_HAS_ONE}),
           min(due_at) FILTER (WHERE {_HAS_ONE}), max(due_at) FILTER (WHERE {_HAS_ONE})
    FROM outbox AS letter WHERE {_IN_LINE} AND ({_HAS_NONE} OR {_HAS_ONE})
    """
)


def line(session: Session, hotel_id: int, now: datetime) -> Line:
    """The one who asks is among those without a place."""
    return Line(*session.execute(_LINE, {"hotel": hotel_id, "now": now}).one())


@dataclass(frozen=True)
class Places:
    """Moments in a row, from `first` on, before `closing` if there is one."""

    first: datetime
    step: timedelta
    closing: datetime | None = None

    @property
    def most(self) -> int | None:
        return None if self.closing is None else max(0, math.ceil((self.closing - self.first) / self.step))


def _seat(whom: str) -> TextClause:
    # Who is just being looked at, by whomever, is passed over: nobody waits here while holding what others want.
    return text(
        f"""
    WITH crowd AS (
        SELECT letter.id, letter.due_at, request.id AS request
        FROM outbox AS letter JOIN review_requests AS request ON request.id = (letter.payload ->> 'request')::bigint
        WHERE {_IN_LINE} AND {whom} AND request.hotel_id = :hotel AND request.id <> :own
          AND (letter.leased_until IS NULL OR letter.leased_until < now())
        ORDER BY letter.due_at, letter.id LIMIT CAST(:most AS bigint)
        FOR UPDATE SKIP LOCKED),
    placed AS (
        SELECT id, request, CAST(:first AS timestamptz)
            + CAST(:step AS interval) * (row_number() OVER (ORDER BY due_at, id) - 1) AS at
        FROM crowd),
    told AS (UPDATE review_requests SET due_at = placed.at FROM placed WHERE review_requests.id = placed.request)
    UPDATE outbox SET due_at = placed.at, leased_until = NULL, payload = payload || '{{"given": true}}'
    FROM placed WHERE outbox.id = placed.id RETURNING outbox.id
    """
    )


class Whom(StrEnum):
    """Of those whose hour has come: who has no place yet, who has one, whose place is over and who still waits."""

    WITHOUT = "without"
    PLACED = "placed"
    LATE = "late"


_SEAT = {Whom.WITHOUT: _seat(_HAS_NONE), Whom.PLACED: _seat(_HAS_ONE), Whom.LATE: _seat(_IS_LATE)}


def seat(session: Session, own: ReviewRequest, whom: Whom, now: datetime, places: Places) -> int:
    """Gives places to all of them but the one who asks, in their order, as many as there are; answers how many."""
    row = {"first": places.first, "step": places.step, "most": places.most}
    values = {"hotel": own.hotel_id, "own": own.id, "now": now, **row}
    return len(session.execute(_SEAT[whom], values).all())


def on_their_way(session: Session, hotel_id: int) -> int:
    """Questions that were written and that the relay has not carried yet."""
    open_ones = OutboxLetter.state.in_((LetterState.WAITING, LetterState.SENDING, LetterState.DOUBTFUL))
    letters = (OutboxLetter.hotel_id == hotel_id, OutboxLetter.desk == Desk.BULK, open_ones)
    return session.scalar(select(func.count()).select_from(OutboxLetter).where(*letters)) or 0


def _first_words(hotel_id: int, since: datetime) -> tuple[Any, ...]:
    # The hotel stands here in words, for the index begins with it.
    return (
        Message.hotel_id == hotel_id,
        Message.kind == "template",
        Message.direction == "out",
        Message.at > since,
        Message.delivery.is_distinct_from("failed"),
    )


def reached(session: Session, hotel_id: int, since: datetime) -> int:
    """People the house wrote to first since then, for whatever reason."""
    people = select(func.count(func.distinct(Message.conversation_id)))
    return session.scalar(people.where(*_first_words(hotel_id, since))) or 0


def nth_reached_at(session: Session, hotel_id: int, since: datetime, number: int) -> datetime | None:
    """When the n-th of them (from 0) was written to."""
    first = (
        select(func.min(Message.at).label("at"))
        .where(*_first_words(hotel_id, since))
        .group_by(Message.conversation_id)
        .subquery()
    )
    return session.scalar(select(first.c.at).order_by(first.c.at).offset(number).limit(1))


_HURRY = text(
    f"""
    UPDATE outbox SET due_at = :now FROM review_requests request
    WHERE request.hotel_id = :hotel AND request.reason = '{Unasked.STOPPED}' AND request.ended_at IS NULL
      AND outbox.hotel_id = :hotel AND outbox.key = 'review:' || request.id AND outbox.state = 'waiting'
    """
)


def hurry(session: Session, hotel_id: int, now: datetime) -> None:
    """Those a stop held back are looked at again now, each taking its place anew."""
    session.execute(_HURRY, {"hotel": hotel_id, "now": now})
