"""Two hundred guests are asked how it was while thinkers and relay are killed twice: each is asked, and asked once."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from core.local.processes import CONSERJE, PYTHON, Errand
from tests.chaos.guests import Crowd
from tests.chaos.running_house import RunningHouse, open_house, until

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(420)]

GUESTS = 200
_ASKED = "SELECT count(*) FROM review_requests WHERE asked_at IS NOT NULL"
_DOUBLED = "SELECT conversation_id FROM messages WHERE kind = 'template' GROUP BY 1 HAVING count(*) > 1"
_NOT_GONE = "SELECT count(*) FROM messages WHERE kind = 'template' AND provider_id IS NULL"


def plant(house: RunningHouse, phones: list[str], *, apart: float | None, closes_in: float | None) -> None:
    facts = {"phones": phones, "apart": apart, "closes_in": closes_in}
    house.runs("tests.chaos.plant_reviews", given=json.dumps(facts))


def asked(house: RunningHouse) -> int:
    return int(house.rows(_ASKED)[0][0])


def test_nobody_is_forgotten_and_nobody_asked_twice_whoever_dies_in_between() -> None:
    rooms = Errand("rooms", (PYTHON, "-m", "tests.chaos.hold_rooms", "furnish"), "Rooms")
    absent = ("chores", "slow", "voice")
    with open_house(without=absent, meanwhile=(rooms, CONSERJE.meanwhile[1])) as house:
        crowd = Crowd(house.phone, GUESTS)
        phones = [str(house.phone.ask("GET", f"/lab/guests/{guest}")["wa_id"]) for guest in crowd.ids]
        plant(house, phones, apart=0.12, closes_in=None)
        for share, name in (
            (0.15, "relay"),
            (0.3, "think-1"),
            (0.5, "relay"),
            (0.7, "think-2"),
            (0.8, "think-1"),
        ):
            until(lambda share=share: asked(house) >= share * GUESTS, 120, f"{share:.0%} asked")
            house.kill(name)
        until(lambda: asked(house) == GUESTS, 180, "everybody asked")
        until(lambda: house.rows(_NOT_GONE) == [(0,)], 120, "everything sent")
        house.settle(60)
        assert house.rows(_DOUBLED) == []
        questions = [message for message in house.phone.accepted() if message.kind == "template"]
        assert Counter(message.callback for message in questions).most_common(1)[0][1] == 1
        assert len(questions) == GUESTS
        assert house.phone.duplicates() == []
        assert house.rows("SELECT count(*) FROM review_stops") == [(0,)]
