"""How long `make up` takes once its packages are there, and what opening costs of the processor and of memory."""

from __future__ import annotations

import time

import psutil

from core.local.processes import CONSERJE
from tests.chaos.running_house import open_house
from tests.load.measuring import Findings, begin
from tests.load.memory import share_of_memory

_TIMES = 3


def run() -> Findings:
    """Each time from an empty folder: stores made, tables, demo hotels, every process answering."""
    found = begin("opening: from nothing to all green, console and guest's phone included")
    seconds = []
    for _ in range(_TIMES):
        began = time.monotonic()
        with open_house(console=True, meanwhile=CONSERJE.meanwhile) as house:
            seconds.append(time.monotonic() - began)
            spent, memory = house.by_name(_seconds), house.by_name(share_of_memory)
        found.say(f"{seconds[-1]:.1f} s; seconds of CPU: {_listed(spent, 1)}")
        found.say(f"MB: {_listed(memory, 0)}")
    found.goal("fastest opening, s", min(seconds), 15)
    return found


def _listed(measured: dict[str, float], digits: int) -> str:
    parts = ", ".join(f"{name} {value:.{digits}f}" for name, value in measured.items())
    return f"{sum(measured.values()):.{digits}f} ({parts})"


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
