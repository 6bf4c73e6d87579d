"""All bookings as JSON: how they are found, and the one form for whoever stands at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from core.services import bookings
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.payments import Payment
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import token
from tests.edges.console.conftest import SignIn
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import House


@pytest.fixture
def inn(house: House) -> Inventory:
    return furnished(house.posada)


def held(house: House, inn: Inventory, first: int) -> Booking:
    with transaction(house.posada) as session:
        made = bookings.hold(session, house.carla, inn.guest, wish(first))[0]
        session.expunge(made)
        return made


def found(browser: Browser, **query: str) -> list[dict[str, Any]]:
    answer = browser.get("/api/bookings", params=query)
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()["rows"]
    return rows


def form(inn: Inventory, **facts: Any) -> dict[str, Any]:
    return {
        "token": token(),
        "name": "Walter Ruiz",
        "phone": "+54 9 11 5555-0199",
        "check_in": in_days(0).isoformat(),
        "check_out": in_days(1).isoformat(),
        "adults": 2,
        "children": [],
        "room": inn.rooms["doble-1"],
        "how": "walk_in",
        **facts,
    }


def test_bookings_are_found_by_name_code_and_days(signed_in: SignIn, house: House, inn: Inventory) -> None:
    near, far = held(house, inn, 3), held(house, inn, 40)
    vera = signed_in(house.vera)
    assert [row["id"] for row in found(vera)] == [near.id, far.id]
    assert [row["id"] for row in found(vera, q=far.code.lower())] == [far.id]
    assert {row["id"] for row in found(vera, q="pereyra")} == {near.id, far.id}
    assert [row["id"] for row in found(vera, **{"from": in_days(30).isoformat()})] == [far.id]
    assert [row["id"] for row in found(vera, to=in_days(10).isoformat())] == [near.id]
    assert found(vera, q="%") == []


def test_the_filters_say_how_a_booking_stands(signed_in: SignIn, house: House, inn: Inventory) -> None:
    gone, stays = held(house, inn, 3), held(house, inn, 5)
    with transaction(house.posada) as session:
        bookings.cancel(session, house.carla, gone.id)
    carla = signed_in(house.carla)
    assert [row["id"] for row in found(carla, state="coming")] == [stays.id]
    assert [row["id"] for row in found(carla, state="off")] == [gone.id]
    assert found(carla, state="in_house") == []
    assert carla.get("/api/bookings", params={"state": "gold"}).status_code == 400
    assert found(signed_in(house.elena)) == []


def test_whoever_walks_in_sleeps_and_has_paid_by_one_click(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    carla, body = signed_in(house.carla), form(inn, method="cash", amount=100_000_00)
    codes = {carla.post("/api/walk-ins", json=body).json()["code"] for _ in range(2)}
    assert len(codes) == 1
    [row] = found(carla, state="in_house")
    assert (row["guest"], row["paid"], row["balance"]) == ("Walter Ruiz", 100_000_00, 0)
    with transaction(house.posada) as session:
        assert len(session.scalars(select(Payment)).all()) == 1


@pytest.mark.parametrize(
    ("facts", "status", "error"),
    [
        ({"name": " "}, 409, "no_such_guest"),
        ({"check_in": "soon"}, 400, "unreadable"),
        ({"adults": 0}, 400, "unreadable"),
        ({"how": "free"}, 400, "unreadable"),
        ({"source": "whatsapp"}, 400, "unreadable"),
        ({"source": "nowhere"}, 400, "unreadable"),
        ({"room": 1}, 409, "no_such_room"),
        ({"method": "cash", "amount": -1}, 400, "unreadable"),
        ({"method": "mercadopago", "amount": 100}, 404, "no_such_payment"),
    ],
)
def test_what_cannot_be_is_refused_whole(
    signed_in: SignIn, house: House, inn: Inventory, facts: dict[str, Any], status: int, error: str
) -> None:
    answer = signed_in(house.carla).post("/api/walk-ins", json=form(inn, **facts))
    assert answer.json()["error"] == error
    assert answer.status_code in (status, 404)
    with transaction(house.posada) as session:
        assert session.scalars(select(Booking)).all() == []


@pytest.mark.parametrize(
    ("facts", "source"),
    [
        ({}, "walk_in"),
        ({"how": "confirmed"}, "desk"),
        ({"source": "desk"}, "walk_in"),
        ({"source": "booking"}, "booking"),
        ({"how": "confirmed", "source": "airbnb"}, "airbnb"),
    ],
)
def test_staff_say_who_sold_a_booking(
    signed_in: SignIn, house: House, inn: Inventory, facts: dict[str, str], source: str
) -> None:
    assert signed_in(house.carla).post("/api/walk-ins", json=form(inn, **facts)).status_code == 200
    with transaction(house.posada) as session:
        assert session.scalars(select(Booking.source)).one() == source


def test_a_room_that_was_taken_meanwhile_is_not_sold_twice(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    carla = signed_in(house.carla)
    assert carla.post("/api/walk-ins", json=form(inn)).status_code == 200
    second = carla.post("/api/walk-ins", json=form(inn, name="Otra"))
    assert (second.status_code, second.json()["error"]) == (409, "room_taken")


def test_whoever_only_looks_books_nobody(signed_in: SignIn, house: House, inn: Inventory) -> None:
    assert signed_in(house.vera).post("/api/walk-ins", json=form(inn)).status_code == 403
