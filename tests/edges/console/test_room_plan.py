"""The room plan's JSON: what it shows, who may do what, what is refused and in which words."""

from __future__ import annotations

from typing import Any

import pytest

from core.base import clock
from core.services import bookings
from core.store import bookings as rows
from core.store.bookings import Booking
from core.store.db import transaction
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import token
from tests.edges.console.conftest import SignIn
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import House


@pytest.fixture
def inn(house: House) -> Inventory:
    return furnished(house.posada)


def booked(house: House, inn: Inventory, first: int = 3) -> int:
    with transaction(house.posada) as session:
        [made] = bookings.hold(session, house.carla, inn.guest, wish(first))
        bookings.confirm(session, house.carla, made.id)
        return made.id


def read(house: House, booking_id: int) -> Booking:
    with transaction(house.posada) as session:
        found = rows.one(session, booking_id)
        assert found is not None
        return found


def plan(browser: Browser, **query: Any) -> dict[str, Any]:
    answer = browser.get("/api/plan", params={"from": in_days(0).isoformat(), "days": 14, **query})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def call(room: int, first: int = 3, **facts: Any) -> dict[str, Any]:
    return {
        "token": token(),
        "room": room,
        "check_in": in_days(first).isoformat(),
        "check_out": in_days(first + 2).isoformat(),
        "adults": 2,
        "children": [],
        "name": "Marta Ruiz",
        "phone": "",
        "notes": "",
        "how": "confirmed",
        **facts,
    }


def test_the_plan_shows_rooms_stays_and_the_day(signed_in: SignIn, house: House, inn: Inventory) -> None:
    made = booked(house, inn)
    found = plan(signed_in(house.vera))
    assert [room["number"] for room in found["rooms"]] == ["doble-1", "doble-2", "triple-1", "cabana-1"]
    assert [kind["name"] for kind in found["types"]] == ["Doble", "Triple", "Cabana"]
    [stay] = found["stays"]
    assert (stay["id"], stay["guest"], stay["status"]) == (made, "Ana Pereyra", "confirmed")
    assert (stay["from"], stay["to"]) == (in_days(3).isoformat(), in_days(5).isoformat())
    assert (stay["total"], stay["paid"], stay["currency"]) == (20_000_000, 0, "ARS")
    assert found["today"] == in_days(0).isoformat()
    assert found["counts"]["arrivals"] == 0


