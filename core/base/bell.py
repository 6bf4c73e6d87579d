"""The bell: tells processes that rows are waiting. Holds no truth; the only file that knows RQ.

A ring is a hint. It may be lost (the tick rings again) and it may stand for many letters: while one ring of a
desk has not been heard, ringing again changes nothing.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue, SimpleWorker, Worker
from rq.job import Job
from rq.serializers import JSONSerializer
from rq_scheduler import Scheduler

from core.base.settings import settings

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

INBOX = "inbox"
THINK = "think"
SLOW = "slow"
VOICE = "voice"
CHORES = "chores"
RELAY = "relay"
CASHIER = "cashier"
BULK = "bulk"
# Nobody is woken for a courtesy or for mail: the relay and the postman come by.
COURTESY = "courtesy"
MAIL = "mail"

_JOB_OF = {
    INBOX: "worker.think.work_inbox",
    THINK: "worker.think.work_errands",
    SLOW: "worker.slow.work_errands",
    VOICE: "worker.voice.work_errands",
}
# Who can be woken while awake. Thinkers have one ear for both of their desks.
_TAP_OF = {
    INBOX: "tap:thinkers",
    THINK: "tap:thinkers",
    RELAY: "tap:relay",
    BULK: "tap:relay",
    CASHIER: "tap:cashier",
}
# Several rings may be unheard at once, so that more than one worker wakes up for a crowd.
_SLOTS = {INBOX: 2, THINK: 2, SLOW: 2}
_RING_LIFE_MS = 2000
_SILENT_SECONDS = 1.0
JOB_SECONDS = {INBOX: 60, THINK: 60, SLOW: 300, VOICE: 600, CHORES: 300}


@cache
def connection() -> redis.Redis:
    return _line(1, health_check_interval=30)


def _line(patience: int, **more: int) -> redis.Redis:
    """The client's own patience is long; ours is not, for whoever finds Redis away goes on without it."""
    return redis.Redis.from_url(
        settings().redis_url,
        socket_timeout=patience,
        socket_connect_timeout=1,
        retry=Retry(NoBackoff(), 1),
        **more,
    )


@dataclass
class _Silence:
    """Redis did not answer just now: until this moment nobody wastes time on asking again."""

    until: float = 0.0


_silence = _Silence()


def _try(what: str, say: Callable[[], object]) -> bool:
    """Says something to Redis; false when it is away or was away a moment ago."""
    if time.monotonic() < _silence.until:
        return False
    try:
        say()
    except redis.RedisError as problem:
        _silence.until = time.monotonic() + _SILENT_SECONDS
        log.warning("bell.silent", extra={"desk": what, "reason": type(problem).__name__})
        return False
    return True


def queue(name: str) -> Queue:
    return Queue(name, connection=connection(), serializer=JSONSerializer, default_timeout=JOB_SECONDS[name])


def ring(desk: str, letter_id: int) -> bool:
    """Rings once for a desk. False when Redis is away: nothing is lost, the tick looks at the rows anyway."""
    return _try(desk, lambda: _ring(desk, letter_id))


def _ring(desk: str, letter_id: int) -> None:
    _announce({desk: letter_id}, [])


def _enqueue(desk: str, letter_id: int) -> None:
    queue(desk).enqueue(
        _JOB_OF[desk], letter_id, job_timeout=JOB_SECONDS[desk], result_ttl=0, failure_ttl=3600
    )


def _add_tap(pipe: Any, desk: str, letter_id: int) -> None:
    """Wakes who is waiting at the desk, and asks whether an earlier ring of it is still unheard."""
    pipe.set(_slot(desk, letter_id), "1", nx=True, px=_RING_LIFE_MS)
    if desk in _TAP_OF:
        pipe.lpush(_TAP_OF[desk], "1")
        pipe.ltrim(_TAP_OF[desk], 0, 0)


def _slot(desk: str, letter_id: int) -> str:
    return f"ring:{desk}:{letter_id % _SLOTS.get(desk, 1)}"


def announce(rings: dict[str, int], news: list[tuple[int, dict[str, Any]]]) -> None:
    """All that one transaction has to say, in one trip: rings for desks, and tiny words to open screens.

    Screens fetch only what news are about: those that missed some while Redis was away look at everything.
    """
    if rings or news:
        missed = _missed.taken()
        told = [*((hotel_id, {"kind": "all"}) for hotel_id in missed), *news]
        if not _try("all", lambda: _announce(rings, told)):
            _missed.add({hotel_id for hotel_id, _ in told})


class _Missed:
    """Hotels whose screens were not told of something; each process remembers its own."""

    def __init__(self) -> None:
        self._hotels: set[int] = set()
        self._lock = threading.Lock()

    def add(self, hotels: set[int]) -> None:
        with self._lock:
            self._hotels |= hotels

    def taken(self) -> set[int]:
        with self._lock:
            hotels, self._hotels = self._hotels, set()
        return hotels


