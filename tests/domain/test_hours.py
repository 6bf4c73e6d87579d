"""Opening hours: split shifts, past midnight, days and holidays that differ, and what follows from them."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.hours import (
    Hours,
    Run,
    Shift,
    Span,
    WrongHours,
    every_day,
    from_json,
    runs_of,
    to_json,
)

MONDAY = date(2026, 11, 23)
SATURDAY, SUNDAY = date(2026, 11, 28), date(2026, 11, 29)
CHRISTMAS = date(2026, 12, 25)
TIGRE = ZoneInfo("America/Argentina/Buenos_Aires")


def on(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), TIGRE)


def shifts(*words: str) -> tuple[Shift, ...]:
    return tuple(map(Shift.parse, words))


SPLIT = Hours((shifts("08:00-12:00", "16:00-20:00"),) * 5 + (shifts("09:00-13:00"), ()))
BAR = Hours(((),) * 4 + (shifts("19:00-02:00"),) * 2 + ((),))


@pytest.mark.parametrize(
    ("clock", "is_open"),
    [("07:59", False), ("08:00", True), ("11:59", True), ("12:00", False), ("16:00", True), ("20:00", False)],
)
def test_a_split_day_is_closed_at_noon(clock: str, is_open: bool) -> None:
    assert SPLIT.is_open(on(MONDAY, clock)) is is_open


def test_the_opening_under_way_ends_with_its_own_shift() -> None:
    assert SPLIT.closes_at(on(MONDAY, "10:00")) == on(MONDAY, "12:00")
    assert SPLIT.closes_at(on(MONDAY, "13:00")) is None


def test_the_next_opening_may_be_today_or_days_away() -> None:
    assert SPLIT.next_opening(on(MONDAY, "13:00")) == on(MONDAY, "16:00")
    assert SPLIT.next_opening(on(SATURDAY, "14:00")) == on(MONDAY + timedelta(days=7), "08:00")


def test_a_night_belongs_to_the_day_on_which_it_began() -> None:
    assert BAR.is_open(on(SUNDAY, "01:30"))
    assert not BAR.is_open(on(SUNDAY, "02:00"))
    assert BAR.closes_at(on(SATURDAY, "23:00")) == on(SUNDAY, "02:00")


def test_a_day_that_is_closed_does_not_cut_the_night_before_it() -> None:
    bar = Hours(BAR.week, spans=(Span(SATURDAY, SATURDAY),))
    assert bar.is_open(on(SATURDAY, "01:00"))
    assert not bar.is_open(on(SATURDAY, "21:00"))
    assert not bar.is_open(on(SUNDAY, "01:00"))


def test_twenty_four_hours_never_close_and_never_open() -> None:
    always = every_day("00:00-24:00")
    assert always.never_closes
    assert always.is_open(on(MONDAY, "03:00"))
    assert always.closes_at(on(MONDAY, "03:00")) is None
    assert always.next_opening(on(MONDAY, "03:00")) is None


def test_a_day_that_ends_at_midnight_goes_on_with_the_one_that_begins_there() -> None:
    weekend = Hours(((),) * 5 + (shifts("10:00-24:00"), shifts("00:00-18:00")))
    assert weekend.closes_at(on(SATURDAY, "22:00")) == on(SUNDAY, "18:00")
    assert not weekend.never_closes


def test_open_round_the_clock_but_closed_at_christmas_is_not_always_open() -> None:
    hours = Hours(every_day("00:00-24:00").week, spans=(Span(CHRISTMAS, CHRISTMAS),))
    assert not hours.never_closes
    assert hours.closes_at(on(MONDAY, "03:00")) == on(CHRISTMAS, "00:00")


def test_holidays_have_hours_of_their_own_and_one_of_them_may_differ() -> None:
    hours = Hours(SPLIT.week, holidays=shifts("10:00-14:00"), named=(("christmas", ()),))
    calendar = {MONDAY: "sovereignty", CHRISTMAS: "christmas"}
    assert hours.of_day(MONDAY, calendar) == shifts("10:00-14:00")
    assert hours.of_day(CHRISTMAS, calendar) == ()
    assert hours.of_day(MONDAY) == SPLIT.week[0]
    assert SPLIT.of_day(MONDAY, calendar) == SPLIT.week[0]


def test_the_narrowest_span_wins_over_wider_ones_and_over_holidays() -> None:
    winter = Span(date(2026, 5, 1), date(2026, 9, 30))
    fair = Span(date(2026, 7, 9), date(2026, 7, 12), shifts("10:00-18:00"))
    pool = Hours(every_day("09:00-20:00").week, spans=(winter, fair), holidays=())
    assert pool.next_opening(on(date(2026, 5, 2), "12:00")) == on(fair.first, "10:00")
    assert pool.is_open(on(fair.first, "11:00"), {fair.first: "independence"})


def test_what_never_opens_again_within_a_year_has_no_next_opening() -> None:
    assert Hours(((),) * 7).next_opening(on(MONDAY, "12:00")) is None


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ({"week": [["08:00-12:00"]] * 6}, "seven days"),
        ({"week": [["08:00-12:00", "11:00-13:00"]] * 7}, "overlap"),
        ({"week": [["08:00-12:00", "00:00-24:00"]] * 7}, "overlap"),
        ({"week": [["8 to 12"]] * 7}, "no shift"),
        ({"week": [["25:00-26:00"]] * 7}, "no shift"),
        ({"week": ["08:00-12:00"] * 7}, "list of shifts"),
        (
            {"week": [[]] * 7, "spans": [{"first": "2026-02-02", "last": "2026-02-01", "shifts": []}]},
            "ends before",
        ),
        (
            {"week": [[]] * 7, "spans": [{"first": "2026-02-30", "last": "2026-03-01", "shifts": []}]},
            "no hours",
        ),
        ({"week": [[3]] * 7}, "no hours"),
        ({"week": None}, "no hours"),
        ({}, "no hours"),
    ],
)
def test_hours_that_make_no_sense_are_refused_in_one_line(written: Any, reason: str) -> None:
    with pytest.raises(WrongHours, match=reason) as refused:
        from_json(written)
    assert "\n" not in str(refused.value)


def test_the_week_is_told_in_runs_and_closed_days_are_left_out() -> None:
    assert runs_of(SPLIT.week) == (
        Run(0, 4, shifts("08:00-12:00", "16:00-20:00")),
        Run(5, 5, shifts("09:00-13:00")),
    )


# Invented hours: quarter hours that do not overlap within a day, some of them past midnight.


@st.composite
def some_shifts(draw: st.DrawFn) -> tuple[Shift, ...]:
    marks = draw(st.lists(st.integers(0, 95), max_size=6, unique=True).map(sorted))
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    made = [Shift(_quarter(begins), _quarter(ends)) for begins, ends in pairs]
    if len(marks) % 2:
        made.append(Shift(_quarter(marks[-1]), _quarter(draw(st.integers(0, 20)))))
    return tuple(made)


def _quarter(number: int) -> time:
    return time(number // 4, number % 4 * 15)


@st.composite
def some_hours(draw: st.DrawFn) -> Hours:
    week = tuple(draw(some_shifts()) for _ in range(7))
    spans = draw(
        st.lists(
            st.builds(
                lambda first, days, made: Span(first, first + timedelta(days=days), made),
                st.dates(date(2026, 11, 1), date(2027, 1, 31)),
                st.integers(0, 30),
                some_shifts(),
            ),
            max_size=3,
        )
    )
    holidays = draw(st.none() | some_shifts())
    named = draw(st.dictionaries(st.sampled_from(["christmas", "new_year"]), some_shifts()))
    return Hours(week, tuple(spans), holidays, tuple(named.items()))


MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2027, 2, 28))
CALENDARS = st.dictionaries(
    st.dates(date(2026, 11, 1), date(2027, 2, 28)), st.sampled_from(["christmas", "new_year", ""]), max_size=8
)
INSTANT = timedelta(microseconds=1)


@given(some_hours())
def test_hours_come_back_from_storage_as_they_were(hours: Hours) -> None:
    back = from_json(json.loads(json.dumps(to_json(hours))))
    assert back == from_json(to_json(back))
    assert [sorted(day) for day in back.week] == [sorted(day) for day in hours.week]


@given(some_hours(), MOMENTS, CALENDARS)
def test_it_is_open_until_it_closes_and_closed_then(
    hours: Hours, at: datetime, calendar: dict[date, str]
) -> None:
    closes = hours.closes_at(at, calendar)
    if closes is None:
        assert not hours.is_open(at, calendar) or hours.next_opening(at, calendar) is None
        return
    assert hours.is_open(at, calendar)
    assert hours.is_open(closes - INSTANT, calendar)
    assert not hours.is_open(closes, calendar)
    half = at + (closes - at) / 2
    assert hours.closes_at(half, calendar) == closes


@given(some_hours(), MOMENTS, CALENDARS)
def test_the_next_opening_opens_and_nothing_opened_before_it(
    hours: Hours, at: datetime, calendar: dict[date, str]
) -> None:
    opens = hours.next_opening(at, calendar)
    if opens is None:
        return
    assert opens > at
    assert hours.is_open(opens, calendar)
    assert not hours.is_open(opens - INSTANT, calendar)
    since = hours.closes_at(at, calendar) or at
    assert not hours.is_open(since + (opens - since) / 2, calendar) or since == opens


@given(some_hours(), MOMENTS, CALENDARS)
def test_open_means_that_some_shift_holds(hours: Hours, at: datetime, calendar: dict[date, str]) -> None:
    """The slow way: every shift of the two days that can reach this moment, minute by minute of their length."""
    held = False
    for day in (at.date() - timedelta(days=1), at.date()):
        for shift in hours.of_day(day, calendar):
            begins = datetime.combine(day, shift.opens)
            minutes = (shift.closes.hour - shift.opens.hour) * 60 + shift.closes.minute - shift.opens.minute
            held |= timedelta() <= at - begins < timedelta(minutes=minutes if minutes > 0 else minutes + 1440)
    assert hours.is_open(at, calendar) is held
