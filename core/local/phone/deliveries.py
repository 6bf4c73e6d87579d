"""Carries webhooks to the product: signed, in order per chat at first, again and again until it hears 200."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from core.local.phone.http_line import HttpLine
from core.local.phone.knobs import Knobs
from core.local.phone.webhooks import Change, envelope, signature
from core.local.phone.wire import Wire

_LANES = 16
_PENDING_MOST = 200_000
_GIVE_UP_AFTER = 7 * 86_400.0


@dataclass(slots=True)
class Delivery:
    """One body on its way. A raw one carries its bytes from the start."""

    changes: list[Change]
    lane: int
    started: float
    body: bytes = b""
    sign: str = ""
    attempts: int = 0
    heard: list[Callable[[], None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a guest's own switches do to their webhooks."""

    twice: bool = False
    shuffled: float = 0.0


SMOOTH = Trouble()


class Deliveries:
    """Sixteen lanes, each with one connection; a chat keeps its lane, so its first tries stay in order."""

    def __init__(self, url: str, secret: str, knobs: Knobs, wire: Wire, counts: Counter[str]) -> None:
        self.url = url
        self.pending = 0
        self.last_problem = ""
        self._secret = secret
        self._knobs = knobs
        self._wire = wire
        self._counts = counts
        self._queues: list[asyncio.Queue[Delivery]] = []
        self._workers: list[asyncio.Task[None]] = []
        self._era = 0

    def start(self) -> None:
        self._queues = [asyncio.Queue() for _ in range(_LANES)]
        self._workers = [asyncio.create_task(self._work(queue)) for queue in self._queues]

    async def stop(self) -> None:
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    def send(
        self, chat: str, change: Change, trouble: Trouble, heard: Callable[[], None] | None = None
    ) -> None:
        """Put one change on its way, perhaps twice, perhaps late enough to be overtaken."""
        window = max(trouble.shuffled, self._knobs.shuffle_seconds)
        delay = random.uniform(0, window) if window else 0.0
        lane, now = hash(chat) % _LANES, time.monotonic()
        self._put(Delivery([change], lane, now, heard=[heard] if heard else []), delay)
        if trouble.twice or (self._knobs.duplicate_ratio and random.random() < self._knobs.duplicate_ratio):
            self._counts["webhook_duplicates"] += 1
            self._put(Delivery([change], lane, now), delay + random.uniform(0.05, 0.6))

    def send_raw(self, body: bytes, sign: str | None = None) -> None:
        """A body written by a test, with the right signature or a chosen one."""
        chosen = signature(self._secret, body) if sign is None else sign
        self._put(Delivery([], random.randrange(_LANES), time.monotonic(), body, chosen), 0.0)

    def clear(self) -> None:
        """Forget what waits; a retry already sleeping belongs to an older era and dies when it wakes."""
        self._era += 1
        self.pending = 0
        for queue in self._queues:
            while not queue.empty():
                queue.get_nowait()

    def _put(self, delivery: Delivery, delay: float) -> None:
        if self.pending >= _PENDING_MOST:
            self._counts["webhook_dropped"] += 1
            return
        self.pending += 1
        self._queue_after(delivery, delay)

    def _queue_after(self, delivery: Delivery, delay: float) -> None:
        queue = self._queues[delivery.lane]
        if delay <= 0:
            queue.put_nowait(delivery)
        else:
            asyncio.get_running_loop().call_later(delay, self._wake, queue, delivery, self._era)

    def _wake(self, queue: asyncio.Queue[Delivery], delivery: Delivery, era: int) -> None:
        if era == self._era:
            queue.put_nowait(delivery)

    async def _work(self, queue: asyncio.Queue[Delivery]) -> None:
        line = HttpLine(self.url)
        try:
            while True:
                delivery = await queue.get()
                self._join_more(queue, delivery)
                await self._try(line, delivery)
        finally:
            line.close()

    def _join_more(self, queue: asyncio.Queue[Delivery], first: Delivery) -> None:
        """Under load Meta puts several changes into one body; so do we, when asked to."""
        if first.body:
            return
        while len(first.changes) < self._knobs.webhook_batch and not queue.empty():
            after = queue.get_nowait()
            if after.body:
                queue.put_nowait(after)
                return
            first.changes.extend(after.changes)
            first.heard.extend(after.heard)
            self.pending -= 1

    async def _try(self, line: HttpLine, delivery: Delivery) -> None:
        if not delivery.body:
            delivery.body = envelope(delivery.changes)
            delivery.sign = signature(self._secret, delivery.body)
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": delivery.sign}
        era, began = self._era, time.perf_counter()
        delivery.attempts += 1
        try:
            status, answer = await line.post(headers, delivery.body, self._knobs.webhook_timeout)
        except (OSError, EOFError, ValueError, TimeoutError, asyncio.LimitOverrunError) as problem:
            status, answer = 0, f"{type(problem).__name__}: {problem}".encode()
        spent = (time.perf_counter() - began) * 1000
        self._wire.note(time.time(), "webhook", f"POST {self.url}", delivery.body, (status, answer, spent))
        if era == self._era:
            self._conclude(delivery, status, answer)

    def _conclude(self, delivery: Delivery, status: int, answer: bytes) -> None:
        self._counts["webhook_attempts"] += 1
        if status == 200:
            self.pending -= 1
            self.last_problem = ""
            self._counts["webhook_delivered"] += max(1, len(delivery.changes))
            for tell in delivery.heard:
                tell()
            return
        self.last_problem = f"{status or 'no answer'}: {answer[:120].decode('utf-8', 'replace')}"
        self._counts["webhook_refused"] += 1
        if time.monotonic() - delivery.started > _GIVE_UP_AFTER:
            self.pending -= 1
            self._counts["webhook_lost"] += 1
            return
        knobs = self._knobs
        gap = min(knobs.retry_cap, knobs.retry_first * knobs.retry_growth ** min(delivery.attempts - 1, 60))
        self._queue_after(delivery, gap * random.uniform(0.9, 1.1))
