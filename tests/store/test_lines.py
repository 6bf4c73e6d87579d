"""Lines to the database: a process that was forked has its own."""

from __future__ import annotations

import os

from sqlalchemy import text

from core.store.db import engine, transaction
from tests.makers import House

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
