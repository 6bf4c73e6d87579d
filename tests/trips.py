"""Trips to Postgres, as the driver's own log has them: whatever goes there, and by whichever way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.store.db import engine, transaction

_TRIP = re.compile(r"\tF\t\d+\t(Query|Sync)\b")


@contextmanager
def counted(hotel: int, folder: Path) -> Iterator[list[str]]:
    """The list is filled at the end. All that happens within has one and the same line, the only one open."""
    engine().dispose()
    with transaction(hotel) as session:
        line = session.connection().connection.driver_connection.pgconn
    told: list[str] = []
    with (folder / "trips").open("w+b") as notes:
        line.trace(notes.fileno())
        yield told
        line.untrace()
    told += [entry for entry in (folder / "trips").read_text().splitlines() if _TRIP.search(entry)]
