"""How soon a guest is answered: fixed arrival rate, an API that takes 200 ms, no quiet window."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core.domain.errands import Errand
from tests.chaos.running_house import RunningHouse, open_house
from tests.load.measuring import Findings, begin, percentile
from tests.local.launching import free_port

API_SECONDS = 0.2
GUESTS = 2400
_WARM_SECONDS = 5.0
_WATCH_SECONDS = 3.0
_NOT_READ = (
    "SELECT count(*) FROM messages WHERE direction = 'out' AND author = 'house' AND delivery <> 'read'"
)


def run() -> Findings:
    """Three minutes each: a queue that grows slowly is a queue that grows."""
    found = begin("reply: quiet window 0, an API of 200 ms, two thinkers, one relay")
    measure(found, rate=40, seconds=180, statuses=True)
    measure(found, rate=80, seconds=180, statuses=False)
    return found


def measure(found: Findings, rate: float, seconds: float, *, statuses: bool) -> None:
    name = f"{rate:g}/s{' with statuses' if statuses else ''}"
    port = free_port()
    api = f"http://127.0.0.1:{port}"
    with open_house(
        without=("phone", "slow", "chores"), QUIET_WINDOW="0", WHATSAPP_API_URL=api, PACE_PER_NUMBER="1000"
    ) as house:
        with _watched(house) as open_letters:
            heard = write(house, port, rate, seconds, statuses=statuses)
        late = _owed(house)
        unread = house.rows(_NOT_READ)[0][0] if statuses else 0
    waits = [wait - API_SECONDS for asked, wait in heard["waits"] if asked > _WARM_SECONDS]
    acks, depth = heard["acks"], heard["depth"]
    found.say(
        f"{name}: {len(heard['waits'])} replies; beyond the API's 200 ms p50 {percentile(waits, 0.5) * 1000:.0f}, "
        f"p99 {percentile(waits, 0.99) * 1000:.0f} ms; ack p95 {percentile(acks, 0.95) * 1000:.1f} ms; "
        f"waiting per second of the run {_thinned(depth)}"
    )
    found.goal(f"{name}: reply p95 beyond the API, ms", percentile(waits, 0.95) * 1000, 50)
    found.say(f"{name}: letters open in the house, read marks aside, {_thinned(open_letters)}")
    found.goal(f"{name}: growth of the queue, messages", _growth(depth), rate * 0.1)
    found.goal(f"{name}: growth of the house's letters", _growth(open_letters), rate * 0.5)
    found.goal(f"{name}: replies whose three statuses did not all count", unread, 0)
    found.goal(f"{name}: letters open a second after the end", late, rate)
    found.goal(f"{name}: unanswered, answered twice, refused", _wrong(heard), 0)


@contextmanager
def _watched(house: RunningHouse) -> Iterator[list[int]]:
    """Counts the letters nobody has finished, every few seconds, while something else goes on."""
    counts: list[int] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_WATCH_SECONDS):
            counts.append(_owed(house))

    watcher = threading.Thread(target=watch, name="watcher")
    watcher.start()
    try:
        yield counts
    finally:
        over.set()
        watcher.join()


def _owed(house: RunningHouse) -> int:
    """Letters somebody waits for. Read marks wait for room by design, and would hide whether a queue grows."""
    return sum(
        count for name, count in house.unsettled().items() if not name.endswith(f" {Errand.MARK_READ}")
    )


def _growth(depths: list[int]) -> float:
    """How much more waited in the last third than in the first."""
    third = max(1, len(depths) // 3)
    return sum(depths[-third:]) / third - sum(depths[:third]) / third


def write(
    house: RunningHouse, port: int, rate: float, seconds: float, *, statuses: bool, **more: Any
) -> dict[str, Any]:
    order = {
        "webhook": house.webhook_url,
        "secret": house.app_secret,
        "port": port,
        "rate": rate,
        "seconds": seconds,
        "guests": GUESTS,
        "latency": API_SECONDS,
        "statuses": statuses,
        **more,
    }
    return ordered("far_side", order, max(seconds, more.get("longest", 0.0)) + 90)


def ordered(far_side: str, order: dict[str, Any], patience: float) -> dict[str, Any]:
    """Has the other side of the wire do something in a process of its own; answers what it noted."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.load.{far_side}"],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        timeout=patience,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    heard: dict[str, Any] = json.loads(done.stdout)
    return heard


def _wrong(heard: dict[str, Any]) -> int:
    return int(heard["unanswered"] + heard["unasked"] + heard["refused"])


def _thinned(values: list[int]) -> list[int]:
    return values[:: max(1, len(values) // 12)]
