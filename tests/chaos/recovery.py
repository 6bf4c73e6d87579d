"""One process dies under light traffic: how long until everything accepted has been dealt with?"""

from __future__ import annotations

import threading
import time

import psycopg

from tests.chaos.guests import Crowd
from tests.chaos.running_house import RunningHouse

EVERYBODY = ("webhook", "think-1", "relay", "tick", "slow", "valkey", "postgres")
GOAL_SECONDS = 15.0
_BEFORE, _AFTER = 1.5, 2.5


def seconds_to_recover(house: RunningHouse, crowd: Crowd, name: str) -> float:
    """Kills one process in the middle of traffic of ten messages a second.

    Answers how long after the kill everything that was said until the kill had been dealt with, traffic going on.
    """
    talk = threading.Thread(target=crowd.all_speak, args=(int(10 * (_BEFORE + _AFTER)), _BEFORE + _AFTER, 7))
    talk.start()
    time.sleep(_BEFORE)
    house.kill(name)
    killed = time.monotonic()
    before = [wamid for wamid in crowd.wamids if wamid]
    patience = GOAL_SECONDS * 3
    while not _dealt_with(house, before):
        assert time.monotonic() - killed < patience, f"{name}: not recovered in {patience:.0f} s"
        time.sleep(0.1)
    spent = time.monotonic() - killed
    talk.join()
    house.settle(30)
    return spent


def _dealt_with(house: RunningHouse, wamids: list[str]) -> bool:
    """Every one of these was heard, answered, and its answer accepted by the channel."""
    try:
        [(open_turns,)] = house.rows(
            """
            SELECT count(*) FROM unnest(%s::text[]) AS asked (id)
            LEFT JOIN messages AS heard ON heard.provider_id = asked.id
            WHERE heard.handled_at IS NULL OR NOT EXISTS (
                SELECT 1 FROM messages AS reply WHERE reply.conversation_id = heard.conversation_id
                AND reply.direction = 'out' AND reply.at >= heard.handled_at AND reply.provider_id IS NOT NULL)
            """,
            wamids,
        )
    except psycopg.OperationalError:
        return False
    return bool(open_turns == 0)
