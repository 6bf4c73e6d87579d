"""Giving and taking the time of rooms. Whoever does it locks in one order: types by their id, rooms, then bookings.

Between rivals the exclusion constraint decides; the locks only keep them from waiting for each other in a circle,
and let each find a free room at the first try.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from psycopg.types.range import DateRange, TimestamptzRange
from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.policies import Policies
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Occupied, Stay
from core.store import swift
from core.store.bookings import Booking
from core.store.db import stands_in_the_way
from core.store.rooms import busy_where_one_would_wait, type_lock


class Place(NamedTuple):
    """A room, and the type it is of."""

    room_id: int
    type_id: int


_CONSTRAINT = "bookings_one_stay_at_a_time"
_GUESTS = "guest_id_fkey"


def as_range(stay: Stay) -> Range[date]:
    return Range(stay.check_in, stay.check_out)


def as_hours(occupied: Occupied) -> Range[datetime]:
    return Range(occupied.starts, occupied.ends)


def database_now(session: Session) -> datetime:
    """Holds are compared with one clock, whichever process asks: the database's, unless the house's stands still."""
    stopped = clock.stopped_at()
    if stopped is not None:
        return stopped
    [(moment,)] = swift.run(session, "SELECT clock_timestamp()", {})
    assert isinstance(moment, datetime)
    return moment


_DERIVED = ("check_in", "check_out", "starts_at", "ends_at")
_FIELDS = tuple(name for name in swift.names(Booking) if name not in ("id", *_DERIVED))
_INSERT = f"""
    INSERT INTO bookings ({", ".join(_FIELDS)}) VALUES ({", ".join(f"%({name})s" for name in _FIELDS)})
    ON CONFLICT DO NOTHING RETURNING id, {", ".join(_DERIVED)}
"""


def insert_unless_taken(session: Session, new: Booking) -> Booking | None:
    """Writes the row unless the room is taken then, and never waits in a circle, as a plain insert would."""
    values = swift.values_of(new)
    values["stay"] = DateRange(new.stay.lower, new.stay.upper)
    values["occupied"] = TimestamptzRange(new.occupied.lower, new.occupied.upper)
    try:
        made = swift.ask(session, _INSERT, values)
    except IntegrityError as problem:
        if _GUESTS not in str(problem.orig):
            raise
        raise Refused(WhyNot.NO_SUCH_GUEST) from problem
    if not made:
        return None
    [(booking_id, *derived)] = made
    new.__dict__.update(zip(_DERIVED, derived, strict=True))
    return swift.written(session, new, booking_id)


# A room has a lock that is only tried, and one for those who wait: see `claim_room` in the migrations.
_TRIED, _WAITED = 0x5268 << 44, 0x5277 << 44
# Each look after the first follows a rival's end; who has waited for so many is told that there is a crowd.
_MOST_LOOKS = 50
# What holds for a hotel that never decided any rules of its own.
_USUAL = Policies()
_CLAIM = f"""
    SELECT claim_nights(%(hotel)s, %(type)s, %(first)s, %(last)s, {_USUAL.turnover_minutes}, {_USUAL.min_nights},
                        %(stopped)s, %(chosen)s::bigint[], %(conditions)s::text[],
                        {type_lock(0)}, {_TRIED}, {_WAITED}, {_MOST_LOOKS})
"""
_BUSY, _NO_SUCH_TYPE = -1, -2


@dataclass(frozen=True)
class Wanted:
    """Any room of a type for these nights, unless some are `chosen`; in these `conditions`, if any are named."""

    slug: str
    stay: Stay
    chosen: tuple[int, ...] = ()
    conditions: tuple[str, ...] = ()


def claim(session: Session, wanted: Wanted) -> int | None:
    """The best room that is free and that nobody else is about to take, until the transaction ends; None where none
    is free. Guests who come at once go apart by that. Those for whom there is none wait together, and not in a row,
    for what becomes of the rooms that others have claimed, and look again: all of it in one trip, and nothing has to
    be known of the hotel before.
    """
    facts = {
        "hotel": swift.hotel(session),
        "type": wanted.slug,
        "first": wanted.stay.check_in,
        "last": wanted.stay.check_out,
        "stopped": clock.stopped_at(),
        "chosen": list(wanted.chosen) or None,
        "conditions": list(wanted.conditions) or None,
    }
    [(room_id,)] = swift.ask(session, _CLAIM, facts)
    if room_id is None:
        return None
    if room_id == _NO_SUCH_TYPE:
        raise Refused(WhyNot.NO_SUCH_TYPE, type=wanted.slug)
    if room_id == _BUSY:
        raise Refused(WhyNot.BUSY)
    stands_in_the_way(session)
    return int(room_id)


# A branch after the other, and each in the order of its list.
_ALONE = f"""
    SELECT count(pg_advisory_xact_lock_shared(kind)) FROM unnest(%(types)s::bigint[]) AS kind
    UNION ALL
    SELECT count(pg_advisory_xact_lock({_TRIED} + room)) + count(pg_advisory_xact_lock({_WAITED} + room))
    FROM unnest(%(rooms)s::bigint[]) AS room
