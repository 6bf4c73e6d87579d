"""How long after the death of one process everything accepted before has been dealt with."""

from __future__ import annotations

from tests.chaos.guests import Crowd
from tests.chaos.recovery import EVERYBODY, GOAL_SECONDS, seconds_to_recover
from tests.chaos.running_house import open_house
from tests.load.measuring import Findings, begin


def run() -> Findings:
    found = begin("recovery: one process killed under ten messages a second, calls of 300 ms on their way")
    with open_house(without=("chores",), QUIET_WINDOW="0.3") as house:
        house.phone.settings(latency_seconds=0.3, retry_first=0.3, retry_growth=1.5, retry_cap=1.5)
        for name in EVERYBODY:
            spent = seconds_to_recover(house, Crowd(house.phone, 20), name)
            found.goal(f"{name} killed, seconds", spent, GOAL_SECONDS)
        found.goal("replies sent twice", len(house.phone.duplicates()), 0)
    return found
