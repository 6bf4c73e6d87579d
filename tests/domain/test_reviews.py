"""Whom to ask for a review, when, in whose words, and when better not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.bookings import Source
from core.domain.reviews import (
    Comparison,
    Platform,
    Rate,
    Rules,
    RulesProblem,
    Segment,
    Standing,
    StayFacts,
    Unasked,
    compare,
    first_moment,
    in_order,
    reminder_moment,
    segment_of,
    variant_of,
    why_not,
    within_hours,
)

TIGRE = ZoneInfo("America/Argentina/Buenos_Aires")
SANTIAGO = ZoneInfo("America/Santiago")
ZONES = [
    TIGRE,
    SANTIAGO,
    ZoneInfo("America/Sao_Paulo"),
    ZoneInfo("America/New_York"),
    ZoneInfo("Europe/Madrid"),
]
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
GONE = Standing(has_stayed=True, is_over=True, left_at=datetime(2026, 12, 1, 13, tzinfo=UTC))
NOON = datetime(2026, 12, 1, 15, tzinfo=UTC)


def local(day: int, hour: int, zone: ZoneInfo = TIGRE) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=zone)


@pytest.mark.parametrize(
    ("facts", "segment"),
    [
        (StayFacts(2, 2, 0), Segment.COUPLE),
        (StayFacts(2, 1, 0), Segment.SOLO),
        (StayFacts(2, 3, 0), Segment.FRIENDS),
        (StayFacts(2, 2, 2), Segment.FAMILY),
        (StayFacts(2, 4, 0, rooms=2), Segment.GROUP),
        (StayFacts(9, 2, 1), Segment.LONG_STAY),
        (StayFacts(2, 2, 0, earlier_stays=1), Segment.RETURNING),
        (StayFacts(2, 2, 0, tags=frozenset({"business"})), Segment.BUSINESS),
        (StayFacts(9, 2, 2, earlier_stays=3, tags=frozenset({"vip", "couple"})), Segment.VIP),
        (StayFacts(2, 2, 0, tags=frozenset({"allergic"})), Segment.COUPLE),
    ],
)
def test_staffs_word_comes_before_the_shape_of_the_stay(facts: StayFacts, segment: Segment) -> None:
    assert segment_of(facts) is segment


def test_a_guest_who_leaves_at_ten_is_asked_in_the_afternoon_and_one_who_leaves_late_the_next_morning() -> (
    None
):
    assert first_moment(local(1, 10), Rules(), TIGRE) == local(1, 14)
    assert first_moment(local(1, 17), Rules(), TIGRE) == local(2, 10)
    assert first_moment(local(1, 3), Rules(), TIGRE) == local(1, 10)


@given(moments, st.sampled_from(ZONES))
def test_nobody_is_written_to_at_night_and_nobody_earlier_than_planned(
    moment: datetime, zone: ZoneInfo
) -> None:
    asked = within_hours(moment, Rules(), zone)
    assert time(10) <= asked.astimezone(zone).time() < time(20)
    assert timedelta(0) <= asked - moment < timedelta(hours=16)


def test_the_hour_stays_the_same_when_the_clocks_change() -> None:
    # Santiago puts its clocks forward in the night before 6 September 2026.
    asked = datetime(2026, 9, 4, 11, tzinfo=SANTIAGO)
    again = reminder_moment(asked.astimezone(UTC), 0, Rules(), SANTIAGO)
    assert again is not None
    assert again.astimezone(SANTIAGO).replace(tzinfo=None) == datetime(2026, 9, 7, 11)


def test_two_reminders_at_most_and_the_second_waits_longer() -> None:
    rules = Rules()
    found = [reminder_moment(local(1, 14), number, rules, TIGRE) for number in range(3)]
    assert found == [local(4, 14), local(9, 14), None]


@pytest.mark.parametrize(
    "facts",
    [
        {"reminders": (3, 5)},
        {"reminders": (0,)},
        {"reminders": (5, 3)},
        {"reminders": (2, 5, 9)},
        {"opens": time(20), "closes": time(10)},
        {"delay_hours": -1},
        {"cap_days": 0},
        {"variants": ()},
        {"variants": ("a", "a")},
    ],
)
def test_rules_that_contradict_themselves_are_refused(facts: dict[str, object]) -> None:
    with pytest.raises(RulesProblem):
        replace(Rules(), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, None),
        ({"has_stayed": False}, Unasked.NO_STAY),
        ({"is_over": False}, Unasked.NOT_OVER),
        ({"opted_out": True}, Unasked.OPTED_OUT),
        ({"reachable": False}, Unasked.UNREACHABLE),
        ({"complaint_open": True}, Unasked.COMPLAINT_OPEN),
        ({"refunded": True}, Unasked.REFUNDED),
        ({"bad_stay": True}, Unasked.BAD_STAY),
        ({"answered": True}, Unasked.ANSWERED),
        ({"asked_before": NOON - timedelta(days=89)}, Unasked.ASKED_LATELY),
        ({"asked_before": NOON - timedelta(days=90)}, None),
        ({"left_at": NOON - timedelta(days=31)}, Unasked.TOO_LATE),
    ],
)
def test_every_good_reason_to_leave_a_guest_in_peace(
    facts: dict[str, object], reason: Unasked | None
) -> None:
    assert why_not(replace(GONE, **facts), Rules(), NOON) is reason  # type: ignore[arg-type]


def test_a_hotel_that_does_not_ask_asks_nobody() -> None:
    assert why_not(GONE, Rules(switched_on=False), NOON) is Unasked.SWITCHED_OFF


@given(
    st.lists(st.integers(0, 2000), min_size=1, max_size=40),
    st.integers(1, 400),
)
def test_nobody_is_asked_more_often_than_the_cap(stays: list[int], cap: int) -> None:
    """Whatever stays a guest has: between any two questions lie at least so many days."""
    rules = Rules(cap_days=cap)
    asked: list[datetime] = []
    for day in sorted(stays):
        left = NOON + timedelta(days=day)
        due = first_moment(left, rules, TIGRE)
        standing = replace(GONE, left_at=left, asked_before=asked[-1] if asked else None)
        if why_not(standing, rules, due) is None:
            asked.append(due)
    assert all(later - sooner >= timedelta(days=cap) for sooner, later in pairwise(asked))
    assert asked


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_guest_always_reads_the_same_words(hotel: int, guest: int) -> None:
    assert variant_of(hotel, guest, ("a", "b")) == variant_of(hotel, guest, ("a", "b"))


def test_about_as_many_guests_read_each_variant() -> None:
    read = [variant_of(7, guest, ("a", "b")) for guest in range(2000)]
    assert 900 < read.count("a") < 1100


def test_everybody_gets_all_links_and_the_place_of_booking_comes_first() -> None:
    links = [Platform.GOOGLE, Platform.TRIPADVISOR, Platform.BOOKING]
    assert in_order(links, "booking") == (Platform.BOOKING, Platform.GOOGLE, Platform.TRIPADVISOR)
    assert in_order(links, "whatsapp") == tuple(links)


@pytest.mark.parametrize("source", [Source.BOOKING, Source.AIRBNB, Source.EXPEDIA])
def test_a_platform_that_sells_stays_is_called_as_where_its_reviews_stand(source: Source) -> None:
    links = [Platform.GOOGLE, Platform.AIRBNB, Platform.EXPEDIA, Platform.BOOKING]
    assert in_order(links, source)[0] == source


def test_a_difference_is_only_called_one_when_chance_hardly_makes_it() -> None:
    assert compare(Rate(9, 29), Rate(1, 400)) is Comparison.TOO_FEW
    assert compare(Rate(30, 100), Rate(36, 100)) is Comparison.NO_DIFFERENCE
    assert compare(Rate(30, 100), Rate(55, 100)) is Comparison.SECOND_BETTER
    assert compare(Rate(400, 1000), Rate(300, 1000)) is Comparison.FIRST_BETTER
    assert compare(Rate(0, 50), Rate(0, 50)) is Comparison.NO_DIFFERENCE


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_truth_lies_in_an_interval_around_what_was_seen(hits: int, more: int) -> None:
    rate = Rate(hits, hits + more)
    low, high = rate.interval
    assert 0 <= low <= high <= 1
    if rate.share is not None:
        assert low - 1e-9 <= rate.share <= high + 1e-9
