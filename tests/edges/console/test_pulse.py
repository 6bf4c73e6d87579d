"""What every open screen is told of the house: the database away, or nobody there to answer guests."""

from __future__ import annotations

import json
import os

import pytest
from sqlalchemy import create_engine

from console import pulse
from console.live import Hub
from console.pulse import Pulse
from core.store import db, duties
from core.store.db import across_hotels
from tests.makers import House


def beats(**seconds_ago: float) -> None:
    with across_hotels() as session:
        for name, seconds in seconds_ago.items():
            duties.beat(session, f"{name}:{os.getpid()}", os.getpid())
            session.connection().exec_driver_sql(
                "UPDATE heartbeats SET seen_at = now() - make_interval(secs => %s) WHERE name = %s",
                (seconds, f"{name}:{os.getpid()}"),
            )


@pytest.mark.parametrize(
    ("heard", "felt"),
    [
        ({}, Pulse.WELL),  # a house that never was at work, as on the first morning
        ({"tick": 1, "think": 1, "relay": 1}, Pulse.WELL),
        ({"tick": 1, "think": 30, "relay": 1}, Pulse.LATE),
        ({"tick": 1, "think": 1, "relay": 30}, Pulse.LATE),
        ({"tick": 1, "relay": 1}, Pulse.LATE),  # its last sign was cleared away
        ({"tick": 1, "think": 1, "relay": 1, "voice": 90}, Pulse.WELL),
    ],
)
def test_guests_wait_when_one_of_those_who_answer_is_silent(
    house: House, heard: dict[str, float], felt: Pulse
) -> None:
    beats(**heard)
    assert pulse.ask() is felt


def test_a_database_that_is_away_is_said_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = create_engine("postgresql+psycopg://conserje@127.0.0.1:9/none")
    monkeypatch.setattr(db, "engine", lambda: nowhere)
    assert pulse.ask() is Pulse.AWAY


def test_screens_are_told_when_it_changes_and_not_again() -> None:
    hub = Hub(connected=True)
    with hub.screen(1) as ours, hub.screen(2) as theirs:
        for felt in (Pulse.WELL, Pulse.AWAY, Pulse.AWAY, Pulse.WELL):
            hub.felt(felt)
        for queue in (ours, theirs):
            told = [json.loads(queue.get_nowait()) for _ in range(queue.qsize())]
            assert told == [{"kind": "live", "pulse": "away"}, {"kind": "live", "pulse": "well"}]
