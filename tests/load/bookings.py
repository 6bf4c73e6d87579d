"""Rooms under a rush: races for one night, and mixed work from many hands."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from core.local.stores import embedded_stores
from tests.load.measuring import Findings, begin, percentile

# As many guests to a process as its pool keeps connections: any more would have to open theirs in the race.
PROCESSES = 13
# The driver prepares a statement at its third asking, and Postgres keeps the plan after five more.
_WARM = 8
OPERATIONS, HANDS = int(os.environ.get("MIXED_OPERATIONS", "100000")), 16
_SETTINGS = {
    "CONSERJE_MODE": "local",
    "SECRET_KEY": "a-secret-key-of-forty-characters-or-more-for-load",
    "WHATSAPP_APP_SECRET": "app-secret",
    "WHATSAPP_VERIFY_TOKEN": "verify-token",
}


def run() -> Findings:
    found = begin("bookings: races and mixed work")
    with stores():
        from tests import inventory, makers

        house = makers.fresh_house()
        inn = inventory.furnished(house.posada, doble=20)
        _races(found, house.posada, inn)
        mixed(found)
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


def _released_together(attempts: list[Callable[[], Any]]) -> tuple[list[tuple[Any, float]], float, float]:
    """Each attempt on a connection of its own, opened beforehand: thirteen processes with eight guests each.

    With it what one attempt cost in the middle: milliseconds of CPU in our processes, and in Postgres, which stay
    about the same whatever else the machine does.
    """
    context = multiprocessing.get_context("fork")
    from core.store.db import engine

    engine().dispose()
    answers, costs = context.Queue(), context.Queue()
    moment = context.Value("d", 0.0)
    gate = context.Barrier(len(attempts), partial(_a_moment_from_now, moment))
    start = gate, moment, context.Barrier(PROCESSES)
    shares = [attempts[number::PROCESSES] for number in range(PROCESSES)]
    workers = [context.Process(target=_crowd, args=(share, start, answers, costs)) for share in shares]
    for worker in workers:
        worker.start()
    collected = [answers.get(timeout=300) for _ in attempts]
    spent = [costs.get(timeout=300) for _ in workers]
    for worker in workers:
        worker.join()
    ours, theirs = (sum(shares) / len(attempts) for shares in zip(*spent, strict=True))
    return collected, ours, theirs


def _a_moment_from_now(moment: Any) -> None:
    """A hundred who are woken one after the other would not come together, and waking them would be counted."""
    moment.value = time.monotonic() + 0.3


def _crowd(attempts: list[Callable[[], Any]], start: Any, answers: Any, costs: Any) -> None:
    from sqlalchemy import text

    from core.domain.refusals import Refused
    from core.store.db import engine

    with ExitStack() as opened:
        lines = [opened.enter_context(engine().connect()) for _ in attempts]
        backends = [line.scalar(text("SELECT pg_backend_pid()")) for line in lines]
    _warm_up(len(attempts), keeps=True)

    gate, moment, over = start

    def one(attempt: Callable[[], Any]) -> tuple[Any, float]:
        gate.wait()
        time.sleep(max(0.0, moment.value - time.monotonic()))
        began = time.perf_counter()
        try:
            answer: Any = attempt()
        except Refused as refused:
            answer = str(refused.why)
        except Exception as problem:  # a deadlock or a timeout is a finding, not the end of the measurement
            answer = f"ERROR {type(problem).__name__}"
        return answer, time.perf_counter() - began

    def spent() -> tuple[float, float]:
        return time.process_time() * 1000, sum(_milliseconds_of(backend) for backend in backends)

    before = spent()
    with ThreadPoolExecutor(len(attempts)) as pool:
        given = list(pool.map(one, attempts))
    over.wait(
        timeout=300
    )  # a connection that ends costs more than an attempt, and others may be racing still
    after = spent()
    for answer in given:
        answers.put(answer)
    costs.put((after[0] - before[0], after[1] - before[1]))
    engine().dispose()


def _milliseconds_of(process: int) -> float:
    """A process' time on a core, in clock ticks of which a hundred backends even out the rounding."""
    times = psutil.Process(process).cpu_times()
    return float(times.user + times.system) * 1000


