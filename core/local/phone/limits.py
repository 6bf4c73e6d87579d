"""How fast a number may send, and how fast it may write to one person."""

from __future__ import annotations

from dataclasses import dataclass

from core.local.phone.knobs import Knobs
from core.local.phone.problems import GraphProblem

_PAIRS_KEPT = 50_000


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Limits:
    """Token buckets per number and per pair of number and guest."""

    def __init__(self, knobs: Knobs) -> None:
        self._knobs = knobs
        self._numbers: dict[str, _Bucket] = {}
        self._pairs: dict[tuple[str, str], _Bucket] = {}

    def take(self, number_id: str, recipient: str, now: float) -> None:
        """Count one send; raise what Meta would answer if it is one too many."""
        rate = self._knobs.number_per_second
        number = self._numbers.setdefault(number_id, _Bucket(rate, now))
        if _refill(number, rate, rate, now) < 1:
            raise GraphProblem(
                130429, f"Cloud API message throughput has been reached ({rate} messages a second)."
            )
        pair = self._pairs.get((number_id, recipient))
        if pair is None:
            self._forget_some()
            pair = self._pairs[(number_id, recipient)] = _Bucket(self._knobs.pair_burst, now)
        if _refill(pair, self._knobs.pair_burst, 1 / self._knobs.pair_seconds, now) < 1:
            raise GraphProblem(
                131056,
                "Too many messages sent from this phone number to the same recipient in a short time.",
            )
        number.left -= 1
        pair.left -= 1

    def clear(self) -> None:
        self._numbers.clear()
        self._pairs.clear()

    def _forget_some(self) -> None:
        """Oldest pairs first; a forgotten pair starts with a full bucket, which errs on the kind side."""
        if len(self._pairs) >= _PAIRS_KEPT:
            for key in list(self._pairs)[: _PAIRS_KEPT // 10]:
                del self._pairs[key]


def _refill(bucket: _Bucket, burst: float, per_second: float, now: float) -> float:
    bucket.left = min(burst, bucket.left + max(0.0, now - bucket.at) * per_second)
    bucket.at = now
    return bucket.left
