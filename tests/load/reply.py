"""How soon a guest is answered: fixed arrival rate, an API that takes 200 ms, no quiet window."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.chaos.running_house import RunningHouse, open_house
from tests.load.measuring import Findings, begin, percentile
from tests.local.launching import free_port

API_SECONDS = 0.2
GUESTS = 2400
_WARM_SECONDS = 5.0


def run() -> Findings:
    found = begin("reply: quiet window 0, an API of 200 ms, two thinkers, one relay")
    measure(found, rate=80, seconds=180, statuses=False)
    measure(found, rate=40, seconds=60, statuses=True)
    return found


def measure(found: Findings, rate: float, seconds: float, *, statuses: bool) -> None:
    name = f"{rate:g}/s{' with statuses' if statuses else ''}"
    port = free_port()
    api = f"http://127.0.0.1:{port}"
    with open_house(
        without=("phone", "slow", "chores"), QUIET_WINDOW="0", WHATSAPP_API_URL=api, PACE_PER_NUMBER="1000"
    ) as house:
        heard = write(house, port, rate, seconds, statuses=statuses)
        late = sum(house.unsettled().values())
    waits = [wait - API_SECONDS for asked, wait in heard["waits"] if asked > _WARM_SECONDS]
    acks, depth = heard["acks"], heard["depth"]
    found.say(
        f"{name}: {len(heard['waits'])} replies; beyond the API's 200 ms p50 {percentile(waits, 0.5) * 1000:.0f}, "
        f"p99 {percentile(waits, 0.99) * 1000:.0f} ms; ack p95 {percentile(acks, 0.95) * 1000:.1f} ms; "
        f"waiting per second of the run {_thinned(depth)}"
    )
    found.goal(f"{name}: reply p95 beyond the API, ms", percentile(waits, 0.95) * 1000, 50)
    third = len(depth) // 3
    growth = sum(depth[-third:]) / third - sum(depth[:third]) / third
    found.goal(f"{name}: growth of the queue, messages", growth, rate * 0.1)
    found.goal(f"{name}: letters open a second after the end", late, rate)
    found.goal(f"{name}: unanswered, answered twice, refused", _wrong(heard), 0)


def write(house: RunningHouse, port: int, rate: float, seconds: float, *, statuses: bool) -> dict[str, Any]:
    order = {
        "webhook": house.webhook_url,
        "secret": house.app_secret,
        "port": port,
        "rate": rate,
        "seconds": seconds,
        "guests": GUESTS,
        "latency": API_SECONDS,
        "statuses": statuses,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.load.far_side"],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        timeout=seconds + 90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    heard: dict[str, Any] = json.loads(done.stdout)
    return heard


def _wrong(heard: dict[str, Any]) -> int:
    return int(heard["unanswered"] + heard["unasked"] + heard["refused"])


def _thinned(values: list[int]) -> list[int]:
    return values[:: max(1, len(values) // 12)]
