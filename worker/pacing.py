"""How fast may we write: to one guest, and from one number."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from core.base import clock

PAIR_SECONDS = 6.0
PAIR_BURST = 45
_SLOWER = 4.0
_NUMBER_BURST = 10.0
# What nobody waits for leaves this much of a number's pace to guests who do, and looks again a moment later.
_KEPT_FOR_GUESTS = 5.0
_AGAIN_SECONDS = 1.5
_MOST_PAIRS = 20_000


@dataclass
class Bucket:
    """Refills steadily and may be overdrawn: what is overdrawn is the time to wait."""

    level: float
    at: float

    def take(self, rate: float, size: float, now: float) -> float:
        self.level = min(size, self.level + (now - self.at) * rate)
        self.at = now
        self.level -= 1.0
        return 0.0 if self.level >= 0 else -self.level / rate

    def has(self, rate: float, size: float, now: float) -> float:
        return min(size, self.level + (now - self.at) * rate)

    def give(self) -> None:
        self.level += 1.0


class Pacer:
    """Keeps the channel's limits by itself, so that the channel need not refuse."""

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._numbers: dict[str, Bucket] = {}
        self._pairs: dict[tuple[str, str], Bucket] = {}

    def reserve(
        self, account: str, recipient: str, slow_until: datetime | None, *, hurried: bool = True
    ) -> float:
        """Seconds until the letter may go. A letter that must wait long gives its place back.

        What nobody waits for goes only while the number has room to spare, and not while it is to go slowly.
        """
        now = time.monotonic()
        pair = self._pairs.setdefault((account, recipient), Bucket(float(PAIR_BURST), now))
        wait = pair.take(1 / PAIR_SECONDS, PAIR_BURST, now)
        if wait > 0:
            pair.give()
            return wait + PAIR_SECONDS / 10
        slow = slow_until is not None and clock.now() < slow_until
        rate = self._per_second / (_SLOWER if slow else 1.0)
        number = self._numbers.setdefault(account, Bucket(_NUMBER_BURST, now))
        if not hurried and (slow or number.has(rate, _NUMBER_BURST, now) < _KEPT_FOR_GUESTS):
            pair.give()
            return _AGAIN_SECONDS
        wait = number.take(rate, _NUMBER_BURST, now)
        if wait > 1.0:
            number.give()
            pair.give()
        if len(self._pairs) > _MOST_PAIRS:
            self._forget_the_rested(now)
        return wait

    def _forget_the_rested(self, now: float) -> None:
        full = PAIR_BURST * PAIR_SECONDS
        self._pairs = {key: bucket for key, bucket in self._pairs.items() if now - bucket.at < full}
