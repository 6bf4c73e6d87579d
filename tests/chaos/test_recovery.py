"""After the death of any one process everything accepted is dealt with in a quarter of a minute."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.chaos import accounts
from tests.chaos.guests import Crowd
from tests.chaos.recovery import EVERYBODY, GOAL_SECONDS, seconds_to_recover
from tests.chaos.running_house import RunningHouse, open_house

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def house() -> Iterator[RunningHouse]:
    with open_house(without=("chores",), QUIET_WINDOW="0.3") as house:
        house.phone.settings(latency_seconds=0.3, retry_first=0.3, retry_growth=1.5, retry_cap=1.5)
        yield house


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_house_recovers_from_the_death_of(house: RunningHouse, name: str) -> None:
    crowd = Crowd(house.phone, 20)
    spent = seconds_to_recover(house, crowd, name)
    print(f"{name} killed: everything said before was dealt with {spent:.1f} s later")
    assert spent <= GOAL_SECONDS
    assert house.phone.duplicates() == []
    accounts.replies_kept_their_order(house)
