"""Statements that a connection has learnt: kept when a guest is refused, given up when a table has changed."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from core.store import swift
from core.store.db import engine, transaction
from tests.makers import House

_QUESTION = "SELECT name FROM hotels WHERE id = %(hotel)s"
_LEARNT = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT name FROM hotels%%'"


@pytest.fixture(autouse=True)
def _one_connection() -> None:
    """Every transaction of a test has the same one: the only one that is open."""
    engine().dispose()


def ask(session: Session, house: House) -> None:
    for _ in range(3):
        swift.run(session, _QUESTION, {"hotel": house.posada})


def test_what_was_learnt_outlives_a_rollback(house: House) -> None:
    with transaction(house.posada) as session:
        ask(session, house)
        session.rollback()
    with transaction(house.posada) as session, session.begin_nested() as part:
        part.rollback()
    with transaction(house.posada) as session:
        assert swift.run(session, _LEARNT, {}) == [(1,)]


def test_a_connection_whose_table_has_changed_is_left_for_a_new_one(house: House) -> None:
    with transaction(house.posada) as session:
        session.execute(text("CREATE TEMP TABLE things (thing integer)"))
        for _ in range(3):
            swift.run(session, "SELECT * FROM things", {})
        before = session.scalar(text("SELECT pg_backend_pid()"))
        session.execute(text("ALTER TABLE things ALTER thing TYPE text"))
    with pytest.raises(DBAPIError, match="cached plan"), transaction(house.posada) as session:
        swift.run(session, "SELECT * FROM things", {})
    with transaction(house.posada) as session:
        assert session.scalar(text("SELECT pg_backend_pid()")) != before


class _Own(DeclarativeBase):
    pass


class _Pebble(_Own):
    __tablename__ = "pebbles"

    id: Mapped[int] = mapped_column(primary_key=True)


@pytest.mark.parametrize("is_flushed", [True, False], ids=["midway", "at the end"])
def test_also_when_it_is_a_flush_that_finds_out(house: House, is_flushed: bool) -> None:
    with transaction(house.posada) as session:
        session.execute(text("CREATE TEMP TABLE pebbles (id serial PRIMARY KEY)"))
        for _ in range(4):
            session.add(_Pebble())
            session.flush()
        before = session.scalar(text("SELECT pg_backend_pid()"))
        session.execute(text("ALTER TABLE pebbles ALTER id TYPE bigint"))
    with pytest.raises(DBAPIError, match="cached plan"):
        add_a_pebble(house, is_flushed)
    with transaction(house.posada) as session:
        assert session.scalar(text("SELECT pg_backend_pid()")) != before


def add_a_pebble(house: House, is_flushed: bool) -> None:
    with transaction(house.posada) as session:
        session.add(_Pebble())
        if is_flushed:
            session.flush()
