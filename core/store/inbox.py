"""The inbox: what came, exactly as it came, until somebody has dealt with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, LargeBinary, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.base import bell, clock
from core.domain.errands import LetterState
from core.store import swift
from core.store.db import Base, HotelRow, ring_after_commit

LEASE_SECONDS = 8


class InboxLetter(HotelRow, Base):
    """`key` is the sender's own id of it, so that a second copy dies on the unique index.

    `hotel_id` is empty only for what was addressed to nobody we know. It has no foreign key, so that
    acknowledging a delivery takes no lock on the hotel.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        Index("inbox_lane", "lane", "id", postgresql_where=text("state = 'waiting'")),
        Index("inbox_due", "due_at", "id", postgresql_where=text("state = 'waiting'")),
        Index("inbox_done", "done_at", postgresql_where=text("state = 'done'")),
        Index("inbox_dead", "hotel_id", "id", postgresql_where=text("state = 'dead'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int | None] = mapped_column(nullable=True)  # type: ignore[assignment]
    channel: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    account: Mapped[str | None]
    lane: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str]
    attempts: Mapped[int]
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    error: Mapped[str | None]
    trace_id: Mapped[str]
    received_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


@dataclass(frozen=True)
class NewLetter:
    hotel_id: int | None
    channel: str
    key: str
    kind: str
    account: str | None
    lane: str
    body: bytes
    trace_id: str
    state: LetterState = LetterState.WAITING
    error: str | None = None


_KEEP = """
    INSERT INTO inbox (hotel_id, channel, key, kind, account, lane, body, trace_id, state, error,
                       attempts, due_at, received_at)
    SELECT *, 0, now(), now()
    FROM unnest(
        %(hotel_ids)s::bigint[], %(channels)s::text[], %(keys)s::text[], %(kinds)s::text[],
        %(accounts)s::text[], %(lanes)s::text[], %(bodies)s::bytea[], %(traces)s::text[],
        %(states)s::text[], %(errors)s::text[])
    ON CONFLICT (key) DO NOTHING
    RETURNING id
"""


def keep(session: Session, letters: Sequence[NewLetter]) -> list[int]:
    """Stores letters in one statement and answers the ids of those that were new.

    Sorted by key, so that two writers with the same letters never wait for each other in a circle.
    """
    letters = sorted(letters, key=lambda letter: letter.key)
    rows = swift.run(
        session,
        _KEEP,
        {
            "hotel_ids": [letter.hotel_id for letter in letters],
            "channels": [letter.channel for letter in letters],
            "keys": [letter.key for letter in letters],
            "kinds": [letter.kind for letter in letters],
            "accounts": [letter.account for letter in letters],
            "lanes": [letter.lane for letter in letters],
            "bodies": [letter.body for letter in letters],
            "traces": [letter.trace_id for letter in letters],
            "states": [letter.state.value for letter in letters],
            "errors": [letter.error for letter in letters],
        },
    )
    return [letter_id for (letter_id,) in rows]


@dataclass(frozen=True)
class Claimed:
    id: int
    hotel_id: int
    channel: str
    kind: str
    account: str | None
    body: bytes
    attempts: int
    trace_id: str
    received_at: datetime


# Statuses of one message may be applied in any order (they only move forward), so they need no head of lane.
# An array, for a plain IN may be run again for each row it is compared with, and then forgets its LIMIT.
_STATUSES = "letter.kind = 'status'"
_HEADS = """letter.kind <> 'status' AND NOT EXISTS (
              SELECT 1 FROM inbox AS earlier
              WHERE earlier.lane = letter.lane AND earlier.state = 'waiting' AND earlier.id < letter.id)"""


def claim_of(*, statuses: bool, count: str) -> str:
    """The statement that takes the heads of lanes, or statuses, as many as the value named `count` says."""
    return f"""
    UPDATE inbox SET leased_until = now() + make_interval(secs => %(lease)s), attempts = attempts + 1
    WHERE id = ANY (ARRAY(
        SELECT letter.id FROM inbox AS letter
        WHERE letter.state = 'waiting' AND letter.due_at <= %(now)s
          AND (letter.leased_until IS NULL OR letter.leased_until < now())
          AND {_STATUSES if statuses else _HEADS}
        ORDER BY letter.due_at, letter.id
        LIMIT %({count})s
        FOR UPDATE SKIP LOCKED))
    RETURNING id, hotel_id, channel, kind, account, body, attempts, trace_id, received_at
    """


_CLAIM = {statuses: claim_of(statuses=statuses, count="count") for statuses in (False, True)}


def claim(session: Session, count: int, *, statuses: bool) -> list[Claimed]:
    """Takes the heads of lanes for a while; a taker who dies loses them when the lease runs out."""
    rows = swift.run(session, _CLAIM[statuses], {"lease": LEASE_SECONDS, "count": count, "now": clock.now()})
    return sorted((Claimed(*row) for row in rows), key=lambda letter: letter.id)


_DONE = """
    UPDATE inbox SET state = 'done', done_at = %(now)s, leased_until = NULL, error = NULL
    WHERE id = ANY(ARRAY(SELECT id FROM inbox WHERE id = ANY(%(ids)s) AND state = 'waiting' ORDER BY id FOR UPDATE))
    RETURNING id, kind <> 'status' AND EXISTS (SELECT 1 FROM inbox AS next
        WHERE next.lane = inbox.lane AND next.state = 'waiting' AND next.id > inbox.id)
"""


def done(session: Session, letter_ids: Sequence[int], now: datetime) -> set[int]:
    """Marks letters as dealt with, and answers those that nobody had dealt with meanwhile.

    Said first thing in the transaction that deals with them: it also locks them until its end. Whoever stands
    behind one of them in its lane is rung for.
    """
    rows = swift.run(session, _DONE, {"ids": list(letter_ids), "now": now})
    for letter_id, has_next in rows:
        if has_next:
            ring_after_commit(session, bell.INBOX, letter_id)
    return {letter_id for letter_id, _ in rows}


_NOT_YET = """
    UPDATE inbox SET state = 'waiting', done_at = NULL, leased_until = now() + make_interval(secs => %(lease)s)
    WHERE id = ANY(%(ids)s)
"""


def not_yet(session: Session, letter_ids: Sequence[int]) -> None:
    """Takes back that letters are done: their taker keeps them, but deals with them in another transaction."""
    swift.run(session, _NOT_YET, {"ids": list(letter_ids), "lease": LEASE_SECONDS})


def try_later(session: Session, letter_id: int, due_at: datetime, error: str) -> None:
    session.execute(
        update(InboxLetter)
        .where(InboxLetter.id == letter_id, InboxLetter.state == LetterState.WAITING)
        .values(due_at=due_at, leased_until=None, error=error)
    )


def bury(session: Session, letter_id: int, error: str) -> None:
    session.execute(
        update(InboxLetter)
        .where(InboxLetter.id == letter_id)
        .values(state=LetterState.DEAD, leased_until=None, error=error)
    )


def drop(session: Session, letter_id: int, now: datetime) -> bool:
    """A dead letter that nobody will try again."""
    changed = session.execute(
        update(InboxLetter)
        .where(InboxLetter.id == letter_id, InboxLetter.state == LetterState.DEAD)
        .values(state=LetterState.CANCELLED, done_at=now)
        .returning(InboxLetter.id)
    )
    return changed.scalar() is not None


def revive(session: Session, letter_id: int, now: datetime) -> bool:
    changed = session.execute(
        update(InboxLetter)
        .where(InboxLetter.id == letter_id, InboxLetter.state == LetterState.DEAD)
        .values(state=LetterState.WAITING, due_at=now, attempts=0, leased_until=None)
        .returning(InboxLetter.id)
    )
    return changed.scalar() is not None
