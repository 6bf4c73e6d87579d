"""The house's own household: who is alive, which chore was done when, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.base import clock
from core.store.db import Base


class Heartbeat(Base):
    """One row per process of the house; belongs to the installation, not to a hotel."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(primary_key=True)
    pid: Mapped[int]
    seen_at: Mapped[datetime]
    detail: Mapped[str | None]


class ChoreRun(Base):
    """A chore of a period is done by whoever writes this row first."""

    __tablename__ = "chore_runs"

    chore: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    ran_at: Mapped[datetime]


_BEAT = text(
    """
    INSERT INTO heartbeats (name, pid, seen_at, detail) VALUES (:name, :pid, now(), :detail)
    ON CONFLICT (name) DO UPDATE SET pid = EXCLUDED.pid, seen_at = EXCLUDED.seen_at, detail = EXCLUDED.detail
    """
)


def beat(session: Session, name: str, pid: int, detail: str | None = None) -> None:
    session.execute(_BEAT, {"name": name, "pid": pid, "detail": detail})


def seconds_since_beats(session: Session) -> dict[str, float]:
    rows = session.execute(text("SELECT name, extract(epoch FROM now() - seen_at) FROM heartbeats"))
    return {name: float(seconds) for name, seconds in rows}


def details(session: Session, within_seconds: float) -> dict[str, str]:
    """What living processes say of themselves beyond being alive."""
    rows = session.execute(
        text(
            "SELECT name, detail FROM heartbeats WHERE detail IS NOT NULL "
            "AND seen_at > now() - make_interval(secs => :age)"
        ),
        {"age": within_seconds},
    )
    return {name: detail for name, detail in rows}


def forget_beats(session: Session, older_than_seconds: float) -> None:
    session.execute(
        text("DELETE FROM heartbeats WHERE seen_at < now() - make_interval(secs => :age)"),
        {"age": older_than_seconds},
    )


def take_chore(session: Session, chore: str, period: str) -> bool:
    """True for exactly one caller per chore and period, however many schedulers there are."""
    taken = session.scalar(
        text(
            "INSERT INTO chore_runs (chore, period, ran_at) VALUES (:chore, :period, now()) "
            "ON CONFLICT DO NOTHING RETURNING chore"
        ),
        {"chore": chore, "period": period},
    )
    return taken is not None


def chore_taken(session: Session, chore: str, period: str) -> bool:
    """Whether somebody has done it."""
    found = text("SELECT 1 FROM chore_runs WHERE chore = :chore AND period = :period")
    return session.scalar(found, {"chore": chore, "period": period}) is not None


@dataclass(frozen=True)
class Due:
    """What waits at a desk: how much, since when, and one letter to ring with."""

    box: str
    count: int
    oldest_seconds: float
    letter_id: int


_DUE = text(
    """
    SELECT 'inbox', count(*), extract(epoch FROM now() - min(due_at)), min(id) FROM inbox
    WHERE state = 'waiting' AND due_at <= :now AND (leased_until IS NULL OR leased_until < now())
    UNION ALL
    SELECT desk, count(*), extract(epoch FROM now() - min(due_at)), min(id) FROM outbox
    WHERE state IN ('waiting', 'doubtful') AND due_at <= :now
      AND (leased_until IS NULL OR leased_until < now())
    GROUP BY desk
    """
)


def due(session: Session) -> list[Due]:
    return [
        Due(box, count, float(oldest or 0), letter_id)
        for box, count, oldest, letter_id in session.execute(_DUE, {"now": clock.now()})
        if count
    ]


def dead_counts(session: Session) -> dict[str, int]:
    rows = session.execute(
        text(
            "SELECT 'inbox', count(*) FROM inbox WHERE state = 'dead' "
            "UNION ALL SELECT 'outbox', count(*) FROM outbox WHERE state = 'dead'"
        )
    )
    return {box: count for box, count in rows}


def channels(session: Session) -> list[tuple[int, str, bool]]:
    rows = session.execute(text("SELECT hotel_id, channel, paused_reason IS NOT NULL FROM channels"))
    return [(hotel_id, channel, paused) for hotel_id, channel, paused in rows]
