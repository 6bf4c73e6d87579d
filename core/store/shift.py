"""What a thinker takes with one look: messages, turns and statuses, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.errands import Desk, Errand
from core.store import inbox, outbox, swift

# However much of it there is, a guest who writes now waits for one of these at most.
_UNHURRIED_AT_ONCE = 1


@dataclass(frozen=True)
class Taken:
    letters: list[inbox.Claimed]
    turns: list[outbox.Claimed]
    statuses: list[inbox.Claimed]
    unhurried: list[outbox.Claimed]


# A lease that a crash of the store forgets was one too many, never one too few: its commit need not wait for the disk.
_TAKE = f"""
    WITH letters AS ({inbox.claim_of(statuses=False, count="lanes")}),
    news AS ({inbox.claim_of(statuses=True, count="statuses")}),
    turns AS ({outbox.claim_of(Desk.THINK, "%(lanes)s")}),
    spare AS ({outbox.claim_of(Desk.UNHURRIED, "%(few)s")}),
    taken AS (
        SELECT 1 AS box, id, hotel_id, channel AS place, kind, account AS address, body,
               NULL::jsonb AS payload, attempts, trace_id, received_at FROM letters
        UNION ALL
        SELECT 2, id, hotel_id, channel, kind, account, body, NULL, attempts, trace_id, received_at FROM news
        UNION ALL
        SELECT 3, id, hotel_id, lane, kind, NULL, NULL, payload, attempts, trace_id, NULL FROM turns
        UNION ALL
        SELECT 4, id, hotel_id, lane, kind, NULL, NULL, payload, attempts, trace_id, NULL FROM spare)
    SELECT taken.*, set_config('synchronous_commit', 'off', true) FROM taken ORDER BY id
"""


def take(session: Session, lanes: int, statuses: int) -> Taken:
    """Heads of lanes, for a while; a taker who dies loses them when the lease runs out."""
    values = {"lanes": lanes, "statuses": statuses, "lease": inbox.LEASE_SECONDS, "now": clock.now()}
    values["few"] = _UNHURRIED_AT_ONCE
    taken = Taken([], [], [], [])
    for box, *row, _ in swift.run(session, _TAKE, values):
        if box >= 3:
            (taken.turns if box == 3 else taken.unhurried).append(_turn(row))
        else:
            (taken.letters if box == 1 else taken.statuses).append(_letter(row))
    return taken


def _letter(row: list[Any]) -> inbox.Claimed:
    letter_id, hotel_id, channel, kind, account, body, _, attempts, trace_id, received_at = row
    return inbox.Claimed(letter_id, hotel_id, channel, kind, account, body, attempts, trace_id, received_at)


def _turn(row: list[Any]) -> outbox.Claimed:
    letter_id, hotel_id, lane, kind, _, _, payload, attempts, trace_id, _ = row
    return outbox.Claimed(letter_id, hotel_id, Errand(kind), lane, payload, attempts, trace_id)
