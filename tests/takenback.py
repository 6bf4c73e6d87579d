"""Whatever is done meanwhile is taken back: the next finds the house as it stood, and nobody has to empty it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from sqlalchemy import NestedTransaction

from core.store import db
from tests.makers import House


class Standing:
    """A house, and what was written in it last for tests to begin with, in a transaction that never ends well: others
    see nothing of it, and who would empty the house meanwhile has to wait."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._line = db.engine().connect()
        self._line.begin()
        self._written: tuple[str, NestedTransaction] | None = None

    @contextmanager
    def as_it_stood(self, name: str, write: Callable[[], None]) -> Iterator[None]:
        """Written anew where another stood before; every transaction within is a step that is taken back."""
        with patch.object(db, "engine", lambda: self._line):
            if self._written is None or self._written[0] != name:
                self._write(name, write)
            step = self._line.begin_nested()
            try:
                yield
            finally:
                step.rollback()

    def _write(self, name: str, write: Callable[[], None]) -> None:
        if self._written is not None:
            self._written[1].rollback()
        step = self._line.begin_nested()
        write()
        self._written = name, step

    def close(self) -> None:
        self._line.close()