def _warm_up(connections: int = 1, *, keeps: bool = False) -> None:
    """A house that has been open for a while: the first questions of a connection cost what no later one does.

    The pool hands its connections out in turn, and every one of them has to hold rooms. Before a race the last hold
    of each is kept, for a winner commits and rings; among mixed work nobody would know whose it is.
    """
    from core.domain.access import House
    from core.domain.refusals import Refused
    from core.services import bookings
    from core.store.db import across_hotels, transaction
    from core.store.guests import Guest
    from tests.inventory import wish

    with across_hotels() as session:
        guest = session.query(Guest).first()
        assert guest is not None
    asked = wish(first=100 + os.getpid() % 300, nights=1)
    for turn in range(_WARM):
        for _ in range(connections):
            with contextlib.suppress(_Undone, Refused), transaction(guest.hotel_id) as session:
                bookings.hold(session, House(guest.hotel_id), guest.id, asked)
                if not keeps or turn < _WARM - 1:
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
        answers, ours, theirs = _released_together(attempts)
        winners = sum(isinstance(answer, int) for answer, _ in answers)
        errors = sum(str(answer).startswith("ERROR") for answer, _ in answers)
        times = [seconds * 1000 for _, seconds in answers]
        found.say(f"{name}: {winners} winners, {errors} errors, p50 {percentile(times, 0.5):.0f} ms")
        found.say(f"{name}: CPU of one attempt {ours:.2f} ms ours, {theirs:.2f} ms Postgres")
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
    _warm_up()  # what is forked has read and prepared what every process does once
    engine().dispose()  # and must open connections of its own
    began = time.perf_counter()
    with context.Pool(HANDS) as pool:
        shares = [(*hotel_two, number, OPERATIONS // HANDS) for number in range(HANDS)]
        working = pool.starmap_async(_hand, shares)
        waiting = _watched(working)
        hands, spent = zip(*working.get(), strict=True)
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
    ours, theirs = (sum(shares) / len(times) for shares in zip(*spent, strict=True))
    found.say(f"mixed: CPU of one operation {ours:.2f} ms ours, {theirs:.2f} ms Postgres")
    found.say(f"mixed: hands that waited for a lock, {waiting:.2f} of {HANDS}; {_why(hands)}")
    found.goal("mixed: overlaps", mixing.overlaps(hotel_two[0]), 0)
    found.goal("mixed: lives that make no sense", len(mixing.strange_lives(hotel_two[0], logs)), 0)
    found.goal("mixed: changes that were lost", len(mixing.forgotten(hotel_two[0], told)), 0)
    done = Counter(deed for _, _, deed in logs)
    found.say("mixed: " + ", ".join(f"{count} {deed}" for deed, count in done.most_common()))


def _why(hands: Any) -> str:
    reasons: Counter[str] = sum((hand.refused for hand in hands), Counter())
    return ", ".join(f"{count} {why}" for why, count in reasons.most_common())


def _watched(working: Any) -> float:
    """How many hands stood before a lock, on average of many looks while they worked."""
    from sqlalchemy import text

    from core.store.db import engine

    asked = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    looks = []
    with engine().connect() as line:
        while not working.ready():
            looks.append(line.scalar(asked))
            line.rollback()
            time.sleep(0.05)
    return sum(looks) / max(1, len(looks))


def _fresh_hotel() -> tuple[int, int, list[int], list[str]]:
    from tests import inventory, makers

    house = makers.fresh_house()
    inn = inventory.furnished(house.posada, doble=20, triple=10, cabana=5)
    return house.posada, inn.guest, list(inn.rooms.values()), list(inn.types)


def _hand(hotel: int, guest: int, rooms: list[int], types: list[str], number: int, operations: int) -> Any:
    """With what the hand did, the CPU it cost: milliseconds of this process and of its connection's."""
    from sqlalchemy import text

    from core.store.db import engine
    from tests.mixing import Hand

    with engine().connect() as line:
        backend = line.scalar(text("SELECT pg_backend_pid()"))
    before = time.process_time() * 1000, _milliseconds_of(backend)
    hand = Hand(hotel, guest, rooms, types, seed=number, days=120).work(operations)
    after = time.process_time() * 1000, _milliseconds_of(backend)
    return replace(hand), (after[0] - before[0], after[1] - before[1])
