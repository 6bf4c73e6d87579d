"""What the whole house needs of memory, and whether it stays at that over twenty thousand turns."""

from __future__ import annotations

import time

import psutil

from tests.chaos.running_house import RunningHouse, open_house
from tests.load.measuring import Findings, begin
from tests.load.reply import write
from tests.local.launching import free_port

TURNS = 20_000
_ROUNDS = 4
# Faster than the house: it sets the pace itself, so that the run takes no longer than it must.
_RATE, _AT_ONCE = 200.0, 48
_LONGEST_SECONDS = 1200.0


def run() -> Findings:
    found = begin("memory: proportional share (PSS) of every process, Postgres and Valkey included")
    port = free_port()
    api = f"http://127.0.0.1:{port}"
    with open_house(console=True, QUIET_WINDOW="0", WHATSAPP_API_URL=api, PACE_PER_NUMBER="1000") as house:
        _note(found, house, "just opened")
        done = _take_turns(house, port, 1000)
        warm = last = _note(found, house, f"after {done:,} turns")
        began = time.monotonic()
        for _ in range(_ROUNDS):
            done += _take_turns(house, port, (TURNS - 1000) // _ROUNDS)
            last = _note(found, house, f"after {done:,} turns")
        found.say(
            f"{(done - 1000) / (time.monotonic() - began):.0f} turns a second, as fast as the house went"
        )
    found.goal("turns taken", done, TURNS, at_least=True)
    found.goal("whole house, MB", sum(last.values()), 1024)
    ours = {name for name in warm if name not in ("postgres", "valkey")}
    growth = sum(last[name] for name in ours) / sum(warm[name] for name in ours) * 100 - 100
    found.goal("growth of our own processes, %", growth, 8)
    return found


def _take_turns(house: RunningHouse, port: int, count: int) -> int:
    share = _LONGEST_SECONDS * count / TURNS
    seconds = count / _RATE
    heard = write(house, port, _RATE, seconds, statuses=False, at_once=_AT_ONCE, longest=share)
    return len(heard["waits"])


def _note(found: Findings, house: RunningHouse, when: str) -> dict[str, float]:
    shares = house.by_name(share_of_memory)
    listed = ", ".join(f"{name} {share:.0f}" for name, share in shares.items())
    found.say(f"{when:<20} {sum(shares.values()):>6.0f} MB   ({listed})")
    return shares


def share_of_memory(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss) / 2**20
    except psutil.Error:
        return 0.0
