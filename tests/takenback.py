"""Whatever is done meanwhile is taken back: the next finds the house as it stood, and nobody has to empty it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast
from unittest.mock import patch

import psycopg
from sqlalchemy import Connection

from core.store import db
from tests.makers import House


class Standing:
    """A house, and what was written in it last for tests to begin with, in a transaction that never ends well: others
    see nothing of it, and who would empty the house meanwhile has to wait."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._line = db.engine().connect()
        self._begin()

    def _begin(self) -> None:
        self._whole = self._line.begin()
        self._written: str | None = None
        self._say("BEGIN")

    @contextmanager
    def as_it_stood(self, name: str, write: Callable[[], None]) -> Iterator[None]:
        """Written anew where another stood before; what is done within is taken back at the end, all at once. A
        transaction that ends well therefore costs nothing, and one that fails takes everything with it."""
        with patch.object(db, "engine", self._one_line):
            if self._written != name:
                self._write(name, write)
            self._say("SAVEPOINT step")
            try:
                yield
                self._one_line()
            finally:
                self._take_back("step")

    def _write(self, name: str, write: Callable[[], None]) -> None:
        if self._written is not None:
            self._take_back("written")
        self._say("SAVEPOINT written")
        write()
        self._written = name

    def _one_line(self) -> Connection:
        """SQLAlchemy sets no savepoints for those who use it: ours are none of its own."""
        assert self._whole.is_active, "a transaction failed, and the house it was in went with it"
        return self._line

    def _take_back(self, savepoint: str) -> None:
        if self._whole.is_active:
            self._say(f"ROLLBACK TO {savepoint}; RELEASE {savepoint}")
        else:
            self._line.rollback()
            self._begin()

    def _say(self, commands: str) -> None:
        db.command(cast("psycopg.Connection[object]", self._line.connection.driver_connection), commands)

    def close(self) -> None:
        self._line.close()
