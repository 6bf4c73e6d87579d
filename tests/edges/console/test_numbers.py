"""The numbers screen's JSON: managers only, periods read strictly, every figure with its rows and its file."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from console.numbers_rows import FIGURES
from core.base import clock
from tests.counted import Counted, counted
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn
from tests.inventory import TIGRE
from tests.makers import House


@pytest.fixture
def there(house: House) -> Counted:
    return counted(house, clock.now().astimezone(TIGRE).date() - timedelta(days=9))


def days(there: Counted, figure: str = "", key: str = "") -> dict[str, str]:
    last = there.first + timedelta(days=9)
    asked = {"period": "custom", "from": there.first.isoformat(), "to": last.isoformat()}
    return asked | ({"figure": figure, "key": key} if figure else {})


def board(browser: Browser, there: Counted) -> dict[str, Any]:
    answer = browser.get("/api/numbers", params=days(there))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_reception_and_viewers_see_no_numbers(signed_in: SignIn, house: House, there: Counted) -> None:
    for actor in (house.carla, house.vera):
        browser = signed_in(actor)
        for path in (
            "/api/numbers",
            "/api/numbers/rows?figure=nights",
            "/api/numbers/rows.csv?figure=nights",
        ):
            assert browser.get(path).status_code == 403


def test_the_figures_stand_beside_those_of_the_period_before(
    signed_in: SignIn, house: House, there: Counted
) -> None:
    found = board(signed_in(house.diego), there)
    assert found["tiles"]["revenue"] == {"now": 1000_00, "before": 200_00}
    assert found["tiles"]["sold"] == {"now": 9, "before": 2}
    assert found["before"] == [
        (there.first - timedelta(days=10)).isoformat(),
        (there.first - timedelta(days=1)).isoformat(),
    ]
    assert found["nights"]["data"][0]["type"] == "bar"
    assert found["funnel"]["now"] == {"conversations": 5, "quoted": 2, "held": 1, "paid": 1}


def test_too_little_is_said_to_be_too_little(signed_in: SignIn, house: House, there: Counted) -> None:
    found = board(signed_in(house.diego), there)
    assert [found[name]["enough"] for name in ("funnel", "automation", "lead", "pace")] == [False] * 4
    assert (found["answering"]["house"]["enough"], found["answering"]["staff"]["enough"]) == (False, False)
    assert found["templates"] == {"sent": {"utility": 1}, "cost": 0, "priced": False}


@pytest.mark.parametrize("figure", sorted(FIGURES))
def test_every_figure_has_its_rows_and_its_file(
    signed_in: SignIn, house: House, there: Counted, figure: str
) -> None:
    browser = signed_in(house.olga)
    key = {"funnel": "conversations", "answering": "house", "intents": "ask_price", "languages": "es",
           "templates": "utility", "quotes": "held"}.get(figure, "")  # fmt: skip
    rows = browser.get("/api/numbers/rows", params=days(there, figure, key))
    assert rows.status_code == 200, rows.text
    file = browser.get("/api/numbers/rows.csv", params=days(there, figure, key))
    assert file.status_code == 200, file.text
    table = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert len(table) - 1 == len(rows.json()["rows"])
    if figure not in ("pace_then", "hours"):
        assert len(table) > 1


def test_a_bar_leads_to_its_own_days(signed_in: SignIn, house: House, there: Counted) -> None:
    browser = signed_in(house.diego)
    key = board(browser, there)["nights"]["data"][0]["customdata"][5]
    rows = browser.get("/api/numbers/rows", params=days(there, "nights", key)).json()["rows"]
    assert [(row["code"], row["nights"], row["amount"]) for row in rows] == [
        ("BBBB22", 1, 150_00), ("EEEE22", 1, None),
    ]  # fmt: skip


def test_a_name_that_is_a_formula_runs_nothing(signed_in: SignIn, house: House, there: Counted) -> None:
    answer = signed_in(house.diego).get("/api/numbers/rows.csv", params=days(there, "nights"))
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''noches-posada-")
    assert "Ana =1+1" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "period=ever", "period=custom", "period=custom&from=2026-01-02&to=2026-01-01",
        "period=custom&from=1900-01-01&to=2026-01-01", "period=custom&from=soon&to=later",
    ],
)  # fmt: skip
def test_a_period_that_is_none_is_refused(signed_in: SignIn, house: House, query: str) -> None:
    assert signed_in(house.diego).get(f"/api/numbers?{query}").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "figure=", "figure=wages", "figure=funnel&key=true)--", "figure=nights&key=2026-01-01",
        "figure=nights&key=2026-02-01/2026-01-01", "figure=lead&key=9", "figure=lead&key=%C2%B2", "figure=pace&key=x/y",
    ],
)  # fmt: skip
def test_a_figure_that_is_none_is_refused(signed_in: SignIn, house: House, query: str) -> None:
    assert signed_in(house.diego).get(f"/api/numbers/rows?{query}").status_code == 400


def test_hostile_keys_find_nothing(signed_in: SignIn, house: House, there: Counted) -> None:
    browser = signed_in(house.diego)
    for figure in ("sources", "types", "automation", "intents", "lost", "quotes", "handovers", "languages"):
        found = browser.get("/api/numbers/rows", params=days(there, figure, "' OR 1=1 --\x00"))
        assert (found.status_code, found.json()["rows"]) == (200, [])


@pytest.mark.parametrize("period", ["month", "last_month", "30", "90", "year"])
def test_every_period_of_the_screen_answers(signed_in: SignIn, house: House, period: str) -> None:
    assert signed_in(house.diego).get(f"/api/numbers?period={period}").status_code == 200


def test_another_hotel_counts_nothing_of_it(signed_in: SignIn, house: House, there: Counted) -> None:
    browser = signed_in(house.elena)
    found = board(browser, there)
    assert (found["tiles"]["sold"]["now"], found["began"], found["sources"], found["lost"]) == (
        0,
        False,
        [],
        [],
    )
    for figure in sorted(FIGURES):
        key = "paid" if figure == "funnel" else ""
        assert browser.get("/api/numbers/rows", params=days(there, figure, key)).json()["rows"] == []


def test_the_chart_library_comes_from_our_own_address(stranger: Browser) -> None:
    from console.parts import assets

    answer = stranger.get(f"{assets.base()}plotly.min.js", headers={"accept-encoding": "gzip"})
    assert (answer.status_code, answer.headers["content-encoding"]) == (200, "gzip")
    assert "plotly.js v" in answer.text[:400]
