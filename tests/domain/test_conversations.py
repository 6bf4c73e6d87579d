"""Reception hours over midnight, and telling a tireless machine from a person."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.conversations import MACHINE_TURNS, looks_like_a_machine, reception_is_open

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("opens", "closes", "local", "is_open"),
    [
        (time(8), time(22), time(8), True),
        (time(8), time(22), time(21, 59, 59), True),
        (time(8), time(22), time(22), False),
        (time(8), time(22), time(3), False),
        (time(14), time(2), time(23, 30), True),
        (time(14), time(2), time(1, 59), True),
        (time(14), time(2), time(2), False),
        (time(14), time(2), time(10), False),
        (time(0), time(0), time(4), True),
        (time(9), time(9), time(4), True),
        (time(8), time(0), time(23, 59), True),
        (time(8), time(0), time(0), False),
    ],
)
def test_reception_is_open_when_its_hours_say_so(
    opens: time, closes: time, local: time, is_open: bool
) -> None:
    assert reception_is_open(opens, closes, local) is is_open


@given(st.times(), st.times(), st.times())
def test_reception_is_either_open_or_closed_and_its_hours_swapped_say_the_opposite(
    opens: time, closes: time, local: time
) -> None:
    if opens != closes:
        assert reception_is_open(opens, closes, local) != reception_is_open(closes, opens, local)


def every(seconds: float, count: int) -> list[datetime]:
    return [NOON + timedelta(seconds=seconds * turn) for turn in range(count)]


def test_the_same_words_four_times_are_a_machine() -> None:
    assert looks_like_a_machine(["hola", "gracias por escribirnos"] + ["gracias por escribirnos"] * 3, [])


def test_a_person_may_repeat_themselves_three_times() -> None:
    assert not looks_like_a_machine(["hola?", "hola?", "hola?"], every(60, 3))


def test_repeating_among_other_words_is_nothing() -> None:
    assert not looks_like_a_machine(["ok", "ok", "no", "ok"], [])


def test_taps_and_pictures_have_no_words_and_are_no_repetition() -> None:
    assert not looks_like_a_machine(["", "", "", ""], every(10, 4))


def test_twenty_turns_in_three_minutes_are_a_machine() -> None:
    words = [str(turn) for turn in range(MACHINE_TURNS)]
    assert looks_like_a_machine(words, every(5, MACHINE_TURNS))


def test_twenty_turns_in_an_evening_are_a_person() -> None:
    words = [str(turn) for turn in range(MACHINE_TURNS)]
    assert not looks_like_a_machine(words, every(60, MACHINE_TURNS))


def test_only_the_last_turns_count() -> None:
    words = [str(turn) for turn in range(40)]
    times = every(1, 20) + [NOON + timedelta(hours=1, minutes=turn) for turn in range(20)]
    assert not looks_like_a_machine(words, times)
