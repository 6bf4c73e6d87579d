"""The stream of news: to the right hotel, honest about Redis, and over when the session is."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import AsyncIterator

import pytest

from console import live
from console.live import Hub
from console.sessions import Answer, ask_store, cookie_name, doorman
from core.base import bell
from core.store.db import tell_after_commit, transaction
from tests.edges.console.conftest import SignIn
from tests.makers import House


async def told(events: AsyncIterator[str]) -> dict[str, object]:
    said = await asyncio.wait_for(anext(events), 5)
    found: dict[str, object] = json.loads(said.partition("data: ")[2])
    return found


def test_news_reach_the_screens_of_their_hotel_only() -> None:
    hub = Hub(connected=True)
    with hub.screen(1) as ours, hub.screen(2) as theirs:
        hub.pass_on(1, "news")
        assert ours.get_nowait() == "news"
        assert theirs.empty()


def test_a_screen_that_cannot_keep_up_is_told_to_fetch_everything() -> None:
    hub = Hub(connected=True)
    with hub.screen(1) as queue:
        for number in range(queue.maxsize + 1):
            hub.pass_on(1, str(number))
        assert [queue.get_nowait() for _ in range(queue.qsize())] == ['{"kind": "all"}']


def test_screens_hear_at_once_when_redis_goes_and_comes() -> None:
    hub = Hub(connected=True)
    with hub.screen(1) as queue:
        for connected in (False, False, True):
            hub.state_changed(connected)
        assert [json.loads(queue.get_nowait())["kind"] for _ in range(queue.qsize())] == ["fallback", "live"]


def test_what_is_committed_is_told_and_what_is_rolled_back_is_not(house: House) -> None:
    async def listening() -> list[dict[str, object]]:
        listener = asyncio.create_task(live.listen())
        heard = []
        with live.hub.screen(house.posada) as queue:
            heard.append(json.loads(await asyncio.wait_for(queue.get(), 5)))
            await asyncio.to_thread(_change_twice, house)
            while len(heard) < 2:
                heard.append(json.loads(await asyncio.wait_for(queue.get(), 5)))
        while not listener.done():
            listener.cancel()
            await asyncio.wait({listener}, timeout=0.2)
        live.hub.connected = False
        return heard

    heard = asyncio.run(listening())
    assert [event["kind"] for event in heard] == ["live", "message"]
    assert heard[1]["conversation"] == 7


def _change_twice(house: House) -> None:
    with contextlib.suppress(ZeroDivisionError), transaction(house.posada) as session:
        tell_after_commit(session, house.posada, kind="message", conversation=6)
        _ = 1 / 0
    with transaction(house.cabanas) as session:
        tell_after_commit(session, house.cabanas, kind="message", conversation=8)
    with transaction(house.posada) as session:
        tell_after_commit(session, house.posada, kind="message", conversation=7)


def test_a_channel_with_a_strange_name_is_nobodys() -> None:
    live._pass_on("live:not-a-hotel", "news")
    assert bell.connection().ping()


def test_a_stream_tells_that_the_database_is_silent_while_it_waits_for_it(
    signed_in: SignIn, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "KEEP_ALIVE_SECONDS", 0.05)
    monkeypatch.setattr(live, "_PATIENCE_SECONDS", 0.05)
    token = signed_in(house.carla).cookies[cookie_name()]
    answers = threading.Event()

    def ask(token: str) -> Answer:
        answers.wait(20)
        return ask_store(token)

    monkeypatch.setattr(doorman, "ask", ask)
    doorman.forget(token)

    async def watching() -> list[object]:
        events = live._events(token, house.posada)
        kinds: list[object] = [(await told(events))["kind"] for _ in range(3)]
        live.hub.pass_on(house.posada, json.dumps({"kind": "live", "pulse": "away"}))
        while (heard := await told(events))["kind"] == "still":
            kinds.append("still")
        kinds.append(heard["pulse"])
        assert not answers.is_set()
        answers.set()
        return kinds

    kinds = asyncio.run(watching())
    assert [kind for kind in kinds if kind != "still"] == ["fallback", "away"]


def test_a_stream_says_how_it_stands_and_ends_with_the_session(
    signed_in: SignIn, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "KEEP_ALIVE_SECONDS", 0.05)
    browser = signed_in(house.carla)
    token = browser.cookies[cookie_name()]

    async def watching() -> list[object]:
        events = live._events(token, house.posada)
        kinds: list[object] = [(await told(events))["kind"]]
        assert (await told(events))["kind"] == "still"
        live.hub.pass_on(house.posada, json.dumps({"kind": "message"}))
        kinds.append((await told(events))["kind"])
        await asyncio.to_thread(browser.post, "/auth/logout")
        doorman.forget(token)
        async for said in events:
            kinds.append(json.loads(said[6:])["kind"])
        return kinds

    kinds = asyncio.run(watching())
    assert [kind for kind in kinds if kind != "still"] == ["fallback", "message", "over"]
