"""Telling a database that is away from a mistake of ours: the first is waited out, the second is reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.store.db import is_store_away

Found = TypeVar("Found")

_SHUTTING_OR_STARTING = frozenset({"57P01", "57P02", "57P03"})


def is_away(problem: BaseException) -> bool:
    """Also when it lets us wait: for a connection, or for room among ours. No state at all means no server spoke."""
    if isinstance(problem, PoolTimeout) or is_store_away(problem):
        return True
    if not isinstance(problem, OperationalError):
        return False
    state = getattr(problem.orig, "sqlstate", None)
    return state is None or state.startswith("08") or state in _SHUTTING_OR_STARTING


def patiently(work: Callable[[], Found]) -> Found | None:
    """None: the database is away. A line that died unnoticed is found out by using it, so that once is not enough."""
    for _ in range(2):
        try:
            return work()
        except SQLAlchemyError as problem:
            if not is_away(problem):
                raise
    return None
