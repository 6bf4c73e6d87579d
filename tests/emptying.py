"""A house as nobody has lived in it yet: emptied of what earlier tests wrote, and only if one of them wrote.

What was committed since a moment is asked of Postgres itself: whoever only read, was refused or took back what they did
leaves no transaction that ended well, and the next test may have the house as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Generic, TypeVar

import psycopg
from sqlalchemy import make_url

from core.base.settings import settings
from core.store.db import APP_ROLE
from core.store.tables import metadata

_NOW = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
_COMMITTED_SINCE = """
    SELECT EXISTS (
        SELECT FROM generate_series(%s::bigint, pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1) AS number
        WHERE pg_xact_status(number::text::xid8) IS DISTINCT FROM 'aborted'
    )
"""


def empty_all_tables() -> None:
    """Only tables that somebody wrote into cost anything, and what looks for them is planned once.

    A console serves the tests of a browser: what the last page asked for may still be written while it is thrown away.
    """
    for last in (False, False, True):
        try:
            _line(settings().database_url).execute("SELECT pg_temp.empty_all_tables()")
            return
        except (psycopg.errors.ForeignKeyViolation, psycopg.errors.DeadlockDetected):
            if last:
                raise


def moment() -> int:
    """The number of the first transaction that is not over; asked of `committed_since`."""
    [number] = _line(settings().database_url).execute(_NOW).fetchone() or (0,)
    return int(number)


def committed_since(number: int) -> bool:
    """Whether anything written since that moment may be there to be seen; what is still under way counts as well."""
    [found] = _line(settings().database_url).execute(_COMMITTED_SINCE, (number,)).fetchone() or (True,)
    return bool(found)


def uncounted(table: str) -> None:
    """As nobody has counted it yet, nor will, and without what earlier tests left in it: else plans depend on when the
    server looks at what tests put in, and on who came before."""
    with _connected(settings().database_url) as owner:
        owner.execute(f"VACUUM (FULL) {table}")
        owner.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = false)")
        owner.execute("SELECT pg_clear_relation_stats('public', %s)", (table,))
        columns = "FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        owner.execute(
            f"SELECT pg_clear_attribute_stats('public', %s, attname, false) {columns}", (table, table)
        )


_Made = TypeVar("_Made")


class Kept(Generic[_Made]):
    """What stands in the database for every test that asks, made anew once anything else was written."""

    def __init__(self, make: Callable[[], _Made]) -> None:
        self._make = make
        self._made: tuple[_Made, int] | None = None

    def as_made(self) -> _Made:
        if self._made is None or committed_since(self._made[1]):
            self._made = self._make(), moment()
        return self._made[0]


@cache
def _line(url: str) -> psycopg.Connection[tuple[object, ...]]:
    """A connection that keeps its plans, apart from those whose number and memory tests look at."""
    line = _connected(url)
    line.execute(_FUNCTION)
    line.execute(f"SET ROLE {APP_ROLE}")
    line.execute("SELECT set_config('conserje.hotel', 'all', false)")
    return line


def _connected(url: str) -> psycopg.Connection[tuple[object, ...]]:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


_FUNCTION = "CREATE FUNCTION pg_temp.empty_all_tables() RETURNS void LANGUAGE plpgsql AS $$ BEGIN {each} END $$".format(
    each="".join(
        f"IF EXISTS (SELECT FROM {table.name}) THEN DELETE FROM {table.name}; END IF; "
        for table in reversed(metadata.sorted_tables)
    )
)
