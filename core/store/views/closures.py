"""What is not for sale in days to come, and why: closed dates, shortest stays, blocked rooms, rooms out of order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.conversations import AuditTag
from core.domain.pricing import plain
from core.domain.rates import DayRule
from core.store import rates, tariff
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.rooms import Room
from core.store.staff import Staff

_AHEAD: Final = timedelta(days=1500)
_MOST_ENTRIES: Final = 1000
_A_DAY: Final = timedelta(days=1)


class What(StrEnum):
    CLOSED = "closed"
    LEAST = "least"
    SEASON = "season"
    BLOCK = "block"
    OUT = "out"


@dataclass(frozen=True)
class By:
    who: str | None = None
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Closure:
    """From the first day to the last, both shut; a room out of order has no end. `id` is the block's, the season's or
    the room's."""

    what: What
    first: date
    last: date | None
    by: By
    types: tuple[int, ...] = ()
    room_id: int | None = None
    room: str = ""
    nights: int = 0
    id: int | None = None
    block_reason: str = ""


def coming(session: Session, today: date) -> list[Closure]:
    """The next ones first; what holds without an end comes before everything."""
    found = [
        *_days(session, today),
        *_seasons(session, today),
        *_blocks(session, today),
        *_out(session, today),
    ]
    return sorted(found, key=lambda one: (one.last is not None, one.first, one.what, one.types, one.room))


def _days(session: Session, today: date) -> Iterator[Closure]:
    """Neighbouring days under one rule, decided by one person for one reason, are one closure; so are equal types."""
    known = _deciders(session)
    runs: dict[tuple[Any, ...], list[int]] = {}
    for kind, rate in tariff.price_list(session, today, today + _AHEAD):
        ruled = [
            (day, what, rule.min_nights or 0, known.get((kind.id, day), _NOBODY).for_rule(rule))
            for day, rule in sorted(rate.days.items())
            if day >= today and (what := _what(rule)) is not None
        ]
        for (what, nights, by), days in _runs(ruled):
            shortest = nights if what is What.LEAST else 0
            runs.setdefault((what, days[0], days[-1], by, shortest), []).append(kind.id)
    for (what, first, last, by, nights), types in runs.items():
        yield Closure(what, first, last, by, types=tuple(types), nights=nights)


def _what(rule: DayRule) -> What | None:
    if rule.closed:
        return What.CLOSED
    return What.LEAST if rule.min_nights else None


def _runs(ruled: list[tuple[date, What, int, By]]) -> Iterator[tuple[tuple[What, int, By], list[date]]]:
    """Days beside each other that are alike."""
    places = enumerate(ruled)
    for (alike, _), group in groupby(places, key=lambda one: (one[1][1:], one[1][0] - one[0] * _A_DAY)):
        yield alike, [day for _, (day, *_) in group]


@dataclass(frozen=True)
class _Decided:
    by: By
    rule: list[Any] | None

    def for_rule(self, rule: DayRule) -> By:
        """Nobody known, where the rule that stands is not the one they wrote."""
        return self.by if self.rule == plain(rule) else By()


_NOBODY: Final = _Decided(By(), None)


def _deciders(session: Session) -> dict[tuple[int, date], _Decided]:
    """Who wrote the rule of a type's date last."""
    rows = session.execute(
        select(AuditEntry, Staff.name)
        .outerjoin(Staff, Staff.id == AuditEntry.staff_id)
        .where(AuditEntry.tag == AuditTag.PRICES_CHANGED)
        .order_by(AuditEntry.id.desc())
        .limit(_MOST_ENTRIES)
    )
    found: dict[tuple[int, date], _Decided] = {}
    for entry, name in rows:
        by = By(name, entry.at, str(entry.details.get("reason") or ""))
        for type_id, day, _, rule in entry.details.get("cells") or ():
            found.setdefault((type_id, date.fromisoformat(day)), _Decided(by, rule))
    return found


def _seasons(session: Session, today: date) -> Iterator[Closure]:
    for row in rates.seasons_after(session, today):
        if row.min_nights:
            types = (row.room_type_id,) if row.room_type_id is not None else ()
            by = By(reason=row.name)
            yield Closure(What.SEASON, row.first, row.last, by, types, nights=row.min_nights, id=row.id)


def _blocks(session: Session, today: date) -> Iterator[Closure]:
    rows = session.execute(
        select(Booking, Room.number)
        .join(Room, Room.id == Booking.room_id)
        .where(Booking.status == Status.BLOCKED, Booking.check_out > today)
    ).all()
    who = _last(session, AuditTag.ROOM_BLOCKED, [f"booking:{block.id}" for block, _ in rows])
    for block, number in rows:
        yield Closure(
            What.BLOCK,
            block.check_in,
            block.check_out - _A_DAY,
            replace(who.get(f"booking:{block.id}", By()), reason=block.notes),
            room_id=block.room_id,
            room=number,
            id=block.id,
            block_reason=block.block_reason or "",
        )


def _out(session: Session, today: date) -> Iterator[Closure]:
    rows = session.scalars(select(Room).where(Room.out_of_service, Room.retired_at.is_(None))).all()
    who = _last(session, AuditTag.ROOM_OUT_OF_ORDER, [f"room:{room.id}" for room in rows])
    for room in rows:
        by = replace(who.get(f"room:{room.id}", By()), reason=room.out_of_service_why)
        yield Closure(What.OUT, today, None, by, room_id=room.id, room=room.number, id=room.id)


def _last(session: Session, tag: AuditTag, subjects: list[str]) -> dict[str, By]:
    rows = session.execute(
        select(AuditEntry.subject, AuditEntry.at, Staff.name)
        .outerjoin(Staff, Staff.id == AuditEntry.staff_id)
        .where(AuditEntry.tag == tag, AuditEntry.subject.in_(subjects))
        .order_by(AuditEntry.id)
    )
    return {subject: By(name, at) for subject, at, name in rows}
