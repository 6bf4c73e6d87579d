"""Types and rooms as the console changes them: what is added can be sold, and no booking is ever broken."""

from __future__ import annotations

from core.services import bookings
from core.store.bookings import Booking
from core.store.db import transaction
from tests.edges.console.conftest import SignIn
from tests.edges.console.test_rates import KIND, cells, inn, inventory, post
from tests.inventory import Inventory, in_days, wish
from tests.makers import House

__all__ = ["inn"]


def test_a_new_type_can_be_sold_and_its_words_are_those_of_the_dialogue(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    browser = signed_in(house.diego)
    said = {**KIND, "slug": "loft", "base": 20_000_000, "included": 2, "extra": 0}
    made = post(browser, house, "/api/rates/types", **said).json()["id"]
    assert post(browser, house, "/api/rates/types", **said).json()["error"] == "type_taken"
    assert (
        post(browser, house, "/api/rates/rooms", number="L1", type=made, floor="2", sort=1).status_code == 200
    )
    again = post(browser, house, "/api/rates/rooms", number="L1", type=made, floor="", sort=1)
    assert again.json()["error"] == "number_taken"
    assert cells(browser, made, in_days(3), 1)[0]["price"] == 20_000_000
    known = browser.get("/api/knowledge").json()["facts"]
    assert next(fact["texts"] for fact in known if fact["topic"] == "loft") == {"es": "Con balcón."}
    kind = next(one for one in inventory(browser)["types"] if one["id"] == made)
    path = f"/api/rates/types/{made}"
    wrong = post(browser, house, path, **{**KIND, "max_adults": 9}, seen=kind["mark"])
    assert wrong.json()["error"] == "wrong_people"
    assert post(browser, house, path, **{**KIND, "capacity": 4}, seen=kind["mark"]).status_code == 200
    assert post(browser, house, path, **KIND, seen=kind["mark"]).json()["error"] == "changed_meanwhile"


def test_a_room_with_guests_to_come_is_neither_retired_nor_made_another(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    with transaction(house.posada) as session:
        [held] = bookings.hold(session, house.carla, inn.guest, wish(5))
    browser = signed_in(house.diego)
    rooms = {room["id"]: room for room in inventory(browser)["rooms"]}
    taken = rooms[held.room_id]
    assert taken["coming"] == 1
    path = f"/api/rates/rooms/{held.room_id}"
    told = post(browser, house, f"{path}/retire", seen=taken["mark"])
    assert (told.status_code, told.json()) == (409, {"error": "room_has_stays", "facts": {"n": 1}})
    moved = {"number": taken["number"], "type": inn.types["triple"], "floor": "", "sort": 1}
    assert post(browser, house, path, **moved, seen=taken["mark"]).json()["error"] == "room_has_stays"
    renamed = {**moved, "type": taken["type"], "number": "12 bis"}
    assert post(browser, house, path, **renamed, seen=taken["mark"]).status_code == 200
    with transaction(house.posada) as session:
        assert session.get_one(Booking, held.id).room_id == held.room_id


def test_a_retired_room_takes_nobody_and_stands_on_no_list(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    browser, triple = signed_in(house.diego), inn.rooms["triple-1"]
    room = next(one for one in inventory(browser)["rooms"] if one["id"] == triple)
    assert post(browser, house, f"/api/rates/rooms/{triple}/retire", seen="old").status_code == 409
    assert post(browser, house, f"/api/rates/rooms/{triple}/retire", seen=room["mark"]).status_code == 200
    assert triple not in {one["id"] for one in inventory(browser)["rooms"]}
    assert triple not in {one["id"] for one in browser.get("/api/plan").json()["rooms"]}
    order = post(browser, house, f"/api/plan/rooms/{triple}/order", out=False)
    assert order.json()["error"] == "no_such_room"
    kind = next(one for one in inventory(browser)["types"] if one["id"] == inn.types["triple"])
    retired = post(browser, house, f"/api/rates/types/{kind['id']}/retire", seen=kind["mark"])
    assert retired.status_code == 200
    busy = next(one for one in inventory(browser)["types"] if one["id"] == inn.types["doble"])
    held = post(browser, house, f"/api/rates/types/{busy['id']}/retire", seen=busy["mark"])
    assert held.json()["error"] == "type_has_rooms"
