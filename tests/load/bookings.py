"""Rooms under a rush: races for one night, mixed work from many hands, and availability among a million bookings."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import time as hour
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg

from core.local.stores import embedded_stores
from tests.load.measuring import Findings, begin, percentile

PROCESSES, EACH = 10, 10
OPERATIONS, HANDS = int(os.environ.get("MIXED_OPERATIONS", "100000")), 16
_SETTINGS = {
    "CONSERJE_MODE": "local",
    "SECRET_KEY": "a-secret-key-of-forty-characters-or-more-for-load",
    "WHATSAPP_APP_SECRET": "app-secret",
    "WHATSAPP_VERIFY_TOKEN": "verify-token",
}

_AS_THE_APP = "SET ROLE conserje_app; SELECT set_config('conserje.hotel', 'all', false)"

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
    found = begin("bookings: races, mixed work, availability among 100,000 and 1,000,000 bookings")
    with stores() as database_url:
        from tests import inventory, makers

        house = makers.fresh_house()
        inn = inventory.furnished(house.posada, doble=20)
        _races(found, house.posada, inn)
        mixed(found)
        _availability(found, database_url)
    return found


@contextmanager
def stores() -> Iterator[str]:
    """Postgres as it runs for a hotel, with commits that are really on the disk."""
    folder = Path(tempfile.mkdtemp(prefix="cj-load-"))
    folder.chmod(0o755)
    with ExitStack() as ends:
        ends.callback(shutil.rmtree, folder, ignore_errors=True)
        stores = ends.enter_context(embedded_stores(folder))
        os.environ.update(
            _SETTINGS, CONSERJE_DATA=str(folder), DATABASE_URL=stores.database_url, REDIS_URL=stores.redis_url
        )
        from core.store.db import engine
        from core.store.migrate import migrate

        migrate(stores.database_url)
        ends.callback(engine().dispose)
        yield stores.database_url


def _released_together(attempts: list[Callable[[], Any]]) -> list[tuple[Any, float]]:
    """Each attempt on a connection of its own, opened beforehand: ten processes with ten guests each."""
    context = multiprocessing.get_context("fork")
    from core.store.db import engine

    engine().dispose()
    gate, answers = context.Barrier(len(attempts)), context.Queue()
    shares = [attempts[start::PROCESSES] for start in range(PROCESSES)]
    workers = [context.Process(target=_crowd, args=(share, gate, answers)) for share in shares]
    for worker in workers:
        worker.start()
    collected = [answers.get(timeout=300) for _ in attempts]
    for worker in workers:
        worker.join()
    return collected


def _crowd(attempts: list[Callable[[], Any]], gate: Any, answers: Any) -> None:
    from sqlalchemy import text

    from core.domain.refusals import Refused
    from core.store.db import engine

    ready = threading.Barrier(len(attempts))
    _warm_up()

    def one(attempt: Callable[[], Any]) -> None:
        with engine().connect() as warm:
            warm.execute(text("SELECT 1"))
            ready.wait()
        gate.wait()
        began = time.perf_counter()
        try:
            answer: Any = attempt()
        except Refused as refused:
            answer = str(refused.why)
        except Exception as problem:  # a deadlock or a timeout is a finding, not the end of the measurement
            answer = f"ERROR {type(problem).__name__}"
        answers.put((answer, time.perf_counter() - began))

    with ThreadPoolExecutor(len(attempts)) as pool:
        list(pool.map(one, attempts))
    engine().dispose()


def _warm_up() -> None:
    """A house that has been open for a while: the first question of a process costs what no later one does."""
    from core.domain.access import House
    from core.domain.refusals import Refused
    from core.services import bookings
    from core.store.db import across_hotels, transaction
    from core.store.guests import Guest
    from tests.inventory import wish

    with across_hotels() as session:
        guest = session.query(Guest).first()
        assert guest is not None
    with contextlib.suppress(_Undone, Refused), transaction(guest.hotel_id) as session:
        bookings.hold(session, House(guest.hotel_id), guest.id, wish(first=100 + os.getpid() % 300))
        raise _Undone


class _Undone(Exception):
    """Rolls the warming up back."""


def _holding(hotel: int, inn: Any, **facts: Any) -> Callable[[], int]:
    from core.domain.access import House
    from core.services import bookings
    from core.store.db import transaction
    from tests.inventory import wish

    def hold() -> int:
        with transaction(hotel) as session:
            return bookings.hold(session, House(hotel), inn.guest, wish(**facts))[0].id

    return hold


def _races(found: Findings, hotel: int, inn: Any) -> None:
    from tests import mixing

    cases = {
        "one room, one night": [_holding(hotel, inn, nights=1, room_type="triple")] * 100,
        "one room, staggered": [
            _holding(hotel, inn, first=20 + guest % 7, nights=1 + guest % 4, room_type="cabana")
            for guest in range(100)
        ],
        "any of 20 rooms": [_holding(hotel, inn)] * 100,
    }
    for name, attempts in cases.items():
        answers = _released_together(attempts)
        winners = sum(isinstance(answer, int) for answer, _ in answers)
        errors = sum(str(answer).startswith("ERROR") for answer, _ in answers)
        times = [seconds * 1000 for _, seconds in answers]
        found.say(f"{name}: {winners} winners, {errors} errors, p50 {percentile(times, 0.5):.0f} ms")
        found.goal(f"{name}: p95 ms", percentile(times, 0.95), 100)
        found.goal(f"{name}: errors", errors, 0)
        if name != "one room, staggered":
            found.goal(f"{name}: winners off", abs(winners - (20 if "20" in name else 1)), 0)
    found.goal("races: overlaps", mixing.overlaps(hotel), 0)


def mixed(found: Findings) -> None:
    from tests import mixing

    context = multiprocessing.get_context("fork")
    from core.store.db import engine

    hotel_two = _fresh_hotel()
    engine().dispose()  # what is forked must open connections of its own
    began = time.perf_counter()
    with context.Pool(HANDS) as pool:
        hands = pool.starmap(_hand, [(*hotel_two, number, OPERATIONS // HANDS) for number in range(HANDS)])
    seconds = time.perf_counter() - began
    logs = [entry for hand in hands for entry in hand.log]
    times = [one * 1000 for hand in hands for one in hand.seconds]
    refused = sum(hand.refused.total() for hand in hands)
    told = {key: facts for hand in hands for key, facts in hand.told.items()}
    found.say(
        f"mixed: {len(times)} operations by {HANDS} hands in {seconds:.0f} s, {len(times) / seconds:.0f}/s"
    )
    found.say(
        f"mixed: {len(logs)} deeds done, {refused} refused in words, p50 {percentile(times, 0.5):.1f} ms"
    )
    found.say(f"mixed: p95 {percentile(times, 0.95):.1f} ms, p99 {percentile(times, 0.99):.1f} ms")
    found.goal("mixed: overlaps", mixing.overlaps(hotel_two[0]), 0)
    found.goal("mixed: lives that make no sense", len(mixing.strange_lives(hotel_two[0], logs)), 0)
    found.goal("mixed: changes that were lost", len(mixing.forgotten(hotel_two[0], told)), 0)
    done = Counter(deed for _, _, deed in logs)
    found.say("mixed: " + ", ".join(f"{count} {deed}" for deed, count in done.most_common()))


def _fresh_hotel() -> tuple[int, int, list[int], list[str]]:
    from tests import inventory, makers

    house = makers.fresh_house()
    inn = inventory.furnished(house.posada, doble=20, triple=10, cabana=5)
    return house.posada, inn.guest, list(inn.rooms.values()), list(inn.types)


def _hand(hotel: int, guest: int, rooms: list[int], types: list[str], number: int, operations: int) -> Any:
    from tests.mixing import Hand

    hand = Hand(hotel, guest, rooms, types, seed=number, days=120).work(operations)
    return replace(hand)


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
        connection.execute(_AS_THE_APP)
        for statement in (_ROOMS, _MORE_ROOMS, _PLANS, _STAYS):
            connection.execute(statement, {"hotels": hotels})
        connection.execute("RESET ROLE")
        connection.execute("VACUUM ANALYZE")


def _looks(hotel: int, times: int = 120) -> dict[str, list[float]]:
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
    from sqlalchemy import text

    from core.store import availability
    from core.store.db import transaction
    from tests.inventory import at

    with transaction(hotel) as session:
        facts = {"starts": at(20, 14), "ends": at(23, 11), "now": at(0, 12), "type": None}
        rows = session.execute(text(f"EXPLAIN (ANALYZE, COSTS OFF) {availability._FREE.text}"), facts)
        return [row[0] for row in rows]
