"""Connections, transactions and the wall between hotels.

`transaction(hotel)` is the one way in. An ORM query in a session that chose no hotel raises, a query in a hotel's
session sees that hotel's rows only, and Postgres row-level security holds the same line for raw SQL.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, Final, cast

import psycopg
from psycopg.generators import execute
from psycopg.pq import ExecStatus
from sqlalchemy import BigInteger, Connection, DateTime, Engine, Text, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import (
    DeclarativeBase,
    LoaderCriteriaOption,
    Mapped,
    ORMExecuteState,
    Session,
    UOWTransaction,
    mapped_column,
    with_loader_criteria,
)

from core.base import bell
from core.base.settings import settings
from core.store import plans

APP_ROLE: Final = "conserje_app"
ALL_HOTELS: Final = "all"
_CONNECTION_OPTIONS = (
    "-c jit=off -c lock_timeout=5s -c statement_timeout=20s "
    "-c idle_in_transaction_session_timeout=60s -c timezone=UTC"
)


_NOT_OURS_NOW: Final = ("55P03", "40P01", "57014")
_CHOOSE: Final = "SET LOCAL conserje.hotel = '{scope}'"


class UnscopedQuery(Exception):
    """A query was made without saying for which hotel."""


class OtherHotelsRow(Exception):
    """A row of one hotel was about to be written in another hotel's transaction."""


class Base(DeclarativeBase):
    type_annotation_map: ClassVar = {
        int: BigInteger,
        str: Text,
        datetime: DateTime(timezone=True),
    }


class HotelRow:
    """Mixed into every table whose rows belong to one hotel."""

    hotel_id: Mapped[int] = mapped_column()


@cache
def engine() -> Engine:
    made = create_engine(
        settings().database_url,
        pool_size=8,
        max_overflow=4,
        pool_timeout=3,
        pool_recycle=1800,
        hide_parameters=True,  # an error must not carry a guest's words into the log
        connect_args={"options": _CONNECTION_OPTIONS, "connect_timeout": 3, "application_name": "conserje"},
    )
    event.listen(made, "connect", _become_the_app)
    return made


def _hang_up() -> None:
    """A child that spoke on its parent's lines would hear the parent's answers: it begins with lines of its own."""
    if engine.cache_info().currsize:
        engine().dispose(close=False)


os.register_at_fork(after_in_child=_hang_up)


def _become_the_app(connection: Any, _record: Any) -> None:
    """Whoever logged in, queries run as a role that row-level security binds."""
    plans.keep(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP_ROLE}")
    connection.commit()


@contextmanager
def transaction(hotel_id: int) -> Iterator[Session]:
    """One unit of work for one hotel: commits at the end, then rings for what was written."""
    with _scoped(str(int(hotel_id))) as session:
        yield session


@contextmanager
def across_hotels() -> Iterator[Session]:
    """The one named escape from the wall; `tests/house` lists who may use it."""
    with _scoped(ALL_HOTELS) as session:
        yield session


@contextmanager
def _scoped(scope: str) -> Iterator[Session]:
    with Session(engine(), expire_on_commit=False) as session:
        session.info["scope"] = scope
        with session.begin():
            line = session.connection()
            _choose(line, scope)
            try:
                yield session
                session.flush()
            except DBAPIError as problem:
                # A session whose flush has failed says no more which connection it had.
                if plans.are_stale(problem) and not line.closed:
                    line.invalidate()
                raise
        _ring_for(session)


def _choose(connection: Connection, scope: str) -> None:
    """In one word with the beginning, as every transaction starts with it. What fails is
    said again to SQLAlchemy, which learns thereby that the connection, and all that are as old, have died with their
    server.
    """
    line = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    choose = _CHOOSE.format(scope=scope)
    try:
        command(line, f"BEGIN; {choose}")
    except psycopg.Error:
        connection.exec_driver_sql(choose)


