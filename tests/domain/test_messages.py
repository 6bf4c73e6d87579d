"""Ticks only move forward, the window closes to the second, and what an outage held back is not live."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations, product

import pytest

from core.domain.messages import (
    MEDIA,
    QUIET,
    TAPS,
    Delivery,
    delivery_rank,
    is_stale,
    moves_forward,
    window_closes,
    window_is_open,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

# From the state in front to those it may move to; everything else is old news.
FORWARD = {
    Delivery.QUEUED: {Delivery.SENT, Delivery.DELIVERED, Delivery.READ, Delivery.PLAYED, Delivery.FAILED},
    Delivery.SENT: {Delivery.DELIVERED, Delivery.READ, Delivery.PLAYED, Delivery.FAILED},
    Delivery.DELIVERED: {Delivery.READ, Delivery.PLAYED},
    Delivery.READ: {Delivery.PLAYED},
    Delivery.PLAYED: set(),
    Delivery.FAILED: set(),
}


@pytest.mark.parametrize(("present", "news"), list(product(Delivery, Delivery)))
def test_a_message_only_moves_forward(present: Delivery, news: Delivery) -> None:
    assert moves_forward(present, news) == (news in FORWARD[present])


@pytest.mark.parametrize("order", list(permutations((Delivery.SENT, Delivery.DELIVERED, Delivery.READ))))
def test_statuses_in_any_order_and_twice_end_in_the_same_tick(order: tuple[Delivery, ...]) -> None:
    state = Delivery.QUEUED
    for news in (*order, *order):
        state = news if moves_forward(state, news) else state
    assert state is Delivery.READ


def test_a_message_the_guest_saw_did_not_fail() -> None:
    assert not moves_forward(Delivery.DELIVERED, Delivery.FAILED)
    assert not moves_forward(Delivery.READ, Delivery.FAILED)


def test_ranks_follow_the_way_of_a_message() -> None:
    ranks = [delivery_rank(state) for state in Delivery]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(
    ("age", "is_open"),
    [
        (timedelta(0), True),
        (timedelta(hours=23, minutes=59, seconds=59), True),
        (timedelta(hours=24), False),
        (timedelta(days=3), False),
        (timedelta(seconds=-5), True),
    ],
)
def test_the_window_is_open_for_a_day_to_the_second(age: timedelta, is_open: bool) -> None:
    assert window_is_open(NOON - age, NOON) is is_open


def test_there_is_no_window_to_a_guest_who_never_wrote() -> None:
    assert window_closes(None) is None
    assert not window_is_open(None, NOON)


def test_the_window_closes_a_day_after_the_last_word() -> None:
    assert window_closes(NOON) == NOON + timedelta(hours=24)


@pytest.mark.parametrize(
    ("age", "stale"),
    [(timedelta(minutes=5), False), (timedelta(hours=3), False), (timedelta(hours=3, seconds=1), True)],
)
def test_a_message_older_than_three_hours_was_held_back_by_an_outage(age: timedelta, stale: bool) -> None:
    assert is_stale(NOON - age, NOON) is stale


def test_no_kind_is_both_a_tap_and_quiet_or_media() -> None:
    assert not TAPS & MEDIA
    assert not TAPS & QUIET
    assert not MEDIA & QUIET
