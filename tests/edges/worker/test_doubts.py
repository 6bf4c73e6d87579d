"""A call whose end nobody saw is not made again while its echo may still come; and echoes need somebody to hear."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import text

from core.base import clock
from core.store.db import across_hotels
from tests.edges.worker.conftest import Carrier, arrives, work
from tests.edges.worker.test_relay import bodies, doubtful, letter, line, say, the_echo_is_overdue
from tests.fakes import FakeChannel
from tests.makers import BRUNO, House, wa_status
from webhook import ears


def the_receiver_was_last_seen(seconds: float) -> None:
    with across_hotels() as session:
        session.execute(
            text(
                "INSERT INTO heartbeats (name, pid, seen_at) "
                "VALUES ('webhook:1', 1, now() - make_interval(secs => :age))"
            ),
            {"age": seconds},
        )


def seconds_left(message: int) -> float:
    return (letter(message).due_at - clock.now()).total_seconds()


@pytest.fixture
def message(house: House, port: FakeChannel) -> int:
    return doubtful(house, Carrier(port), "uno")


def test_while_nobody_takes_news_in_no_call_is_made_again(
    house: House, message: int, port: FakeChannel
) -> None:
    """Another guest's letter goes out meanwhile, though it has been due for less long."""
    the_receiver_was_last_seen(8)
    the_echo_is_overdue()
    [other] = say(house, "dos", to=BRUNO)
    Carrier(port).runs_until(lambda: letter(other).state == "done")
    assert (bodies(port.tried), letter(message).state) == (["uno", "dos"], "doubtful")


def test_after_a_silence_the_echo_is_awaited_for_as_long_as_the_silence_was(
    message: int, port: FakeChannel
) -> None:
    """The channel repeats what nobody took in at ever longer intervals: this echo comes late and is believed."""
    the_receiver_was_last_seen(8)
    the_echo_is_overdue()
    ears.beat()
    assert 12 < seconds_left(message) <= 15
    Carrier(port).runs_dry()
    arrives(statuses=[wa_status("wamid.real", "sent", echo=f"{letter(message).id}.{message}")])
    work()
    assert (len(port.tried), letter(message).state, line(message).provider_id) == (1, "done", "wamid.real")


def test_a_receiver_that_was_there_all_the_time_puts_nothing_off(message: int, port: FakeChannel) -> None:
    the_receiver_was_last_seen(2)
    before = letter(message).due_at
    ears.beat()
    assert letter(message).due_at == before
    the_echo_is_overdue()
    Carrier(port).runs_dry()
    assert (len(port.tried), letter(message).state) == (2, "done")


def test_a_silence_without_end_keeps_nobody_waiting_for_ever(message: int, port: FakeChannel) -> None:
    the_receiver_was_last_seen(3600)
    with across_hotels() as session:
        session.execute(
            text("UPDATE outbox SET due_at = now() - interval '61 seconds' WHERE state = 'doubtful'")
        )
    Carrier(port).runs_dry()
    assert (len(port.tried), letter(message).state) == (2, "done")


def test_whatever_goes_wrong_with_one_beat_the_next_one_is_heard(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, tried = os.getpid, []

    def fails_once() -> int:
        tried.append(True)
        if len(tried) == 1:
            raise RuntimeError("not of the database")
        return real()

    monkeypatch.setattr(os, "getpid", fails_once)
    beats = text("SELECT count(*) FROM heartbeats WHERE pid = :pid").bindparams(pid=real())
    for heard in (0, 1):
        ears.beat_or_go_on()
        with across_hotels() as session:
            assert session.scalar(beats) == heard
