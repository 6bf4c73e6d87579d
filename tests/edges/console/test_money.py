"""The money screen's JSON: who sees it, what waits, what a click does once, and a file that runs nothing."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from core.store.db import transaction
from core.store.guests import Guest
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.makers import House
from tests.moneyed import CAPTION, Moneyed, late_money, moneyed, rooms_are_free_again
from tests.paying import all_of, came, cases, refunds, said


@pytest.fixture
def there(house: House) -> Moneyed:
    return moneyed(house)


def board(browser: Browser) -> dict[str, Any]:
    answer = browser.get("/api/money")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_what_waits_is_there_with_its_money(signed_in: SignIn, house: House, there: Moneyed) -> None:
    found = board(signed_in(house.vera))
    [receipt] = found["receipts"]
    assert (receipt["id"], receipt["asked"], receipt["caption"]) == (
        there.receipt,
        there.held.amount,
        CAPTION,
    )
    assert "confirmada" in receipt["words"]["approved"]
    assert "…" in receipt["words"]["because"]
    assert receipt["seen_before"] is None
    [owing] = found["owing"]
    assert (owing["code"], owing["owed"] - owing["paid"]) == (there.owing, owing["left"])
    [back] = found["overpaid"]
    assert (back["code"], back["left"] + back["paid"]) == (there.off, back["owed"])


def test_a_viewer_decides_nothing(signed_in: SignIn, house: House, there: Moneyed) -> None:
    browser = signed_in(house.vera)
    for path, body in (
        (f"/api/receipts/{there.receipt}/approve", {"amount": 1}),
        (f"/api/receipts/{there.receipt}/refuse", {"reason": ""}),
        ("/api/money/cases/1/accept", {}),
        ("/api/money/cases/1/rescue", {}),
        ("/api/money/cases/1/send-back", {"reason": "x"}),
        ("/api/money/cases/1/close", {"resolution": "x"}),
    ):
        assert post(browser, house, path, **body).status_code == 403


def test_a_receipt_is_approved_once_however_often_one_clicks(
    signed_in: SignIn, house: House, there: Moneyed
) -> None:
    browser = signed_in(house.carla)
    path = f"/api/receipts/{there.receipt}/approve"
    click = {"amount": there.held.amount, "token": token()}
    assert [post(browser, house, path, **click).status_code for _ in range(2)] == [200, 200]
    assert post(browser, house, path, amount=there.held.amount).status_code == 200
    assert sum(1 for state, _ in came() if state == "approved") == 3
    assert board(browser)["receipts"] == []
    assert sum("está confirmada" in words for words in said()) == 1


def test_a_refused_receipt_tells_the_guest_why(signed_in: SignIn, house: House, there: Moneyed) -> None:
    browser = signed_in(house.carla)
    answer = post(browser, house, f"/api/receipts/{there.receipt}/refuse", reason="falta <i>plata</i>")
    assert answer.status_code == 200
    assert said()[-1].endswith("falta <i>plata</i>")


@pytest.mark.parametrize("amount", [0, -5, 1.5, True, "100", 10**13, None])
def test_an_amount_that_is_none_is_refused(
    signed_in: SignIn, house: House, there: Moneyed, amount: object
) -> None:
    answer = post(signed_in(house.carla), house, f"/api/receipts/{there.receipt}/approve", amount=amount)
    assert answer.status_code == 400


def test_late_money_is_looked_for_again_or_sent_back(signed_in: SignIn, house: House, there: Moneyed) -> None:
    case = late_money(house, there.held)
    browser = signed_in(house.diego)
    [shown] = board(browser)["cases"]
    assert (shown["kind"], shown["can"]) == ("late_no_room", ["rescue", "send_back", "close"])
    refused = post(browser, house, f"/api/money/cases/{case}/rescue")
    assert (refused.status_code, refused.json()["error"]) == (409, "full")
    rooms_are_free_again(house, there.held)
    assert post(browser, house, f"/api/money/cases/{case}/rescue").status_code == 200
    assert cases() == []


def test_a_case_closes_with_a_word(signed_in: SignIn, house: House, there: Moneyed) -> None:
    case = late_money(house, there.held)
    browser = signed_in(house.diego)
    nothing = post(browser, house, f"/api/money/cases/{case}/close", resolution="  ")
    assert (nothing.status_code, nothing.json()["error"]) == (422, "needs_reason")
    assert post(browser, house, f"/api/money/cases/{case}/close", resolution="Vino y pagó").status_code == 200
    assert (board(browser)["cases"], refunds()) == ([], [])


def test_payments_are_found_by_name_code_day_way_and_state(
    signed_in: SignIn, house: House, there: Moneyed
) -> None:
    browser = signed_in(house.carla)

    def codes(query: str) -> list[str]:
        return [one["code"] for one in browser.get(f"/api/money/payments?{query}").json()["rows"]]

    assert codes("") == [there.off, there.owing]
    assert codes("q=bruno") == [there.off, there.owing]
    assert codes(f"q={there.owing.lower()}") == [there.owing]
    assert codes("method=transfer") == codes("state=charged_back") == codes("to=2000-01-01") == []
    assert codes("q=%25") == codes("q=_______") == []
    day = browser.get("/api/money/till").json()["today"]
    assert len(codes(f"from={day}&to={day}")) == 2
    for wrong in ("method=barter", "state=gone", "from=yesterday", "after=soon"):
        assert browser.get(f"/api/money/payments?{wrong}").status_code == 400


def test_the_sums_are_those_of_all_that_was_asked_for(
    signed_in: SignIn, house: House, there: Moneyed
) -> None:
    [cash] = signed_in(house.carla).get("/api/money/payments").json()["sums"]
    assert (cash["method"], cash["count"], cash["amount"], cash["refunded"]) == ("cash", 2, 130_000_00, 0)


def test_the_till_of_a_day_says_what_came_and_what_went_back(
    signed_in: SignIn, house: House, there: Moneyed
) -> None:
    browser = signed_in(house.diego)
    path = f"/api/payments/{there.cash}/refund"
    assert post(browser, house, path, amount=30_000_00, reason="canceló").status_code == 200
    too_much = post(browser, house, path, amount=50_001_00, reason="canceló")
    assert (too_much.status_code, too_much.json()["error"]) == (409, "cannot_refund")
    taken = browser.get("/api/money/till").json()["taken"]
    assert [(one["staff"], one["amount"], one["back"]) for one in taken] == [
        ("Carla Ríos", 130_000_00, 0), ("Diego Sosa", 0, 30_000_00),
    ]  # fmt: skip
    assert browser.get("/api/money/till?day=2001-01-01").json()["taken"] == []


def test_the_file_has_a_row_for_each_payment_and_runs_nothing(
    signed_in: SignIn, house: House, there: Moneyed
) -> None:
    with transaction(house.posada) as session:
        for guest in all_of(Guest):
            session.get_one(Guest, guest.id).name = '=HYPERLINK("http://x";"Bruno")'
    answer = signed_in(house.carla).get("/api/money/payments.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''pagos-posada-")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert head[:4] == ["Fecha", "Huésped", "Reserva", "Medio"]
    assert [(row[1], row[2], row[5]) for row in rows] == [
        ('\'=HYPERLINK("http://x";"Bruno")', there.off, "80000,00"),
        ('\'=HYPERLINK("http://x";"Bruno")', there.owing, "50000,00"),
    ]


def test_another_hotel_sees_and_touches_nothing(signed_in: SignIn, house: House, there: Moneyed) -> None:
    case = late_money(house, there.held)
    browser = signed_in(house.elena)
    found = board(browser)
    assert all(found[name] == [] for name in ("receipts", "cases", "owing", "overpaid", "refunds", "fought"))
    assert browser.get("/api/money/payments").json()["rows"] == []
    assert browser.get("/api/money/payments.csv").content.count(b"\r\n") == 1
    headers = {"x-conserje": str(house.cabanas)}
    for path, body in (
        (f"/api/receipts/{there.receipt}/approve", {"amount": 5}),
        (f"/api/receipts/{there.receipt}/refuse", {}),
        (f"/api/money/cases/{case}/accept", {}),
        (f"/api/money/cases/{case}/rescue", {}),
        (f"/api/money/cases/{case}/send-back", {"reason": "x"}),
        (f"/api/money/cases/{case}/close", {"resolution": "x"}),
    ):
        assert browser.post(path, json={"token": token(), **body}, headers=headers).status_code == 404
