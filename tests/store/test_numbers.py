"""The figures of a hotel small enough to reckon by hand, and that every figure is the sum of the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from core.store.db import transaction
from core.store.views.numbers import lost, nights, talks
from core.store.views.numbers.lost import Asking
from core.store.views.numbers.span import Span
from tests.counted import Counted, counted
from tests.makers import House

FIRST = date(2026, 3, 1)
SPAN = Span(FIRST, FIRST + timedelta(days=10), "America/Argentina/Buenos_Aires", "ARS")
LATER = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def there(house: House) -> Counted:
    return counted(house, FIRST)


@pytest.fixture
def session(house: House, there: Counted) -> Iterator[Session]:
    with transaction(house.posada) as opened:
        yield opened


def test_nights_and_money_of_the_period(session: Session) -> None:
    found = nights.nights(session, SPAN)
    assert (found.rooms, found.available, found.sold, found.priced) == (4, 37, 9, 7)
    assert (found.revenue, found.adr, found.revpar) == (1000_00, 142_86, 27_03)
    assert found.occupancy == pytest.approx(9 / 37)


def test_each_night_has_its_own(session: Session) -> None:
    found = nights.nights(session, SPAN)
    assert [night.sold for night in found.days] == [1, 1, 1, 0, 1, 2, 1, 0, 1, 1]
    assert [round(night.revenue) for night in found.days] == [
        100_00, 100_00, 100_00, 0, 150_00, 150_00, 0, 0, 200_00, 200_00,
    ]  # fmt: skip
    assert [night.shut for night in found.days] == [0, 0, 0, 0, 0, 1, 1, 1, 0, 0]


def test_a_stay_over_the_edge_belongs_to_both_periods(session: Session) -> None:
    before = nights.nights(session, SPAN.before)
    assert (before.sold, before.revenue, before.available) == (2, 200_00, 40)


def test_where_nights_come_from_and_what_they_are(session: Session) -> None:
    by_source = [(one.key, one.nights, one.revenue) for one in nights.by_source(session, SPAN)]
    assert by_source == [("web", 2, 400_00), ("whatsapp", 3, 300_00), ("desk", 2, 300_00), ("calendar", 2, 0)]
    by_type = [(one.key, one.nights, one.revenue) for one in nights.by_type(session, SPAN)]
    assert by_type == [("doble", 5, 600_00), ("triple", 2, 400_00), ("cabana", 2, 0)]


def test_the_rows_add_up_to_the_figure(session: Session) -> None:
    rows = nights.stay_rows(session, SPAN, 100)
    assert sum(row.nights or 0 for row in rows) == 9
    assert sum(row.amount or 0 for row in rows) == 1000_00
    assert [row.code for row in nights.stay_rows(session, SPAN, 100, source="web")] == ["CCCC22"]
    assert [row.code for row in nights.stay_rows(session, SPAN, 100, slug="doble")] == ["AAAA22", "BBBB22"]


def test_the_book_as_it_stood_at_a_moment(session: Session, there: Counted) -> None:
    def book(day: int) -> list[int]:
        return [count for _, count in nights.on_the_books(session, FIRST, SPAN.until, there.at(day, 18))]

    assert book(-8) == [0] * 10
    assert book(0) == [2, 2, 2, 1, 1, 1, 0, 0, 0, 0], "A, B, and D before it was called off"
    assert book(9) == [1, 1, 1, 0, 1, 1, 0, 0, 1, 1], "without D, with C"
    rows = nights.book_rows(session, FIRST, SPAN.until, there.at(0, 18), 100)
    assert [row.code for row in rows] == ["AAAA22", "DDDD22", "BBBB22"]


def test_how_early_people_book(session: Session) -> None:
    count, middle, buckets = nights.lead_times(session, SPAN)
    assert (count, middle, buckets) == (1, 5, [0, 0, 1, 0, 0, 0, 0]), "C alone was made in these days"
    assert [row.code for row in nights.lead_rows(session, SPAN, 9, (4, 7))] == ["CCCC22"]
    assert nights.lead_rows(session, SPAN, 9, (0, 3)) == []


def test_from_talk_to_booking(session: Session) -> None:
    assert talks.funnel(session, SPAN) == {"conversations": 5, "quoted": 2, "held": 1, "paid": 1}
    assert [row.guest for row in talks.rows(session, "funnel", "paid", SPAN, 9)] == ["Ana =1+1"]


def test_only_what_needed_nobody_and_no_second_asking_is_automated(session: Session) -> None:
    assert talks.automation(session, SPAN) == {
        "again": 1,
        "automated": 1,
        "called": 1,
        "person": 1,
        "silent": 1,
    }
    whole = {row.guest[:3]: row.what for row in talks.rows(session, "automation", "", SPAN, 9)}
    assert whole == {"Ana": "automated", "Bru": "again", "Chl": "person", "Dar": "called", "Els": "silent"}


def test_house_and_staff_are_timed_apart(session: Session) -> None:
    found = talks.answering(session, SPAN)
    house, staff = found["house"], found["staff"]
    assert (house.count, house.middle) == (4, 20), "10, 20, 20 and 30 seconds"
    assert (staff.count, staff.middle) == (1, 300), "from the first unanswered word, not from the last"
    assert [row.seconds for row in talks.rows(session, "answering", "house", SPAN, 9)] == [30, 20, 20, 10]


def test_what_they_want_in_which_language_and_when(session: Session) -> None:
    assert talks.counted(session, "intents", SPAN) == {"ask_hours": 2, "ask_price": 1, "human": 1}
    assert talks.counted(session, "languages", SPAN) == {"es": 3, "en": 1, "pt": 1}
    hours = talks.counted(session, "hours", SPAN)
    assert hours == {"1-10": 1, "1-11": 2, "1-12": 2, "1-13": 1, "1-14": 1}, "2 March 2026 is a Monday"
    assert len(talks.rows(session, "hours", "1-11", SPAN, 9)) == 2


def test_handovers_and_templates_are_counted_by_kind(session: Session) -> None:
    assert talks.counted(session, "handovers", SPAN) == {"asked": 1}
    assert talks.counted(session, "templates", SPAN) == {"utility": 1}
    [called] = talks.rows(session, "handovers", "asked", SPAN, 9)
    assert (called.seconds, called.guest) == (600, "Dario =1+1")
    assert [row.what for row in talks.rows(session, "templates", "utility", SPAN, 9)] == ["day_before"]


def test_lost_nights_have_a_reason_and_a_worth_and_are_counted_once(session: Session) -> None:
    found = {
        one.reason: (one.count, one.nights, one.amount)
        for one in lost.lost(session, SPAN, Asking(142_86, LATER))
    }
    assert found == {
        "cancelled": (1, 4, 1000_00),
        "expired": (1, 2, 500_00),
        "full": (1, 3, 3 * 142_86),
    }, "Chloe left a price unanswered, but booked on the website within the week"


def test_what_became_of_each_price(session: Session) -> None:
    assert lost.quotes(session, SPAN, LATER) == {"gone": 1, "held": 1, "nothing": 1}
    early = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)
    assert lost.quotes(session, SPAN, early) == {"held": 1, "nothing": 1, "open": 1}


def test_an_empty_period_is_no_trouble(session: Session) -> None:
    nowhere = Span(date(2020, 1, 1), date(2020, 1, 8), SPAN.zone, "ARS")
    found = nights.nights(session, nowhere)
    assert (found.sold, found.revenue, found.adr, found.occupancy, found.available) == (0, 0, None, 0.0, 28)
    assert nights.lead_times(session, nowhere) == (0, None, [0] * 7)
    assert talks.funnel(session, nowhere)["conversations"] == 0
    assert talks.automation(session, nowhere) == {} == talks.answering(session, nowhere)


def test_another_hotel_counts_nothing_of_it(house: House, there: Counted) -> None:
    with transaction(house.cabanas) as theirs:
        assert nights.nights(theirs, SPAN).sold == 0
        assert nights.stay_rows(theirs, SPAN, 9) == []
        assert talks.funnel(theirs, SPAN)["conversations"] == 0
        assert lost.lost(theirs, SPAN, Asking(1, LATER)) == []
