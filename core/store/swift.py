"""Straight through the driver, for the few statements of which a message's cost is made.

An ORM query takes several times what the driver takes. The wall between hotels stays as it is: the session has
chosen its hotel, row-level security holds it to that, and every statement here names the hotel as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import starmap
from typing import Any, TypeVar, cast

import psycopg
from psycopg.types.json import Jsonb
from psycopg.types.range import Range as DriversRange
from sqlalchemy import event, inspect
from sqlalchemy.dialects.postgresql import JSONB, Range
from sqlalchemy.dialects.postgresql.ranges import AbstractRange
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.orm.util import identity_key
from sqlalchemy.sql.operators import ColumnOperators

from core.store.db import ALL_HOTELS, Base, HotelRow, UnscopedQuery, command

Row = TypeVar("Row", bound=Base)
# Beyond that every commit would bring a statement of its own kind.
_FEW = 6


def run(session: Session, statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    if session.info.get("scope") is None:
        raise UnscopedQuery("open a session with store.db.transaction(hotel)")
    if session.new:  # what was added first must be there first
        session.flush()
    return _told(session, statement, values)


def _told(session: Session, statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    line = cast("psycopg.Connection[Any]", session.connection().connection.driver_connection)
    try:
        cursor = line.execute(statement, values)
        # Not `cursor.description`, which describes every column anew each time it is asked for.
        return cursor.fetchall() if cursor.pgresult and cursor.pgresult.nfields else []
    except psycopg.Error as problem:
        raise _as_ever(statement, problem, line) from problem


def _as_ever(statement: str, problem: psycopg.Error, line: psycopg.Connection[Any]) -> DBAPIError:
    """Errors are the same as those of every other query, and never carry a guest's words."""
    told = DBAPIError.instance(
        statement, None, problem, psycopg.Error, hide_parameters=True, connection_invalidated=line.closed
    )
    assert isinstance(told, DBAPIError)
    return told


def _say(session: Session, commands: str) -> None:
    line = cast("psycopg.Connection[Any]", session.connection().connection.driver_connection)
    try:
        command(line, commands)
    except psycopg.Error as problem:
        raise _as_ever(commands, problem, line) from problem


@contextmanager
def apart(session: Session) -> Iterator[None]:
    """A savepoint for what is written past the ORM. One of the ORM's own costs more than half a refusal, for it looks
    through all that it knows; this one forgets, when it is taken back, the rows that came since.
    """
    session.flush()
    known = session.info.setdefault("read", [])
    before = len(known)
    _say(session, "SAVEPOINT apart")
    try:
        yield
        session.flush()
    except BaseException:
        for row in known[before:]:
            if row in session:
                session.expunge(row)
        del known[before:]
        _say(session, "ROLLBACK TO apart; RELEASE apart")
        raise
    _say(session, "RELEASE apart")


def hotel(session: Session) -> int:
    """The hotel the session has chosen; for what only one hotel's transaction may do."""
    return int(session.info["scope"])


