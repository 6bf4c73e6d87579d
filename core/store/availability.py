"""What is free: rooms for a stay, and how many of each type night by night. Always one local query."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.bookings import READY, FreeRoom
from core.domain.stays import Occupied

# Stays in one room never overlap, so the first of them to end after the wish begins is the only one that matters:
# one probe of the index (room, end) per room, however many bookings there are.
_FREE = text(
    """
    SELECT room.id, room.room_type_id, room.number, room.sort, room.housekeeping, next.starts_at,
           (SELECT max(before.ends_at) FROM bookings AS before
            WHERE before.room_id = room.id AND before.ends_at <= :starts
              AND before.status IN ('held', 'confirmed', 'in_house', 'blocked')
              AND before.aside_since IS NULL) AS ended_at
    FROM rooms AS room
    CROSS JOIN (SELECT coalesce(CAST(:now AS timestamptz), clock_timestamp()) AS moment) AS clock
    LEFT JOIN LATERAL (
        SELECT taken.starts_at FROM bookings AS taken
        WHERE taken.room_id = room.id AND taken.ends_at > :starts
          AND taken.status IN ('held', 'confirmed', 'in_house', 'blocked') AND taken.aside_since IS NULL
          AND NOT (taken.status = 'held' AND taken.hold_until IS NOT NULL AND taken.hold_until <= clock.moment)
        ORDER BY taken.ends_at LIMIT 1) AS next ON true
    WHERE NOT room.out_of_service
      AND (CAST(:type AS bigint) IS NULL OR room.room_type_id = CAST(:type AS bigint))
      AND (next.starts_at IS NULL OR next.starts_at >= :ends)
    ORDER BY room.sort, room.number
    """
)


# A stay that was put aside stands in no room and still needs one of its type.
_ASIDE = text(
    """
    SELECT room.room_type_id, stay.starts_at, stay.ends_at
    FROM bookings AS stay JOIN rooms AS room ON room.id = stay.room_id
    WHERE stay.aside_since IS NOT NULL AND stay.status IN ('held', 'confirmed', 'in_house', 'blocked')
      AND stay.ends_at > :starts AND stay.starts_at < :ends
      AND NOT (stay.status = 'held' AND stay.hold_until IS NOT NULL
               AND stay.hold_until <= coalesce(CAST(:now AS timestamptz), clock_timestamp()))
    """
)


def free_rooms(
    session: Session, occupied: Occupied, type_id: int | None = None, chosen: tuple[int, ...] = ()
) -> list[FreeRoom]:
    """By the database's clock, unless the house's stands still. For each stay that was put aside a room of its type
    is left out, those that were `chosen` last.
    """
    facts = {"starts": occupied.starts, "ends": occupied.ends, "now": clock.stopped_at()}
    rows = session.execute(_FREE, facts | {"type": type_id}).all()
    waiting = Counter(kind for kind, _, _ in session.execute(_ASIDE, facts))
    kept = []
    for row in sorted(rows, key=lambda row: row.id in chosen):
        if waiting[row.room_type_id] > 0:
            waiting[row.room_type_id] -= 1
        else:
            kept.append(row)
    kept.sort(key=lambda row: (row.sort, row.number))
    return [_free_room(row, occupied) for row in kept]


def _free_room(row: Row[Any], occupied: Occupied) -> FreeRoom:
    return FreeRoom(
        room_id=row.id,
        number=row.number,
        before=None if row.ended_at is None else occupied.starts - row.ended_at,
        after=None if row.starts_at is None else row.starts_at - occupied.ends,
        ready=row.housekeeping in READY,
        sort=row.sort,
    )


@dataclass(frozen=True)
class RoomTime:
    """A room that can be sold, and when it is taken within the days that were asked for."""

    room_id: int
    type_id: int
    taken: tuple[Occupied, ...]

    def is_free(self, wanted: Occupied) -> bool:
        return not any(taken.overlaps(wanted) for taken in self.taken)


_TIMES = text(
    """
    SELECT room.id, room.room_type_id, taken.starts_at, taken.ends_at
    FROM rooms AS room
    LEFT JOIN bookings AS taken ON taken.room_id = room.id AND taken.ends_at > :starts AND taken.starts_at < :ends
      AND taken.status IN ('held', 'confirmed', 'in_house', 'blocked') AND taken.aside_since IS NULL
      AND NOT (taken.status = 'held' AND taken.hold_until IS NOT NULL AND taken.hold_until <= :now)
    WHERE NOT room.out_of_service
    ORDER BY room.sort, room.id
    """
)


def room_times(session: Session, within: Occupied, now: datetime) -> list[RoomTime]:
    """Enough to answer a wish and everything near it without asking again."""
    found: dict[tuple[int, int], list[Occupied]] = {}
    for room_id, type_id, starts, ends in session.execute(
        _TIMES, {"starts": within.starts, "ends": within.ends, "now": now}
    ):
        taken = found.setdefault((room_id, type_id), [])
        if starts is not None:
            taken.append(Occupied(starts, ends))
    for type_id, starts, ends in session.execute(
        _ASIDE, {"starts": within.starts, "ends": within.ends, "now": now}
    ):
        _seat(found, type_id, Occupied(starts, ends))
    return [RoomTime(room_id, type_id, tuple(taken)) for (room_id, type_id), taken in found.items()]


def _seat(rooms: dict[tuple[int, int], list[Occupied]], type_id: int, waiting: Occupied) -> None:
    """A stay that was put aside is reckoned into the first room of its type that could take it, else into any."""
    own = [taken for (_, kind), taken in rooms.items() if kind == type_id]
    free = [taken for taken in own if not any(other.overlaps(waiting) for other in taken)]
    for taken in (free or own)[:1]:
        taken.append(waiting)


# Every stay is +1 on its first night and -1 on the day it ends; the running sum is what is taken.
_CALENDAR = text(
    """
    WITH taken AS (
        SELECT room.room_type_id AS type, greatest(stay.check_in, :first) AS first, least(stay.check_out, :last) AS last
        FROM bookings AS stay JOIN rooms AS room ON room.id = stay.room_id
        WHERE stay.check_out > :first AND stay.check_in < :last AND NOT room.out_of_service
          AND stay.status IN ('held', 'confirmed', 'in_house', 'blocked')
          AND NOT (stay.status = 'held' AND stay.hold_until IS NOT NULL AND stay.hold_until <= :now)
    ), steps AS (
        SELECT type, day, sum(step) AS step FROM (
            SELECT type, first AS day, 1 AS step FROM taken
            UNION ALL SELECT type, last, -1 FROM taken) AS both_ends
        GROUP BY type, day
    ), sold AS (
        SELECT room_type_id AS type, count(*) AS rooms FROM rooms WHERE NOT out_of_service GROUP BY room_type_id
    )
    SELECT sold.type, CAST(night AS date), sold.rooms,
           sold.rooms - coalesce(sum(steps.step) OVER (PARTITION BY sold.type ORDER BY night), 0)
    FROM sold
    CROSS JOIN generate_series(CAST(:first AS timestamp), CAST(:last AS timestamp) - interval '1 day', '1 day') AS night
    LEFT JOIN steps ON steps.type = sold.type AND steps.day = CAST(night AS date)
    ORDER BY sold.type, night
    """
)


@dataclass(frozen=True)
class TypeNight:
    type_id: int
    day: date
    rooms: int
    free: int


def calendar(session: Session, first: date, nights: int, now: datetime) -> list[TypeNight]:
    """How many rooms of each type are free each night. Planned for these very days: a general plan is four times
    slower.
    """
    session.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
    rows = session.execute(
        _CALENDAR, {"first": first, "last": first + timedelta(days=nights), "now": now}
    ).all()
    session.execute(text("SET LOCAL plan_cache_mode = auto"))
    return [TypeNight(type_id, day, rooms, int(free)) for type_id, day, rooms, free in rows]