def command(line: psycopg.Connection[Any], commands: str) -> None:
    """Commands that answer nothing, in one trip and past the driver's cursors."""
    line.pgconn.send_query(commands.encode())
    for answer in line.wait(execute(line.pgconn)):
        if answer.status != ExecStatus.COMMAND_OK:
            raise psycopg.errors.error_from_result(answer)


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """Whatever is written within is taken back at its end, and nobody hears of it: for trying things out."""
    told, rings = list(session.info.get("told", [])), dict(session.info.get("rings", {}))
    nested = session.begin_nested()
    try:
        yield
    finally:
        nested.rollback()
        session.info["told"], session.info["rings"] = told, rings
        known(session).clear()


def known(session: Session) -> dict[str, Any]:
    """What was read and holds for the rest of the transaction, so that nobody asks for it twice."""
    found: dict[str, Any] = session.info.setdefault("known", {})
    return found


def stands_in_the_way(session: Session) -> None:
    """Said by whoever locks what others may want too."""
    session.info["in_the_way"] = True


def is_in_the_way(session: Session) -> bool:
    """Others may wait for what this transaction has locked: it had better end than lock more."""
    return bool(session.info.get("in_the_way"))


def ring_after_commit(session: Session, desk: str, letter_id: int) -> None:
    session.info.setdefault("rings", {})[desk] = letter_id


def tell_after_commit(session: Session, hotel_id: int, **event: object) -> None:
    """Screens hear of it once it is true, and once however often it was said in one transaction."""
    told = session.info.setdefault("told", [])
    if (hotel_id, event) not in told:
        told.append((hotel_id, event))


def _ring_for(session: Session) -> None:
    bell.announce(session.info.pop("rings", {}), session.info.pop("told", []))


@event.listens_for(Session, "do_orm_execute")
def _only_this_hotel(state: ORMExecuteState) -> None:
    scope = state.session.info.get("scope")
    if scope is None:
        raise UnscopedQuery("open a session with store.db.transaction(hotel)")
    if getattr(state.statement, "_for_update_arg", None) is not None:
        stands_in_the_way(state.session)
    if scope != ALL_HOTELS and (state.is_select or state.is_update or state.is_delete):
        state.statement = state.statement.options(_of_hotel(int(scope)))


@cache
def _of_hotel(hotel_id: int) -> LoaderCriteriaOption:
    """Made once per hotel: to make it takes longer than to use it."""
    return with_loader_criteria(HotelRow, lambda row: row.hotel_id == hotel_id, include_aliases=True)


@event.listens_for(Session, "before_flush")
def _rows_get_their_hotel(session: Session, _context: UOWTransaction, _instances: object) -> None:
    scope = session.info.get("scope")
    if scope is None or scope == ALL_HOTELS:
        return
    for row in session.new:
        if isinstance(row, HotelRow):
            if row.hotel_id is None:
                row.hotel_id = int(scope)
            elif row.hotel_id != int(scope):
                raise OtherHotelsRow(type(row).__name__)


@event.listens_for(Session, "loaded_as_persistent")
def _remember_what_was_read(session: Session, row: object) -> None:
    """Sessions hold rows weakly; kept until the end, one that is asked for again is not read again."""
    session.info.setdefault("read", []).append(row)


def is_store_away(problem: BaseException) -> bool:
    """True when Postgres could not be reached or went away: worth another try, nobody's mistake."""
    return isinstance(problem, DBAPIError) and (
        problem.connection_invalidated or type(problem.orig).__name__ in ("OperationalError", "AdminShutdown")
    )


def is_lock_timeout(problem: BaseException) -> bool:
    """True when others held what was asked for longer than anybody here waits, or wait for us themselves: then
    Postgres has sent one of the two away, and a savepoint gives back what it held.
    """
    return isinstance(problem, DBAPIError) and getattr(problem.orig, "sqlstate", None) in _NOT_OURS_NOW


class Leadership:
    """Held by one process of the house at a time, for as long as its connection lives."""

    _KEY: Final = 0x436F6E73

    def __init__(self) -> None:
        self._connection: Connection | None = None

    def held(self) -> bool:
        if self._connection is None:
            self._connection = engine().connect().execution_options(isolation_level="AUTOCOMMIT")
            if not self._connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._KEY}):
                self.drop()
                return False
        self._connection.execute(text("SELECT 1"))
        return True

    def drop(self) -> None:
        """Closes the connection for good, since a pooled one would keep the lock."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
