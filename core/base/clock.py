"""The one place that knows what time it is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_frozen: datetime | None = None


def now() -> datetime:
    return _frozen if _frozen is not None else datetime.now(UTC)


def after(seconds: float) -> datetime:
    return now() + timedelta(seconds=seconds)


def jittered(seconds: float) -> float:
    """Spreads retries, so that what failed together does not come back together."""
    return seconds * random.uniform(0.8, 1.2)  # noqa: S311 - not a secret


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Stops the house's clock, for tests and for replaying a day."""
    global _frozen
    before, _frozen = _frozen, moment
    try:
        yield
    finally:
        _frozen = before


def stopped_at() -> datetime | None:
    """The moment at which the clock stands still; None when it runs."""
    return _frozen
