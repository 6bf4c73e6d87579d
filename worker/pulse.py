"""A sign of life: each process notes every few seconds that it is there."""

from __future__ import annotations

import logging
import os
import threading

from sqlalchemy.exc import SQLAlchemyError

from core.store import duties
from core.store.db import across_hotels

log = logging.getLogger(__name__)
BEAT_SECONDS = 2.0


def start(name: str) -> None:
    threading.Thread(target=_beat, args=(f"{name}:{os.getpid()}",), name="pulse", daemon=True).start()


def _beat(name: str) -> None:
    pause = threading.Event()
    while True:
        try:
            with across_hotels() as session:
                duties.beat(session, name, os.getpid())
        except SQLAlchemyError as problem:
            log.warning("pulse.missed", extra={"reason": type(problem).__name__})
        pause.wait(BEAT_SECONDS)
