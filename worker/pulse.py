"""A sign of life: each process notes every few seconds that it is there."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from core.base.settings import Settings, settings
from core.store import duties
from core.store.db import across_hotels

log = logging.getLogger(__name__)
BEAT_SECONDS = 2.0


def start(name: str, detail: Callable[[Settings], str] | None = None) -> None:
    """`detail` is what it says of itself beyond being there."""
    threading.Thread(target=_beat, args=(f"{name}:{os.getpid()}", detail), name="pulse", daemon=True).start()


def _beat(name: str, detail: Callable[[Settings], str] | None) -> None:
    pause = threading.Event()
    while True:
        try:
            with across_hotels() as session:
                duties.beat(session, name, os.getpid(), detail(settings()) if detail else None)
        except SQLAlchemyError as problem:
            log.warning("pulse.missed", extra={"reason": type(problem).__name__})
        pause.wait(BEAT_SECONDS)