def test_the_plan_knows_holidays_and_the_readers_language(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    year = clock.now().year
    found = plan(signed_in(house.carla), **{"from": f"{year}-12-20", "days": 14, "lang": "en"})
    assert {"on": f"{year}-12-25", "name": "Navidad"} in found["holidays"]
    assert found["types"][0]["name"] == "doble room"


@pytest.mark.parametrize(
    "query",
    [
        {"from": "yesterday"},
        {"days": "0"},
        {"days": "93"},
        {"days": "-1"},
        {"days": "²"},
        {"from": "0001-01-01"},
    ],
)
def test_nonsense_is_refused(signed_in: SignIn, house: House, query: dict[str, str]) -> None:
    asked = {"from": in_days(0).isoformat(), "days": "14", **query}
    assert signed_in(house.carla).get("/api/plan", params=asked).status_code == 400


def test_a_hotel_never_sees_or_touches_anothers_plan(signed_in: SignIn, house: House, inn: Inventory) -> None:
    made = booked(house, inn)
    elena = signed_in(house.elena)
    found = plan(elena)
    assert (found["rooms"], found["stays"]) == ([], [])
    body = {"token": token(), "version": 2, "price": "new", "check_out": in_days(9).isoformat()}
    room = inn.rooms["doble-1"]
    attempts = [
        elena.get(f"/api/plan/stays/{made}/price"),
        elena.post(f"/api/plan/stays/{made}/change", json=body),
        elena.post(f"/api/plan/stays/{made}/aside", json={"token": token(), "version": 2}),
        elena.post(f"/api/plan/stays/{made}/fix", json={"token": token(), "fixed": True}),
        elena.post(f"/api/plan/blocks/{made}/end", json={"token": token()}),
        elena.post(f"/api/plan/rooms/{room}/care", json={"token": token(), "state": "dirty"}),
        elena.post(f"/api/plan/rooms/{room}/order", json={"token": token(), "out": True, "why": "x"}),
        elena.post("/api/plan/stays", json=call(room)),
    ]
    assert {answer.status_code for answer in attempts} == {404}
    assert read(house, made).version == 2


def test_who_may_only_look_is_told_so(signed_in: SignIn, house: House, inn: Inventory) -> None:
    made, room = booked(house, inn), inn.rooms["doble-1"]
    vera = signed_in(house.vera)
    attempts = [
        vera.post(f"/api/plan/stays/{made}/aside", json={"token": token(), "version": 2}),
        vera.post("/api/plan/stays", json=call(room, first=8)),
        vera.post(f"/api/plan/rooms/{room}/care", json={"token": token(), "state": "dirty"}),
    ]
    assert {(answer.status_code, answer.json()["error"]) for answer in attempts} == {(403, "not_allowed")}


def test_a_call_is_written_down_once_however_often_it_is_clicked(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    carla, body = signed_in(house.carla), call(inn.rooms["doble-2"], name="<b>Zoë</b> & Co")
    first, second = (carla.post("/api/plan/stays", json=body) for _ in range(2))
    assert first.status_code == second.status_code == 200, first.text
    assert first.json()["id"] == second.json()["id"]
    [stay] = plan(carla)["stays"]
    assert (stay["guest"], stay["room"], stay["source"]) == ("<b>Zoë</b> & Co", inn.rooms["doble-2"], "desk")


def test_a_taken_room_is_refused_with_the_booking_that_has_it(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    made = booked(house, inn)
    answer = signed_in(house.carla).post("/api/plan/stays", json=call(read(house, made).room_id))
    assert (answer.status_code, answer.json()["error"]) == (409, "room_taken")
    assert answer.json()["facts"]["booking"] == made


def test_a_move_is_priced_made_and_taken_back(signed_in: SignIn, house: House, inn: Inventory) -> None:
    made, carla = booked(house, inn), signed_in(house.carla)
    leaves = in_days(6).isoformat()
    asked = carla.get(f"/api/plan/stays/{made}/price", params={"check_out": leaves}).json()
    assert (asked["keep"]["minor"], asked["new"]["minor"], asked["free"]) == (20_000_000, 30_000_000, True)
    body = {"token": token(), "version": 2, "price": "new", "check_out": leaves}
    moved = carla.post(f"/api/plan/stays/{made}/change", json=body)
    assert moved.json()["difference"] == {"minor": 10_000_000, "currency": "ARS"}
    undo = {"token": token(), "of": body["token"]}
    assert carla.post(f"/api/plan/stays/{made}/change-back", json=undo).status_code == 200
    assert read(house, made).check_out == in_days(5)


def test_of_two_who_move_the_same_stay_the_second_is_told(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    made = booked(house, inn)
    body = {"version": 2, "price": "new"}
    for browser, nights, expected in ((house.carla, 6, 200), (house.diego, 7, 409)):
        sent = {**body, "token": token(), "check_out": in_days(nights).isoformat()}
        answer = signed_in(browser).post(f"/api/plan/stays/{made}/change", json=sent)
        assert answer.status_code == expected, answer.text
    assert answer.json()["error"] == "changed_meanwhile"
    assert read(house, made).check_out == in_days(6)


def test_only_a_manager_keeps_a_price_when_nights_change(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    made = booked(house, inn)
    body = {"token": token(), "version": 2, "price": "keep", "check_out": in_days(7).isoformat()}
    answer = signed_in(house.carla).post(f"/api/plan/stays/{made}/change", json=body)
    assert (answer.status_code, answer.json()["error"]) == (403, "not_allowed")


def test_a_block_says_why_and_ends(signed_in: SignIn, house: House, inn: Inventory) -> None:
    carla = signed_in(house.carla)
    body = {key: call(inn.rooms["cabana-1"])[key] for key in ("room", "check_in", "check_out")}
    made = carla.post("/api/plan/blocks", json={**body, "token": token(), "reason": "maintenance"}).json()
    [stay] = plan(carla)["stays"]
    assert (stay["status"], stay["reason"]) == ("blocked", "maintenance")
    longer = {
        "token": token(),
        "version": made["version"],
        "price": "new",
        "check_out": in_days(8).isoformat(),
    }
    assert carla.post(f"/api/plan/stays/{made['id']}/change", json=longer).status_code == 200
    assert plan(carla)["stays"][0]["to"] == in_days(8).isoformat()
    assert carla.post(f"/api/plan/blocks/{made['id']}/end", json={"token": token()}).status_code == 200
    assert plan(carla)["stays"] == []


def test_a_room_is_cared_for_and_put_out_of_order(signed_in: SignIn, house: House, inn: Inventory) -> None:
    carla, room = signed_in(house.carla), inn.rooms["doble-1"]
    carla.post(f"/api/plan/rooms/{room}/care", json={"token": token(), "state": "dirty"})
    carla.post(f"/api/plan/rooms/{room}/order", json={"token": token(), "out": True, "why": "sin agua"})
    shown = plan(carla)["rooms"][0]
    assert (shown["care"], shown["out"], shown["why"]) == ("dirty", True, "sin agua")
    carla.post(f"/api/plan/rooms/{room}/order", json={"token": token(), "out": False})
    assert plan(carla)["rooms"][0]["out"] is False


@pytest.mark.parametrize(
    "wrong",
    [
        {"token": "short"},
        {"adults": "2"},
        {"adults": True},
        {"adults": -1},
        {"children": ["a"]},
        {"children": [40]},
        {"check_out": "2020-01-01"},
        {"how": "somehow"},
        {"room": None},
        {"name": ["x"]},
        {"minutes": 10**9},
    ],
)
def test_a_broken_form_is_refused_and_writes_nothing(
    signed_in: SignIn, house: House, inn: Inventory, wrong: dict[str, Any]
) -> None:
    carla = signed_in(house.carla)
    answer = carla.post("/api/plan/stays", json={**call(inn.rooms["doble-1"]), **wrong})
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")
    assert plan(carla)["stays"] == []
