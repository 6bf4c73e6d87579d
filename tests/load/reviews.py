"""A thousand guests are asked how it was while others write: the thousand within their hours, the others at once.

`REVIEWS_ASKED=100 python -m tests.load reviews` for a shorter one.
"""

from __future__ import annotations

import os

from core.local.processes import PYTHON, Errand
from tests.chaos.running_house import open_house
from tests.chaos.test_reviews import asked, plant
from tests.load.measuring import Findings, begin, percentile
from tests.load.reply import API_SECONDS, write
from tests.local.launching import free_port

_LIVE_PER_SECOND = 5.0
_SECONDS_EACH = 0.25
_WARM_SECONDS = 5.0
_GOAL_MS = 300


def run() -> Findings:
    count = int(os.environ.get("REVIEWS_ASKED", "1000"))
    seconds = count * _SECONDS_EACH
    found = begin(
        f"reviews: {count} asked within {seconds:.0f} s, {_LIVE_PER_SECOND:g} guests a second meanwhile"
    )
    rooms = Errand("rooms", (PYTHON, "-m", "tests.chaos.hold_rooms", "furnish"), "Rooms")
    port = free_port()
    with open_house(
        without=("phone", "slow", "voice", "chores"),
        meanwhile=(rooms,),
        QUIET_WINDOW="0",
        WHATSAPP_API_URL=f"http://127.0.0.1:{port}",
    ) as house:
        before = write(house, port, _LIVE_PER_SECOND, 30.0, statuses=False)
        plant(
            house, [f"54911{4_000_0000 + number}" for number in range(count)], apart=None, closes_in=seconds
        )
        heard = write(house, port, _LIVE_PER_SECOND, seconds + 10, statuses=False)
        found.goal("requests not asked within their hours", count - asked(house), 0)
    alone, meanwhile = (
        [wait - API_SECONDS for at, wait in one["waits"] if at > _WARM_SECONDS] for one in (before, heard)
    )
    gaps = sorted(heard["templates"])
    found.say(
        f"live alone: p50 {percentile(alone, 0.5) * 1000:.0f}, p95 {percentile(alone, 0.95) * 1000:.0f} ms"
    )
    found.say(f"live meanwhile: p50 {percentile(meanwhile, 0.5) * 1000:.0f} ms, {len(meanwhile)} replies")
    found.goal("live meanwhile: reply p95 beyond the API, ms", percentile(meanwhile, 0.95) * 1000, _GOAL_MS)
    found.goal("requests that reached the API", len(gaps), count, at_least=True)
    found.goal("most requests within one second", _most_within(gaps, 1.0), 20)
    found.goal("unanswered, unasked, refused", heard["unanswered"] + heard["unasked"] + heard["refused"], 0)
    return found


def _most_within(moments: list[float], span: float) -> int:
    first = most = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] > span:
            first += 1
        most = max(most, last - first + 1)
    return most
