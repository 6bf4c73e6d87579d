"""When the letters of a journey are due, on whose clock, and what their document may say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.domain import journey as letters
from core.domain.journey import Journey, JourneyLetter, JourneyProblem, Rule
from core.domain.stays import HouseHours, Stay

TIGRE, AZORES = "America/Argentina/Buenos_Aires", "Atlantic/Azores"
STAY = Stay(date(2026, 12, 4), date(2026, 12, 6))
CAME = datetime(2026, 12, 4, 2, 30, tzinfo=UTC)


def due(letter: JourneyLetter, journey: Journey | None = None, zone: str = TIGRE) -> str:
    found = letters.due_at(journey or Journey(), letter, STAY, zone, CAME)
    return f"{found.astimezone(ZoneInfo(zone)):%d %H:%M}"


def test_each_letter_has_its_hour_on_the_hotels_own_clock() -> None:
    assert due(JourneyLetter.BALANCE_DUE) == "01 11:00"
    assert due(JourneyLetter.DAY_BEFORE) == "03 10:00"
    assert due(JourneyLetter.CHECKOUT_DAY) == "06 08:30"
    assert due(JourneyLetter.DAY_BEFORE, zone=AZORES) == "03 10:00"


def test_what_follows_an_arrival_is_said_while_the_guest_is_awake() -> None:
    """Half past eleven at night is quiet time, but not for somebody who has just come in."""
    assert due(JourneyLetter.ARRIVAL) == "03 23:40"


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (time(21, 59), "03 21:59"),
        (time(22), "04 08:00"),
        (time(23, 59), "04 08:00"),
        (time(0), "03 08:00"),
        (time(7, 59), "03 08:00"),
        (time(8), "03 08:00"),
    ],
)
def test_nobody_is_written_to_at_night(hour: time, said: str) -> None:
    assert due(JourneyLetter.DAY_BEFORE, Journey(day_before=Rule(days=1, hour=hour))) == said


def test_quiet_hours_may_lie_within_a_day_or_be_none() -> None:
    siesta = Journey(day_before=Rule(days=1, hour=time(14)), quiet_from=time(13), quiet_until=time(17))
    assert due(JourneyLetter.DAY_BEFORE, siesta) == "03 17:00"
    never = replace(siesta, quiet_from=time(13), quiet_until=time(13))
    assert due(JourneyLetter.DAY_BEFORE, never) == "03 14:00"


def test_a_letter_helps_until_the_guest_comes_or_goes() -> None:
    hours = HouseHours(time(14), time(10), timedelta(hours=1), TIGRE)
    until = {letter: letters.helps_until(letter, STAY, hours) for letter in JourneyLetter}
    assert until[JourneyLetter.DAY_BEFORE] == until[JourneyLetter.BALANCE_DUE] == hours.arrival(STAY)
    assert until[JourneyLetter.ARRIVAL] == until[JourneyLetter.CHECKOUT_DAY] == hours.departure(STAY)


def test_the_document_comes_back_as_it_was() -> None:
    document = Journey(arrival=Rule(on=False, minutes=0), quiet_from=time(21, 30))
    assert letters.from_json(letters.to_json(document)) == document
    assert letters.from_json({}) == Journey()


@pytest.mark.parametrize(
    "wrong",
    [
        {"edition": 2},
        {"day_before": {"days": -1}},
        {"balance_due": {"days": 61}},
        {"arrival": {"minutes": 1441}},
        {"hold_reminder": {"minutes": 0}},
        {"quiet_from": "late"},
        {"birthday": {"on": True}},
        {"day_before": {"on": "yes"}},
    ],
)
def test_a_document_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(JourneyProblem):
        letters.from_json(wrong)
