"""Nothing may think for ever: whoever does is interrupted, and what they were at fails as anything may fail."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


class ThoughtTooLong(Exception):
    """So much of the processor's time was not enough; waiting for others does not count."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Signals reach the main thread alone: elsewhere nobody is interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _interrupt(*_told: object) -> NoReturn:
    raise ThoughtTooLong
