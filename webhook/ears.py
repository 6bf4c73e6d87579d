"""The receiver's sign of life: whoever waits for the echo of a call learns from it whether echoes can be heard."""

from __future__ import annotations

import logging
import os
import threading

from core.store import doubts
from core.store.db import across_hotels

log = logging.getLogger(__name__)
_BEAT_SECONDS = 1.5


def start() -> None:
    """Called in each process that takes deliveries in, once it does."""
    threading.Thread(target=_keep_beating, name="ears", daemon=True).start()


def _keep_beating() -> None:
    pause = threading.Event()
    while True:
        beat_or_go_on()
        pause.wait(_BEAT_SECONDS)


def beat_or_go_on() -> None:
    try:
        beat()
    except Exception as problem:  # silence for good would have every doubtful call held back
        log.warning("ears.missed", extra={"reason": type(problem).__name__}, exc_info=True)


def beat() -> None:
    with across_hotels() as session:
        doubts.listen(session, os.getpid())
