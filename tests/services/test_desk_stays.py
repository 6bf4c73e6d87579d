"""The desk and a stay's money: taken back clicks, notes, time, confirming without money, cancelling with or without."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from core.domain.access import NotAllowed
from core.domain.bookings import ChargeKind, Status
from core.domain.money import Money
from core.domain.payments import Method
from core.domain.policies import Policies, Tier
from core.domain.refusals import Refused, WhyNot
from core.services import bookings, desk_stays, late_checkout, payments, room_choice
from core.services.bookings import Change, Extra
from core.services.desk_stays import How
from core.store import bookings as rows
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.charges import Charge
from core.store.db import transaction
from core.store.payments import Payment
from tests.inventory import Inventory, decide, furnished, in_days, wish
from tests.makers import House, StoppedClock


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


def held(house: House, inn: Inventory, first: int = 0, nights: int = 2, **facts: Any) -> int:
    with transaction(house.posada) as session:
        return bookings.hold(session, house.carla, inn.guest, wish(first, nights, **facts))[0].id


def booked(house: House, inn: Inventory, first: int = 0, nights: int = 2, **facts: Any) -> int:
    made = held(house, inn, first, nights, **facts)
    do(house, bookings.confirm, made)
    return made


def do(house: House, deed: Any, *given: Any, by: Any = None, **facts: Any) -> Any:
    with transaction(house.posada) as session:
        return deed(session, by or house.carla, *given, **facts)


def read(house: House, booking_id: int) -> Booking:
    with transaction(house.posada) as session:
        found = rows.one(session, booking_id)
        assert found is not None
        return found


def refused(house: House, deed: Any, *given: Any, **facts: Any) -> WhyNot:
    with pytest.raises(Refused) as caught:
        do(house, deed, *given, **facts)
    return caught.value.why


def pay(house: House, booking_id: int, amount: int, token: str = "token-of-money") -> None:
    do(house, payments.record_at_desk, booking_id, Method.CASH, Money.of(amount, "ARS"), token)


def billed(house: House, booking_id: int) -> int:
    with transaction(house.posada) as session:
        return sum(session.scalars(select(Charge.amount).where(Charge.booking_id == booking_id)))


def test_a_guest_marked_as_arrived_by_mistake_is_awaited_again(house: House, inn: Inventory) -> None:
    made = booked(house, inn)
    do(house, bookings.check_in, made)
    do(house, bookings.undo_check_in, made, token="undo-1")
    do(house, bookings.undo_check_in, made, token="undo-1")
    assert (read(house, made).status, read(house, made).arrived_at) == (Status.CONFIRMED, None)
    do(house, bookings.check_in, made)
    assert read(house, made).status == Status.IN_HOUSE


def test_whoever_has_slept_here_has_arrived(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    made = booked(house, inn)
    do(house, bookings.check_in, made)
    stopped_clock.passes(hours=20)
    assert refused(house, bookings.undo_check_in, made) is WhyNot.WRONG_STATUS


def test_a_guest_sent_off_by_mistake_has_all_their_nights_back(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    made = booked(house, inn, nights=5)
    do(house, bookings.check_in, made)
    stopped_clock.passes(days=1)
    do(house, bookings.check_out, made)
    assert read(house, made).check_out == in_days(0)
    do(house, bookings.undo_check_out, made)
    back = read(house, made)
    assert (back.status, back.check_out, back.left_at) == (Status.IN_HOUSE, in_days(4), None)


def test_nobody_comes_back_into_a_room_that_was_given_away(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    made = booked(house, inn, nights=5, room_type="cabana")
    do(house, bookings.check_in, made)
    do(house, bookings.check_out, made)
    room = read(house, made).room_id
    do(house, bookings.care_for_room, room, "clean")
    taken = booked(house, inn, room_type="cabana")
    assert read(house, taken).room_id == room
    assert refused(house, bookings.undo_check_out, made) is WhyNot.ROOM_TAKEN
    assert read(house, made).status == Status.CHECKED_OUT


def test_after_half_a_day_who_left_has_left(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    made = booked(house, inn)
    do(house, bookings.check_in, made)
    do(house, bookings.check_out, made)
    stopped_clock.passes(hours=13)
    assert refused(house, bookings.undo_check_out, made) is WhyNot.ALREADY_LEFT


def test_a_note_can_be_written_whatever_became_of_the_stay(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=5)
    do(house, bookings.write_note, made, "  Alérgica al gluten\x00 ", token="note-1")
    do(house, bookings.write_note, made, "another", token="note-1")
    assert read(house, made).notes == "Alérgica al gluten"
    do(house, bookings.cancel, made)
    do(house, bookings.write_note, made, "y" * 3000)
    assert read(house, made).notes == "y" * 2000


def test_confirming_without_money_needs_a_reason_and_is_written_down(house: House, inn: Inventory) -> None:
    made = held(house, inn, first=5)
    with pytest.raises(Refused):
        do(house, desk_stays.force_confirm, made, "  ", "force-0")
    assert read(house, made).status == Status.HELD
    do(house, desk_stays.force_confirm, made, "Paga al llegar, es cliente", "force-1")
    do(house, desk_stays.force_confirm, made, "Paga al llegar, es cliente", "force-1")
    assert read(house, made).status == Status.CONFIRMED
    with transaction(house.posada) as session:
        [entry] = session.scalars(select(AuditEntry).where(AuditEntry.tag == "booking:forced"))
        assert (entry.staff_id, entry.details["reason"]) == (
            house.carla.staff_id,
            "Paga al llegar, es cliente",
        )


def test_rooms_held_together_are_confirmed_and_given_time_together(house: House, inn: Inventory) -> None:
    made = held(house, inn, first=5, rooms=2, adults=4)
    group = read(house, made).group_code
    do(house, desk_stays.give_time, made, 300, "time-1")
    with transaction(house.posada) as session:
        untils = {room.hold_until for room in rows.of_group(session, str(group))}
    assert len(untils) == 1
    do(house, desk_stays.force_confirm, made, "empresa conocida", "force-2")
    with transaction(house.posada) as session:
        assert {room.status for room in rows.of_group(session, str(group))} == {Status.CONFIRMED}


def test_an_expired_hold_can_be_confirmed_while_its_room_is_free(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    made = held(house, inn, first=5)
    stopped_clock.passes(hours=3)
    assert refused(house, desk_stays.give_time, made, 60, "time-2") is WhyNot.HOLD_OVER
    do(house, desk_stays.force_confirm, made, "avisó por teléfono", "force-3")
    assert read(house, made).status == Status.CONFIRMED


def half_is_kept(house: House) -> None:
    decide(house.posada, Policies(cancellation=(Tier(hours_before=0, fee=5000),)))


def test_cancelling_says_its_price_first_and_does_what_it_said(house: House, inn: Inventory) -> None:
    half_is_kept(house)
    made = booked(house, inn, first=5)
    pay(house, made, 200_000)
    costs = do(house, desk_stays.cancelling_costs, made)
    assert (costs.fee, costs.refund) == (Money.of(100_000, "ARS"), Money.of(100_000, "ARS"))
    sent = do(house, desk_stays.cancel, made, How(refund=True), "cancel-1", by=house.diego)
    again = do(house, desk_stays.cancel, made, How(refund=True), "cancel-1", by=house.diego)
    assert (sent.by_hand, again.by_hand) == (Money.of(100_000, "ARS"), Money.zero("ARS"))
    assert read(house, made).status == Status.CANCELLED
    assert billed(house, made) == Money.of(100_000, "ARS").minor


def test_forgiving_the_fee_gives_all_of_it_back(house: House, inn: Inventory) -> None:
    half_is_kept(house)
    made = booked(house, inn, first=5)
    pay(house, made, 200_000)
    sent = do(house, desk_stays.cancel, made, How(waive=True, refund=True), "cancel-2", by=house.diego)
    assert sent.by_hand == Money.of(200_000, "ARS")
    assert billed(house, made) == 0


@pytest.mark.parametrize("how", [How(waive=True), How(refund=True)])
def test_reception_neither_forgives_nor_sends_back(house: House, inn: Inventory, how: How) -> None:
    made = booked(house, inn, first=5)
    with pytest.raises(NotAllowed):
        do(house, desk_stays.cancel, made, how, "cancel-3")
    assert read(house, made).status == Status.CONFIRMED


def test_a_late_checkout_can_be_given_for_nothing(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=5)
    do(house, late_checkout.agree, made, do(house, lambda s, b, i: late_checkout.options(s, i)[0].hour, made))
    agreed = billed(house, made)
    with pytest.raises(NotAllowed):
        do(house, late_checkout.waive, made)
    do(house, late_checkout.waive, made, "waive-1", by=house.diego)
    do(house, late_checkout.waive, made, "waive-2", by=house.diego)
    assert (agreed > 0, billed(house, made)) == (True, 0)
    assert read(house, made).late_until is not None


def test_a_line_is_on_the_bill_once_however_often_the_click_arrives(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=5)
    minibar = Extra(ChargeKind.MINIBAR, Money.of(500, "ARS"), "2 aguas")
    do(house, bookings.charge_once, made, minibar, "charge-1")
    do(house, bookings.charge_once, made, minibar, "charge-1")
    assert billed(house, made) == Money.of(500, "ARS").minor
    with pytest.raises(NotAllowed):
        do(house, bookings.charge_once, made, Extra(ChargeKind.DISCOUNT, Money.of(-1, "ARS")), "charge-2")


def test_money_in_the_hand_makes_a_hold_a_booking(house: House, inn: Inventory) -> None:
    made = held(house, inn, first=5)
    pay(house, made, 50_000)
    pay(house, made, 50_000)
    assert read(house, made).status == Status.CONFIRMED
    with transaction(house.posada) as session:
        assert len(session.scalars(select(Payment)).all()) == 1


def test_rooms_to_choose_from_say_which_are_taken(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=5, room_type="cabana")
    other = booked(house, inn, first=5, room_type="triple")
    found = {one.room_id: one for one in do(house, room_choice.for_booking, made)}
    assert found[read(house, made).room_id].free
    assert not found[read(house, other).room_id].free
    offers = {one.slug: one for one in do(house, room_choice.for_wish, wish(5, 1))}
    assert (len(offers["doble"].rooms), len(offers["cabana"].rooms)) == (2, 0)


def test_a_changed_stay_keeps_what_is_not_asked_about(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=5)
    before = read(house, made)
    do(house, bookings.change_stay, made, Change(adults=1, version=before.version), by=house.diego)
    after = read(house, made)
    assert (after.adults, after.check_in, after.check_out) == (1, before.check_in, before.check_out)
