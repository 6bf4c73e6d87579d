"""Two clicks at one moment: the second sets out when the first has done everything but commit."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from tests.edges.console import traces

_PATIENCE = 3.0
Press = Callable[[], Any]


class Held:
    """The first transaction that has written stands before its commit until somebody waits for it, or is through."""

    def __init__(self) -> None:
        self.stands = threading.Event()
        self.second: Future[Any] | None = None
        self._lock = threading.Lock()

    def __call__(self, session: Session) -> None:
        if session.in_nested_transaction() or not _has_written(session):
            return
        with self._lock:
            if self.stands.is_set():
                return
            self.stands.set()
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and not self._is_awaited():
            time.sleep(0.002)

    def _is_awaited(self) -> bool:
        through = self.second is not None and self.second.done()
        return through or (self.second is not None and traces.somebody_waits())


def _has_written(session: Session) -> bool:
    return bool(session.connection().scalar(text("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")))


def at_once(first: Press, second: Press) -> tuple[Any, Any]:
    """What both were answered. Where the first writes nothing the second goes behind it."""
    held = Held()
    event.listen(Session, "before_commit", held)
    try:
        with ThreadPoolExecutor(2) as hands:
            one = hands.submit(first)
            while not held.stands.wait(0.002) and not one.done():
                pass
            held.second = two = hands.submit(second)
            return one.result(), two.result()
    finally:
        event.remove(Session, "before_commit", held)
