"""Whoever says that they have transferred gets some time once; a transfer that people look for stops the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.bookings import Status
from core.services import bookings, claims, paying
from core.store import bookings as rows
from core.store.bookings import Booking
from core.store.db import transaction
from tests.makers import House, StoppedClock
from tests.paying import Held, held_by_ana, said


@pytest.fixture
def held(house: House, stopped_clock: StoppedClock) -> Held:
    return held_by_ana(house)


def claims_it(held: Held) -> bool:
    with transaction(held.hotel) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        return claims.give_time(session, booking)


def is_looked_for(held: Held) -> Booking:
    with transaction(held.hotel) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        claims.stop_the_clock(session, booking)
        return booking


def expires(held: Held) -> bool:
    with transaction(held.hotel) as session:
        return bookings.expire(session, TheHouse(held.hotel), held.booking)


def test_the_first_claim_makes_the_hold_last_once_more_and_the_second_does_not(held: Held) -> None:
    before = held.row().hold_until
    assert before is not None
    assert claims_it(held)
    after = held.row().hold_until
    assert after is not None
    assert after - before == timedelta(minutes=60)
    assert not claims_it(held)
    assert held.row().hold_until == after


def test_a_hold_that_is_over_gets_no_time_by_a_claim(held: Held, stopped_clock: StoppedClock) -> None:
    stopped_clock.passes(hours=2)
    assert not claims_it(held)
    assert expires(held)


def test_while_people_look_for_it_the_clock_stands_still_and_then_goes_on(
    held: Held, stopped_clock: StoppedClock
) -> None:
    is_looked_for(held)
    assert held.row().hold_until is None
    stopped_clock.passes(hours=2)
    assert not expires(held)
    with transaction(held.hotel) as session:
        paying.pending_is_over(session, held.booking)
    row = held.row()
    assert row.status == Status.HELD
    assert row.hold_until is not None
    assert row.hold_until > clock.now()
    assert "guardado hasta" in said()[-1]


def test_it_stands_still_at_least_until_people_have_promised_to_look(
    held: Held, stopped_clock: StoppedClock
) -> None:
    with transaction(held.hotel) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        in_ten_hours = clock.now() + timedelta(hours=10)
        assert claims.stop_the_clock(session, booking, in_ten_hours) == in_ten_hours


def test_a_promise_far_away_keeps_it_for_two_days_at_most(held: Held, stopped_clock: StoppedClock) -> None:
    with transaction(held.hotel) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        now = clock.now()
        assert claims.stop_the_clock(session, booking, now + timedelta(days=9)) == now + timedelta(days=2)
