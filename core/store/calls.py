"""What the relay takes with one look: replies, then what goes to many, then courtesies, as far as there is room."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.errands import Desk, Errand
from core.store import swift
from core.store.outbox import LEASE_SECONDS, Claimed, claim_of

_REPLIES = "(SELECT count(*) FROM replies)"
# What nobody waits for has what guests leave over, and a trickle even when they leave nothing.
_FOR_MANY = f"least(greatest(%(spare)s - {_REPLIES}, 1), %(room)s - {_REPLIES})"
_FOR_COURTESIES = f"""greatest(0, CASE WHEN %(courteous)s
    THEN least(%(spare)s - {_REPLIES}, %(room)s - {_REPLIES} - (SELECT count(*) FROM many)) ELSE 0 END)"""
_TAKE = f"""
    WITH replies AS ({claim_of(Desk.RELAY, "%(room)s")}),
    many AS ({claim_of(Desk.BULK, _FOR_MANY)}),
    courtesies AS ({claim_of(Desk.COURTESY, _FOR_COURTESIES)})
    SELECT 1, * FROM replies UNION ALL SELECT 2, * FROM many UNION ALL SELECT 3, * FROM courtesies
"""


def take(session: Session, room: int, spare: int, *, courteous: bool) -> tuple[list[Claimed], set[int]]:
    """Heads of lanes, replies first, and which of them go to many.

    `room` is for all of them, `spare` what is left of the share that gives way. They are marked as begun before
    they begin: see `doubts`.
    """
    values: dict[str, Any] = {"room": room, "spare": spare, "courteous": courteous}
    values |= {"lease": LEASE_SECONDS, "now": clock.now()}
    rows = sorted(swift.run(session, _TAKE, values), key=lambda row: row[:2])
    letters = [Claimed(row[1], row[2], Errand(row[3]), *row[4:]) for row in rows]
    return letters, {row[1] for row in rows if row[0] == 2}
