"""At the desk: arriving, leaving, not coming, walking in, blocks, cancelling and the bill."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from core.domain.access import Actor, NotAllowed, Role
from core.domain.access import House as TheHouse
from core.domain.bookings import TABLE, BlockReason, ChargeKind, Deed, Housekeeping, Status
from core.domain.money import Money
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Stay
from core.services import bookings
from core.services.bookings import Change, Terms
from core.store import bookings as rows
from core.store import charges, rooms
from core.store.bookings import Booking
from core.store.db import transaction
from tests.inventory import Inventory, at, furnished, in_days, wish
from tests.makers import House, StoppedClock


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


def booked(house: House, inn: Inventory, first: int = 0, nights: int = 2, **facts: Any) -> int:
    with transaction(house.posada) as session:
        [made] = bookings.hold(session, house.carla, inn.guest, wish(first, nights, **facts))
        bookings.confirm(session, house.carla, made.id)
        return made.id


def read(house: House, booking_id: int) -> Booking:
    with transaction(house.posada) as session:
        found = rows.one(session, booking_id)
        assert found is not None
        return found


def do(house: House, deed: Any, *given: Any, **facts: Any) -> Any:
    with transaction(house.posada) as session:
        return deed(session, house.carla, *given, **facts)


def refused(house: House, deed: Any, *given: Any, **facts: Any) -> WhyNot:
    with pytest.raises(Refused) as caught:
        do(house, deed, *given, **facts)
    return caught.value.why


def test_a_guest_comes_and_goes(house: House, inn: Inventory, stopped_clock: StoppedClock) -> None:
    made = booked(house, inn)
    do(house, bookings.check_in, made)
    do(house, bookings.check_in, made)
    assert read(house, made).arrived_at == stopped_clock.now
    stopped_clock.set(at(2, 10))
    do(house, bookings.check_out, made)
    booking = read(house, made)
    assert (booking.status, booking.left_at) == (Status.CHECKED_OUT, stopped_clock.now)
    with transaction(house.posada) as session:
        room = rooms.one(session, booking.room_id)
        assert room is not None
        assert room.housekeeping == Housekeeping.DIRTY


def test_nobody_arrives_before_their_day(house: House, inn: Inventory) -> None:
    assert refused(house, bookings.check_in, booked(house, inn, first=1)) is WhyNot.NOT_YET


def test_a_room_that_is_not_ready_takes_a_guest_only_when_staff_insist(house: House, inn: Inventory) -> None:
    made = booked(house, inn)
    do(house, bookings.care_for_room, read(house, made).room_id, Housekeeping.DIRTY)
    assert refused(house, bookings.check_in, made) is WhyNot.ROOM_NOT_READY
    do(house, bookings.check_in, made, room_as_it_is=True)
    assert read(house, made).status == Status.IN_HOUSE


def test_who_leaves_early_frees_the_room_and_pays_what_was_agreed(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    made = booked(house, inn, nights=5, room_type="triple")
    do(house, bookings.check_in, made)
    stopped_clock.set(at(2, 9))
    do(house, bookings.check_out, made)
    booking = read(house, made)
    assert booking.check_out == in_days(0)
    assert booking.price == Money.of(750_000, "ARS")
    assert booked(house, inn, first=0, nights=3, room_type="triple")


def test_a_guest_is_given_up_only_when_the_night_is_over(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    made = booked(house, inn, room_type="triple")
    stopped_clock.set(at(1, 5))
    assert refused(house, bookings.no_show, made) is WhyNot.NOT_YET
    stopped_clock.set(at(0, 7))
    do(house, bookings.no_show, made)
    assert read(house, made).status == Status.NO_SHOW
    with transaction(house.posada) as session:
        again = bookings.revive(session, house.carla, made)
        assert again.status == Status.CONFIRMED


def test_who_walks_in_is_in_the_house_in_a_room_that_is_ready(house: House, inn: Inventory) -> None:
    do(house, bookings.care_for_room, inn.rooms["doble-1"], Housekeeping.DIRTY)
    [made] = do(house, bookings.walk_in, inn.guest, wish(first=0), token="walk")
    assert (made.status, made.room_id) == (Status.IN_HOUSE, inn.rooms["doble-2"])
    [again] = do(house, bookings.walk_in, inn.guest, wish(first=0), token="walk")
    assert again.id == made.id
    assert refused(house, bookings.walk_in, inn.guest, wish(first=0)) is WhyNot.FULL
    assert refused(house, bookings.walk_in, inn.guest, wish(first=3)) is WhyNot.NOT_YET


def test_at_three_in_the_morning_the_night_that_has_begun_is_still_sold(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    stopped_clock.set(at(1, 3))
    [made] = do(house, bookings.walk_in, inn.guest, wish(first=-1))
    assert made.check_in == in_days(-1)


def test_a_blocked_room_takes_no_guest_until_it_is_unblocked(house: House, inn: Inventory) -> None:
    stay = Stay(in_days(10), in_days(12))
    block = do(house, bookings.block, inn.rooms["triple-1"], stay, BlockReason.MAINTENANCE, token="b")
    assert do(house, bookings.block, inn.rooms["triple-1"], stay, BlockReason.OWNER, token="b").id == block.id
    assert refused(house, bookings.hold, inn.guest, wish(room_type="triple")) is WhyNot.FULL
    assert refused(house, bookings.block, inn.rooms["triple-1"], stay, BlockReason.OWNER) is WhyNot.ROOM_TAKEN
    assert refused(house, bookings.cancel, block.id) is WhyNot.WRONG_STATUS
    do(house, bookings.unblock, block.id)
    do(house, bookings.unblock, block.id)
    assert booked(house, inn, first=10, room_type="triple")


@pytest.mark.parametrize(("days", "fee"), [(10, 0), (2, 100_000), (0, 200_000)])
def test_cancelling_costs_what_was_agreed_and_frees_the_room(
    house: House, inn: Inventory, days: int, fee: int
) -> None:
    made = booked(house, inn, first=days)
    paid = Money.of(60_000, "ARS")
    told = do(house, bookings.cancelling_costs, made, paid)
    done = do(house, bookings.cancel, made, paid, "bye")
    assert do(house, bookings.cancel, made, paid, "bye").booking.id == made
    assert done.costs == told
    assert told.fee == Money.of(fee, "ARS")
    assert told.refund == max(paid - told.fee, Money.zero("ARS"))
    with transaction(house.posada) as session:
        assert bookings.owed(session, read(house, made)) == told.fee


def test_only_who_may_agree_on_prices_forgives_the_fee(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=0)
    with pytest.raises(NotAllowed):
        do(house, bookings.cancel, made, waive=True)
    with transaction(house.posada) as session:
        done = bookings.cancel(session, house.diego, made, Money.of(60_000, "ARS"), waive=True)
        assert done.costs.refund == Money.of(60_000, "ARS")
        assert [line.kind for line in charges.of_booking(session, made)] == ["cancellation_fee", "fee_waived"]
        assert bookings.owed(session, done.booking) == Money.zero("ARS")


def test_a_line_more_is_on_the_bill_and_one_less_is_a_managers_word(house: House, inn: Inventory) -> None:
    made = booked(house, inn)
    do(house, bookings.charge, made, ChargeKind.MINIBAR, Money.of(5_000, "ARS"), "agua")
    with pytest.raises(NotAllowed):
        do(house, bookings.charge, made, ChargeKind.DISCOUNT, Money.of(-5_000, "ARS"))
    assert refused(house, bookings.charge, made, ChargeKind.MINIBAR, Money.of(5, "USD")) is WhyNot.NO_PRICE
    with transaction(house.posada) as session:
        bookings.charge(session, house.diego, made, ChargeKind.DISCOUNT, Money.of(-15_000, "ARS"))
        assert bookings.owed(session, read(house, made)) == Money.of(190_000, "ARS")


# Every deed from every state: what the table does not know is refused, and the row is as it was.
DEEDS: dict[Deed, Any] = {
    Deed.CONFIRM: bookings.confirm,
    Deed.CANCEL: bookings.cancel,
    Deed.CHECK_IN: bookings.check_in,
    Deed.CHECK_OUT: bookings.check_out,
    Deed.NO_SHOW: bookings.no_show,
    Deed.UNBLOCK: bookings.unblock,
    Deed.MIND_HOLD: lambda session, by, booking: bookings.extend_hold(session, by, booking, 10),
    Deed.CHANGE: lambda session, by, booking: bookings.change_stay(session, by, booking, Change(notes="x")),
}
REPEATS = {
    (Deed.CONFIRM, Status.CONFIRMED),
    (Deed.CHECK_IN, Status.IN_HOUSE),
    (Deed.CHECK_OUT, Status.CHECKED_OUT),
    (Deed.NO_SHOW, Status.NO_SHOW),
    (Deed.CANCEL, Status.CANCELLED),
    (Deed.REVIVE, Status.CONFIRMED),
}
CASES = [
    (deed, status)
    for deed, status in product(DEEDS, Status)
    if status not in TABLE[deed] and (deed, status) not in REPEATS and status is not Status.BLOCKED
]


@pytest.mark.parametrize(("deed", "status"), CASES, ids=str)
def test_what_the_table_does_not_know_does_not_happen(
    house: House, inn: Inventory, deed: Deed, status: Status
) -> None:
    made = booked(house, inn)
    with transaction(house.posada) as session:
        row = session.get_one(Booking, made)
        row.status = status
        if status is Status.HELD:
            row.hold_until = at(1, 1)
    before = read(house, made)
    with pytest.raises(Refused), transaction(house.posada) as session:
        DEEDS[deed](session, house.diego, made)
    after = read(house, made)
    assert (after.status, after.version, after.room_id) == (before.status, before.version, before.room_id)


BY_A_VIEWER: dict[str, Any] = {
    **{str(deed): verb for deed, verb in DEEDS.items()},
    "hold": lambda session, by, _: bookings.hold(session, by, 1, wish()),
    "walk_in": lambda session, by, _: bookings.walk_in(session, by, 1, wish(), Terms()),
    "block": lambda session, by, _: bookings.block(
        session, by, 1, Stay(in_days(1), in_days(2)), BlockReason.OTHER
    ),
    "pause": bookings.pause_hold,
    "resume": bookings.resume_hold,
    "revive": bookings.revive,
    "charge": lambda session, by, booking: bookings.charge(
        session, by, booking, ChargeKind.MINIBAR, Money.of(1, "ARS")
    ),
    "care": lambda session, by, _: bookings.care_for_room(session, by, 1, Housekeeping.CLEAN),
}


@pytest.mark.parametrize("deed", BY_A_VIEWER)
def test_a_viewer_only_looks(house: House, inn: Inventory, deed: str) -> None:
    made = booked(house, inn)
    with pytest.raises(NotAllowed), transaction(house.posada) as session:
        BY_A_VIEWER[deed](session, house.vera, made)


@pytest.mark.parametrize(
    "deed", [name for name in BY_A_VIEWER if name not in ("hold", "walk_in", "block", "care")]
)
def test_another_hotels_booking_is_no_booking(house: House, inn: Inventory, deed: str) -> None:
    made = booked(house, inn)
    stranger = Actor(house.elena.staff_id, house.cabanas, "Elena", Role.OWNER)
    with pytest.raises(Refused, match="no_such_booking"), transaction(house.cabanas) as session:
        BY_A_VIEWER[deed](session, stranger, made)
    with pytest.raises(Refused, match="no_such_booking"), transaction(house.cabanas) as session:
        BY_A_VIEWER[deed](session, TheHouse(house.cabanas), made)
    assert read(house, made).version == 2
