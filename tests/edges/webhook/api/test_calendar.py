"""A website's date picker: night by night what is left, what may be booked, and for how much."""

from __future__ import annotations

from typing import Any

import pytest

from core.domain.money import Money
from core.domain.policies import Policies
from core.domain.rates import DayRule
from core.store import rates
from core.store.db import transaction
from tests.edges.webhook.api.conftest import Site, code_of
from tests.inventory import Inventory, decide, in_days
from tests.makers import House


def nights_of(
    site: Site, room_type: str, first: int = 10, nights: int = 4, **people: Any
) -> list[dict[str, Any]]:
    answer = site.get("/calendar", **{"from": in_days(first), "until": in_days(first + nights)}, **people)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return list(next(one for one in answer.json["types"] if one["room_type"] == room_type)["nights"])


def test_a_held_room_is_one_less_on_its_nights_and_on_no_other(site: Site) -> None:
    site.hold(first=11, nights=2)
    assert [(night["day"], night["free"]) for night in nights_of(site, "doble")] == [
        (in_days(10).isoformat(), 2),
        (in_days(11).isoformat(), 1),
        (in_days(12).isoformat(), 1),
        (in_days(13).isoformat(), 2),
    ]


def test_a_night_costs_what_the_offer_says(site: Site) -> None:
    for people in ({"adults": 2}, {"adults": 3}):
        [night] = nights_of(site, "triple", nights=1, **people)
        assert night["price"] == site.offer("triple", nights=1, **people)["total"]


def test_closed_nights_and_long_stays_say_so_and_keep_their_price(
    site: Site, house: House, inn: Inventory
) -> None:
    with transaction(house.posada) as session:
        rates.set_day(session, house.posada, inn.types["doble"], in_days(10), DayRule(closed=True))
        special = DayRule(Money.of(300_000, "ARS"), min_nights=3)
        rates.set_day(session, house.posada, inn.types["doble"], in_days(11), special)
    closed, special_night, usual, _ = nights_of(site, "doble")
    assert (closed["closed"], closed["free"]) == (True, 2)
    assert (special_night["closed"], special_night["min_nights"]) == (False, 3)
    assert special_night["price"] == {"amount": "300000.00", "minor": 300_000_00, "currency": "ARS"}
    assert (usual["closed"], usual["min_nights"]) == (False, 1)


def test_further_ahead_than_the_house_sells_is_closed(site: Site, house: House) -> None:
    decide(house.posada, Policies(latest_days_ahead=11))
    assert [night["closed"] for night in nights_of(site, "doble")] == [False, False, True, True]


def test_days_that_are_over_are_left_out(site: Site) -> None:
    assert [night["day"] for night in nights_of(site, "doble", first=-3)] == [in_days(0).isoformat()]
    assert nights_of(site, "doble", first=-9) == []


def test_a_type_too_small_for_so_many_says_why(site: Site) -> None:
    answer = site.get("/calendar", **{"from": in_days(10), "until": in_days(12)}, adults=5)
    assert answer.json is not None
    told = {one["room_type"]: (len(one["nights"]), one["why_not"]) for one in answer.json["types"]}
    assert told == {"doble": (0, "too_many_guests"), "triple": (0, "too_many_guests"), "cabana": (2, None)}


def test_it_may_be_kept_for_a_minute_by_whoever_asked(site: Site) -> None:
    answer = site.get("/calendar", **{"from": in_days(10), "until": in_days(12)})
    assert answer.headers["Cache-Control"] == "private, max-age=60"


@pytest.mark.parametrize(("first", "until"), [(10, 10), (10, 9), (10, 377)])
def test_no_night_and_more_than_a_year_are_refused(site: Site, first: int, until: int) -> None:
    answer = site.get("/calendar", **{"from": in_days(first), "until": in_days(until)})
    assert answer.status_code == 422
    assert code_of(answer) == "not_a_stay"
