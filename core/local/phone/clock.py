"""The phone's clock, which tests may push forward."""

from __future__ import annotations

import time


class Clock:
    """Seconds since 1970, plus whatever a test has skipped."""

    def __init__(self) -> None:
        self._skipped = 0.0

    def now(self) -> float:
        return time.time() + self._skipped

    def clear(self) -> None:
        self._skipped = 0.0

    def skip(self, seconds: float) -> None:
        self._skipped += seconds
