"""Lines to the database: a process that was forked has its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.store.db import engine, is_store_away, transaction
from tests.makers import House
from tests.trips import counted

_WHO_ANSWERS = text("SELECT pg_backend_pid()")


def test_a_forked_child_does_not_speak_on_its_parents_lines(house: House) -> None:
    engine().dispose()  # all that follows has the same line, the only one that is open
    with transaction(house.posada) as session:
        parents = session.scalar(_WHO_ANSWERS)
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with transaction(house.posada) as session:
                os.write(mouth, str(session.scalar(_WHO_ANSWERS)).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert int(os.read(ear, 20)) != parents
    with transaction(house.posada) as session:
        assert session.scalar(_WHO_ANSWERS) == parents
    os.close(ear)
    os.close(mouth)


def test_a_transaction_begins_and_chooses_its_hotel_in_one_trip(house: House, tmp_path: Path) -> None:
    with counted(house.posada, tmp_path) as trips, transaction(house.posada):
        pass
    assert len(trips) == 2, "and it ends"


def test_a_line_that_died_unused_is_told_of_once_and_left_for_a_new_one(house: House) -> None:
    engine().dispose()
    with engine().connect() as other:
        with transaction(house.posada) as session:
            unused = session.scalar(_WHO_ANSWERS)
        other.execute(text("SET LOCAL ROLE NONE"))
        other.execute(text("SELECT pg_terminate_backend(:unused, 5000)"), {"unused": unused})
        begun = []
        with pytest.raises(DBAPIError) as caught, transaction(house.posada) as session:
            begun.append(session)
        assert is_store_away(caught.value)
        assert not begun
        with transaction(house.posada) as session:
            assert session.scalar(text("SELECT current_setting('conserje.hotel')")) == str(house.posada)
