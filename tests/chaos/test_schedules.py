"""Two schedulers, one clock: a chore of a period is done once."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from tests.chaos.running_house import open_house

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(120)]

_RUN = """
from core.base import telemetry
from worker import chores
telemetry.start_logging("INFO")
for _ in range(20):
    chores.forget_old_letters()
"""


def test_two_schedulers_do_a_chore_once() -> None:
    with open_house(
        without=("phone", "webhook", "relay", "tick", "think-1", "think-2", "slow", "voice", "chores")
    ) as house:
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
