"""The reviews screen's JSON: what it shows to whom, and what becomes of an unhappy guest's case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from core.store.db import transaction
from core.store.review_requests import ReviewRequest
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.inventory import at
from tests.makers import House, StoppedClock
from tests.reviewed import UNHAPPY, reviewed


@pytest.fixture
def case(house: House) -> int:
    return reviewed(house)


def board(browser: Browser) -> dict[str, Any]:
    answer = browser.get("/api/reviews")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_viewer_reads_but_takes_nothing_on(signed_in: SignIn, house: House, case: int) -> None:
    browser = signed_in(house.vera)
    [shown] = board(browser)["cases"]
    assert (shown["id"], shown["reasons"], shown["review"]["words"]) == (case, ["few_stars"], UNHAPPY)
    assert post(browser, house, f"/api/reviews/cases/{case}/take").status_code == 403


def test_a_case_is_taken_resolved_once_and_the_guest_told(signed_in: SignIn, house: House, case: int) -> None:
    browser = signed_in(house.carla)
    assert post(browser, house, f"/api/reviews/cases/{case}/take").status_code == 200
    assert board(browser)["cases"][0]["owner"] == "Carla Ríos"
    said = {"what": "Se cambió el colchón", "to_guest": "¡Perdón, Ana!"}
    assert post(browser, house, f"/api/reviews/cases/{case}/resolve", **said).status_code == 200
    assert board(browser)["cases"][0]["told"] is not None
    again = post(browser, house, f"/api/reviews/cases/{case}/resolve", what="otra vez")
    assert (again.status_code, again.json()["error"]) == (409, "case_resolved")


def test_nothing_said_is_refused(signed_in: SignIn, house: House, case: int) -> None:
    answer = post(signed_in(house.carla), house, f"/api/reviews/cases/{case}/resolve", what=" ")
    assert (answer.status_code, answer.json()["error"]) == (422, "empty")


def test_reviews_are_listed_newest_first_and_by_place_and_stars(
    signed_in: SignIn, house: House, case: int
) -> None:
    browser = signed_in(house.carla)
    everything = browser.get("/api/reviews/list").json()["reviews"]
    assert [one["platform"] for one in everything] == ["own", "own", "google", "booking"]
    assert [one["author"] for one in browser.get("/api/reviews/list?platform=google").json()["reviews"]] == [
        "Marta"
    ]
    assert len(browser.get("/api/reviews/list?stars=4").json()["reviews"]) == 2
    for query in ("platform=nowhere", "stars=9", "after=yesterday"):
        assert browser.get(f"/api/reviews/list?{query}").status_code == 400


def test_another_hotel_sees_and_touches_nothing(signed_in: SignIn, house: House, case: int) -> None:
    browser = signed_in(house.elena)
    assert board(browser)["cases"] == []
    headers = {"x-conserje": str(house.cabanas)}
    answer = browser.post(f"/api/reviews/cases/{case}/take", json={"token": token()}, headers=headers)
    assert answer.status_code == 404


def test_a_public_answer_is_noted(signed_in: SignIn, house: House, case: int) -> None:
    browser = signed_in(house.carla)
    google = browser.get("/api/reviews/list?platform=google").json()["reviews"][0]["id"]
    assert post(browser, house, f"/api/reviews/{google}/reply", words="¡Gracias, Marta!").status_code == 200
    assert (
        browser.get("/api/reviews/list?platform=google").json()["reviews"][0]["reply"] == "¡Gracias, Marta!"
    )


def asking(browser: Browser) -> dict[str, Any]:
    answer = browser.get("/api/reviews/asking")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_asking_is_stopped_and_resumed_by_hand_and_viewers_only_look(
    signed_in: SignIn, house: House, case: int
) -> None:
    viewer = signed_in(house.vera)
    assert asking(viewer)["stop"] is None
    assert post(viewer, house, "/api/reviews/asking/stop").status_code == 403
    browser = signed_in(house.carla)
    assert post(browser, house, "/api/reviews/asking/stop").status_code == 200
    assert asking(browser)["stop"]["reason"] == "by_staff"
    assert post(browser, house, "/api/reviews/asking/resume").status_code == 200
    assert asking(browser)["stop"] is None
    assert asking(browser)["limit"] == 200, "four fifths of what a new number may do"


def test_words_are_not_compared_before_there_is_enough(signed_in: SignIn, house: House, case: int) -> None:
    with transaction(house.posada) as session:
        first = session.scalars(select(ReviewRequest).order_by(ReviewRequest.id)).first()
        assert first is not None
        first.variant = "b"
    found = asking(signed_in(house.vera))
    assert [(one["variant"], one["sent"], one["share"]) for one in found["variants"]] == [
        ("a", 1, 1.0), ("b", 1, 1.0),
    ]  # fmt: skip
    assert found["verdict"]["found"] == "too_few"
    assert found["variants"][0]["low"] < 0.25 < found["variants"][0]["high"]


def test_a_guest_is_left_in_peace_with_a_reason_and_who_answered_is_not_asked(
    signed_in: SignIn, house: House, case: int
) -> None:
    with transaction(house.posada) as session:
        answered, waits = session.scalars(select(ReviewRequest).order_by(ReviewRequest.id)).all()
        waits.state, waits.asked_at, waits.answered_at = "planned", None, None
        ids = (answered.id, waits.id)
    browser = signed_in(house.carla)
    assert [one["id"] for one in asking(browser)["requests"]] == [ids[1]]
    assert post(browser, house, "/api/reviews/requests/send", ids=list(ids)).json() == {"sent": 1}
    assert post(browser, house, "/api/reviews/requests/send", ids=["all"]).status_code == 400
    skip = f"/api/reviews/requests/{ids[1]}/skip"
    assert post(browser, house, skip, reason="refunded").status_code == 400
    assert post(browser, house, skip, reason="bad_stay").status_code == 200
    assert asking(browser)["requests"][0]["reason"] == "bad_stay"
    refused = post(browser, house, f"/api/reviews/requests/{ids[0]}/skip", reason="by_staff")
    assert (refused.status_code, refused.json()["error"]) == (409, "already_answered")


def test_a_review_read_elsewhere_is_typed_in_once(signed_in: SignIn, house: House, case: int) -> None:
    told = {
        "platform": "google",
        "stars": 4,
        "day": "2026-01-15",
        "author": "Rosa",
        "words": "Lindo <b>patio</b>",
    }
    browser = signed_in(house.carla)
    assert post(browser, house, "/api/reviews/by-hand", **told).json() == {"new": 1}
    assert post(browser, house, "/api/reviews/by-hand", **told).json() == {"new": 0}
    for wrong in ({"platform": "own"}, {"stars": 9}, {"day": "2999-01-01"}):
        assert post(browser, house, "/api/reviews/by-hand", **(told | wrong)).status_code == 400
    assert post(signed_in(house.vera), house, "/api/reviews/by-hand", **told).status_code == 403


def test_a_reply_is_suggested_and_never_noted_by_itself(signed_in: SignIn, house: House, case: int) -> None:
    browser = signed_in(house.carla)
    google = browser.get("/api/reviews/list?platform=google").json()["reviews"][0]["id"]
    assert "Marta" in browser.get(f"/api/reviews/{google}/draft").json()["words"]
    assert browser.get("/api/reviews/list?platform=google").json()["reviews"][0]["reply"] == ""
    assert signed_in(house.vera).get(f"/api/reviews/{google}/draft").status_code == 403
    assert signed_in(house.elena).get(f"/api/reviews/{google}/draft").status_code == 404


def test_the_card_of_a_booking_says_whether_its_guest_is_asked(
    signed_in: SignIn, house: House, case: int
) -> None:
    with transaction(house.posada) as session:
        request = session.scalars(select(ReviewRequest).order_by(ReviewRequest.id)).first()
        assert request is not None
        code, number = request.stay_key, request.id
        request.state, request.asked_at, request.answered_at, request.stars = "planned", None, None, None
    browser = signed_in(house.carla)
    shown = browser.get(f"/api/booking/{code}").json()["review"]
    assert (shown["id"], shown["state"], shown["asked"]) == (number, "planned", None)
    post(browser, house, f"/api/reviews/requests/{number}/skip", reason="bad_stay")
    assert browser.get(f"/api/booking/{code}").json()["review"]["state"] == "skipped"
    assert post(browser, house, "/api/reviews/requests/send", ids=[number]).json() == {"sent": 1}
    assert browser.get(f"/api/booking/{code}").json()["review"]["state"] == "planned"


def test_who_asks_outside_the_hours_is_told_when_they_begin(
    signed_in: SignIn, house: House, stopped_clock: StoppedClock, case: int
) -> None:
    with transaction(house.posada) as session:
        code = session.scalars(select(ReviewRequest.stay_key)).first()
    for now, begins in ((at(0, 21), at(1, 10)), (at(1, 9, 59), at(1, 10)), (at(1, 10), None)):
        stopped_clock.set(now)
        browser = signed_in(house.carla)
        for opens in (
            asking(browser)["opens"],
            browser.get(f"/api/booking/{code}").json()["review"]["opens"],
        ):
            assert (datetime.fromisoformat(opens) if opens else None) == begins
