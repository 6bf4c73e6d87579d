"""The day as JSON: its lists with what is left to pay, what waits for somebody, other days, and work on tasks."""

from __future__ import annotations

from typing import Any

import pytest

from core.domain.bookings import Status
from core.domain.conversations import AlertKind, Reason
from core.domain.money import Money
from core.domain.payments import Method
from core.services import alerts, bookings, owners, payments, tasks
from core.services.tasks import TaskKind
from core.store.conversations import Conversation
from core.store.db import transaction
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import token
from tests.edges.console.conftest import SignIn
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import House, heard, incoming


@pytest.fixture
def inn(house: House) -> Inventory:
    return furnished(house.posada)


def booked(house: House, inn: Inventory, first: int = 0, **facts: Any) -> int:
    with transaction(house.posada) as session:
        [made] = bookings.hold(session, house.carla, inn.guest, wish(first, **facts))
        bookings.confirm(session, house.carla, made.id)
        return made.id


def day(browser: Browser, **query: str) -> dict[str, Any]:
    answer = browser.get("/api/today", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def ids(lines: list[dict[str, Any]]) -> list[int]:
    return [line["id"] for line in lines]


def test_a_stay_is_on_its_lists_with_what_is_left_to_pay(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    made = booked(house, inn)
    with transaction(house.posada) as session:
        money = Money.of(150_000, "ARS")
        payments.record_at_desk(session, house.carla, made, Method.CASH, money, token())
    vera = signed_in(house.vera)
    [line] = day(vera)["arrivals"]
    assert (line["id"], line["balance"]) == (made, Money.of(50_000, "ARS").minor)
    with transaction(house.posada) as session:
        bookings.check_in(session, house.carla, made)
    found = day(vera)
    assert [line["status"] for line in found["arrivals"]] == [Status.IN_HOUSE]
    assert ids(found["in_house"]) == [made]
    assert found["tonight"] == {"rooms": 4, "sold": 1, "blocked": 0}
    later = day(vera, day=in_days(2).isoformat())
    assert (ids(later["departures"]), later["in_house"]) == ([made], [])


def test_rooms_booked_together_owe_together(signed_in: SignIn, house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        made = bookings.hold(session, house.carla, inn.guest, wish(0, rooms=2, adults=4))
        for one in made:
            bookings.confirm(session, house.carla, one.id)
        payments.record_at_desk(
            session, house.carla, made[0].id, Method.CASH, Money.of(400_000, "ARS"), token()
        )
    assert {line["balance"] for line in day(signed_in(house.carla))["arrivals"]} == {0}


def test_what_waits_for_somebody_is_there_once(signed_in: SignIn, house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        conversation = heard(session, house.posada, incoming("una persona, por favor"))[0].id
        talk = session.get_one(Conversation, conversation)
        owners.call_person(session, talk, Reason.ASKED)
        tasks.open_for_guest(session, talk, TaskKind.SERVICE, "Toallas", "12")
        alerts.raise_alert(session, house.posada, AlertKind.CHANNEL_SLOW, "slow")
        held = bookings.hold(session, house.carla, inn.guest, wish(9))[0].id
    found = day(signed_in(house.carla))
    assert ids(found["waiting"]) == [conversation]
    assert [(task["what"], task["room"], task["guest"]) for task in found["tasks"]] == [
        ("Toallas", "12", "Ana Pereyra")
    ]
    assert [alert["kind"] for alert in found["alerts"]] == ["channel_slow"]
    assert ids(found["holds"]) == [held]


def test_another_hotel_sees_none_of_it(signed_in: SignIn, house: House, inn: Inventory) -> None:
    booked(house, inn)
    found = day(signed_in(house.elena))
    assert (found["arrivals"], found["tasks"], found["tonight"]["sold"]) == ([], [], 0)


@pytest.mark.parametrize("written", ["yesterday", "2026-13-01", "1999-01-01", "9999-12-31"])
def test_days_that_are_none_are_refused(signed_in: SignIn, house: House, written: str) -> None:
    answer = signed_in(house.carla).get("/api/today", params={"day": written})
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")


def test_a_task_is_written_down_taken_and_done_once(signed_in: SignIn, house: House, inn: Inventory) -> None:
    carla, once = signed_in(house.carla), token()
    for _ in range(2):
        body = {"token": once, "what": " Cambiar la lámpara ", "room": "7"}
        assert carla.post("/api/tasks", json=body).status_code == 200
    [task] = day(carla)["tasks"]
    assert (task["what"], task["state"]) == ("Cambiar la lámpara", "open")
    carla.post(f"/api/tasks/{task['id']}/take", json={"token": token()})
    [taken] = day(carla)["tasks"]
    assert (taken["state"], taken["taken_name"]) == ("taken", "Carla Ríos")
    carla.post(f"/api/tasks/{task['id']}/done", json={"token": token()})
    assert day(carla)["tasks"] == []


def test_tasks_of_others_and_by_onlookers_are_refused(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    with transaction(house.posada) as session:
        task = tasks.open_task(session, house.carla, "Toallas", "", token=token())
        assert task is not None
        number = task.id
    vera, elena = signed_in(house.vera), signed_in(house.elena)
    assert vera.post(f"/api/tasks/{number}/done", json={"token": token()}).status_code == 403
    assert elena.post(f"/api/tasks/{number}/done", json={"token": token()}).status_code == 404
    assert vera.post("/api/tasks", json={"token": token(), "what": "x"}).status_code == 403
    empty = signed_in(house.carla).post("/api/tasks", json={"token": token(), "what": "  "})
    assert (empty.status_code, empty.json()["error"]) == (422, "empty")


def test_the_counts_beside_the_links_are_those_of_the_hotel(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    with transaction(house.posada) as session:
        talk = heard(session, house.posada, incoming("hola"))[0]
        owners.call_person(session, talk, Reason.ASKED)
        [held] = bookings.hold(session, house.carla, inn.guest, wish(9))
        bookings.extend_hold(session, house.carla, held.id, 10)
    found = signed_in(house.carla).get("/api/attention").json()
    assert found["counts"] == {"waiting": 1, "holds": 1, "money": 0, "cases": 0}
    assert len(found["calls"]) == 1
    assert signed_in(house.elena).get("/api/attention").json()["counts"] == {
        "waiting": 0,
        "holds": 0,
        "money": 0,
        "cases": 0,
    }
