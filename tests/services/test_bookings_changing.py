"""Changing a stay: dates, room, guests and hours, with the money that follows; and hours beyond the usual ones."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from sqlalchemy import select

from core.domain.access import House as TheHouse
from core.domain.access import NotAllowed
from core.domain.bookings import Status
from core.domain.money import Money, percent
from core.domain.policies import ExtraHours, Policies
from core.domain.quotes import sum_of
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Stay
from core.services import bookings, early_check_in, late_checkout
from core.services.bookings import Change, Changed, Price
from core.store import charges
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.db import transaction
from tests.inventory import Inventory, at, decide, furnished, in_days, wish
from tests.makers import House, StoppedClock
from tests.services.test_bookings_desk import booked, do, read, refused


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


def change(house: House, booking_id: int, by: Any = None, token: str | None = None, **facts: Any) -> Changed:
    with transaction(house.posada) as session:
        return bookings.change_stay(session, by or house.diego, booking_id, Change(**facts), token)


def whole(money: Money) -> int:
    return int(money.major)


def test_one_more_night_costs_one_more_night(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    changed = change(house, made, house.carla, check_out=in_days(13))
    assert [whole(changed.before), whole(changed.after), whole(changed.difference)] == [
        200_000,
        300_000,
        100_000,
    ]
    booking = read(house, made)
    assert booking.nights == Stay(in_days(10), in_days(13))
    assert booking.agreed is not None
    assert sum_of(booking.agreed.lines, "ARS") == booking.price


def test_a_kept_price_is_a_managers_word_and_stands_on_the_bill(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    with pytest.raises(NotAllowed):
        change(house, made, house.carla, check_out=in_days(13), price=Price.KEEP)
    changed = change(house, made, check_out=in_days(13), price=Price.KEEP)
    assert whole(changed.difference) == 0
    agreed = read(house, made).agreed
    assert agreed is not None
    assert sum_of(agreed.lines, "ARS") == agreed.total == changed.after
    assert (
        whole(change(house, made, check_out=in_days(12), price=Money.of(120_000, "ARS")).difference)
        == -80_000
    )


def test_the_choice_is_shown_before_it_is_made_and_nothing_is_written(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    wanted = Change(check_out=in_days(14), room_id=inn.rooms["triple-1"])
    with transaction(house.posada) as session:
        shown = bookings.price_change(session, house.vera, made, wanted)
    assert whole(shown.keep) == 200_000
    assert shown.difference == Money.of(400_000, "ARS")
    assert shown.room_is_free
    assert read(house, made).version == 2


def test_a_room_that_is_taken_is_refused_by_its_number(house: House, inn: Inventory) -> None:
    made, other = booked(house, inn, first=10), booked(house, inn, first=10)
    taken = read(house, other).room_id
    with pytest.raises(Refused) as caught:
        change(house, made, room_id=taken)
    assert caught.value.why is WhyNot.ROOM_TAKEN
    assert caught.value.refusal.facts["room"].startswith("doble")
    assert read(house, made).version == 2


def test_an_upgrade_at_the_same_price_keeps_what_was_sold(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    changed = change(house, made, house.carla, room_id=inn.rooms["triple-1"], price=Price.KEEP)
    assert whole(changed.difference) == 0
    booking = read(house, made)
    assert (booking.room_id, booking.room_type_id) == (inn.rooms["triple-1"], inn.types["doble"])
    dearer = change(house, made, house.carla, room_id=inn.rooms["cabana-1"], price=Price.NEW)
    assert whole(dearer.difference) == 300_000
    assert read(house, made).room_type_id == inn.types["cabana"]


def test_who_looks_at_an_old_booking_is_told(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    seen = read(house, made).version
    change(house, made, notes="llega tarde", version=seen)
    with pytest.raises(Refused, match="changed_meanwhile"):
        change(house, made, check_out=in_days(15), version=seen)


def test_the_same_click_changes_once(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    change(house, made, token="t", check_out=in_days(13))
    assert whole(change(house, made, token="t", check_out=in_days(14)).difference) == 0
    assert read(house, made).check_out == in_days(13)
    with transaction(house.posada) as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.tag == "booking:changed")).all()
    assert len(entries) == 1
    assert entries[0].details["was"]["check_out"] == in_days(12).isoformat()
    assert entries[0].details["now"]["check_out"] == in_days(13).isoformat()


def test_who_is_here_leaves_earlier_or_later_but_cannot_have_come_another_day(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    made = booked(house, inn, first=0, nights=4)
    do(house, bookings.check_in, made)
    stopped_clock.set(at(2, 9))
    with pytest.raises(Refused, match="wrong_status"):
        change(house, made, check_in=in_days(1))
    with pytest.raises(Refused, match="past"):
        change(house, made, check_out=in_days(-1))
    assert whole(change(house, made, check_out=in_days(0)).difference) == -200_000


def test_who_moves_in_the_middle_of_a_stay_has_the_new_room_from_now_on(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    before = booked(house, inn, first=0, nights=1, room_type="triple")
    made = booked(house, inn, first=0, nights=3)
    do(house, bookings.check_in, before)
    do(house, bookings.check_in, made)
    stopped_clock.set(at(1, 16))
    do(house, bookings.check_out, before)
    change(house, made, house.carla, room_id=inn.rooms["triple-1"], price=Price.KEEP)
    assert read(house, made).starts_at == stopped_clock.now


def test_more_guests_than_beds_are_refused_and_fewer_cost_less(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10, adults=3, room_type="triple")
    with pytest.raises(Refused, match="too_many_guests"):
        change(house, made, adults=4)
    assert whole(change(house, made, adults=2).difference) == -40_000


@pytest.mark.parametrize("facts", [{"check_out": -1}, {"check_in": 20}, {"adults": 0}, {"adults": -3}])
def test_a_stay_that_cannot_be_is_refused_in_words(
    house: House, inn: Inventory, facts: dict[str, int]
) -> None:
    made = booked(house, inn, first=10)
    given = {name: in_days(value) if name.startswith("check") else value for name, value in facts.items()}
    with pytest.raises(Refused):
        change(house, made, **given)
    assert read(house, made).version == 2


# Hours beyond the usual ones.

RULES = Policies(
    late_checkout=ExtraHours((time(12), time(14), time(18)), percent(10), free_hours=1),
    early_check_in=ExtraHours((time(12),), percent(5), approval=True),
)


def test_later_hours_are_offered_with_a_price_or_a_reason(house: House, inn: Inventory) -> None:
    decide(house.posada, RULES)
    made = booked(house, inn, first=10, room_type="triple")
    booked(house, inn, first=12, room_type="triple")
    with transaction(house.posada) as session:
        shown = late_checkout.options(session, made)
    assert [(option.hour, whole(option.price), option.why_not) for option in shown] == [
        (time(12), 15_000, None),
        (time(14), 45_000, WhyNot.ROOM_TAKEN),
        (time(18), 105_000, WhyNot.ROOM_TAKEN),
    ]


def test_a_late_checkout_keeps_the_next_guest_out_and_is_on_the_bill(house: House, inn: Inventory) -> None:
    decide(house.posada, RULES)
    made = booked(house, inn, first=10, room_type="triple")
    do(house, late_checkout.agree, made, time(18), "late")
    do(house, late_checkout.agree, made, time(18), "late")
    assert refused(house, bookings.hold, inn.guest, _after(12)) is WhyNot.FULL
    with transaction(house.posada) as session:
        assert [line.amount for line in charges.of_booking(session, made)] == [Money.of(105_000, "ARS").minor]
        assert bookings.owed(session, read(house, made)) == Money.of(405_000, "ARS")
    do(house, late_checkout.agree, made, time(12))
    with transaction(house.posada) as session:
        assert bookings.owed(session, read(house, made)) == Money.of(315_000, "ARS")
    assert booked(house, inn, first=12, room_type="triple")


def _after(first: int) -> Any:
    return wish(first, room_type="triple")


def test_hours_nobody_offers_are_refused_and_staff_may_agree_to_others(house: House, inn: Inventory) -> None:
    decide(house.posada, RULES)
    made = booked(house, inn, first=10)
    with pytest.raises(Refused, match="not_offered"), transaction(house.posada) as session:
        late_checkout.agree(session, TheHouse(house.posada), made, time(13))
    do(house, late_checkout.agree, made, time(13))
    with pytest.raises(Refused, match="not_offered"):
        do(house, late_checkout.agree, made, time(9))


def test_what_needs_approval_staff_agree_to(house: House, inn: Inventory) -> None:
    decide(house.posada, RULES)
    made = booked(house, inn, first=10)
    with pytest.raises(Refused, match="needs_approval"), transaction(house.posada) as session:
        early_check_in.agree(session, TheHouse(house.posada), made, time(12))
    do(house, early_check_in.agree, made, time(12))
    assert read(house, made).starts_at == at(10, 12)
    assert whole(read(house, made).price) == 200_000


def test_a_late_checkout_moves_with_the_stay(house: House, inn: Inventory) -> None:
    decide(house.posada, RULES)
    made = booked(house, inn, first=10)
    do(house, late_checkout.agree, made, time(14))
    change(house, made, check_in=in_days(20), check_out=in_days(22))
    assert read(house, made).ends_at == at(22, 15)


def test_a_hold_buys_no_hours(house: House, inn: Inventory) -> None:
    [held] = do(house, bookings.hold, inn.guest, wish())
    assert refused(house, late_checkout.agree, held.id, time(12)) is WhyNot.WRONG_STATUS
    with transaction(house.posada) as session:
        assert {option.why_not for option in late_checkout.options(session, held.id)} == {WhyNot.WRONG_STATUS}
        assert session.get_one(Booking, held.id).status == Status.HELD
