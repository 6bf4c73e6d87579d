"""Many rows written at once: as plain rows of a table, which takes a third of the time objects would."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from core.store.db import Base


def keep(session: Session, kind: type[Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(_table(kind)), rows)


def numbered(session: Session, kind: type[Base], rows: list[dict[str, Any]]) -> list[int]:
    """Their ids, in the same order."""
    table = _table(kind)
    wanted = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(session.scalars(wanted, rows)) if rows else []


def _table(kind: type[Base]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)
    return table
