"""What is free: rooms for a stay, and how many of each type night by night. Always one local query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.bookings import READY, FreeRoom
from core.domain.stays import Occupied
from core.store import swift

_TAKES = "('held', 'confirmed', 'in_house', 'blocked')"

# Stays in one room never overlap, so the first of them to end after the wish begins is the only one that matters:
# one probe of the index (room, end) per room, however many bookings there are.
_FREE = f"""
    SELECT room.id, room.number, room.sort, room.housekeeping, next.starts_at,
           (SELECT before.ends_at FROM bookings AS before
            WHERE before.room_id = room.id AND before.ends_at <= %(starts)s
              AND before.status IN {_TAKES} AND before.aside_since IS NULL
            ORDER BY before.ends_at DESC LIMIT 1) AS ended_at,
           room.room_type_id, coalesce(waiting.stays, 0)
    FROM rooms AS room
    CROSS JOIN (SELECT coalesce(%(now)s::timestamptz, clock_timestamp()) AS moment) AS clock
    LEFT JOIN LATERAL (
        SELECT taken.starts_at FROM bookings AS taken
        WHERE taken.room_id = room.id AND taken.ends_at > %(starts)s
          AND taken.status IN {_TAKES} AND taken.aside_since IS NULL
          AND NOT (taken.status = 'held' AND taken.hold_until IS NOT NULL AND taken.hold_until <= clock.moment)
        ORDER BY taken.ends_at LIMIT 1) AS next ON true
    LEFT JOIN (
        SELECT its.room_type_id, count(*) AS stays
        FROM bookings AS stay JOIN rooms AS its ON its.id = stay.room_id
        WHERE stay.hotel_id = %(hotel)s AND stay.aside_since IS NOT NULL AND stay.status IN {_TAKES}
          AND stay.ends_at > %(starts)s AND stay.starts_at < %(ends)s
          AND NOT (stay.status = 'held' AND stay.hold_until IS NOT NULL
                   AND stay.hold_until <= coalesce(%(now)s::timestamptz, clock_timestamp()))
        GROUP BY its.room_type_id) AS waiting ON waiting.room_type_id = room.room_type_id
    WHERE room.hotel_id = %(hotel)s AND NOT room.out_of_service
      AND (%(type)s::bigint IS NULL OR room.room_type_id = %(type)s::bigint)
      AND (next.starts_at IS NULL OR next.starts_at >= %(ends)s)
    ORDER BY room.sort, room.number
"""


class _Row(NamedTuple):
    id: int
    number: str
    sort: int
    housekeeping: str
    starts_at: datetime | None
    ended_at: datetime | None
    type_id: int
    waiting: int


def free_rooms(
    session: Session, occupied: Occupied, type_id: int | None = None, chosen: tuple[int, ...] = ()
) -> list[FreeRoom]:
    """By the database's clock, unless the house's stands still. For each stay that was put aside a room of its type
    is left out, those that were `chosen` last.
    """
    facts = {
        "hotel": swift.hotel(session),
        "type": type_id,
        "starts": occupied.starts,
        "ends": occupied.ends,
        "now": clock.stopped_at(),
    }
    rows = [_Row(*row) for row in swift.ask(session, _FREE, facts)]
    waiting = {row.type_id: row.waiting for row in rows}
    kept = []
    for row in sorted(rows, key=lambda row: row.id in chosen):
        if waiting[row.type_id] > 0:
            waiting[row.type_id] -= 1
        else:
            kept.append(row)
    kept.sort(key=lambda row: (row.sort, row.number))
    return [_free_room(row, occupied) for row in kept]


def _free_room(row: _Row, occupied: Occupied) -> FreeRoom:
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


# A stay that was put aside stands in no room and still needs one of its type.
_ASIDE = text(
    """
    SELECT room.room_type_id, stay.starts_at, stay.ends_at
    FROM bookings AS stay JOIN rooms AS room ON room.id = stay.room_id
    WHERE stay.aside_since IS NOT NULL AND stay.status IN ('held', 'confirmed', 'in_house', 'blocked')
      AND stay.ends_at > :starts AND stay.starts_at < :ends
      AND NOT (stay.status = 'held' AND stay.hold_until IS NOT NULL AND stay.hold_until <= :now)
    """
)
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


# The hotel is named beside the wall: through the wall's own condition Postgres finds no index, and reads every hotel.
_SOLD = """
    SELECT room.room_type_id, NULL AS check_in, NULL AS check_out, count(*)
    FROM rooms AS room WHERE room.hotel_id = %(hotel)s AND NOT room.out_of_service GROUP BY room.room_type_id
    UNION ALL
    SELECT room.room_type_id, stay.check_in, stay.check_out, count(*)
    FROM rooms AS room JOIN bookings AS stay ON stay.room_id = room.id
    WHERE room.hotel_id = %(hotel)s AND NOT room.out_of_service AND stay.hotel_id = %(hotel)s
      AND stay.check_out > %(first)s AND stay.check_in < %(last)s
      AND stay.status IN ('held', 'confirmed', 'in_house', 'blocked')
      AND NOT (stay.status = 'held' AND stay.hold_until IS NOT NULL AND stay.hold_until <= %(now)s)
    GROUP BY room.room_type_id, stay.check_in, stay.check_out
"""


class TypeNight(NamedTuple):
    type_id: int
    day: date
    rooms: int
    free: int


def calendar(session: Session, first: date, nights: int, now: datetime) -> list[TypeNight]:
    """How many rooms of each type are free each night: every stay takes one more from its first night on and gives it
    back on the day it ends, and the running sum is what is taken. Stays that were put aside count as well.
    """
    last = first + timedelta(days=nights)
    facts = {"hotel": swift.hotel(session), "first": first, "last": last, "now": now}
    found = swift.ask(session, _SOLD, facts)
    rooms = {type_id: count for type_id, check_in, _, count in found if check_in is None}
    steps = {type_id: [0] * (nights + 1) for type_id in rooms}
    for type_id, check_in, check_out, count in found:
        if check_in is not None:
            steps[type_id][max((check_in - first).days, 0)] += count
            steps[type_id][min((check_out - first).days, nights)] -= count
    days = [first + timedelta(days=number) for number in range(nights)]
    return [
        TypeNight(type_id, day, count, count - taken)
        for type_id, count in sorted(rooms.items())
        for day, taken in zip(days, accumulate(steps[type_id]), strict=False)
    ]