_missed = _Missed()


def _announce(rings: dict[str, int], news: list[tuple[int, dict[str, Any]]]) -> None:
    pipe = connection().pipeline(transaction=False)
    for desk, letter_id in rings.items():
        _add_tap(pipe, desk, letter_id)
    for hotel_id, event in news:
        pipe.publish(f"live:{hotel_id}", json.dumps(event))
    answers = iter(pipe.execute())
    for desk, letter_id in rings.items():
        unheard = next(answers)
        if desk in _TAP_OF:
            next(answers), next(answers)
        if unheard and desk in _JOB_OF:
            _enqueue(desk, letter_id)


def heard(desk: str, letter_id: int) -> None:
    """Called first thing by whoever answers, so that what is written from now on rings anew."""
    _try(desk, lambda: connection().delete(_slot(desk, letter_id)))


@cache
def _waiting_line() -> redis.Redis:
    return _line(5)


def wait(desk: str, seconds: float) -> bool:
    """Blocks until somebody rings or the time is up. With Redis away it just waits: rows are looked at anyway."""
    try:
        return _waiting_line().blpop([_TAP_OF[desk]], timeout=seconds) is not None
    except redis.RedisError:
        threading.Event().wait(seconds)
        return False


def asked(what: str, say: Callable[[], Answer]) -> Answer | None:
    """What Redis says to it; None while it is away, and nobody waits for it twice."""
    heard: list[Answer] = []
    _try(what, lambda: heard.append(say()))
    return heard[0] if heard else None


def count(name: str, seconds: int) -> int | None:
    """The how-manieth this is within so many seconds from the first; None while Redis is away."""
    return asked("count", lambda: _count(name, seconds))


def _count(name: str, seconds: int) -> int:
    pipe = connection().pipeline(transaction=False)
    pipe.set(f"count:{name}", 0, ex=seconds, nx=True)
    pipe.incr(f"count:{name}")
    return int(pipe.execute()[1])


def tell_screens(hotel_id: int, event: dict[str, Any]) -> None:
    """A tiny word to open screens that something changed; they fetch what it was."""
    _try("screens", lambda: connection().publish(f"live:{hotel_id}", json.dumps(event)))


class Ringer:
    """Rings from a thread of its own, so that nobody who answers a request ever waits for Redis."""

    def __init__(self, ring_now: Callable[[str, int], object] = ring) -> None:
        self._ring_now = ring_now
        self._wanted: dict[tuple[str, int], int] = {}
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    def ring(self, desk: str, letter_id: int) -> None:
        with self._lock:
            self._wanted[desk, letter_id % _SLOTS.get(desk, 1)] = letter_id
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="ringer", daemon=True)
                self._thread.start()
        self._wake.set()

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            with self._lock:
                wanted, self._wanted = self._wanted, {}
            for (desk, _), letter_id in wanted.items():
                self._ring_now(desk, letter_id)


def listen(names: list[str], *, forking: bool, max_jobs: int) -> None:
    """Answers rings until told to stop or until it is time for a fresh process."""
    worker_class = _ForkingWorker if forking else _PatientWorker
    line = redis.Redis.from_url(settings().redis_url, socket_connect_timeout=1)
    worker = worker_class(
        [Queue(name, connection=line, serializer=JSONSerializer) for name in names],
        connection=line,
        serializer=JSONSerializer,
        maintenance_interval=60,
    )
    worker.work(max_jobs=max_jobs, logging_level="WARNING")


class _QuickToReturn:
    """When Redis comes back its listeners should be there within a second, not within a minute."""

    exponential_backoff_factor = 1.0
    max_connection_wait_time = 0.5


class _PatientWorker(_QuickToReturn, SimpleWorker):
    pass


class _ForkingWorker(_QuickToReturn, Worker):
    pass


class _LegibleJob(Job):
    """The schedule writes its jobs in a serializer of its own; those who work here read JSON."""

    def __init__(
        self, id: str | None = None, connection: redis.Redis | None = None, serializer: object = None
    ) -> None:
        super().__init__(id, connection=connection, serializer=serializer or JSONSerializer)


def run_schedule(chores: dict[str, str]) -> None:
    """Runs chores by the clock (`chores`: dotted function -> cron line, UTC) until told to stop."""
    scheduler = Scheduler(queue_name=CHORES, connection=connection(), interval=1, job_class=_LegibleJob)
    for job in list(scheduler.get_jobs()):
        scheduler.cancel(job)
    for function, cron in chores.items():
        scheduler.cron(
            cron, func=function, queue_name=CHORES, timeout=JOB_SECONDS[CHORES], use_local_timezone=False
        )
    scheduler.run()
