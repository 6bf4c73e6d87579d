"""What deeds leave in the tables, told by Postgres itself: how many rows there are more, and how many were written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import psycopg
from sqlalchemy import make_url

from core.base.settings import settings
from core.store.db import ALL_HOTELS, APP_ROLE
from core.store.tables import metadata

_ROWS = "SELECT '{name}', count(*), count(*) FILTER (WHERE xmin::text::bigint >= %(since)s) FROM {name}"
_NAMES = [table.name for table in metadata.sorted_tables]
_EVERY = " UNION ALL ".join(_ROWS.format(name=name) for name in _NAMES)
_SAID = "SELECT '{name}', coalesce(sum(hashtextextended(row::text, 0)), 0) FROM {name} AS row"
_NOW = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
_WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"

Left = dict[str, tuple[int, int]]


class Watch:
    """From now on: a row that is gone counts, and one that was written anew, even if it says the same."""

    def __init__(self) -> None:
        [(number,)] = _line(settings().database_url).execute(_NOW).fetchall()
        self._since = int(str(number))
        self._before = {name: count for name, (count, _) in self._rows().items()}

    def left(self) -> Left:
        """Of each table that was touched: how many rows there are more, and how many were written."""
        told = {name: (count - self._before[name], new) for name, (count, new) in self._rows().items()}
        return {name: found for name, found in told.items() if found != (0, 0)}

    def _rows(self) -> dict[str, tuple[int, int]]:
        found = _line(settings().database_url).execute(_EVERY, {"since": self._since}).fetchall()
        return {str(name): (int(str(count)), int(str(new))) for name, count, new in found}


def said(names: Iterable[str] = _NAMES) -> dict[str, int]:
    """What all rows of a table say, as one number."""
    every = " UNION ALL ".join(_SAID.format(name=name) for name in names)
    found = _line(settings().database_url).execute(every).fetchall() if every else []
    return {str(name): int(str(number)) for name, number in found}


def more(left: Left, than: Left) -> Left:
    """Tables that got more than they would have got; how many words a message is found by hangs on its numbers."""
    return {
        name: found
        for name, found in left.items()
        if name != "message_words"
        and any(one > most for one, most in zip(found, than.get(name, (0, 0)), strict=True))
    }


def somebody_waits() -> bool:
    """One transaction waits for what another holds."""
    [(count,)] = _line(settings().database_url).execute(_WAITING).fetchall()
    return bool(count)


@cache
def _line(url: str) -> psycopg.Connection[tuple[object, ...]]:
    """Looks over the wall between hotels: a deed of one must not be hidden in another."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    line = psycopg.connect(plain, autocommit=True)
    line.execute(f"SET ROLE {APP_ROLE}")
    line.execute("SELECT set_config('conserje.hotel', %s, false)", (ALL_HOTELS,))
    return line
