"""Two hundred guests write while every part of the house is killed under them, again and again."""

from __future__ import annotations

import os
import threading
import time

import pytest
import redis

from tests.chaos import accounts
from tests.chaos.guests import Crowd
from tests.chaos.running_house import RunningHouse, open_house, schedule, until

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(420)]

EVERYBODY = ("webhook", "think-1", "think-2", "relay", "tick", "valkey", "postgres")
SEED = int(os.environ.get("STORM_SEED", "20261121"))


def _ruffle(house: RunningHouse) -> None:
    """Webhooks twice, out of order, and impatiently again and again."""
    house.phone.settings(
        duplicate_ratio=0.2, shuffle_seconds=3.0, retry_first=0.3, retry_growth=1.5, retry_cap=1.5
    )


def _talking(crowd: Crowd, messages: int, seconds: float) -> threading.Thread:
    talk = threading.Thread(target=crowd.all_speak, args=(messages, seconds, SEED))
    talk.start()
    return talk


def _forgets(house: RunningHouse) -> bool:
    """Redis answers, and knows nothing any more."""
    try:
        return bool(house.redis().flushall())
    except redis.RedisError:
        return False  # just killed itself


def test_nothing_is_lost_doubled_or_disordered_while_everything_is_killed_twice_and_redis_forgets() -> None:
    with open_house(without=("chores",), QUIET_WINDOW="0.3") as house:
        _ruffle(house)
        crowd = Crowd(house.phone, 200)
        talk = _talking(crowd, messages=2500, seconds=50)
        began = time.monotonic()
        for place, (at, name, part) in enumerate(schedule(SEED, EVERYBODY, times=2, gap=3.4)):
            time.sleep(max(0.0, began + at - time.monotonic()))
            pid = house.kill(name, part if name == "webhook" else 0)
            print(f"{time.monotonic() - began:5.1f} s: killed {name} ({pid})")
            if place % 3 == 1:
                until(lambda: _forgets(house), 10, "a Redis that can forget")
        talk.join()
        spent = house.settle(30)
        print(f"settled {spent:.1f} s after the last word; phone: {house.phone.counters()}")
        accounts.every_message_was_kept_once(house, crowd)
        accounts.every_thread_is_in_order(house, crowd)
        accounts.every_turn_was_answered_once(house)
        accounts.replies_kept_their_order(house)
        accounts.nothing_is_left_open(house)
