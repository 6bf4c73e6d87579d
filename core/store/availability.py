"""What is free: rooms for a stay, and how many of each type night by night. Always one local query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.bookings import READY, FreeRoom
from core.domain.stays import Occupied

# Stays in one room never overlap, so the first of them to end after the wish begins is the only one that matters:
# one probe of the index (room, end) per room, however many bookings there are.
_FREE = text(
    """
    SELECT room.id, room.number, room.sort, room.housekeeping, next.starts_at,
           (SELECT max(before.ends_at) FROM bookings AS before
            WHERE before.room_id = room.id AND before.ends_at <= :starts
              AND before.status IN ('held', 'confirmed', 'in_house', 'blocked')) AS ended_at
    FROM rooms AS room
    CROSS JOIN (SELECT coalesce(CAST(:now AS timestamptz), clock_timestamp()) AS moment) AS clock
    LEFT JOIN LATERAL (
        SELECT taken.starts_at FROM bookings AS taken
        WHERE taken.room_id = room.id AND taken.ends_at > :starts
          AND taken.status IN ('held', 'confirmed', 'in_house', 'blocked')
          AND NOT (taken.status = 'held' AND taken.hold_until IS NOT NULL AND taken.hold_until <= clock.moment)
        ORDER BY taken.ends_at LIMIT 1) AS next ON true
    WHERE NOT room.out_of_service
      AND (CAST(:type AS bigint) IS NULL OR room.room_type_id = CAST(:type AS bigint))
      AND (next.starts_at IS NULL OR next.starts_at >= :ends)
    ORDER BY room.sort, room.number
    """
)


def free_rooms(session: Session, occupied: Occupied, type_id: int | None = None) -> list[FreeRoom]:
    """By the database's clock, unless the house's stands still."""
    rows = session.execute(
        _FREE, {"starts": occupied.starts, "ends": occupied.ends, "now": clock.stopped_at(), "type": type_id}
    )
    return [
        FreeRoom(
            room_id=room_id,
            number=number,
            before=None if ended is None else occupied.starts - ended,
            after=None if following is None else following - occupied.ends,
            ready=housekeeping in READY,
            sort=sort,
        )
        for room_id, number, sort, housekeeping, following, ended in rows
    ]


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
      AND taken.status IN ('held', 'confirmed', 'in_house', 'blocked')
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
    return [RoomTime(room_id, type_id, tuple(taken)) for (room_id, type_id), taken in found.items()]


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
