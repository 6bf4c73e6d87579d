"""Chores by the clock: each is done when its hour has come, and once, however many clocks there are."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.chaos.running_house import RunningHouse, open_house, until
from worker.chores import CHORES

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(240)]

_RUN = """
from core.base import telemetry
from worker import chores
telemetry.start_logging("INFO")
for _ in range(20):
    chores.forget_old_letters()
"""
_PLANNED, _DONE, _FAILED = "rq:scheduler:scheduled_jobs", "rq:finished:chores", "rq:failed:chores"


@pytest.fixture(scope="module")
def house() -> Iterator[RunningHouse]:
    with open_house(without=("phone", "relay", "tick", "think-1", "think-2", "voice")) as opened:
        yield opened


def test_every_chore_is_done_when_its_hour_has_come(house: RunningHouse) -> None:
    redis = house.redis()
    until(lambda: redis.zcard(_PLANNED) == len(CHORES), 60, "a plan of every chore")
    jobs = redis.zrange(_PLANNED, 0, -1)
    redis.zadd(_PLANNED, dict.fromkeys(jobs, 0), xx=True)
    until(
        lambda: set(redis.zrange(_DONE, 0, -1)) >= set(jobs) or redis.zcard(_FAILED), 60, "every chore done"
    )
    assert redis.zrange(_FAILED, 0, -1) == []
    done = {chore for (chore,) in house.rows("SELECT chore FROM chore_runs")}
    names = {name.rpartition(".")[2] for name in CHORES}
    assert names - done == {"write_digests"}, "that one is noted by hotel"
    assert any(chore.startswith("weekly_digest:") for chore in done)


def test_two_schedulers_do_a_chore_once(house: RunningHouse) -> None:
    with house.database() as connection:
        connection.execute("DELETE FROM chore_runs")
    env = {**os.environ, **house.place.variables}
    racers = [
        subprocess.Popen([sys.executable, "-c", _RUN], env=env, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [racer.communicate(timeout=60)[1] for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0], said
    runs = house.rows("SELECT chore, period FROM chore_runs")
    assert datetime.now(UTC).strftime("%Y-%m-%dT%H") in {period for _, period in runs}
    assert sum(line.count("chore.done") for line in said) == len(runs)
