"""Straight through the driver, for the few statements of which a message's cost is made.

An ORM query takes several times what the driver takes. The wall between hotels stays as it is: the session has
chosen its hotel, row-level security holds it to that, and every statement here names the hotel as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import event, inspect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.orm.util import identity_key

from core.store.db import Base, HotelRow, UnscopedQuery, command

Row = TypeVar("Row", bound=Base)
# Beyond that every commit would bring a statement of its own kind.
_FEW = 6


def run(session: Session, statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    if session.info.get("scope") is None:
        raise UnscopedQuery("open a session with store.db.transaction(hotel)")
    if session.new:  # what was added first must be there first
        session.flush()
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
    return _adopt(session, row, key)


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


@event.listens_for(Session, "before_commit")
def write_changes(session: Session) -> None:
    """What a turn changed of rows it had read, in one statement. Whatever else there is to write is the ORM's.

    The end of a savepoint is announced as a commit too: its rows are still worked on, and stay the session's own.
    """
    if session.new or session.deleted or session.in_nested_transaction():
        return
    # In one order, so that the same changes make the same statement, which Postgres then knows already.
    dirty = sorted(session.dirty, key=lambda row: (row.__tablename__, str(row.__dict__.get("id"))))
    changes = [(row, changed) for row in dirty if (changed := _changed(row))]
    if not 0 < len(changes) <= _FEW or not all(
        isinstance(row, HotelRow) and "id" in row.__dict__ for row, _ in changes
    ):
        return
    statement = _update(tuple((row.__tablename__, tuple(changed)) for row, changed in changes))
    values: dict[str, Any] = {}
    for place, (row, changed) in enumerate(changes):
        values |= {f"{name}_{place}": value for name, value in changed.items()}
        values |= {f"id_{place}": row.id, f"hotel_id_{place}": row.hotel_id}
        session.expunge(row)
    [(written_rows,)] = run(session, statement, values)
    if written_rows != len(changes):
        raise StaleDataError(f"{len(changes)} rows were to be changed and {written_rows} were there")


def _changed(row: Base) -> dict[str, Any]:
    structured = _structured(type(row))
    return {
        name: _plain(row.__dict__[name], name in structured)
        for name, before in sorted(inspect(row).committed_state.items())
        if name in row.__dict__ and row.__dict__[name] != before
    }


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
