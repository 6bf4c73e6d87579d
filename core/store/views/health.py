"""How the house is: what waits and since when, who is alive, what is stopped, what lies there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.errands import Desk
from core.domain.templates import GOES_OUT
from core.store import duties
from core.store.hotels import ChannelAccount
from core.store.inbox import InboxLetter
from core.store.media import Media
from core.store.outbox import OutboxLetter
from core.store.payments import PaymentAccount
from core.store.templates import TemplateRow

PROCESSES: Final = ("tick", "relay", "think", "slow", "voice", "chores")
_WAITS: Final = ("waiting", "doubtful")
_ANSWER_GUESTS: Final = ("think", "relay")
_SILENT_SECONDS: Final = 10.0


@dataclass(frozen=True)
class Queue:
    name: str
    count: int
    oldest: datetime | None


@dataclass(frozen=True)
class Line:
    """A way to the outside: paused with a reason, slow for a while, or open."""

    id: int
    kind: str
    name: str
    paused: str | None
    slow_until: datetime | None


def queues(session: Session) -> list[Queue]:
    """Of this hotel, and only what is due: what waits for its day is no queue."""
    now = clock.now()
    incoming = session.execute(
        select(func.count(), func.min(InboxLetter.due_at)).where(
            InboxLetter.state == "waiting", InboxLetter.due_at <= now
        )
    ).one()
    rows = session.execute(
        select(OutboxLetter.desk, func.count(), func.min(OutboxLetter.due_at))
        .where(OutboxLetter.state.in_(_WAITS), OutboxLetter.due_at <= now)
        .group_by(OutboxLetter.desk)
    )
    known = {desk: Queue(desk, count, oldest) for desk, count, oldest in rows}
    desks = ("relay", "think", "slow", "voice", "cashier", "mail")
    return [Queue("inbox", *incoming), *(known.get(desk, Queue(desk, 0, None)) for desk in desks)]


def last_heard(session: Session) -> datetime | None:
    """When the channel last told us anything."""
    return session.scalar(select(func.max(InboxLetter.received_at)))


def lines(session: Session) -> list[Line]:
    channels = [
        Line(row.id, row.channel, row.display, row.paused_reason, row.slow_until)
        for row in session.scalars(select(ChannelAccount).order_by(ChannelAccount.id))
    ]
    accounts = [
        Line(row.id, row.provider, row.collector, row.paused_reason, None)
        for row in session.scalars(select(PaymentAccount).order_by(PaymentAccount.id))
    ]
    return channels + accounts


def mail_waits_for(session: Session) -> str | None:
    """Why the last letter by e-mail that did not go waits for another try."""
    return session.scalar(
        select(OutboxLetter.error)
        .where(
            OutboxLetter.desk == Desk.MAIL,
            OutboxLetter.state.in_(_WAITS),
            OutboxLetter.error.is_not(None),
        )
        .order_by(OutboxLetter.id.desc())
        .limit(1)
    )


def templates_that_stand_still(session: Session) -> int:
    stopped = or_(TemplateRow.state.is_(None), TemplateRow.state.not_in([str(state) for state in GOES_OUT]))
    return session.scalar(select(func.count()).select_from(TemplateRow).where(stopped)) or 0


def stored(session: Session) -> tuple[int, int]:
    """How many files, and their bytes."""
    count, size = session.execute(select(func.count(), func.coalesce(func.sum(Media.size), 0))).one()
    return int(count), int(size)


def alive(session: Session) -> dict[str, float | None]:
    """Seconds since each kind of process was heard of; the installation's, not a hotel's."""
    return _ages(duties.seconds_since_beats(session), PROCESSES)


def nobody_answers(session: Session) -> bool:
    """Of those who read and answer what guests write, one kind is silent, in a house that has been at work."""
    beats = duties.seconds_since_beats(session)
    ages = _ages(beats, _ANSWER_GUESTS).values()
    return bool(beats) and any(age is None or age > _SILENT_SECONDS for age in ages)


def _ages(beats: dict[str, float], names: tuple[str, ...]) -> dict[str, float | None]:
    found = {name: [age for beat, age in beats.items() if beat.split(":")[0] == name] for name in names}
    return {name: min(ages) if ages else None for name, ages in found.items()}
