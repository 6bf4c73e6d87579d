"""Pauses before trying again: longer each time, and never for ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.errands import MAX_ATTEMPTS, Act, Refusal, pair_pause, pause_before
from core.domain.ports import Refused


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (500, 60)])
def test_each_pause_is_twice_the_last_up_to_a_minute(attempt: int, seconds: float) -> None:
    assert pause_before(attempt) == seconds


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 4), (2, 16), (4, 256), (5, 600), (400, 600)])
def test_a_guest_written_to_too_often_is_left_alone_as_long_as_the_channel_asks(
    attempt: int, seconds: float
) -> None:
    assert pair_pause(attempt) == seconds


@given(st.integers(1, 300))
def test_pauses_never_shrink(attempt: int) -> None:
    assert pause_before(attempt) <= pause_before(attempt + 1)
    assert pair_pause(attempt) <= pair_pause(attempt + 1)


def test_all_tries_of_a_letter_are_over_within_minutes() -> None:
    assert sum(pause_before(attempt) for attempt in range(1, MAX_ATTEMPTS)) < 120


def test_a_refusal_says_what_to_do_and_why() -> None:
    problem = Refused(Refusal(Act.USE_TEMPLATE, 131047, "24 hours are over"))
    assert str(problem) == "use_template (131047): 24 hours are over"
    assert problem.refusal.act is Act.USE_TEMPLATE
