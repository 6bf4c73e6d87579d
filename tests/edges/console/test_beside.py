"""Who else is here, and two who answer at once: told, never locked, and lost with Redis without harm."""

from __future__ import annotations

from typing import Any

import pytest
from redis.exceptions import ConnectionError as RedisAway

from console import answers
from core.base import bell, beside
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.edges.console.test_deeds import conversation, said
from tests.makers import House, StoppedClock

__all__ = ["conversation"]


def here(browser: Browser, house: House, conversation: int, **body: Any) -> list[dict[str, Any]]:
    answer = post(browser, house, f"/api/conversations/{conversation}/here", **body)
    assert answer.status_code == 200, answer.text
    others: list[dict[str, Any]] = answer.json()["others"]
    return others


def reply(browser: Browser, house: House, conversation: int, **body: Any) -> Any:
    return post(browser, house, f"/api/conversations/{conversation}/reply", **{"body": "¡Hola!", **body})


def newest(browser: Browser, conversation: int) -> int:
    return max(int(line["id"]) for line in browser.get(f"/api/conversations/{conversation}").json()["lines"])


def test_those_who_are_here_see_each_other_until_they_leave(
    signed_in: SignIn, house: House, conversation: int, stopped_clock: StoppedClock
) -> None:
    carla, diego = signed_in(house.carla), signed_in(house.diego)
    assert here(carla, house, conversation) == []
    assert here(diego, house, conversation, writing=True) == [{"name": house.carla.name, "writing": False}]
    assert here(carla, house, conversation) == [{"name": house.diego.name, "writing": True}]
    assert here(carla, house, conversation + 1) == []
    here(diego, house, conversation, leaving=True)
    assert here(carla, house, conversation) == []
    here(diego, house, conversation)
    stopped_clock.passes(seconds=beside.LIVES_SECONDS + 1)
    assert here(carla, house, conversation) == []


def test_only_what_is_news_is_told(
    signed_in: SignIn, house: House, conversation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(bell, "tell_screens", lambda _, event: told.append(event))
    carla = signed_in(house.carla)
    for writing in (False, False, True, True, False):
        here(carla, house, conversation, writing=writing)
    assert told == [{"kind": "beside", "place": f"conversation:{conversation}"}] * 3


def test_without_redis_nobody_is_seen_and_replies_go(
    signed_in: SignIn, house: House, conversation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise RedisAway

    carla = signed_in(house.carla)
    monkeypatch.setattr(bell, "connection", away)
    monkeypatch.setattr(bell, "_silence", bell._Silence())
    assert here(carla, house, conversation, writing=True) == []
    assert here(carla, house, conversation, leaving=True) == []
    assert reply(carla, house, conversation, seen=0).status_code == 200


def test_redis_that_does_not_answer_is_asked_once_and_then_left_alone_for_a_moment(
    signed_in: SignIn, house: House, conversation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def away() -> None:
        asked.append("connection")
        raise RedisAway

    carla = signed_in(house.carla)
    monkeypatch.setattr(bell, "connection", away)
    monkeypatch.setattr(bell, "_silence", bell._Silence(float("inf")))
    assert [here(carla, house, conversation) for _ in range(3)] == [[], [], []]
    assert asked == []


def test_no_transaction_is_open_while_redis_is_asked(
    signed_in: SignIn, house: House, conversation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    carla = signed_in(house.carla)
    opened: list[int] = []
    within = answers._within_transaction

    def counted(*facts: Any) -> Any:
        opened.append(1)
        return within(*facts)

    monkeypatch.setattr(answers, "_within_transaction", counted)
    assert here(carla, house, conversation, writing=True) == []
    here(carla, house, conversation, leaving=True)
    assert opened == []
    carla.get("/api/inbox")
    assert opened == [1]


def test_who_answers_second_is_asked_first(signed_in: SignIn, house: House, conversation: int) -> None:
    carla, diego = signed_in(house.carla), signed_in(house.diego)
    seen = newest(diego, conversation)
    assert reply(carla, house, conversation, seen=seen).status_code == 200
    refused = reply(diego, house, conversation, seen=seen)
    assert (refused.status_code, refused.json()["error"]) == (409, "answered_meanwhile")
    assert refused.json()["facts"] == {"name": house.carla.name}
    assert said(house) == 1
    same = {"token": token(), "body": "¡Buenas!", "seen": seen, "anyway": True}
    for _ in range(2):
        assert diego.post(f"/api/conversations/{conversation}/reply", json=same).status_code == 200
    assert said(house) == 2


def test_ones_own_words_and_a_click_sent_twice_are_nobody_elses(
    signed_in: SignIn, house: House, conversation: int
) -> None:
    carla, diego = signed_in(house.carla), signed_in(house.diego)
    seen = newest(carla, conversation)
    same = {"token": token(), "body": "uno", "seen": seen}
    path = f"/api/conversations/{conversation}/reply"
    first = carla.post(path, json=same).json()
    assert reply(carla, house, conversation, seen=seen).status_code == 200
    assert reply(diego, house, conversation, seen=newest(diego, conversation)).status_code == 200
    assert carla.post(path, json=same).json() == first


@pytest.mark.parametrize("seen", [-1, "9", True, 1.5, 2**63])
def test_a_line_that_cannot_be_is_refused(
    signed_in: SignIn, house: House, conversation: int, seen: Any
) -> None:
    assert reply(signed_in(house.carla), house, conversation, seen=seen).status_code == 400


def test_another_hotel_sees_nobody_of_ours(signed_in: SignIn, house: House, conversation: int) -> None:
    here(signed_in(house.carla), house, conversation, writing=True)
    body, headers = {"token": token()}, {"x-conserje": str(house.cabanas)}
    answer = signed_in(house.elena).post(
        f"/api/conversations/{conversation}/here", json=body, headers=headers
    )
    assert answer.json() == {"others": []}
