"""How fast we write: never faster than the channel allows, and no slower than needed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.base import clock
from worker.pacing import PAIR_BURST, PAIR_SECONDS, Bucket, Pacer


class Watch:
    """A wrist watch for the pacer; it moves when told."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr("worker.pacing.time", watch)
    return watch


def test_a_bucket_gives_its_burst_and_then_its_rate() -> None:
    bucket = Bucket(2.0, at=0.0)
    assert [bucket.take(1.0, 2.0, 0.0) for _ in range(4)] == [0.0, 0.0, 1.0, 2.0]
    assert bucket.take(1.0, 2.0, 10.0) == 0.0


def test_a_guest_is_written_to_45_times_and_then_every_six_seconds(watch: Watch) -> None:
    pacer = Pacer(1000)
    waits = [pacer.reserve("posada", "ana", None) for _ in range(PAIR_BURST)]
    assert max(waits) < 0.1
    assert pacer.reserve("posada", "ana", None) == pytest.approx(PAIR_SECONDS * 1.1)
    assert pacer.reserve("posada", "bruno", None) < 0.1
    watch.seconds += PAIR_SECONDS
    assert pacer.reserve("posada", "ana", None) < 0.1
    assert pacer.reserve("posada", "ana", None) > 1


def test_the_same_guest_of_another_number_has_a_pace_of_their_own(watch: Watch) -> None:
    pacer = Pacer(1000)
    for _ in range(PAIR_BURST):
        pacer.reserve("posada", "ana", None)
    assert pacer.reserve("cabanas", "ana", None) < 0.1


def sent_in(pacer: Pacer, watch: Watch, seconds: float, slow: bool = False) -> int:
    """How many letters to ever new guests may go within a time."""
    until = clock.now() + timedelta(hours=1) if slow else None
    count, end = 0, watch.seconds + seconds
    while watch.seconds < end:
        if pacer.reserve("posada", f"guest {count}", until) == 0.0:
            count += 1
        else:
            pacer._numbers["posada"].give()
            watch.seconds += 0.01
    return count


def test_a_number_sends_at_its_rate(watch: Watch) -> None:
    assert 780 <= sent_in(Pacer(80), watch, 10.0) <= 820


def test_a_number_asked_to_slow_down_sends_a_quarter(watch: Watch) -> None:
    assert 180 <= sent_in(Pacer(80), watch, 10.0, slow=True) <= 220


def test_a_letter_that_must_wait_long_gives_its_place_back(watch: Watch) -> None:
    """It is put back into the outbox; those that come after it must not pay for it."""
    pacer = Pacer(1)
    waits = [pacer.reserve("posada", f"guest {number}", None) for number in range(60)]
    assert max(waits) <= 3


def test_guests_who_rested_are_forgotten(watch: Watch) -> None:
    pacer = Pacer(1_000_000)
    for number in range(20_000):
        pacer.reserve("posada", f"guest {number}", None)
    watch.seconds += PAIR_BURST * PAIR_SECONDS + 1
    for number in range(2):
        pacer.reserve("posada", f"new guest {number}", None)
    assert len(pacer._pairs) < 10
