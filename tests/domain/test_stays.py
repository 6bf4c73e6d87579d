"""Nights, hours and parties."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.domain.stays import HouseHours, NotAStay, Occupied, Party, Stay

TIGRE = "America/Argentina/Buenos_Aires"
HOURS = HouseHours(time(14), time(10), timedelta(hours=1), TIGRE)
days = some.dates(date(2026, 1, 1), date(2030, 1, 1))
stays = some.builds(lambda day, nights: Stay(day, day + timedelta(days=nights)), days, some.integers(1, 40))


@given(stays)
def test_a_stay_has_as_many_nights_as_it_is_long(stay: Stay) -> None:
    assert len(stay.nights) == stay.length
    assert stay.nights[0] == stay.check_in
    assert stay.nights[-1] == stay.last_night < stay.check_out


@pytest.mark.parametrize("nights", [0, -1])
def test_no_night_is_no_stay(nights: int) -> None:
    with pytest.raises(NotAStay):
        Stay(date(2026, 12, 1), date(2026, 12, 1) + timedelta(days=nights))


@given(stays, stays)
def test_rooms_clash_exactly_when_nights_do(one: Stay, other: Stay) -> None:
    """With usual hours the room is free again before the next guest may come."""
    assert HOURS.occupied(one).overlaps(HOURS.occupied(other)) == one.overlaps(other)


def test_a_late_departure_keeps_the_next_guest_out() -> None:
    stay = Stay(date(2026, 12, 1), date(2026, 12, 3))
    following = HOURS.occupied(Stay(date(2026, 12, 3), date(2026, 12, 4)))
    assert not HOURS.occupied(stay, leaves=time(13)).overlaps(following)
    assert HOURS.occupied(stay, leaves=time(14)).overlaps(following)


def test_a_guest_who_comes_late_or_leaves_early_keeps_the_usual_hours() -> None:
    stay = Stay(date(2026, 12, 1), date(2026, 12, 3))
    assert HOURS.occupied(stay, arrives=time(23), leaves=time(7)) == HOURS.occupied(stay)


def test_hours_are_those_of_the_hotels_clock() -> None:
    taken = HOURS.occupied(Stay(date(2026, 12, 1), date(2026, 12, 2)))
    zone = ZoneInfo(TIGRE)
    assert taken == Occupied(datetime(2026, 12, 1, 14, tzinfo=zone), datetime(2026, 12, 2, 11, tzinfo=zone))


parties = some.builds(Party, some.integers(0, 12), some.lists(some.integers(0, 17), max_size=6).map(tuple))


@given(parties, some.integers(1, 5))
def test_nobody_is_lost_between_rooms(party: Party, rooms: int) -> None:
    spread = party.over(rooms)
    assert len(spread) == rooms
    assert sum(part.adults for part in spread) == party.adults
    assert sorted(age for part in spread for age in part.children) == sorted(party.children)
    if party.adults:
        assert all(part.adults or not part.children for part in spread)


@pytest.mark.parametrize("party", [(-1, ()), (1, (18,)), (1, (-1,))])
def test_a_party_that_cannot_be_is_refused(party: tuple[int, tuple[int, ...]]) -> None:
    with pytest.raises(NotAStay):
        Party(*party)