"""


def lock_rooms(session: Session, places: Iterable[Place]) -> None:
    """These rooms and no others are ours until the transaction ends; whoever wants any other one goes on.

    Always in the same order, and beside whoever claims a room: only who takes a whole type waits, and is waited for.
    """
    stands_in_the_way(session)
    rooms = sorted({place.room_id for place in places})
    types = [type_lock(type_id) for type_id in sorted({place.type_id for place in places})]
    with busy_where_one_would_wait():
        swift.run(session, _ALONE, {"types": types, "rooms": rooms})


def locked(session: Session, booking_id: int) -> Booking | None:
    """The booking, read anew after whoever had it is done."""
    wanted = select(Booking).where(Booking.id == booking_id).with_for_update()
    with busy_where_one_would_wait():
        return session.scalar(wanted.execution_options(populate_existing=True))


_PLACE = """
    SELECT room.id, room.room_type_id FROM rooms AS room JOIN bookings AS stay ON stay.room_id = room.id
    WHERE stay.id = %(booking)s AND stay.hotel_id = %(hotel)s
"""


def place_of(session: Session, booking_id: int) -> Place | None:
    """The room that a booking has now."""
    found = swift.ask(session, _PLACE, {"booking": booking_id, "hotel": swift.hotel(session)})
    return Place(*found[0]) if found else None


_EXPIRE = text(
    """
    UPDATE bookings SET status = 'expired', ended_at = :now, changed_at = :now, version = version + 1
    WHERE room_id = ANY(:rooms) AND status = 'held' AND hold_until <= :now
      AND starts_at < :ends AND ends_at > :starts AND id <> :but
    RETURNING id
    """
)


def sweep(session: Session, room_ids: set[int], occupied: Occupied, now: datetime, but: int = 0) -> list[int]:
    """Holds that are over let go of the room, whether or not their errand has run; answers whose."""
    return list(
        session.scalars(
            _EXPIRE,
            {
                "rooms": sorted(room_ids),
                "now": now,
                "starts": occupied.starts,
                "ends": occupied.ends,
                "but": but,
            },
        )
    )


def rewrite(session: Session, booking: Booking, **values: Any) -> bool:
    """Changes the row and its version; False when the room is taken then, and nothing has changed."""
    try:
        with session.begin_nested():
            for name, value in values.items():
                setattr(booking, name, value)
            booking.version += 1
            session.flush()
    except IntegrityError as problem:
        if _CONSTRAINT not in str(problem.orig):
            raise
        session.refresh(booking)
        return False
    session.refresh(booking, ["check_in", "check_out", "starts_at", "ends_at"])
    return True


_TAKEN = text(
    """
    SELECT id FROM bookings WHERE room_id = :room AND id <> :but AND ends_at > :starts AND starts_at < :ends
      AND status IN ('held', 'confirmed', 'in_house', 'blocked') AND aside_since IS NULL
      AND NOT (status = 'held' AND hold_until IS NOT NULL AND hold_until <= :now)
    ORDER BY starts_at LIMIT 1
    """
)


def is_taken(session: Session, room_id: int, occupied: Occupied, now: datetime, but: int = 0) -> bool:
    return taken_by(session, room_id, occupied, now, but) is not None


def taken_by(session: Session, room_id: int, occupied: Occupied, now: datetime, but: int = 0) -> int | None:
    """The first booking that is in the way."""
    facts = {"room": room_id, "but": but, "starts": occupied.starts, "ends": occupied.ends, "now": now}
    found = session.scalar(_TAKEN, facts)
    return None if found is None else int(found)
