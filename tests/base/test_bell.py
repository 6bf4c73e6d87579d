"""The bell rings once for many letters, never holds a caller up, and is missed by nobody when it is silent."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from core.base import bell
from core.base.settings import settings
from tests.makers import House


def jobs(desk: str) -> int:
    return len(bell.queue(desk).get_job_ids())


def test_a_ring_is_a_job_that_carries_one_number(house: House) -> None:
    assert bell.ring(bell.INBOX, 7)
    [job] = bell.queue(bell.INBOX).get_jobs()
    assert (job.func_name, job.args) == ("worker.think.work_inbox", [7])
    assert job.timeout == bell.JOB_SECONDS[bell.INBOX]


def test_rings_nobody_heard_yet_are_one_ring(house: House) -> None:
    for letter_id in (2, 4, 6, 8):
        bell.ring(bell.THINK, letter_id)
    assert jobs(bell.THINK) == 1


def test_a_crowd_wakes_more_than_one_worker_but_not_a_worker_each(house: House) -> None:
    for letter_id in range(100):
        bell.ring(bell.INBOX, letter_id)
    assert jobs(bell.INBOX) == 2


def test_after_a_ring_was_heard_the_next_one_rings_anew(house: House) -> None:
    bell.ring(bell.INBOX, 2)
    bell.heard(bell.INBOX, 2)
    bell.ring(bell.INBOX, 4)
    assert jobs(bell.INBOX) == 2


def test_the_relay_is_tapped_and_wakes_up(house: House) -> None:
    assert not bell.wait(bell.RELAY, 0.05)
    for letter_id in range(5):
        bell.ring(bell.RELAY, letter_id)
    assert bell.wait(bell.RELAY, 1)
    assert not bell.wait(bell.RELAY, 0.05)


def test_screens_hear_of_their_own_hotel(house: House) -> None:
    line = bell.connection().pubsub(ignore_subscribe_messages=True)
    line.subscribe("live:1")
    line.get_message(timeout=1)
    bell.tell_screens(2, {"kind": "message", "conversation": 9})
    bell.tell_screens(1, {"kind": "message", "conversation": 3})
    heard = None
    for _ in range(20):
        heard = heard or line.get_message(timeout=0.1)
    assert heard is not None
    assert json.loads(heard["data"]) == {"kind": "message", "conversation": 3}
    line.close()


@pytest.fixture
def _redis_away(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(
        bell, "settings", lambda: settings().model_copy(update={"redis_url": "redis://127.0.0.1:1"})
    )
    for line in (bell.connection, bell._waiting_line):
        line.cache_clear()
    yield
    for line in (bell.connection, bell._waiting_line):
        line.cache_clear()


@pytest.mark.usefixtures("_redis_away")
def test_with_redis_away_ringing_says_so_and_raises_nothing() -> None:
    assert not bell.ring(bell.INBOX, 1)
    assert not bell.ring(bell.RELAY, 1)
    bell.heard(bell.INBOX, 1)
    bell.tell_screens(1, {"kind": "message"})


@pytest.mark.usefixtures("_redis_away")
def test_with_redis_away_waiting_still_waits() -> None:
    began = time.monotonic()
    assert not bell.wait(bell.RELAY, 0.2)
    assert 0.2 <= time.monotonic() - began < 2


def test_whoever_rings_from_a_request_never_waits_for_redis() -> None:
    slow, rung = threading.Event(), []

    def ring_slowly(desk: str, letter_id: int) -> None:
        slow.wait(5)
        rung.append((desk, letter_id))

    ringer = bell.Ringer(ring_slowly)
    began = time.monotonic()
    for letter_id in range(50):
        ringer.ring(bell.INBOX, letter_id)
    assert time.monotonic() - began < 0.5
    slow.set()
    end = time.monotonic() + 5
    # While a ring hangs, those that come meanwhile become the newest of each slot.
    while not {(bell.INBOX, 48), (bell.INBOX, 49)} <= set(rung) and time.monotonic() < end:
        time.sleep(0.01)
    assert {(bell.INBOX, 48), (bell.INBOX, 49)} <= set(rung)
    assert len(rung) <= 4


def test_news_that_were_missed_are_made_up_for_by_a_look_at_everything(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Screens fetch only what they hear of: what they did not hear must not stay unseen."""
    told: list[list[Any]] = []
    monkeypatch.setattr(bell, "_announce", lambda _, news: told.append(news))
    monkeypatch.setattr(bell, "_silence", bell._Silence(float("inf")))
    bell.announce({}, [(house.posada, {"kind": "message", "conversation": 1})])
    bell.announce({}, [(house.cabanas, {"kind": "message", "conversation": 2})])
    assert told == []
    monkeypatch.setattr(bell, "_silence", bell._Silence())
    bell.announce({bell.RELAY: 1}, [])
    bell.announce({}, [(house.posada, {"kind": "owner", "conversation": 3})])
    made_up, usual = told
    assert sorted(made_up, key=str) == sorted(
        [(house.posada, {"kind": "all"}), (house.cabanas, {"kind": "all"})], key=str
    )
    assert usual == [(house.posada, {"kind": "owner", "conversation": 3})]
