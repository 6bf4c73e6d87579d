"""Connecting a hotel's place on Google, and sending a reply there: who may, what is refused, and once per click."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, update

from console import words
from core.base import clock
from core.domain.errands import Errand
from core.domain.public_reviews import ReplyState, Wrong
from core.services.reviews.places import Verdict, checked
from core.store.db import across_hotels, transaction
from core.store.outbox import OutboxLetter
from core.store.review_places import ReviewPlace
from core.store.reviews import Review
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.makers import House
from tests.reviewed import reviewed

PLACE: dict[str, Any] = {
    "place": "accounts/1018/locations/5550",
    "client": "4711-posada.apps.googleusercontent.com",
    "client_secret": "GOCSPX-secret",
    "refresh": "1//0g-refresh",
}


def letters(kind: Errand) -> list[OutboxLetter]:
    with across_hotels() as session:
        return list(session.scalars(select(OutboxLetter).where(OutboxLetter.kind == kind)))


def at_google(house: House) -> int:
    """Marta's review has been seen where it stands."""
    reviewed(house)
    with transaction(house.posada) as session:
        found = session.scalars(select(Review).where(Review.platform == "google")).one()
        found.seen_at = clock.now()
        return found.id


def shown(browser: Any) -> dict[str, Any]:
    found: dict[str, Any] = browser.get("/api/reviews/list?platform=google").json()["reviews"][0]
    return found


def test_a_place_is_entered_by_who_may_and_tried_at_once(signed_in: SignIn, house: House) -> None:
    for who in (house.carla, house.diego):
        assert post(signed_in(who), house, "/api/settings/google", **PLACE).status_code == 403
    olga = signed_in(house.olga)
    for field, wrong in (("place", "the hotel"), ("client", "?"), ("client_secret", "a b"), ("refresh", "")):
        answer = post(olga, house, "/api/settings/google", **(PLACE | {field: wrong}))
        assert (answer.status_code, answer.json()["error"]) == (422, f"fact_{field}")
    assert post(olga, house, "/api/settings/google", **PLACE).status_code == 200
    board = olga.get("/api/settings").json()["google"]
    assert (board["there"], board["place"], board["check"]) == (True, PLACE["place"], None)
    assert not any(secret in str(board) for secret in (PLACE["client_secret"], PLACE["refresh"]))
    assert len(letters(Errand.CHECK_REVIEWS)) == 1
    kept = PLACE | {"client_secret": "", "refresh": ""}
    assert post(olga, house, "/api/settings/google", **kept).status_code == 200, "what is empty stays"


def test_what_is_wrong_is_shown_and_a_place_can_be_left(signed_in: SignIn, house: House) -> None:
    olga = signed_in(house.olga)
    post(olga, house, "/api/settings/google", **PLACE)
    with transaction(house.posada) as session:
        checked(session, house.posada, Verdict(Wrong.NOT_OURS, "HTTP 403"))
    board = olga.get("/api/settings").json()["google"]
    assert (board["stopped"], board["check"]["why"], board["check"]["problem"]) == (
        "not_ours",
        "not_ours",
        "HTTP 403",
    )
    assert post(signed_in(house.diego), house, "/api/settings/google/leave").status_code == 403
    assert post(olga, house, "/api/settings/google/leave").status_code == 200
    assert olga.get("/api/settings").json()["google"]["there"] is False
    assert post(olga, house, "/api/settings/google/check").json()["error"] == "fact_place"


def test_a_reply_is_sent_once_a_click_and_only_where_it_can_arrive(signed_in: SignIn, house: House) -> None:
    review = at_google(house)
    carla, path = signed_in(house.carla), f"/api/reviews/{review}/publish"
    assert post(carla, house, path, words="Gracias").json()["error"] == "cannot_publish"
    post(signed_in(house.olga), house, "/api/settings/google", **PLACE)
    assert carla.get("/api/reviews/list").json()["open"] == ["google"]
    assert post(signed_in(house.vera), house, path, words="Gracias").status_code == 403
    assert post(carla, house, path, words="  ").json()["error"] == "empty"
    assert post(carla, house, path, words="\u20ac" * 1400).json()["error"] == "message_too_long"
    one = token()
    for _ in range(2):
        assert post(carla, house, path, words="Gracias, Marta", token=one).status_code == 200
    assert (shown(carla)["reply"], shown(carla)["reply_state"]) == ("Gracias, Marta", ReplyState.SENDING)
    assert len(letters(Errand.PUBLISH_REPLY)) == 1
    elena = signed_in(house.elena)
    answer = elena.post(
        path, json={"token": token(), "words": "x"}, headers={"x-conserje": str(house.cabanas)}
    )
    assert answer.status_code == 404


def test_what_was_taken_down_or_stopped_is_not_answered(signed_in: SignIn, house: House) -> None:
    review = at_google(house)
    post(signed_in(house.olga), house, "/api/settings/google", **PLACE)
    carla, path = signed_in(house.carla), f"/api/reviews/{review}/publish"
    with transaction(house.posada) as session:
        session.execute(update(ReviewPlace).values(stopped_by=Wrong.TOKEN))
    assert carla.get("/api/reviews/list").json()["open"] == []
    assert post(carla, house, path, words="Gracias").json()["error"] == "cannot_publish"
    with transaction(house.posada) as session:
        session.execute(update(ReviewPlace).values(stopped_by=None))
        session.execute(update(Review).where(Review.id == review).values(gone_at=clock.now()))
    assert post(carla, house, path, words="Gracias").json()["error"] == "cannot_publish"
    assert shown(carla)["gone"] is not None


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_there_is_a_sentence_for_everything_that_can_be_wrong(language: str) -> None:
    assert {f"mend_google_{why}" for why in Wrong} <= words.group(language, "settings").keys()
    said = {*(f"unsent_{why}" for why in Wrong), *(f"reply_{state}" for state in ReplyState)}
    assert said <= words.group(language, "reviews").keys()