def ask(session: Session, statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """A question whose answer may hang on what this transaction has changed and not yet written."""
    if session.autoflush:
        session.flush()
    return run(session, statement, values)


@cache
def names(kind: type[Base]) -> tuple[str, ...]:
    return tuple(inspect(kind).columns.keys())


def columns(kind: type[Base], alias: str) -> str:
    return ", ".join(f"{alias}.{name}" for name in names(kind))


@cache
def _structured(kind: type[Base]) -> frozenset[str]:
    return frozenset(name for name, column in inspect(kind).columns.items() if isinstance(column.type, JSONB))


def _plain(value: Any, structured: bool) -> Any:
    """Nothing at all is no JSON either."""
    return Jsonb(value) if structured and value is not None else value


def values_of(row: Base) -> dict[str, Any]:
    """Every column of a row for a statement that inserts it."""
    structured = _structured(type(row))
    given = row.__dict__
    return {name: _plain(given.get(name), name in structured) for name in names(type(row)) if name != "id"}


def fresh(kind: type[Row], values: dict[str, Any]) -> Row:
    """A row that `values_of` will insert; what is not given is nothing.

    As the ORM makes what it loads: by its constructor every value would be a change, to be told to listeners.
    """
    row = cast("Row", inspect(kind).class_manager.new_instance())
    row.__dict__.update(dict.fromkeys(names(kind)), **values)
    del row.__dict__["id"]
    return row


def read(session: Session, kind: type[Row], values: tuple[Any, ...]) -> Row:
    """A row read by `columns` becomes one of the session's own, as if the ORM had read it."""
    key = identity_key(kind, values[0])
    known = session.identity_map.get(key)
    if known is not None:
        return known
    row = cast("Row", inspect(kind).class_manager.new_instance())
    row.__dict__.update(zip(names(kind), values, strict=True))
    for name in _ranges(kind):
        row.__dict__[name] = _as_the_orm_has_it(row.__dict__[name])
    return _adopt(session, row, key)


@cache
def _ranges(kind: type[Base]) -> tuple[str, ...]:
    return tuple(
        name for name, column in inspect(kind).columns.items() if isinstance(column.type, AbstractRange)
    )


def _as_the_orm_has_it(value: DriversRange[Any]) -> Range[Any]:
    return Range(value.lower, value.upper, bounds=value.bounds or "[)", empty=value.isempty)  # type: ignore[arg-type]


def those(session: Session, kind: type[Row], words: str, values: dict[str, Any]) -> list[Row]:
    """Rows of which the words of a statement tell which they are, and in what order; `row` is each of them."""
    scope = session.info.get("scope")
    statement = _those(kind, words, scope == ALL_HOTELS)
    return [read(session, kind, found) for found in ask(session, statement, {"hotel": scope, **values})]


@cache
def _those(kind: type[Base], words: str, of_all_hotels: bool) -> str:
    of_one = "" if of_all_hotels else "row.hotel_id = %(hotel)s::bigint AND "
    return f"SELECT {columns(kind, 'row')} FROM {kind.__tablename__} AS row WHERE {of_one}{words}"


def written(session: Session, row: Row, row_id: int) -> Row:
    """A row inserted by `values_of` becomes one of the session's own, as if the ORM had inserted it."""
    for name in names(type(row)):
        row.__dict__.setdefault(name, None)
    row.id = row_id  # type: ignore[attr-defined]
    return _adopt(session, row, identity_key(type(row), row_id))


def _adopt(session: Session, row: Row, key: Any) -> Row:
    """As the ORM does with what it loads: `add` looks for rows that hang on this one, and here none ever does.

    Sessions hold rows weakly; kept until the end, it is not read again.
    """
    state = inspect(row)
    state.key, state.session_id = key, session.hash_key
    state._commit_all(state.dict)
    session.identity_map.add(state)
    session.info.setdefault("read", []).append(row)
    return row


@event.listens_for(Session, "before_flush")
def _write_changes(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """What was changed of rows that were read, in one statement. Whatever else there is to write is the ORM's.

    So is all that is written within a savepoint: what is taken back with it, only the ORM forgets.
    """
    if session.deleted or session.in_nested_transaction():
        return
    # In one order, so that the same changes make the same statement, which Postgres then knows already.
    dirty = sorted(session.dirty, key=lambda row: (row.__tablename__, str(row.__dict__.get("id"))))
    changes = [(row, changed) for row in dirty if (changed := _changed(row))]
    if not 0 < len(changes) <= _FEW or not all(starmap(_is_plainly_written, changes)):
        return
    statement = _update(tuple((row.__tablename__, tuple(changed)) for row, changed in changes))
    values: dict[str, Any] = {}
    for place, (row, changed) in enumerate(changes):
        kind: type[Base] = type(row)
        those = _structured(kind)
        values |= {f"{name}_{place}": _plain(value, name in those) for name, value in changed.items()}
        values |= {f"id_{place}": row.id, f"hotel_id_{place}": row.hotel_id}
    [(written_rows,)] = _told(session, statement, values)
    if written_rows != len(changes):
        raise StaleDataError(f"{len(changes)} rows were to be changed and {written_rows} were there")
    for row, _ in changes:
        inspect(row)._commit_all(row.__dict__, session.identity_map)


def _changed(row: Base) -> dict[str, Any]:
    return {
        name: row.__dict__[name]
        for name, before in sorted(inspect(row).committed_state.items())
        if name in row.__dict__ and row.__dict__[name] != before
    }


def _is_plainly_written(row: Base, changed: dict[str, Any]) -> bool:
    """The database works nothing out from what is written: neither further columns nor the value itself."""
    worked_out = any(isinstance(value, Range | ColumnOperators) for value in changed.values())
    is_its_hotels = isinstance(row, HotelRow) and "hotel_id" not in changed
    return is_its_hotels and "id" in row.__dict__ and not worked_out


@lru_cache(512)
def _update(changes: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    parts = []
    for place, (table, changed) in enumerate(changes):
        settings = ", ".join(f"{name} = %({name}_{place})s" for name in changed)
        parts.append(
            f"c{place} AS (UPDATE {table} SET {settings} "
            f"WHERE id = %(id_{place})s AND hotel_id = %(hotel_id_{place})s RETURNING 1)"
        )
    total = " + ".join(f"(SELECT count(*) FROM c{place})" for place in range(len(changes)))
    return f"WITH {', '.join(parts)} SELECT {total}"
