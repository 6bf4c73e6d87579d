"""Whoever thinks for too long is interrupted, in the middle of a pattern too; whoever only waits is not."""

from __future__ import annotations

import re
import signal
import threading
import time

import pytest

from core.base.patience import ThoughtTooLong, at_most

_ENDLESS = re.compile("(?:a|aa)+$")
_WORDS = "a" * 60 + "!"


def test_a_pattern_without_end_is_interrupted() -> None:
    with pytest.raises(ThoughtTooLong), at_most(0.05):
        _ENDLESS.search(_WORDS)


def test_whoever_waits_may_wait() -> None:
    with at_most(0.02):
        time.sleep(0.2)


def test_afterwards_nobody_is_interrupted() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with at_most(0.02):
        pass
    until = time.process_time() + 0.1
    while time.process_time() < until:
        pass
    assert signal.getsignal(signal.SIGVTALRM) is before


def test_an_error_within_is_told_as_it_is() -> None:
    with pytest.raises(KeyError), at_most(1.0):
        raise KeyError("their own")


def test_beside_the_main_thread_nobody_is_interrupted() -> None:
    done: list[str] = []

    def think() -> None:
        with at_most(0.001):
            sum(range(200_000))
        done.append("thought")

    other = threading.Thread(target=think)
    other.start()
    other.join()
    assert done == ["thought"]
