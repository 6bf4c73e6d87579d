"""The outbox: the only way anything happens outside, or later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from psycopg.types.json import Jsonb
from sqlalchemy import Index, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.base import clock
from core.domain.errands import DESK_OF, Desk, Errand, LetterState
from core.store import swift
from core.store.db import Base, HotelRow, ring_after_commit

LEASE_SECONDS = 5
RECEIVER: Final = "webhook:"
# Two of its signs of life were missed.
DEAF_SECONDS: Final = 4
# While news of calls lies unread, or nobody is there to take it in, the echo may still come; but not for ever.
_NO_NEWS = f"""
          AND (letter.state <> 'doubtful' OR letter.due_at < %(now)s - interval '60 seconds' OR (
              NOT EXISTS (SELECT 1 FROM inbox AS news WHERE news.hotel_id = letter.hotel_id
                  AND news.kind = 'status' AND news.state = 'waiting')
              AND coalesce((SELECT max(seen_at) FROM heartbeats WHERE starts_with(name, '{RECEIVER}'))
                  >= now() - interval '{DEAF_SECONDS} seconds', true)))"""
_OPEN_STATES = (LetterState.WAITING, LetterState.SENDING, LetterState.DOUBTFUL)
_OPEN = "('waiting', 'sending', 'doubtful')"


class OutboxLetter(HotelRow, Base):
    """`key` is stable for what must exist once (one pending turn of a conversation, one reminder of a stay)."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_lane", "lane", "id", postgresql_where=text(f"state IN {_OPEN}")),
        Index("outbox_due", "desk", "due_at", "id", postgresql_where=text(f"state IN {_OPEN}")),
        Index("outbox_key", "hotel_id", "key", unique=True, postgresql_where=text(f"state IN {_OPEN}")),
        Index("outbox_done", "done_at", postgresql_where=text("state IN ('done', 'cancelled')")),
        Index("outbox_dead", "hotel_id", "id", postgresql_where=text("state IN ('dead', 'parked')")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int]
    kind: Mapped[str]
    desk: Mapped[str]
    lane: Mapped[str]
    key: Mapped[str | None]
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    state: Mapped[str]
    attempts: Mapped[int]
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    error: Mapped[str | None]
    trace_id: Mapped[str]
    written_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


@dataclass(frozen=True)
class NewErrand:
    kind: Errand
    lane: str
    payload: dict[str, Any]
    due_at: datetime
    trace_id: str
    key: str | None = None


# A second letter under the same key does not exist beside the first: it moves it, if it still waits.
_WRITE = """
    INSERT INTO outbox (hotel_id, kind, desk, lane, key, payload, state, attempts, due_at, trace_id, written_at)
    VALUES (%(hotel_id)s, %(kind)s, %(desk)s, %(lane)s, %(key)s, %(payload)s, 'waiting', 0,
            %(due_at)s, %(trace)s, now())
    ON CONFLICT (hotel_id, key) WHERE state IN ('waiting', 'sending', 'doubtful')
    DO UPDATE SET due_at = EXCLUDED.due_at, payload = EXCLUDED.payload,
        leased_until = CASE WHEN outbox.state = 'waiting' THEN NULL ELSE outbox.leased_until END
    RETURNING id
"""


def write(session: Session, hotel_id: int, errand: NewErrand) -> int:
    desk = DESK_OF[errand.kind]
    [(letter_id,)] = swift.run(
        session,
        _WRITE,
        {
            "hotel_id": hotel_id,
            "kind": errand.kind.value,
            "desk": desk.value,
            "lane": errand.lane,
            "key": errand.key,
            "payload": Jsonb(errand.payload),
            "due_at": errand.due_at,
            "trace": errand.trace_id,
        },
    )
    if errand.due_at <= clock.now():
        ring_after_commit(session, desk, letter_id)
    return int(letter_id)


@dataclass(frozen=True)
class Claimed:
    id: int
    hotel_id: int
    kind: Errand
    lane: str
    payload: dict[str, Any]
    attempts: int
    trace_id: str


