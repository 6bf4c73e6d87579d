"""Telling a tireless machine from a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from core.domain.conversations import MACHINE_TURNS, looks_like_a_machine

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


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
