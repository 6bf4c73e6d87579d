"""What a click was answered, beside what it did.

The hotel is said: what people do about themselves has it in the book though its transaction has chosen none.
"""

from __future__ import annotations

from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy.orm import Session

from core.store import swift
from core.store.rooms import busy_where_one_would_wait

_TURN = "SELECT pg_advisory_xact_lock(hashtextextended(%(token)s, %(hotel)s))"
_ANSWERED = """
    SELECT answered FROM audit
    WHERE hotel_id = %(hotel)s AND token = %(token)s AND staff_id = %(staff)s AND answered IS NOT NULL
"""
_KEEP = "UPDATE audit SET answered = %(answered)s WHERE hotel_id = %(hotel)s AND token = %(token)s"


def wait_for_turn(session: Session, hotel_id: int, token: str) -> None:
    """The same click on its way twice goes one after the other, and the second sees what the first has done."""
    with busy_where_one_would_wait():
        swift.run(session, _TURN, {"token": token, "hotel": hotel_id})


def answered(session: Session, hotel_id: int, token: str, staff_id: int) -> Any | None:
    known = {"token": token, "hotel": hotel_id, "staff": staff_id}
    found = swift.run(session, _ANSWERED, known)
    return found[0][0] if found else None


def keep(session: Session, hotel_id: int, token: str, answered: Any) -> None:
    """Where the click wrote nothing down nothing is kept: it may well come again."""
    values = {"answered": Jsonb(answered), "token": token, "hotel": hotel_id}
    swift.ask(session, _KEEP, values)
