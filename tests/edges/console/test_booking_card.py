"""The card of a booking as JSON: what it shows and to whom, what clicks do, and what is refused in which words."""

from __future__ import annotations

from typing import Any

import pytest

from core.domain.access import Actor
from core.domain.bookings import Status
from core.domain.money import Money
from core.domain.payments import Method
from core.services import bookings, extra_hours, payments
from core.services.extra_hours import EARLY, LATE
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


def made(house: House, inn: Inventory, first: int = 3, *, confirmed: bool = True) -> Booking:
    with transaction(house.posada) as session:
        [booking] = bookings.hold(session, house.carla, inn.guest, wish(first))
        if confirmed:
            bookings.confirm(session, house.carla, booking.id)
    return read(house, booking.id)


def read(house: House, booking_id: int) -> Booking:
    with transaction(house.posada) as session:
        found = rows.one(session, booking_id)
        assert found is not None
        return found


def card(browser: Browser, code: str) -> dict[str, Any]:
    answer = browser.get(f"/api/booking/{code}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def click(browser: Browser, booking: Booking, verb: str, **body: Any) -> Any:
    return browser.post(f"/api/bookings/{booking.id}/{verb}", json={"token": token(), **body})


def test_the_card_has_the_stay_its_lines_its_money_and_its_book(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    booking = made(house, inn)
    amount = Money.of(50_000, "ARS")
    with transaction(house.posada) as session:
        payments.record_at_desk(session, house.carla, booking.id, Method.CASH, amount, token())
    found = card(signed_in(house.vera), booking.code)
    assert found["booking"]["guest"] == "Ana Pereyra"
    assert found["booking"]["check_in"] == in_days(3).isoformat()
    assert sum(line["counts"] for line in found["quote"]["lines"]) == booking.total
    assert (found["money"]["owed"], found["money"]["paid"]) == (booking.total, amount.minor)
    assert found["money"]["balance"] == booking.total - amount.minor
    assert [(one["method"], one["staff"]) for one in found["payments"]] == [("cash", "Carla Ríos")]
    assert {"booking:held", "booking:confirmed", "payment:recorded"} <= {
        entry["tag"] for entry in found["entries"]
    }
    assert "token" not in str(found["entries"])


@pytest.mark.parametrize("code", ["ZZZZZZ", "nonsense", "'; DROP", "%00"])
def test_a_code_that_leads_nowhere_says_so(
    signed_in: SignIn, house: House, inn: Inventory, code: str
) -> None:
    answer = signed_in(house.carla).get(f"/api/booking/{code}")
    assert (answer.status_code, answer.json()["error"]) == (404, "no_such_booking")


def test_another_hotels_booking_does_not_exist(signed_in: SignIn, house: House, inn: Inventory) -> None:
    booking = made(house, inn)
    elena = signed_in(house.elena)
    assert elena.get(f"/api/booking/{booking.code}").status_code == 404
    assert click(elena, booking, "check-out").status_code == 404
    assert click(elena, booking, "cancel").status_code == 404
    assert click(elena, booking, "pay", amount=100, method="cash").status_code == 404
    assert elena.get(f"/api/bookings/{booking.id}/cancelling").status_code == 404
    assert read(house, booking.id).status == Status.CONFIRMED


VERBS: dict[str, dict[str, Any]] = {
    "check-in": {},
    "check-out": {},
    "undo-check-in": {},
    "undo-check-out": {},
    "no-show": {},
    "cancel": {},
    "bring-back": {"room": 1},
    "time": {"minutes": 30},
    "confirm": {"reason": "x"},
    "pay": {"amount": 100, "method": "cash"},
    "ask": {"purpose": "deposit"},
    "late": {"hour": "14:00"},
    "waive-late": {},
    "hours-off": {"kind": "late_checkout"},
    "note": {"notes": "x"},
    "charge": {"kind": "minibar", "amount": 100},
    "change": {"adults": 1, "price": "new", "version": 1},
}


@pytest.mark.parametrize("verb", VERBS)
def test_whoever_only_looks_does_nothing(signed_in: SignIn, house: House, inn: Inventory, verb: str) -> None:
    booking = made(house, inn)
    answer = click(signed_in(house.vera), booking, verb, **VERBS[verb])
    assert (answer.status_code, answer.json()["error"]) == (403, "not_allowed")


@pytest.mark.parametrize("verb", VERBS)
def test_a_click_without_its_token_does_nothing(
    signed_in: SignIn, house: House, inn: Inventory, verb: str
) -> None:
    booking = made(house, inn)
    answer = signed_in(house.olga).post(f"/api/bookings/{booking.id}/{verb}", json=VERBS[verb])
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")
    assert read(house, booking.id).version == booking.version


def test_checking_in_and_taking_it_back(signed_in: SignIn, house: House, inn: Inventory) -> None:
    booking = made(house, inn, first=0)
    carla = signed_in(house.carla)
    assert click(carla, booking, "check-in").json()["status"] == "in_house"
    assert click(carla, booking, "undo-check-in").json()["status"] == "confirmed"


@pytest.mark.parametrize(
    ("kind", "name"), [("late_checkout", "late_until"), ("early_check_in", "early_from")]
)
def test_hours_that_were_sold_are_taken_back_with_what_they_cost(
    signed_in: SignIn, house: House, inn: Inventory, kind: str, name: str
) -> None:
    booking, side = made(house, inn), LATE if kind == "late_checkout" else EARLY
    with transaction(house.posada) as session:
        [first, *_] = extra_hours.options(session, side, booking.id)
        extra_hours.agree(session, house.carla, side, booking.id, first.hour)
    carla = signed_in(house.carla)
    sold = card(carla, booking.code)
    assert sold["booking"][name] == first.hour.isoformat("minutes")
    assert click(carla, booking, "hours-off", kind="minibar").status_code == 400
    assert click(carla, booking, "hours-off", kind=kind).status_code == 200
    after = card(carla, booking.code)
    assert after["booking"][name] is None
    assert after["money"]["owed"] == booking.total
    assert "hours:called_off" in {entry["tag"] for entry in after["entries"]}


def test_a_refusal_arrives_with_its_reason_and_its_facts(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    answer = click(signed_in(house.carla), made(house, inn), "check-in")
    assert answer.status_code == 409
    assert answer.json() == {"error": "not_yet", "facts": {"day": in_days(3).isoformat()}}


def test_money_taken_twice_by_one_click_is_taken_once(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    booking, once = made(house, inn, confirmed=False), token()
    carla = signed_in(house.carla)
    for _ in range(2):
        body = {"token": once, "amount": 5_000_00, "method": "transfer"}
        assert carla.post(f"/api/bookings/{booking.id}/pay", json=body).status_code == 200
    found = card(carla, booking.code)
    assert (found["money"]["paid"], found["booking"]["status"]) == (5_000_00, "confirmed")


@pytest.mark.parametrize(
    "body",
    [
        {"amount": 0, "method": "cash"},
        {"amount": -5, "method": "cash"},
        {"amount": 1.5, "method": "cash"},
        {"amount": True, "method": "cash"},
        {"amount": "100", "method": "cash"},
        {"amount": 10**15, "method": "cash"},
        {"amount": 100, "method": "gold"},
    ],
)
def test_money_that_is_no_money_is_not_taken(
    signed_in: SignIn, house: House, inn: Inventory, body: dict[str, Any]
) -> None:
    booking = made(house, inn)
    assert click(signed_in(house.carla), booking, "pay", **body).status_code == 400
    assert card(signed_in(house.carla), booking.code)["payments"] == []


def test_nobody_writes_down_at_the_desk_what_only_the_provider_can_say(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    answer = click(signed_in(house.olga), made(house, inn), "pay", amount=100, method="mercadopago")
    assert (answer.status_code, answer.json()["error"]) == (404, "no_such_payment")


def test_confirming_without_money_wants_a_reason(signed_in: SignIn, house: House, inn: Inventory) -> None:
    booking, carla = made(house, inn, confirmed=False), signed_in(house.carla)
    assert click(carla, booking, "confirm", reason=" ").json()["error"] == "needs_reason"
    assert click(carla, booking, "confirm", reason="Lo conoce Olga").status_code == 200
    reasons = [entry["facts"].get("reason") for entry in card(carla, booking.code)["entries"]]
    assert "Lo conoce Olga" in reasons


def test_a_note_stays_what_was_written(signed_in: SignIn, house: House, inn: Inventory) -> None:
    booking, nasty = made(house, inn), "<b>no</b> \u202e 🐈 " + "ñ" * 100
    carla = signed_in(house.carla)
    click(carla, booking, "note", notes=nasty)
    assert card(carla, booking.code)["booking"]["notes"] == nasty


def test_a_change_is_priced_before_it_is_made_and_refused_when_looked_at_too_long_ago(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    booking, carla = made(house, inn), signed_in(house.carla)
    asked = {"check_out": in_days(6).isoformat(), "children": "-"}
    quote = carla.get(f"/api/bookings/{booking.id}/price", params=asked).json()
    assert (quote["free"], quote["new"]["minor"] > quote["keep"]["minor"]) == (True, True)
    change = {"check_out": in_days(6).isoformat(), "price": "new", "version": booking.version}
    done = click(carla, booking, "change", **change).json()
    assert done["difference"] == quote["new"]["minor"] - quote["keep"]["minor"]
    late = click(carla, booking, "change", **change)
    assert (late.status_code, late.json()["error"]) == (409, "changed_meanwhile")


@pytest.mark.parametrize("who", ["carla", "diego"])
def test_only_managers_keep_a_price_or_send_money_back(
    signed_in: SignIn, house: House, inn: Inventory, who: str
) -> None:
    booking, actor = made(house, inn), getattr(house, who)
    assert isinstance(actor, Actor)
    may = who == "diego"
    browser = signed_in(actor)
    change = {"check_out": in_days(6).isoformat(), "price": "keep", "version": booking.version}
    assert click(browser, booking, "change", **change).status_code == (200 if may else 403)
    click(browser, booking, "pay", amount=10_000, method="cash")
    [payment] = card(browser, booking.code)["payments"]
    body = {"token": token(), "amount": 10_000, "reason": "se arrepintió"}
    answer = browser.post(f"/api/payments/{payment['id']}/refund", json=body)
    assert answer.status_code == (200 if may else 403)
    if may:
        body = {"token": token(), "amount": 1, "reason": "otra vez"}
        too_much = browser.post(f"/api/payments/{payment['id']}/refund", json=body)
        assert too_much.json()["error"] == "cannot_refund"


def test_cancelling_says_its_price_and_then_frees_the_room(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    booking, carla = made(house, inn), signed_in(house.carla)
    costs = carla.get(f"/api/bookings/{booking.id}/cancelling").json()
    assert set(costs) == {"fee", "paid", "refund", "owed"}
    assert click(carla, booking, "cancel").json()["back"] == {"asked": 0, "by_hand": 0}
    assert card(carla, booking.code)["booking"]["status"] == "cancelled"


def test_rooms_and_offers_are_told_with_what_is_free(signed_in: SignIn, house: House, inn: Inventory) -> None:
    booking, carla = made(house, inn), signed_in(house.carla)
    rooms = carla.get(f"/api/bookings/{booking.id}/rooms").json()["rooms"]
    assert {room["id"] for room in rooms if room["free"]} >= {booking.room_id}
    asked = {"check_in": in_days(3).isoformat(), "check_out": in_days(4).isoformat(), "adults": "2"}
    offers = {one["slug"]: one for one in carla.get("/api/offers", params=asked).json()["types"]}
    assert (len(offers["doble"]["rooms"]), offers["doble"]["total"] > 0) == (1, True)


def test_a_cancelled_booking_comes_back_with_its_money_said_first(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    booking, carla = made(house, inn), signed_in(house.carla)
    click(carla, booking, "cancel")
    assert "bring_back" in card(carla, booking.code)["deeds"]
    again = carla.get(f"/api/bookings/{booking.id}/bringing-back").json()
    assert (again["same_room"], again["price"], again["balance"]) == (True, booking.total, booking.total)
    once = {"token": token(), "room": again["room_id"]}
    for _ in range(2):
        answer = carla.post(f"/api/bookings/{booking.id}/bring-back", json=once)
        assert (answer.status_code, answer.json()["status"]) == (200, "confirmed")
    assert click(carla, booking, "bring-back", room=again["room_id"]).json()["error"] == "wrong_status"
    elena = signed_in(house.elena)
    assert click(elena, booking, "bring-back", room=again["room_id"]).status_code == 404
    assert elena.get(f"/api/bookings/{booking.id}/bringing-back").status_code == 404


@pytest.mark.parametrize("room", [None, 0, "1", True, 2**70])
def test_a_room_that_is_no_room_brings_nothing_back(
    signed_in: SignIn, house: House, inn: Inventory, room: Any
) -> None:
    booking, carla = made(house, inn), signed_in(house.carla)
    click(carla, booking, "cancel")
    assert click(carla, booking, "bring-back", room=room).status_code == 400
    assert read(house, booking.id).status == Status.CANCELLED
