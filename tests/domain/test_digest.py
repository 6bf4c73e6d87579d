"""The digest's hour on the hotel's own clock, what may be compared, and what of a guest's words may be quoted."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.digest import WEEK, Rhythm, Stars, change, moved, quotable, quotes
from core.domain.mail import MailTrouble, NotSent, is_address, pause_before
from core.domain.opinions import Topic

TIGRE, SANTIAGO, MADRID = (
    ZoneInfo(name) for name in ("America/Argentina/Buenos_Aires", "America/Santiago", "Europe/Madrid")
)
SUNDAY = Rhythm()


def at(zone: ZoneInfo, *when: int) -> datetime:
    return datetime(*when, tzinfo=zone).astimezone(UTC)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ((2026, 11, 22, 9, 0), (2026, 11, 22, 9)),
        ((2026, 11, 22, 8, 59), (2026, 11, 15, 9)),
        ((2026, 11, 22, 0, 0), (2026, 11, 15, 9)),
        ((2026, 11, 28, 23, 59), (2026, 11, 22, 9)),
        ((2026, 11, 29, 9, 1), (2026, 11, 29, 9)),
    ],
)
def test_the_newest_is_the_last_sunday_at_nine(now: tuple[int, ...], due: tuple[int, ...]) -> None:
    assert SUNDAY.newest(at(TIGRE, *now), TIGRE) == at(TIGRE, *due)


def test_it_is_sunday_at_the_hotel_whatever_day_it_is_in_greenwich() -> None:
    late = Rhythm(weekday=6, hour=22)
    assert late.newest(at(TIGRE, 2026, 11, 22, 22, 30), TIGRE) == datetime(2026, 11, 23, 1, tzinfo=UTC)


def test_nine_in_the_morning_stays_nine_when_the_clocks_change() -> None:
    """Madrid goes to summer time on 29 March 2026 at two, and back on 25 October."""
    assert SUNDAY.newest(at(MADRID, 2026, 3, 29, 12), MADRID) == datetime(2026, 3, 29, 7, tzinfo=UTC)
    assert SUNDAY.newest(at(MADRID, 2026, 3, 22, 12), MADRID) == datetime(2026, 3, 22, 8, tzinfo=UTC)
    assert SUNDAY.newest(at(MADRID, 2026, 10, 25, 9), MADRID) == datetime(2026, 10, 25, 8, tzinfo=UTC)


def test_an_hour_that_does_not_exist_is_due_once_all_the_same() -> None:
    """In Santiago midnight of 6 September 2026 is skipped: the clocks go from Saturday's end to one o'clock."""
    midnight = Rhythm(weekday=6, hour=0)
    due = midnight.newest(at(SANTIAGO, 2026, 9, 6, 5), SANTIAGO)
    assert due.astimezone(SANTIAGO).date().isoformat() == "2026-09-06"
    assert midnight.newest(at(SANTIAGO, 2026, 9, 12, 23), SANTIAGO) == due


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 6),
    st.integers(0, 23),
    st.sampled_from([TIGRE, SANTIAGO, MADRID, ZoneInfo("Pacific/Apia")]),
)
def test_there_is_always_exactly_one_newest(now: datetime, weekday: int, hour: int, zone: ZoneInfo) -> None:
    rhythm = Rhythm(weekday, hour)
    due = rhythm.newest(now, zone)
    following = rhythm.on(due.astimezone(zone).date() + WEEK, zone)
    assert due <= now < following


def test_an_average_is_compared_only_where_enough_people_spoke_in_both_weeks() -> None:
    assert change(Stars(4, 5.0), Stars(40, 3.0)).by is None
    assert change(Stars(40, 5.0), Stars(4, 3.0)).by is None
    assert change(Stars(0), Stars(9, 4.0)).by is None
    assert change(Stars(5, 4.56), Stars(5, 4.22)).by == pytest.approx(0.4), "as the figures that are read"


def test_a_topic_has_moved_when_two_more_or_fewer_spoke_of_it() -> None:
    now = Counter({("noise", "bad"): 3, ("noise", "mixed"): 1, ("breakfast", "good"): 2, ("bed", "good"): 1})
    before = Counter({("noise", "bad"): 1, ("wifi", "bad"): 2, ("breakfast", "good"): 1})
    found = [(one.topic, one.praised, one.by) for one in moved(now, before)]
    assert found == [(Topic.NOISE, False, 3), (Topic.WIFI, False, -2)]


def test_the_kindest_and_the_hardest_words_are_quoted_and_the_middling_ones_are_not() -> None:
    best, worst = quotes([(5, "newest"), (5, "older"), (4, "good"), (2, "bad"), (1, ""), (None, "mute")])
    assert best is not None
    assert worst is not None
    assert (best.words, worst.words) == ("newest", "bad")
    assert quotes([(5, "all well")])[1] is None
    assert quotes([]) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        "llamame al +54 9 11 5550-1234 por favor",
        "mi mail es ana@correo.test ok",
        "115550 1234",
        "(011) 5550.1234",
    ],
)
def test_nothing_by_which_a_guest_could_be_reached_is_quoted(words: str) -> None:
    said = quotable(words)
    assert "…" in said
    assert "1234" not in said
    assert "@" not in said


def test_a_quote_is_short_and_whole_words_and_keeps_small_numbers() -> None:
    assert quotable("volvimos 3 veces\n en 2026") == "volvimos 3 veces en 2026"
    long = quotable("palabra " * 60)
    assert len(long) <= 112
    assert long.endswith("palabra…")


def test_pauses_between_tries_of_mail_grow_to_an_hour() -> None:
    assert [pause_before(attempt) for attempt in (1, 2, 3, 7, 500)] == [60, 120, 240, 3600, 3600]


def test_what_is_written_in_a_letter_is_read_back() -> None:
    no = NotSent.read(str(NotSent(MailTrouble.LOGIN, "535 5.7.8: bad")))
    assert no is not None
    assert (no.why, no.detail) == (MailTrouble.LOGIN, "535 5.7.8: bad")
    assert NotSent.read("ValueError: odd") is None
    assert NotSent.read(None) is None


@pytest.mark.parametrize(
    "said", ["", "olga", "olga@", "@posada.test", "o@p", "o lga@p.test", "o@p.test,a@b.test"]
)
def test_what_is_no_address_is_none(said: str) -> None:
    assert not is_address(said)
    assert is_address("olga.b+x@posada.com.ar")
