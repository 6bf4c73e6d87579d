"""Holding, confirming, letting go: all or nothing, once per token, and late money has its way or a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.access import NotAllowed
from core.domain.bookings import BlockReason, Status
from core.domain.errands import Errand
from core.domain.money import Money
from core.domain.policies import Policies
from core.domain.quotes import sum_of
from core.domain.rates import DayRule
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Stay
from core.services import bookings, offers, policies
from core.services.bookings import Terms
from core.store import bookings as rows
from core.store import rates
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.outbox import OutboxLetter
from tests.inventory import Inventory, decide, furnished, in_days, wish
from tests.makers import House, StoppedClock
from worker import errands


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


@pytest.fixture
def the_house(house: House) -> TheHouse:
    return TheHouse(house.posada)


def hold(
    by: Any, inn: Inventory, token: str | None = None, terms: Terms | None = None, **facts: Any
) -> list[int]:
    with transaction(by.hotel_id) as session:
        made = bookings.hold(session, by, inn.guest, wish(**facts), terms or Terms(), token)
        return [booking.id for booking in made]


def refused(by: Any, inn: Inventory, **facts: Any) -> WhyNot:
    with pytest.raises(Refused) as caught:
        hold(by, inn, **facts)
    return caught.value.why


def read(house: House, booking_id: int) -> Booking:
    with transaction(house.posada) as session:
        found = rows.one(session, booking_id)
        assert found is not None
        return found


def letters(house: House, booking_id: int) -> list[tuple[str, str]]:
    with transaction(house.posada) as session:
        found = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == Errand.EXPIRE_HOLD))
        return [(row.key or "", row.state) for row in found if row.payload["booking"] == booking_id]


def tags(house: House, booking_id: int) -> list[str]:
    with transaction(house.posada) as session:
        return list(
            session.scalars(
                select(AuditEntry.tag)
                .where(AuditEntry.subject == f"booking:{booking_id}")
                .order_by(AuditEntry.id)
            )
        )


def test_a_hold_has_a_room_a_price_a_code_and_an_end(
    house: House, the_house: TheHouse, inn: Inventory
) -> None:
    [made] = hold(the_house, inn)
    booking = read(house, made)
    assert booking.status == Status.HELD
    assert booking.room_id in (inn.rooms["doble-1"], inn.rooms["doble-2"])
    assert booking.price == Money.of(200_000, "ARS")
    assert booking.agreed is not None
    assert sum_of(booking.agreed.lines, "ARS") == booking.price
    assert booking.down_payment == Money.of(60_000, "ARS")
    assert booking.hold_until == clock.now() + timedelta(minutes=60)
    assert letters(house, made) == [(f"hold:{made}", "waiting")]
    assert tags(house, made) == ["booking:held"]


def test_the_same_click_holds_once(the_house: TheHouse, inn: Inventory) -> None:
    assert hold(the_house, inn, token="click-1") == hold(the_house, inn, token="click-1")
    assert hold(the_house, inn, token="click-2") != hold(the_house, inn, token="click-1")
    assert refused(the_house, inn, token="click-3") is WhyNot.FULL


def test_several_rooms_are_all_or_none(house: House, the_house: TheHouse, inn: Inventory) -> None:
    assert refused(the_house, inn, rooms=3, adults=6) is WhyNot.FULL
    pair = hold(the_house, inn, rooms=2, adults=3, token="both")
    first, second = (read(house, made) for made in pair)
    assert first.group_code == second.group_code == first.code
    assert first.room_id != second.room_id
    assert [first.adults, second.adults] == [2, 1]
    assert hold(the_house, inn, rooms=2, adults=3, token="both") == pair


def test_a_refused_hold_leaves_nothing_behind(house: House, the_house: TheHouse, inn: Inventory) -> None:
    with transaction(house.posada) as session, pytest.raises(Refused):
        bookings.hold(session, the_house, inn.guest, wish(rooms=3, adults=6), Terms(), "token")
    with transaction(house.posada) as session:
        assert session.scalars(select(Booking)).all() == []
        assert session.scalars(select(AuditEntry)).all() == []


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"first": -1}, WhyNot.PAST),
        ({"adults": 5}, WhyNot.TOO_MANY_GUESTS),
        ({"nights": 60}, WhyNot.TOO_LONG),
        ({"room_type": "palacio"}, WhyNot.NO_SUCH_TYPE),
        ({"room_type": None}, WhyNot.NO_SUCH_TYPE),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    the_house: TheHouse, inn: Inventory, facts: dict[str, Any], why: WhyNot
) -> None:
    assert refused(the_house, inn, **facts) is why


def test_a_guest_of_nobody_is_no_guest(the_house: TheHouse, inn: Inventory) -> None:
    with pytest.raises(Refused, match="no_such_guest"), transaction(the_house.hotel_id) as session:
        bookings.hold(session, the_house, 99, wish())


def test_what_the_guest_saw_is_what_is_kept(house: House, the_house: TheHouse, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        [offer] = offers.search(session, house.posada, wish()).offers
    decide(house.posada, Policies(taxes=()))
    [made] = hold(the_house, inn, terms=Terms(agreed=offer.quotes))
    assert read(house, made).agreed == offer.quote
    assert refused(the_house, inn, first=20, terms=Terms(agreed=offer.quotes)) is WhyNot.CHANGED_MEANWHILE


def test_a_viewer_holds_nothing_and_a_price_is_a_managers_word(house: House, inn: Inventory) -> None:
    with pytest.raises(NotAllowed):
        hold(house.vera, inn)
    cheap = Terms(price=Money.of(150_000, "ARS"))
    with pytest.raises(NotAllowed):
        hold(house.carla, inn, terms=cheap)
    [made] = hold(house.diego, inn, terms=cheap)
    booking = read(house, made)
    assert booking.price == Money.of(150_000, "ARS")
    assert booking.agreed is not None
    assert sum_of(booking.agreed.lines, "ARS") == booking.price


def test_a_confirmed_hold_stays_and_its_errand_does_nothing(
    house: House, the_house: TheHouse, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    [made] = hold(the_house, inn)
    with transaction(house.posada) as session:
        bookings.confirm(session, the_house, made)
        bookings.confirm(session, the_house, made)
    assert letters(house, made) == [(f"hold:{made}", "cancelled")]
    stopped_clock.passes(hours=2)
    with transaction(house.posada) as session:
        assert not bookings.expire(session, the_house, made)
    assert read(house, made).status == Status.CONFIRMED
    assert tags(house, made) == ["booking:held", "booking:confirmed"]


def test_a_hold_frees_itself_by_its_errand(
    house: House, the_house: TheHouse, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    from core.domain.errands import Desk
    from core.store import outbox
    from core.store.db import across_hotels

    [made] = hold(the_house, inn)
    stopped_clock.passes(minutes=61)
    with across_hotels() as session:
        [letter] = outbox.claim(session, Desk.THINK, 5)
    errands.run(letter)
    assert read(house, made).status == Status.EXPIRED
    assert letters(house, made) == [(f"hold:{made}", "done")]


def test_an_errand_that_comes_too_early_waits_again_under_its_own_name(
    house: House, the_house: TheHouse, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    from core.domain.errands import Desk
    from core.store import outbox
    from core.store.db import across_hotels

    [made] = hold(the_house, inn)
    with transaction(house.posada) as session:
        booking = session.get_one(Booking, made)
        assert booking.hold_until is not None
        booking.hold_until += timedelta(minutes=30)  # and nobody moved the errand
    for minutes, status, state in ((61, Status.HELD, "waiting"), (30, Status.EXPIRED, "done")):
        stopped_clock.passes(minutes=minutes)
        with across_hotels() as session:
            [letter] = outbox.claim(session, Desk.THINK, 5)
        errands.run(letter)
        assert read(house, made).status == status
        assert letters(house, made) == [(f"hold:{made}", state)]


def test_an_expired_hold_never_blocks_a_new_one_however_late_its_errand(
    house: House, the_house: TheHouse, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    old = hold(the_house, inn) + hold(the_house, inn)
    assert refused(the_house, inn) is WhyNot.FULL
    stopped_clock.passes(minutes=60)
    new = hold(the_house, inn) + hold(the_house, inn)
    assert {read(house, made).status for made in old} == {Status.EXPIRED}
    assert {read(house, made).status for made in new} == {Status.HELD}


def test_a_paused_clock_neither_runs_out_nor_forgets(
    house: House, the_house: TheHouse, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    [made] = hold(the_house, inn, rooms=1)
    stopped_clock.passes(minutes=20)
    with transaction(house.posada) as session:
        bookings.pause_hold(session, house.carla, made)
    stopped_clock.passes(days=3)
    with transaction(house.posada) as session:
        assert not bookings.expire(session, the_house, made)
        resumed = bookings.resume_hold(session, house.carla, made)
        assert resumed.hold_until == clock.now() + timedelta(minutes=40)
    stopped_clock.passes(minutes=41)
    with pytest.raises(Refused, match="hold_over"), transaction(house.posada) as session:
        bookings.extend_hold(session, house.carla, made, 30)


def test_more_time_is_counted_from_now(
    house: House, the_house: TheHouse, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    [made] = hold(the_house, inn)
    stopped_clock.passes(minutes=50)
    with transaction(house.posada) as session:
        bookings.extend_hold(session, house.carla, made, 30, "more")
        bookings.extend_hold(session, house.carla, made, 30, "more")
    assert read(house, made).hold_until == clock.now() + timedelta(minutes=30)
    assert tags(house, made) == ["booking:held", "hold:extended"]


def test_late_money_takes_the_same_room_again_when_it_is_free(
    house: House, the_house: TheHouse, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    [made] = hold(the_house, inn)
    room = read(house, made).room_id
    stopped_clock.passes(hours=3)
    with pytest.raises(Refused, match="hold_over"), transaction(house.posada) as session:
        bookings.confirm(session, the_house, made)
    with transaction(house.posada) as session:
        bookings.expire(session, the_house, made)
    with transaction(house.posada) as session:
        bookings.revive(session, the_house, made, "payment-1")
        bookings.revive(session, the_house, made, "payment-1")
    booking = read(house, made)
    assert (booking.status, booking.room_id) == (Status.CONFIRMED, room)
    assert tags(house, made) == ["booking:held", "booking:expired", "booking:revived"]


def test_late_money_takes_an_equal_room_then_a_better_one_then_none(
    house: House, the_house: TheHouse, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    late = [hold(the_house, inn)[0], hold(the_house, inn)[0]]
    stopped_clock.passes(hours=1)
    [rival] = hold(the_house, inn, first=9, nights=4)
    with transaction(house.posada) as session:
        bookings.confirm(session, the_house, rival)
        first = bookings.revive(session, the_house, late[0])
        second = bookings.revive(session, the_house, late[1])
    numbers = {number for number, room in inn.rooms.items() if room in (first.room_id, second.room_id)}
    assert numbers & {"doble-1", "doble-2"}
    assert "triple-1" in numbers
    assert {first.total, second.total} == {Money.of(200_000, "ARS").minor}
    with transaction(house.posada) as session:
        stay = Stay(in_days(30), in_days(32))
        [lost] = bookings.hold(session, the_house, inn.guest, wish(first=30))
    stopped_clock.passes(hours=2)
    with transaction(house.posada) as session:
        for room in inn.rooms.values():
            bookings.block(session, house.carla, room, stay, BlockReason.OWNER)
    with pytest.raises(Refused, match="full"), transaction(house.posada) as session:
        bookings.revive(session, the_house, lost.id)
    assert read(house, lost.id).status == Status.EXPIRED


def test_a_hold_costs_what_its_own_nights_cost_by_then(
    house: House, inn: Inventory, the_house: TheHouse
) -> None:
    """The last night is priced, the day of departure is not, and a price that was just changed is the price."""
    prices = {9: 1, 11: 300_000, 12: 2}
    with transaction(house.posada) as session:
        for day, price in prices.items():
            rule = DayRule(price=Money.of(price, "ARS"))
            rates.set_day(session, house.posada, inn.types["doble"], in_days(day), rule)
    [first] = hold(the_house, inn)
    with transaction(house.posada) as session:
        rule = DayRule(price=Money.of(500_000, "ARS"))
        rates.set_day(session, house.posada, None, in_days(10), rule)
    [second] = hold(the_house, inn)
    assert read(house, first).price == Money.of(400_000, "ARS")
    assert read(house, second).price == Money.of(800_000, "ARS")


def test_a_rule_that_was_just_changed_is_the_rule(house: House, inn: Inventory, the_house: TheHouse) -> None:
    decide(house.posada, Policies(hold_minutes=30))
    [first] = hold(the_house, inn)
    with transaction(house.posada) as session:
        policies.change(session, house.olga, Policies(hold_minutes=45), seen_version=1)
    [second] = hold(the_house, inn)
    lasts = [read(house, made).hold_until - clock.now() for made in (first, second)]
    assert lasts == [timedelta(minutes=30), timedelta(minutes=45)]
