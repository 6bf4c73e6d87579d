"""The figures of reviews, as JSON: every bar and every cell has exactly its rows, and a file to take home."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from console.review_rows import FIGURES
from core.base import clock
from core.store.db import transaction
from core.store.review_requests import ReviewClick, ReviewRequest
from core.store.reviews import Review, ReviewCase
from core.store.views import review_numbers
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn
from tests.makers import House
from tests.reviewed import UNHAPPY, reviewed


@pytest.fixture
def case(house: House) -> int:
    return reviewed(house)


def board(browser: Browser, **asked: str) -> dict[str, Any]:
    answer = browser.get("/api/reviews/numbers", params={"period": "90", **asked})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def rows(browser: Browser, figure: str, key: str = "") -> list[dict[str, Any]]:
    answer = browser.get("/api/reviews/rows", params={"period": "90", "figure": figure, "key": key})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def test_who_answered_has_had_and_read_it_and_every_step_has_its_rows(
    signed_in: SignIn, house: House, case: int
) -> None:
    with transaction(house.posada) as session:
        first, second = session.scalars(select(ReviewRequest).order_by(ReviewRequest.id)).all()
        second.answered_at, second.stars = None, None
        click = {"hotel_id": house.posada, "request_id": first.id, "platform": "google", "times": 2}
        session.add(ReviewClick(first_at=clock.now(), **click))
    browser = signed_in(house.vera)
    found = board(browser)
    now = {name: step["now"] for name, step in found["steps"].items()}
    assert now == {"sent": 2, "delivered": 1, "read": 1, "answered": 1, "clicked": 1}
    assert {name: len(rows(browser, name)) for name in now} == now
    assert found["opened"] == [{"key": "google", "count": 1}]
    assert len(rows(browser, "opened", "google")) == 1
    assert rows(browser, "opened", "booking") == []
    for way, looked in found["ways"].items():
        for group in looked["groups"]:
            for step in review_numbers.STEPS:
                assert len(rows(browser, step, f"{way}:{group['key']}")) == group[step]
        assert sum(group["sent"] for group in looked["groups"]) == 2
    assert not found["enough"]


def test_every_bar_of_stars_and_topics_has_its_rows(signed_in: SignIn, house: House, case: int) -> None:
    browser = signed_in(house.carla)
    found = board(browser)
    assert (found["rating"]["count"], found["rating"]["ours"], found["rating"]["public"]) == (4, 3.5, 4.0)
    figures = [("rating", found["rating"]["figure"]), ("topics", found["topics"]["figure"])]
    figures += [("topics", one["figure"]) for one in found["topics_over"]]
    for name, figure in figures:
        for trace in (one for one in figure["data"] if one["type"] == "bar"):
            values = trace["x"] if trace.get("orientation") == "h" else trace["y"]
            for key, value in zip(trace["customdata"], values, strict=True):
                assert len(rows(browser, name, key)) == value, (name, key)
    assert {one["key"] for one in found["topics_over"]} == {"bed", "staff", "breakfast"}
    assert {one["key"]: one["count"] for one in found["places"]} == {"own": 2, "google": 1, "booking": 1}


def test_an_unhappy_guest_stands_with_the_time_it_took(signed_in: SignIn, house: House, case: int) -> None:
    browser = signed_in(house.carla)
    waiting = board(browser)["unhappy"]
    assert (waiting["opened"], waiting["resolved"], waiting["middle"]) == (1, 0, None)
    assert (waiting["cases"][0]["words"], waiting["cases"][0]["seconds"]) == (UNHAPPY, None)
    with transaction(house.posada) as session:
        one = session.scalars(select(ReviewCase)).one()
        one.resolved_at = one.opened_at + timedelta(hours=3)
    assert board(browser)["unhappy"]["middle"] == 3 * 3600
    assert [row["seconds"] for row in rows(browser, "cases", "resolved")] == [3 * 3600]
    assert rows(browser, "cases", "open") == []


@pytest.mark.parametrize("figure", FIGURES)
def test_every_figure_is_taken_home_as_a_table(
    signed_in: SignIn, house: House, case: int, figure: str
) -> None:
    browser = signed_in(house.diego)
    key = "breakfast" if figure == "topics" else ""
    asked = {"period": "90", "figure": figure, "key": key}
    answer = browser.get("/api/reviews/rows.csv", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0][0] == "Fecha"
    assert len(lines) == 1 + len(rows(browser, figure, key))


@pytest.mark.parametrize(
    "query",
    [
        "figure=nothing", "figure=sent&key=moon:1", "figure=topics&key=' OR 1", "figure=rating&key=theirs",
        "figure=rating&key=ours|2026-02-02/2026-01-01", "figure=opened&key=x", "figure=cases&key=late",
        "figure=sent&period=for-ever",
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(signed_in: SignIn, house: House, query: str) -> None:
    browser = signed_in(house.diego)
    for path in ("rows", "rows.csv"):
        assert browser.get(f"/api/reviews/{path}?{query}").status_code == 400


def test_another_hotel_counts_nothing_of_ours(signed_in: SignIn, house: House, case: int) -> None:
    browser = signed_in(house.elena)
    found = board(browser)
    assert not found["began"]
    assert rows(browser, "sent") == rows(browser, "places") == rows(browser, "cases") == []


def test_a_long_period_is_drawn_in_stretches_of_four_weeks(
    signed_in: SignIn, house: House, case: int
) -> None:
    today = clock.now().date()
    asked = {"period": "custom", "from": (today - timedelta(days=364)).isoformat(), "to": today.isoformat()}
    found = board(signed_in(house.diego), **asked)
    assert len(found["rating"]["figure"]["data"][0]["x"]) == 14
    assert found["rating"]["count"] >= 3


def test_what_matters_is_said_with_its_counts_and_half_a_period_is_compared_with_nothing(
    signed_in: SignIn, house: House, case: int
) -> None:
    browser = signed_in(house.vera)
    found = board(browser)
    assert found["steps"]["sent"] == {"now": 2, "before": None}, "it began to ask today"
    notes = {note["kind"]: note for note in found["notes"]}
    assert notes["open"]["count"] == 1
    assert notes["unanswered"]["count"] == 2
    assert (notes["praised"]["topic"], notes["praised"]["count"]) == ("breakfast", 3)
    assert len(rows(browser, "topics", "breakfast|good")) == 3
    with transaction(house.posada) as session:
        for review in session.scalars(select(Review).where(Review.platform != "own")):
            review.reply, review.topics = "Gracias", {"noise": "bad"}
        session.scalars(select(ReviewRequest).order_by(ReviewRequest.id)).first().asked_at -= timedelta(
            days=176
        )
    found = board(browser)
    notes = {note["kind"]: note for note in found["notes"]}
    assert "unanswered" not in notes and "all_answered" in notes
    assert not {"praised", "blamed"} & notes.keys(), "what two say is nothing yet"
    assert found["steps"]["sent"]["before"] is not None


def test_public_reviews_without_a_reply_can_be_asked_for(signed_in: SignIn, house: House, case: int) -> None:
    browser = signed_in(house.vera)

    def listed(reply: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = browser.get("/api/reviews/list", params={"reply": reply}).json()[
            "reviews"
        ]
        return found

    assert {one["author"] for one in listed("none")} == {"Marta", "John"}
    assert len(listed("")) == 4
    with transaction(house.posada) as session:
        session.scalars(select(Review).where(Review.author == "Marta")).one().reply = "Gracias, Marta"
    assert [one["author"] for one in listed("none")] == ["John"]
    assert browser.get("/api/reviews/list", params={"reply": "some"}).status_code == 400