# An array, for a plain IN may be run again for each row it is compared with, and then forgets its LIMIT.
def claim_of(desk: Desk, count: str) -> str:
    """The statement that takes heads of lanes, as many as `count` says in SQL."""
    calls = desk in (Desk.RELAY, Desk.BULK, Desk.COURTESY)
    taken = LetterState.SENDING if calls else LetterState.WAITING
    return f"""
    UPDATE outbox SET state = '{taken}', attempts = attempts + 1,
                      leased_until = now() + make_interval(secs => %(lease)s)
    WHERE id = ANY (ARRAY(
        SELECT letter.id FROM outbox AS letter
        WHERE letter.desk = '{desk}' AND letter.state IN {_OPEN} AND letter.due_at <= %(now)s
          AND letter.state <> 'sending'
          AND (letter.leased_until IS NULL OR letter.leased_until < now()){_NO_NEWS if calls else ""}
          AND NOT EXISTS (
              SELECT 1 FROM outbox AS earlier
              WHERE earlier.lane = letter.lane AND earlier.state IN {_OPEN} AND earlier.id < letter.id)
        ORDER BY letter.due_at, letter.id
        LIMIT {count}
        FOR UPDATE SKIP LOCKED))
    RETURNING id, hotel_id, kind, lane, payload, attempts, trace_id
    """


_CLAIM = {desk: claim_of(desk, "%(count)s") for desk in Desk}


def claim(session: Session, desk: Desk, count: int, lease_seconds: float = LEASE_SECONDS) -> list[Claimed]:
    """Takes heads of lanes. The relay's calls are marked as begun before they begin: see `doubts`."""
    rows = swift.run(session, _CLAIM[desk], {"count": count, "lease": lease_seconds, "now": clock.now()})
    claimed = (Claimed(row[0], row[1], Errand(row[2]), *row[3:]) for row in rows)
    return sorted(claimed, key=lambda letter: letter.id)


_RENEW = text("UPDATE outbox SET leased_until = now() + make_interval(secs => :lease) WHERE id = ANY(:ids)")


def renew(session: Session, letter_ids: Sequence[int], lease_seconds: float = LEASE_SECONDS) -> None:
    session.execute(_RENEW, {"ids": list(letter_ids), "lease": lease_seconds})


def put_back(session: Session, letter_id: int, due_at: datetime) -> None:
    """Taken, but not tried: it was not its time."""
    session.execute(
        update(OutboxLetter)
        .where(OutboxLetter.id == letter_id, OutboxLetter.state == LetterState.SENDING)
        .values(
            state=LetterState.WAITING, due_at=due_at, leased_until=None, attempts=OutboxLetter.attempts - 1
        )
    )


def locked(session: Session, letter_id: int) -> OutboxLetter | None:
    return session.scalar(select(OutboxLetter).where(OutboxLetter.id == letter_id).with_for_update())


def is_still_ours(session: Session, letter: Claimed) -> bool:
    """Another who took the letter after us, or staff who moved it, know better."""
    row = locked(session, letter.id)
    return row is not None and row.state == LetterState.WAITING and row.attempts == letter.attempts


_AND_WHO_IS_NEXT = """
    RETURNING id, desk, state = 'done' AND EXISTS (SELECT 1 FROM outbox AS next
        WHERE next.lane = outbox.lane AND next.state = 'waiting' AND next.id > outbox.id)
"""
_DONE = f"""
    UPDATE outbox SET state = 'done', done_at = %(now)s, leased_until = NULL, error = NULL
    WHERE id = ANY(%(ids)s) {_AND_WHO_IS_NEXT}
"""
_FINISH = f"""
    UPDATE outbox SET leased_until = NULL, error = NULL,
        state = CASE WHEN due_at > %(due)s THEN 'waiting' ELSE 'done' END,
        attempts = CASE WHEN due_at > %(due)s THEN 0 ELSE attempts END,
        done_at = CASE WHEN due_at > %(due)s THEN NULL ELSE %(now)s END
    WHERE id = %(id)s {_AND_WHO_IS_NEXT}
"""


def done(session: Session, letter_ids: Sequence[int], now: datetime) -> None:
    """Ends letters, and rings for whoever stands behind one of them in its lane."""
    _end(session, _DONE, {"ids": list(letter_ids), "now": now})


