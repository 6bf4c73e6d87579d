"""Extra hours given up again: the room is free as it was, the bill is as it was, and the book says who did it."""

from __future__ import annotations

from datetime import time

import pytest
from sqlalchemy import select

from core.domain.access import House as TheHouse
from core.domain.money import Money, percent
from core.domain.policies import ExtraHours, Policies
from core.domain.refusals import Refused, WhyNot
from core.services import bookings, early_check_in, extra_hours, late_checkout, own_changes
from core.services.extra_hours import EARLY, LATE
from core.store import charges
from core.store.alerts import AuditEntry
from core.store.db import transaction
from tests.inventory import Inventory, at, decide, furnished, wish
from tests.makers import House, StoppedClock
from tests.services.test_bookings_desk import booked, do, read, refused

RULES = Policies(
    late_checkout=ExtraHours((time(12), time(14)), percent(10)),
    early_check_in=ExtraHours((time(12),), percent(5)),
)


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    made = furnished(house.posada)
    decide(house.posada, RULES)
    return made


def call_off(house: House, booking_id: int, side: extra_hours.Side = LATE, token: str = "off") -> None:
    with transaction(house.posada) as session:
        extra_hours.call_off(session, TheHouse(house.posada), side, booking_id, token)


def bill(house: House, booking_id: int) -> list[int]:
    with transaction(house.posada) as session:
        return [line.amount // 100 for line in charges.of_booking(session, booking_id)]


def test_the_next_guest_may_come_again_and_nothing_is_owed_for_the_hours(
    house: House, inn: Inventory
) -> None:
    made = booked(house, inn, first=10, room_type="triple")
    before = read(house, made)
    do(house, late_checkout.agree, made, time(14))
    next_one = wish(12, room_type="triple")
    do(house, late_checkout.agree, made, time(12))
    call_off(house, made)
    call_off(house, made)
    after = read(house, made)
    assert (after.late_until, after.occupied) == (None, before.occupied)
    assert sum(bill(house, made)) == 0
    with transaction(house.posada) as session:
        assert bookings.owed(session, after) == Money.of(300_000, "ARS")
        told = select(AuditEntry).where(AuditEntry.tag == "hours:called_off")
        [entry] = session.scalars(told)
        assert (entry.details["hour"], entry.details["kind"]) == ("12:00", "late_checkout")
    assert booked(house, inn, first=12, room_type="triple")
    assert refused(house, bookings.hold, inn.guest, next_one) is WhyNot.FULL


def test_hours_waived_before_take_nothing_off_a_second_time(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    do(house, late_checkout.agree, made, time(12))
    with transaction(house.posada) as session:
        late_checkout.waive(session, house.diego, made)
    call_off(house, made)
    assert sum(bill(house, made)) == 0 and len(bill(house, made)) == 2


def test_hours_that_have_begun_are_given_up_no_more(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    made = booked(house, inn, first=1)
    do(house, late_checkout.agree, made, time(14))
    do(house, early_check_in.agree, made, time(12))
    stopped_clock.set(at(1, 15))
    do(house, bookings.check_in, made)
    with pytest.raises(Refused, match="already_left"):
        call_off(house, made, EARLY, "early")
    stopped_clock.set(at(3, 10, 30))
    with pytest.raises(Refused, match="already_left"):
        call_off(house, made)
    assert read(house, made).late_until == time(14)


def test_nothing_goes_back_that_was_not_paid(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    do(house, late_checkout.agree, made, time(12))
    with transaction(house.posada) as session:
        booking = read(house, made)
        assert own_changes.back_for_hours(session, booking, LATE) == Money.zero("ARS")
