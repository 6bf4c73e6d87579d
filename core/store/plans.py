"""What a connection has prepared outlives a rollback, as it does in Postgres.

The driver throws it all away, lest a table be gone. Here tables change by migrations alone, and a guest who is refused
is a rollback: in a rush every look would be planned anew, which costs more than the look.
"""

from __future__ import annotations

from typing import Any, Final

from psycopg._preparing import PrepareManager
from sqlalchemy.exc import DBAPIError

_ASKED_BEFORE: Final = 2


class _Plans(PrepareManager):
    prepare_threshold = _ASKED_BEFORE

    def clear(self) -> bool:
        return False


def keep(connection: Any) -> None:
    connection._prepared = _Plans()


def are_stale(problem: DBAPIError) -> bool:
    """True when a table has changed since the connection learnt a statement about it: it must learn anew."""
    return getattr(problem.orig, "sqlstate", None) == "0A000"