def finish(session: Session, letter_id: int, due_at: datetime, now: datetime) -> None:
    """Ends a letter whose errand ran, unless the errand wrote itself anew for later: then it waits again."""
    _end(session, _FINISH, {"id": letter_id, "due": due_at, "now": now})


def _end(session: Session, statement: str, values: dict[str, Any]) -> None:
    for letter_id, desk, has_next in swift.run(session, statement, values):
        if has_next:
            ring_after_commit(session, desk, letter_id)


def try_later(session: Session, letter_id: int, due_at: datetime, error: str) -> None:
    session.execute(
        update(OutboxLetter)
        .where(OutboxLetter.id == letter_id, OutboxLetter.state.in_(_OPEN_STATES))
        .values(state=LetterState.WAITING, due_at=due_at, leased_until=None, error=error)
    )


def redraw(session: Session, letter_id: int, payload: dict[str, Any], due_at: datetime, error: str) -> None:
    """Tries later with something else to carry."""
    session.execute(update(OutboxLetter).where(OutboxLetter.id == letter_id).values(payload=payload))
    try_later(session, letter_id, due_at, error)


def put_aside(session: Session, letter_id: int, state: LetterState, error: str | None) -> None:
    """Ends a letter's own efforts: dead, parked or cancelled. Only the last is over, and forgotten in time."""
    done_at = clock.now() if state == LetterState.CANCELLED else None
    session.execute(
        update(OutboxLetter)
        .where(OutboxLetter.id == letter_id)
        .values(state=state, leased_until=None, error=error, done_at=done_at)
    )


_CANCEL = """
    UPDATE outbox SET state = 'cancelled', leased_until = NULL, done_at = %(now)s
    WHERE hotel_id = %(hotel)s AND key = %(key)s AND state = 'waiting'
"""


def turn_key(conversation_id: int) -> str:
    """The one turn of a conversation that may wait."""
    return f"turn:{conversation_id}"


def cancel(session: Session, key: str) -> None:
    swift.run(session, _CANCEL, {"hotel": swift.hotel(session), "key": key, "now": clock.now()})


def revive(session: Session, letter_id: int, now: datetime) -> dict[str, Any] | None:
    """Lets a letter that was put aside try again; answers what it carries."""
    return session.scalar(
        update(OutboxLetter)
        .where(OutboxLetter.id == letter_id, OutboxLetter.state.in_((LetterState.DEAD, LetterState.PARKED)))
        .values(state=LetterState.WAITING, due_at=now, attempts=0, leased_until=None, error=None)
        .returning(OutboxLetter.payload)
    )


def drop(session: Session, letter_id: int, now: datetime) -> bool:
    """A letter that was put aside and that nobody will try again."""
    changed = session.scalar(
        update(OutboxLetter)
        .where(OutboxLetter.id == letter_id, OutboxLetter.state.in_((LetterState.DEAD, LetterState.PARKED)))
        .values(state=LetterState.CANCELLED, done_at=now)
        .returning(OutboxLetter.id)
    )
    return changed is not None


def withdraw(session: Session, key: str) -> None:
    """A letter that was put aside will not come back by itself: another takes its place."""
    session.execute(
        update(OutboxLetter)
        .where(OutboxLetter.key == key, OutboxLetter.state.in_((LetterState.DEAD, LetterState.PARKED)))
        .values(state=LetterState.CANCELLED, done_at=clock.now())
    )


def open_under(session: Session, key: str, *, hold: bool = False) -> int | None:
    """The letter that still has to go out under a key; held, nobody else moves it or carries it out meanwhile."""
    found = select(OutboxLetter.id).where(OutboxLetter.key == key, OutboxLetter.state.in_(_OPEN_STATES))
    return session.scalar(found.with_for_update() if hold else found)


def move_lane(session: Session, from_lane: str, to_lane: str) -> None:
    session.execute(update(OutboxLetter).where(OutboxLetter.lane == from_lane).values(lane=to_lane))


def settle(session: Session, key: str, now: datetime) -> None:
    """The echo of a call came back: however its letter stands, it was sent."""
    session.execute(
        update(OutboxLetter)
        .where(OutboxLetter.key == key, OutboxLetter.state.in_(_OPEN_STATES))
        .values(state=LetterState.DONE, done_at=now, leased_until=None, error=None)
    )
