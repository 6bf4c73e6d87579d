"""The rates screen's JSON: prices seen before written, none overwritten unseen, rooms that break no booking."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from console import words
from core.services import bookings
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.db import transaction
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.inventory import Inventory, furnished, in_days, today, wish
from tests.makers import House

WHY = "Feria del libro"
HOSTILE = "<b onclick=alert(1)>\u202e' ; DROP TABLE seasons --"
KIND = {
    "names": {"es": "Loft", "en": "Loft", "pt": "Loft"},
    "descriptions": {"es": "Con balcón."},
    "capacity": 3,
    "max_adults": 2,
    "max_children": 1,
    "cots": 1,
    "beds": "1 queen",
    "size": 30,
}


@pytest.fixture
def inn(house: House) -> Inventory:
    return furnished(house.posada)


def inventory(browser: Browser) -> dict[str, Any]:
    answer = browser.get("/api/rates/inventory")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def cells(browser: Browser, type_id: int, first: date, days: int = 7) -> list[dict[str, Any]]:
    found = browser.get("/api/rates", params={"from": first.isoformat(), "days": days}).json()
    return list(next(row["cells"] for row in found["rows"] if row["type"] == type_id))


def change(
    type_id: int, act: str = "price", amount: int = 0, first: int = 10, days: int = 3
) -> dict[str, Any]:
    return {
        "types": [type_id],
        "first": in_days(first).isoformat(),
        "last": in_days(first + days - 1).isoformat(),
        "act": act,
        "amount": amount,
    }


def seen(browser: Browser, house: House, wanted: dict[str, Any]) -> dict[str, Any]:
    answer = post(browser, house, "/api/rates/preview", **wanted)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def write(browser: Browser, house: House, wanted: dict[str, Any], mark: str, reason: str = WHY) -> Any:
    return post(browser, house, "/api/rates/days", **wanted, seen=mark, reason=reason)


WRITES = [
    ("/api/rates/preview", {}),
    ("/api/rates/days", {}),
    ("/api/rates/days/back", {"of": "token-of-a-click-0000"}),
    ("/api/rates/rules", {"rules": {}}),
    ("/api/rates/seasons", {}),
    ("/api/rates/seasons/1", {}),
    ("/api/rates/seasons/1/remove", {}),
    ("/api/rates/types", {}),
    ("/api/rates/types/1", {}),
    ("/api/rates/types/1/usual", {}),
    ("/api/rates/types/1/retire", {}),
    ("/api/rates/amenities", {"topic": "deck", "names": {"es": "deck"}}),
    ("/api/rates/amenities/remove", {"topic": "deck", "version": 1}),
    ("/api/rates/rooms", {}),
    ("/api/rates/rooms/1", {}),
    ("/api/rates/rooms/1/retire", {}),
]


@pytest.mark.parametrize(("path", "body"), WRITES, ids=[path for path, _ in WRITES])
def test_neither_viewers_nor_reception_touch_prices_or_rooms(
    signed_in: SignIn, house: House, path: str, body: dict[str, Any]
) -> None:
    for actor in (house.vera, house.carla):
        assert post(signed_in(actor), house, path, **body).status_code == 403
    assert signed_in(house.vera).get("/api/rates").status_code == 200


def test_a_change_is_seen_before_it_is_made_and_bookings_keep_their_price(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    with transaction(house.posada) as session:
        [held] = bookings.hold(session, house.carla, inn.guest, wish(11))
        price = held.total
    browser, doble = signed_in(house.diego), inn.types["doble"]
    wanted = change(doble, "percent", 1000)
    found = seen(browser, house, wanted)
    assert (found["kept"], found["all"], found["moved"]) == (1, 3, 3)
    assert [(one["before"]["price"], one["after"]["price"]) for one in found["cells"]] == [
        (10_000_000, 11_000_000)
    ] * 3
    assert write(browser, house, wanted, found["mark"], reason=" ").json()["error"] == "needs_reason"
    assert write(browser, house, wanted, found["mark"]).json() == {"moved": 3}
    assert [one["price"] for one in cells(browser, doble, in_days(10), 4)] == [11_000_000] * 3 + [10_000_000]
    with transaction(house.posada) as session:
        assert session.get_one(Booking, held.id).total == price
        entry = session.scalar(select(AuditEntry).where(AuditEntry.tag == "prices:changed"))
        assert entry is not None
        assert entry.details["reason"] == WHY


def test_two_people_on_one_price_and_the_second_is_told(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    diego, olga, doble = signed_in(house.diego), signed_in(house.olga), inn.types["doble"]
    his, hers = change(doble, amount=12_000_000), change(doble, amount=13_000_000, first=11)
    his_mark, her_mark = seen(diego, house, his)["mark"], seen(olga, house, hers)["mark"]
    assert write(diego, house, his, his_mark).status_code == 200
    refused = write(olga, house, hers, her_mark)
    assert (refused.status_code, refused.json()["error"]) == (409, "changed_meanwhile")
    again = seen(olga, house, hers)
    assert [one["before"]["price"] for one in again["cells"]] == [12_000_000, 12_000_000, 10_000_000]
    assert write(olga, house, hers, again["mark"]).status_code == 200


def test_a_double_click_changes_once_and_the_change_is_taken_back_once(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    browser, doble = signed_in(house.diego), inn.types["doble"]
    wanted, headers = change(doble, "percent", -500), {"x-conserje": str(house.posada)}
    body = {**wanted, "seen": seen(browser, house, wanted)["mark"], "reason": WHY, "token": token()}
    told = [browser.post("/api/rates/days", json=body, headers=headers).json() for _ in range(2)]
    assert told == [{"moved": 3}, {"moved": 3}], "and is told the same twice"
    assert cells(browser, doble, in_days(10), 1)[0]["price"] == 9_500_000
    theirs = post(signed_in(house.olga), house, "/api/rates/days/back", of=body["token"])
    assert theirs.status_code == 409
    assert post(browser, house, "/api/rates/days/back", of=body["token"]).json() == {"moved": 3}
    assert (
        cells(browser, doble, in_days(10), 1)[0] | {"price": 10_000_000, "kind": "nights"}
        == cells(browser, doble, in_days(10), 1)[0]
    )
    assert post(browser, house, "/api/rates/days/back", of=body["token"]).status_code == 409


def test_what_somebody_changed_since_is_not_taken_back(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    browser, doble = signed_in(house.diego), inn.types["doble"]
    first = change(doble, amount=12_000_000)
    mine = token()
    mark = seen(browser, house, first)["mark"]
    headers = {"x-conserje": str(house.posada)}
    body = {**first, "seen": mark, "reason": WHY, "token": mine}
    assert browser.post("/api/rates/days", json=body, headers=headers).status_code == 200
    other = change(doble, amount=15_000_000, days=1)
    assert write(browser, house, other, seen(browser, house, other)["mark"]).status_code == 200
    assert post(browser, house, "/api/rates/days/back", of=mine).json()["error"] == "changed_meanwhile"


def test_days_are_closed_opened_and_given_least_nights(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    browser, doble = signed_in(house.diego), inn.types["doble"]
    for act, amount, key, value in (
        ("close", 0, "closed", True),
        ("min_nights", 3, "least", 3),
        ("open", 0, "closed", False),
        ("min_nights", 0, "least", 1),
    ):
        wanted = change(doble, act, amount)
        assert (
            write(browser, house, wanted, seen(browser, house, wanted)["mark"], reason="").status_code == 200
        )
        assert [one[key] for one in cells(browser, doble, in_days(10), 3)] == [value] * 3


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"amount": 0}, "wrong_price"),
        ({"amount": -5}, "wrong_price"),
        ({"amount": 10**12}, "wrong_price"),
        ({"act": "percent", "amount": -10_000}, "wrong_price"),
        ({"act": "percent", "amount": 10**9}, "wrong_price"),
        ({"act": "min_nights", "amount": 61}, "wrong_nights"),
        ({"types": []}, "unreadable"),
        ({"types": ["1"]}, "unreadable"),
        ({"types": [2**62]}, "wrong_selection"),
        ({"weekdays": [9]}, "unreadable"),
        ({"last": "2020-01-01"}, "wrong_selection"),
        ({"last": "9999-12-31"}, "wrong_selection"),
        ({"first": "soon"}, "unreadable"),
        ({"act": "burn"}, "unreadable"),
        ({"amount": 1.5}, "unreadable"),
        ({"amount": True}, "unreadable"),
    ],
)
def test_what_makes_no_price_is_refused_by_name(
    signed_in: SignIn, house: House, inn: Inventory, more: dict[str, Any], error: str
) -> None:
    wanted = {**change(inn.types["doble"], amount=100), **more}
    answer = post(signed_in(house.diego), house, "/api/rates/preview", **wanted)
    assert (answer.status_code in (400, 422), answer.json()["error"]) == (True, error)
    assert f"error_{error}" in words.group("en", "common")


def test_another_hotels_types_rooms_and_seasons_are_nothing_here(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    elena, headers = signed_in(house.elena), {"x-conserje": str(house.cabanas)}
    made = post(signed_in(house.diego), house, "/api/rates/seasons", **season()).json()["id"]
    mine = {"token": token(), "seen": "", "reason": WHY}
    for path, body in (
        ("/api/rates/preview", change(inn.types["doble"], amount=100)),
        (f"/api/rates/types/{inn.types['doble']}/usual", {"base": 1, "included": 1, "extra": 1}),
        (f"/api/rates/types/{inn.types['doble']}", KIND),
        (f"/api/rates/types/{inn.types['doble']}/retire", {}),
        (f"/api/rates/seasons/{made}/remove", {}),
        (f"/api/rates/rooms/{inn.rooms['doble-1']}/retire", {}),
    ):
        answer = elena.post(path, json={**mine, **body}, headers=headers)
        assert answer.status_code in (404, 409, 422), (path, answer.text)
    assert inventory(elena)["types"] == []
    assert len(inventory(signed_in(house.diego))["types"]) == 3


def season(**more: Any) -> dict[str, Any]:
    facts = {
        "name": "Verano",
        "first": in_days(9).isoformat(),
        "last": in_days(40).isoformat(),
        "type": None,
        "share": 15_000,
        "price": None,
        "least": 2,
        "seen": "",
        "reason": WHY,
    }
    return facts | more


def test_a_season_is_written_changed_only_as_it_was_seen_and_taken_away(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    browser = signed_in(house.diego)
    made = post(browser, house, "/api/rates/seasons", **season(name=HOSTILE[:60])).json()["id"]
    [shown] = inventory(browser)["seasons"]
    assert (shown["id"], shown["share"], "<b onclick" in shown["name"]) == (made, 15_000, True)
    assert cells(browser, inn.types["doble"], in_days(10), 1)[0]["price"] == 15_000_000
    path = f"/api/rates/seasons/{made}"
    assert post(browser, house, path, **season(seen="old")).json()["error"] == "changed_meanwhile"
    assert post(browser, house, path, **season(seen=shown["mark"], share=20_000)).status_code == 200
    assert cells(browser, inn.types["doble"], in_days(10), 1)[0]["price"] == 20_000_000
    gone = post(browser, house, f"{path}/remove", seen=shown["mark"], reason=WHY)
    assert gone.status_code == 409
    now = inventory(browser)["seasons"][0]["mark"]
    assert post(browser, house, f"{path}/remove", seen=now, reason="").json()["error"] == "needs_reason"
    assert post(browser, house, f"{path}/remove", seen=now, reason=WHY).status_code == 200
    assert inventory(browser)["seasons"] == []


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"name": " "}, "wrong_name"),
        ({"last": today().isoformat()}, "wrong_days"),
        ({"share": 0}, "wrong_price"),
        ({"price": 0}, "wrong_price"),
        ({"least": 0}, "wrong_nights"),
        ({"type": 2**40}, "no_such_type"),
        ({"reason": ""}, "needs_reason"),
        ({"share": 10**20}, "unreadable"),
    ],
)
def test_a_season_that_makes_no_sense_is_refused(
    signed_in: SignIn, house: House, inn: Inventory, more: dict[str, Any], error: str
) -> None:
    assert (
        post(signed_in(house.diego), house, "/api/rates/seasons", **season(**more)).json()["error"] == error
    )


def test_the_usual_price_is_changed_only_as_it_was_seen(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    browser, doble = signed_in(house.diego), inn.types["doble"]
    usual = next(one["usual"] for one in inventory(browser)["types"] if one["id"] == doble)
    said = {"base": 9_000_000, "included": 2, "extra": 1_000_000, "reason": WHY}
    path = f"/api/rates/types/{doble}/usual"
    assert post(browser, house, path, **said, seen=usual["mark"]).status_code == 200
    assert post(browser, house, path, **said, seen=usual["mark"]).json()["error"] == "changed_meanwhile"
    assert cells(browser, doble, in_days(10), 1)[0]["price"] == 9_000_000


def test_rules_are_checked_as_a_whole_and_never_overwritten_unseen(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    browser = signed_in(house.olga)
    version = inventory(browser)["rules"]["version"]
    weekend = {"weekend": {"nights": [4, 5, 6], "multiplier": 12_500}}
    path = "/api/rates/rules"
    assert post(browser, house, path, rules=weekend, version=version).json()["error"] == "needs_reason"
    assert post(browser, house, path, rules=weekend, version=version, reason=WHY).status_code == 200
    late = post(browser, house, path, rules=weekend, version=version, reason=WHY)
    assert (late.status_code, late.json()["error"]) == (409, "changed_meanwhile")
    for wrong in ({"weekend": {"nights": [9], "multiplier": 1}}, {"unknown": 1}, {"min_nights": 900}):
        answer = post(browser, house, path, rules=wrong, version=version + 1, reason=WHY)
        assert answer.json()["error"] == "rules_wrong", wrong
    assert inventory(browser)["rules"]["document"]["weekend"]["nights"] == [4, 5, 6]


@pytest.mark.parametrize(
    "query", [{"from": "soon"}, {"days": "900"}, {"days": "-1"}, {"from": "9999-01-01"}, {"days": "²"}]
)
def test_an_odd_window_is_refused(signed_in: SignIn, house: House, query: dict[str, str]) -> None:
    assert signed_in(house.vera).get("/api/rates", params=query).status_code == 400


LATE = {"hours": ["14:00:00"], "share_per_hour": 500, "free_hours": 1, "most": 5_000, "approval": True}


def set_rules(browser: Browser, house: House, **rules: Any) -> Any:
    version = inventory(browser)["rules"]["version"]
    return post(browser, house, "/api/rates/rules", rules=rules, version=version, reason=WHY)


def test_hours_beyond_the_usual_ones_are_the_hotels_to_say(
    signed_in: SignIn, house: House, inn: Inventory
) -> None:
    diego = signed_in(house.diego)
    before = inventory(diego)["rules"]["document"]
    assert set_rules(diego, house, late_checkout=LATE).status_code == 200
    after = inventory(diego)["rules"]["document"]
    assert after["late_checkout"] == LATE
    assert after["early_check_in"] == before["early_check_in"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": ["25:00:00"]},
        {"hours": "14:00"},
        {"hours": ["<b>"]},
        {"share_per_hour": 20_000},
        {"free_hours": -1},
        {"approval": "yes"},
        {"surprise": 1},
    ],
    ids=str,
)
def test_hours_that_make_no_sense_change_nothing(
    signed_in: SignIn, house: House, inn: Inventory, wrong: dict[str, Any]
) -> None:
    diego = signed_in(house.diego)
    before = inventory(diego)["rules"]
    assert set_rules(diego, house, late_checkout=LATE | wrong).status_code in (400, 409, 422)
    assert inventory(diego)["rules"] == before
