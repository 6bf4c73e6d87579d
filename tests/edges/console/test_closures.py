"""What is not for sale in days to come: found whatever closed it, with why, who and until when; opened and closed."""

from __future__ import annotations

from typing import Any

import pytest

from core.domain.bookings import BlockReason
from core.domain.stays import Stay
from core.services import bookings
from core.store.db import transaction
from core.store.rates import RateDay, SeasonRow
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.inventory import Inventory, furnished, in_days
from tests.makers import House

HOSTILE = "<b onclick=alert(1)>\u202e'; DROP TABLE rate_days --"


@pytest.fixture
def inn(house: House) -> Inventory:
    return furnished(house.posada)


def closures(browser: Browser) -> list[dict[str, Any]]:
    answer = browser.get("/api/rates/closures")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["closures"]
    return found


def write(browser: Browser, house: House, inn: Inventory, act: str, **facts: Any) -> str:
    """Closes, opens or shortens; answers the click it was done with."""
    wanted: dict[str, Any] = {"types": [inn.types["doble"]], "first": 3, "last": 5, "amount": 0, **facts}
    wanted |= {name: in_days(wanted[name]).isoformat() for name in ("first", "last")}
    reason = wanted.pop("reason", "Obra")
    mark = post(browser, house, "/api/rates/preview", act=act, **wanted).json()["mark"]
    once = token()
    body = {"token": once, "act": act, **wanted, "seen": mark, "reason": reason}
    answer = browser.post("/api/rates/days", json=body, headers={"x-conserje": str(house.posada)})
    assert answer.status_code == 200, answer.text
    return once


def test_neighbouring_days_closed_by_one_person_are_one_line(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    diego = signed_in(house.diego)
    write(diego, house, inn, "close", types=list(inn.types.values()))
    write(diego, house, inn, "close", first=9, last=9, reason=HOSTILE)
    first, second = closures(signed_in(house.vera))
    assert (first["what"], first["first"], first["last"]) == (
        "closed", in_days(3).isoformat(), in_days(5).isoformat(),
    )  # fmt: skip
    assert (sorted(first["types"]), first["who"], first["reason"]) == (
        sorted(inn.types.values()), "Diego Sosa", "Obra",
    )  # fmt: skip
    assert (second["types"], second["reason"]) == ([inn.types["doble"]], HOSTILE)


def test_two_people_beside_each_other_are_two_lines(signed_in: SignIn, house: House, inn: Inventory) -> None:
    write(signed_in(house.diego), house, inn, "close")
    write(signed_in(house.olga), house, inn, "close", first=6, last=7)
    assert [one["who"] for one in closures(signed_in(house.carla))] == ["Diego Sosa", "Olga Benítez"]


def test_a_shortest_stay_is_found_by_date_and_by_season(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    diego = signed_in(house.diego)
    write(diego, house, inn, "min_nights", amount=3)
    with transaction(house.posada) as session:
        days = {"first": in_days(10), "last": in_days(20), "multiplier": 13_000}
        session.add(SeasonRow(name="Fiestas", room_type_id=None, price=None, min_nights=4, **days))
    found = [(one["what"], one["nights"], one["types"], one["reason"]) for one in closures(diego)]
    assert found == [("least", 3, [inn.types["doble"]], "Obra"), ("season", 4, [], "Fiestas")]


def test_rooms_kept_from_guests_are_found_with_their_words(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    carla, room = signed_in(house.carla), inn.rooms["doble-1"]
    days = {"check_in": in_days(2).isoformat(), "check_out": in_days(4).isoformat()}
    post(carla, house, "/api/plan/blocks", room=room, reason="maintenance", notes=HOSTILE, **days)
    out = inn.rooms["doble-2"]
    post(carla, house, f"/api/plan/rooms/{out}/order", out=True, why="Sin agua")
    without_end, block = closures(carla)
    assert (without_end["what"], without_end["last"], without_end["reason"]) == ("out", None, "Sin agua")
    assert (block["what"], block["room"], block["last"]) == ("block", "doble-1", in_days(3).isoformat())
    assert (block["block"], block["reason"], block["who"]) == ("maintenance", HOSTILE, "Carla Ríos")


def test_what_is_opened_is_gone_and_what_is_taken_back_is_there_again(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    diego = signed_in(house.diego)
    write(diego, house, inn, "close")
    before = closures(diego)
    click = write(diego, house, inn, "open")
    assert closures(diego) == []
    assert post(diego, house, "/api/rates/days/back", of=click).json() == {"moved": 3}
    [again] = closures(diego)
    assert {**again, "who": None, "at": None, "reason": ""} == {
        **before[0], "who": None, "at": None, "reason": "",
    }  # fmt: skip


def test_what_closed_the_whole_hotel_and_what_is_over_is_told_apart(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    with transaction(house.posada) as session:
        for day in (-2, 8):
            session.add(
                RateDay(room_type_id=None, day=in_days(day), price=None, closed=True, min_nights=None)
            )
        past = Stay(in_days(-3), in_days(-1))
        bookings.block(session, house.carla, inn.rooms["doble-1"], past, BlockReason.OWNER)
    [whole] = closures(signed_in(house.carla))
    assert (whole["first"], sorted(whole["types"])) == (in_days(8).isoformat(), sorted(inn.types.values()))
    assert (whole["who"], whole["reason"]) == (None, "")


def test_another_hotel_sees_nothing_of_it(signed_in: SignIn, house: House, inn: Inventory) -> None:
    write(signed_in(house.diego), house, inn, "close")
    assert closures(signed_in(house.elena)) == []
