"""Availability among 100,000 and a million bookings, each filled in one go, and how Postgres finds its way."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import time as hour
from datetime import timedelta
from typing import Any

import psycopg

from tests.load.bookings import stores
from tests.load.measuring import Findings, begin, percentile

_AS_THE_APP = "SET ROLE conserje_app; SELECT set_config('conserje.hotel', 'all', false)"
_GUARD = "bookings_one_stay_at_a_time"

# Ten types of twenty rooms in each hotel; stays of three nights one after the other, some gaps, back into the past.
_ROOMS = """
INSERT INTO room_types (hotel_id, slug, names, descriptions, capacity, max_adults, max_children, cots, beds,
                        sort, active)
SELECT h, 'type-' || n, '{}', '{}', 4, 3, 2, 1, '', n, true
FROM unnest(%(hotels)s::bigint[]) h, generate_series(1, 10) n
"""
_MORE_ROOMS = """
INSERT INTO rooms (hotel_id, room_type_id, number, floor, sort, housekeeping, out_of_service, out_of_service_why)
SELECT hotel_id, id, slug || '-' || n, '', n, 'clean', false, '' FROM room_types, generate_series(1, 20) n
WHERE hotel_id = ANY(%(hotels)s)
"""
_PLANS = """
INSERT INTO rate_plans (hotel_id, room_type_id, currency, base, included, extra_guest)
SELECT hotel_id, id, 'ARS', 10000000, 2, 2000000 FROM room_types WHERE hotel_id = ANY(%(hotels)s)
"""
_STAYS = """
INSERT INTO bookings (hotel_id, code, guest_id, room_id, room_type_id, status, stay, occupied, adults, children, cots,
                      total, deposit, currency, source, notes, block_reason, version, created_at, changed_at)
SELECT r.hotel_id, 'S' || r.id || '-' || n, NULL, r.id, r.room_type_id,
       CASE WHEN d.day + 3 <= current_date THEN 'checked_out' ELSE 'confirmed' END,
       daterange(d.day, d.day + 2 + (r.id + n)::int %% 2),
       tstzrange(d.day + time '17:00', d.day + 2 + (r.id + n)::int %% 2 + time '14:00', '[)'),
       2, '{}', 0, 30000000, 9000000, 'ARS', 'desk', '', 'other', 1, now(), now()
FROM rooms r, generate_series(0, 499) n, LATERAL (SELECT current_date + 360 - n * 3 AS day) d
WHERE r.hotel_id = ANY(%(hotels)s)
"""


def run() -> Findings:
    found = begin("availability among 100,000 and 1,000,000 bookings")
    with stores() as database_url:
        _availability(found, database_url)
    return found


def _availability(found: Findings, database_url: str) -> None:
    from tests import makers

    house = makers.fresh_house()
    others = _more_hotels(9)
    _fill(database_url, [house.posada])
    small = _looks(house.posada)
    _fill(database_url, others)
    large = _looks(house.posada)
    for name, goal in {
        "free rooms of 200": 10,
        "one type of 20": 10,
        "calendar 365 x 10": 50,
        "search": 100,
    }.items():
        before, after = (percentile(times[name], 0.95) * 1000 for times in (small, large))
        found.say(f"{name}: p50 {percentile(large[name], 0.5) * 1000:.1f} ms among 1,000,000")
        found.goal(f"{name}: p95 ms among 1,000,000", after, goal)
        found.goal(f"{name}: 1,000,000 to 100,000", after / before, 3)
    for line in _plan(house.posada):
        found.say(line)


def _more_hotels(count: int) -> list[int]:
    from core.services.opening import HotelFacts, add_hotel
    from core.store.db import across_hotels

    zone = "America/Argentina/Buenos_Aires"
    with across_hotels() as session:
        return [
            add_hotel(session, HotelFacts(f"load-{number}", "Load", "AR", zone, "ARS")).id
            for number in range(count)
        ]


def _plain(database_url: str) -> str:
    return database_url.replace("postgresql+psycopg://", "postgresql://")


def _fill(database_url: str, hotels: list[int]) -> None:
    with psycopg.connect(_plain(database_url), autocommit=True) as connection:
        # The guard is taken down and built anew over all rows at once, which checks them just the same.
        [(guard,)] = connection.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [_GUARD]
        ).fetchall()
        connection.execute(f"ALTER TABLE bookings DROP CONSTRAINT {_GUARD}")
        connection.execute(_AS_THE_APP)
        for statement in (_ROOMS, _MORE_ROOMS, _PLANS, _STAYS):
            connection.execute(statement, {"hotels": hotels})
        connection.execute("RESET ROLE")
        connection.execute(f"ALTER TABLE bookings ADD CONSTRAINT {_GUARD} {guard}")
        connection.execute("VACUUM ANALYZE")


def _looks(hotel: int, times: int = 60) -> dict[str, list[float]]:
    from core.services import offers
    from core.store import availability, rooms
    from core.store.db import transaction
    from core.store.taking import database_now
    from tests.inventory import in_days, wish

    def hours(number: int) -> Any:
        from core.domain.stays import HouseHours, Stay

        stay = Stay(in_days(5 + number % 300), in_days(8 + number % 300))
        house = HouseHours(hour(14), hour(10), timedelta(hours=1), "America/Argentina/Buenos_Aires")
        return house.occupied(stay)

    with transaction(hotel) as session:
        kind = rooms.types(session)[3].id
        now = database_now(session)
    questions: dict[str, Callable[[Any, int], object]] = {
        "free rooms of 200": lambda session, n: availability.free_rooms(session, hours(n)),
        "one type of 20": lambda session, n: availability.free_rooms(session, hours(n), kind),
        "calendar 365 x 10": lambda session, n: availability.calendar(session, in_days(0), 365, now),
        "search": lambda session, n: offers.search(session, hotel, wish(5 + n % 300, 3, room_type=None)),
    }
    found: dict[str, list[float]] = {}
    for name, question in questions.items():
        found[name] = []
        for number in range(times):
            with transaction(hotel) as session:
                began = time.perf_counter()
                question(session, number)
                found[name].append(time.perf_counter() - began)
    return found


def _plan(hotel: int) -> list[str]:
    """How Postgres finds the free rooms of one type, as the app's own role sees it, behind row-level security."""
    from core.store import availability, swift
    from core.store.db import transaction
    from tests.inventory import at

    with transaction(hotel) as session:
        facts = {"hotel": hotel, "starts": at(20, 14), "ends": at(23, 11), "now": at(0, 12), "type": None}
        rows = swift.ask(session, f"EXPLAIN (ANALYZE, COSTS OFF) {availability._FREE}", facts)
        return [row[0] for row in rows]
