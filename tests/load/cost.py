"""What one message costs: seconds of CPU, by process, over a fixed number of messages at a steady rate.

Whatever else the machine does makes latency noisy; the CPU a process was given for its work hardly moves.
"""

from __future__ import annotations

import time

import psutil

from tests.chaos.running_house import RunningHouse, open_house
from tests.load.measuring import Findings, begin
from tests.load.reply import write
from tests.local.launching import free_port

_RATE = 20.0
_WARM, _COUNTED = 100, 400
# Two cores, a fifth left to the generator and to chance: what one message may cost at eighty a second.
_MOST_MS = 16.0


def run() -> Findings:
    found = begin(f"cost: CPU per message, {_COUNTED} messages at {_RATE:g}/s, quiet window 0")
    for statuses in (False, True):
        _measure(found, statuses=statuses)
    return found


def _measure(found: Findings, *, statuses: bool) -> None:
    port = free_port()
    with open_house(
        without=("phone", "slow", "chores"),
        QUIET_WINDOW="0",
        WHATSAPP_API_URL=f"http://127.0.0.1:{port}",
        PACE_PER_NUMBER="1000",
    ) as house:
        write(house, port, _RATE, _WARM / _RATE, statuses=statuses)
        before, yard = _spent(house), _yardstick()
        heard = write(house, port, _RATE, _COUNTED / _RATE, statuses=statuses)
        after, yard = _spent(house), (yard + _yardstick()) / 2
    per_message = {name: (after[name] - before[name]) / _COUNTED * 1000 for name in after}
    name = "with three statuses" if statuses else "plain"
    listed = ", ".join(f"{process} {ms:.1f}" for process, ms in per_message.items())
    found.say(
        f"{name}: {listed}; read marks {heard['marks']}, unanswered {heard['unanswered']}, yard {yard:.0f} ms"
    )
    found.goal(f"{name}: the whole house, ms of CPU per message", sum(per_message.values()), _MOST_MS)


def _spent(house: RunningHouse) -> dict[str, float]:
    return house.by_name(_seconds)


def _yardstick() -> float:
    """Milliseconds of CPU for a fixed piece of work: it grows with what others do to the caches and the clock."""
    began = time.process_time()
    sum(number * number % 7 for number in range(300_000))
    return (time.process_time() - began) * 1000


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)
