"""How guests are asked, and where they can write: managers decide it, checked, once a click, over nobody's head."""

from __future__ import annotations

from typing import Any

import pytest

from core.domain.reviews import Platform, Rules
from core.services.reviews import rules
from core.store import review_requests
from core.store.db import transaction
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn
from tests.edges.console.test_reviews import asking, post
from tests.makers import House

WANTED = {"version": 0, "on": True, "delay": 6, "opens": 9, "closes": 21, "first": 2, "second": 5, "cap": 120}
GOOGLE = "https://g.page/r/posada/review"


def change(browser: Browser, house: House, **wanted: Any) -> Any:
    return post(browser, house, "/api/reviews/rules", **WANTED | wanted)


def test_a_manager_decides_when_guests_are_asked(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.diego)
    assert asking(browser)["rules"]["delay"] == 4
    assert change(browser, house).status_code == 200
    found = asking(browser)["rules"]
    assert (found["delay"], found["opens"], found["closes"], found["reminders"]) == (6, 9, 21, [2, 5])
    assert (found["cap"], found["version"], found["on"]) == (120, 1, True)
    assert change(browser, house, version=1, first=0, second=0, on=False).status_code == 200
    with transaction(house.posada) as session:
        assert rules.of(session).reminders == ()
        assert not rules.of(session).switched_on


def test_what_somebody_else_decided_meanwhile_is_not_written_over(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.diego)
    assert change(browser, house).status_code == 200
    answer = change(browser, house, delay=9)
    assert (answer.status_code, answer.json()["error"]) == (409, "changed_meanwhile")
    assert asking(browser)["rules"]["delay"] == 6


def test_a_click_on_the_rules_that_comes_twice_is_no_quarrel_with_oneself(house: House) -> None:
    """The answer to the first was lost on its way, and the screen asked again."""
    with transaction(house.posada) as session:
        for _ in range(2):
            assert rules.change(session, house.diego, Rules(delay_hours=24), 0, "one-click-asked-twice") == 1
        assert rules.of(session).delay_hours == 24


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"opens": 21, "closes": 9}, "rules_hours"),
        ({"first": 5, "second": 6}, "rules_reminders"),
        ({"first": 0, "second": 6}, "rules_reminders"),
        ({"delay": 9999}, "unreadable"),
        ({"cap": 0}, "unreadable"),
        ({"opens": "9"}, "unreadable"),
        ({"version": -1}, "unreadable"),
    ],
)
def test_what_makes_no_sense_is_named(
    signed_in: SignIn, house: House, wanted: dict[str, Any], error: str
) -> None:
    answer = change(signed_in(house.diego), house, **wanted)
    assert (answer.status_code in (400, 422), answer.json()["error"]) == (True, error)
    with transaction(house.posada) as session:
        assert rules.version(session) == 0


def test_links_keep_their_order_and_what_is_no_address_is_refused(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.diego)

    def links(**wanted: str) -> Any:
        return post(
            browser, house, "/api/reviews/links", **wanted, seen=asking(browser)["rules"]["links_mark"]
        )

    assert links(google=GOOGLE, booking=" https://booking.example/posada ").status_code == 200
    assert links(google=GOOGLE, airbnb="https://airbnb.example/1", booking="").status_code == 200
    shown = asking(browser)["rules"]["links"]
    assert [(one["platform"], one["url"]) for one in shown] == [
        ("google", GOOGLE), ("airbnb", "https://airbnb.example/1"),
    ]  # fmt: skip
    for wrong in ("javascript:alert(1)", "posada.com", "https://", "x" * 3000):
        answer = links(google=wrong)
        assert (answer.status_code, answer.json()["error"]) == (422, "not_a_link"), wrong
    with transaction(house.posada) as session:
        assert [link.platform for link in review_requests.links(session)] == [
            Platform.GOOGLE,
            Platform.AIRBNB,
        ]


def test_a_colleagues_links_are_not_written_over_and_the_book_says_what_changed(
    signed_in: SignIn, house: House
) -> None:
    diego = signed_in(house.diego)
    seen = asking(diego)["rules"]["links_mark"]
    facts = {"google": GOOGLE, "seen": seen, "token": "one-click-on-the-links"}
    for _ in range(2):  # asked again after the answer was lost
        assert post(diego, house, "/api/reviews/links", **facts).status_code == 200
    late = post(signed_in(house.olga), house, "/api/reviews/links", google="", seen=seen)
    assert (late.status_code, late.json()["error"]) == (409, "changed_meanwhile")
    seen = asking(diego)["rules"]["links_mark"]
    moved = post(diego, house, "/api/reviews/links", google=GOOGLE, airbnb=f"{GOOGLE}/2", seen=seen)
    assert moved.status_code == 200
    changed, first = diego.get("/api/audit?tag=review_links:changed").json()["lines"]
    assert [one["value"] for one in first["told"]] == [f"Google: {GOOGLE}"]
    assert [one["value"] for one in changed["told"]] == ["Airbnb: —", f"Airbnb: {GOOGLE}/2"]


def test_the_book_says_which_rules_changed_and_from_what(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.diego)
    assert change(browser, house, opens=10, closes=20, first=3, second=0, cap=90).status_code == 200
    [line] = browser.get("/api/audit?tag=review_rules:changed").json()["lines"]
    assert [(one["label"], set(one["value"].split(", "))) for one in line["told"]] == [
        ("antes", {"horas después de la salida: 4", "recordatorios (días después): 3", "8"}),
        ("después", {"horas después de la salida: 6", "recordatorios (días después): 3"}),
    ]


def test_reception_reads_them_and_changes_nothing(signed_in: SignIn, house: House) -> None:
    for actor in (house.carla, house.vera):
        browser = signed_in(actor)
        assert asking(browser)["rules"]["delay"] == 4
        assert change(browser, house).status_code == 403
        assert post(browser, house, "/api/reviews/links", google=GOOGLE).status_code == 403
