"""The house has one clock, and it can be stopped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from core.base import clock

THEN = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_stopped_clock_stands_still_and_goes_on_afterwards() -> None:
    with clock.frozen(THEN):
        assert clock.now() == THEN
        assert clock.after(90) == THEN + timedelta(seconds=90)
    assert clock.now() > THEN


def test_a_clock_stopped_twice_returns_to_the_first_stop() -> None:
    with clock.frozen(THEN):
        with clock.frozen(THEN + timedelta(hours=1)):
            assert clock.now() == THEN + timedelta(hours=1)
        assert clock.now() == THEN


def test_the_clock_always_says_where_it_is() -> None:
    assert clock.now().tzinfo is UTC


def test_what_failed_together_does_not_come_back_together() -> None:
    pauses = {clock.jittered(10) for _ in range(50)}
    assert len(pauses) > 40
    assert all(8 <= pause <= 12 for pause in pauses)
