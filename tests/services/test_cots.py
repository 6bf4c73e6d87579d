"""Babies sleep in cots where the beds do not suffice: offered, held and changed, and never more than there are."""

from __future__ import annotations

import pytest

from core.domain.access import House as TheHouse
from core.domain.money import Money
from core.domain.policies import Policies
from core.domain.quotes import LineKind, Quote
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Party, Stay, Wish
from core.services import bookings, free_nights, offers, own_changes, showing
from core.services.bookings import Change
from core.services.offers import Offer, Offers
from core.services.own_changes import Possible
from core.store import bookings as rows
from core.store.bookings import Booking
from core.store.db import transaction
from tests.inventory import Inventory, decide, furnished, in_days, wish
from tests.makers import House, StoppedClock

RIVER = "doble-rio"
SPAN = Stay(in_days(10), in_days(12))


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    """Doubles with two beds and one cot each, and a family room with four beds."""
    return furnished(house.posada, **{"doble": 0, "triple": 0, "cabana": 0, RIVER: 2, "familiar": 1})


def searched(
    house: House, *children: int, adults: int = 2, room_type: str | None = RIVER, rooms: int = 1
) -> Offers:
    with transaction(house.posada) as session:
        wished = wish(adults=adults, children=children, room_type=room_type, rooms=rooms)
        return offers.search(session, house.posada, wished)


def the_offer(found: Offers) -> Offer:
    (offer,) = found.offers
    return offer


def held(house: House, inn: Inventory, *children: int) -> int:
    with transaction(house.posada) as session:
        wished = wish(children=children, room_type=RIVER)
        return bookings.hold(session, TheHouse(house.posada), inn.guest, wished)[0].id


def the_row(house: House, booking: int) -> Booking:
    with transaction(house.posada) as session:
        found = rows.one(session, booking)
        assert found is not None
        return found


def test_a_couple_with_a_baby_has_a_double_with_a_cot(house: House, inn: Inventory) -> None:
    quote = the_offer(searched(house, 1)).quote
    assert (quote.party, quote.cots) == (Party(2, (1,)), 1)


def test_a_baby_who_finds_a_bed_needs_no_cot(house: House, inn: Inventory) -> None:
    assert the_offer(searched(house, 1, room_type="familiar")).quote.cots == 0
    assert the_offer(searched(house, 1, adults=1)).quote.cots == 0


def test_whoever_is_too_old_for_a_cot_finds_the_double_too_small(house: House, inn: Inventory) -> None:
    found = searched(house, 3)
    assert not found.offers
    assert found.reasons[RIVER].why is WhyNot.TOO_MANY_GUESTS


def test_the_second_of_two_babies_finds_no_cot_in_a_double_with_one(house: House, inn: Inventory) -> None:
    assert not searched(house, 1, 1).offers


def test_each_of_two_rooms_has_its_own_cot(house: House, inn: Inventory) -> None:
    offer = the_offer(searched(house, 1, 0, adults=4, rooms=2))
    assert [quote.cots for quote in offer.quotes] == [1, 1]
    part = showing.Part(offer.room_type, offer.quotes)
    with transaction(house.posada) as session:
        again = offers.search(session, house.posada, part.wish)
    assert [quote.cots for quote in the_offer(again).quotes] == [1, 1]


def test_rooms_are_asked_for_no_more_cots_than_they_take(house: House, inn: Inventory) -> None:
    """Of six babies three sleep in each family room: one in its cot, and two in beds."""
    furnished_twice = wish(adults=4, children=(1, 1, 1, 1, 1, 1), room_type="familiar", rooms=2, cots=2)
    with transaction(house.posada) as session:
        found = offers.search(session, house.posada, furnished_twice)
    assert found.reasons["familiar"].why is WhyNot.FULL, "one is there: the babies are not what is wrong"


def test_a_cot_costs_what_the_hotel_charges_a_night(house: House, inn: Inventory) -> None:
    decide(house.posada, Policies(cot=Money.of(5_000, "ARS").minor))
    quote = the_offer(searched(house, 1)).quote
    (line,) = [line for line in quote.lines if line.kind is LineKind.COTS]
    assert line.amount == Money.of(10_000, "ARS")
    assert quote.total == Money.of(250_000, "ARS")


def test_nights_are_told_for_the_double_with_its_cot(house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        told = free_nights.stretches(session, house.posada, SPAN, Party(2, (1,)), frozenset({RIVER}), 2)
        not_told = free_nights.stretches(session, house.posada, SPAN, Party(2, (1, 1)), frozenset({RIVER}), 2)
    assert [one.stay for one in told] == [SPAN]
    assert not_told == []


def test_a_hold_keeps_the_cot(house: House, inn: Inventory) -> None:
    row = the_row(house, held(house, inn, 1))
    assert row.cots == 1
    assert row.agreed is not None
    assert row.agreed.cots == 1


@pytest.mark.parametrize(("before", "after", "cots"), [((), (1,), 1), ((1,), (), 0), ((1,), (2,), 1)])
def test_a_cot_comes_and_goes_with_the_baby(
    house: House, inn: Inventory, before: tuple[int, ...], after: tuple[int, ...], cots: int
) -> None:
    booking = held(house, inn, *before)
    with transaction(house.posada) as session:
        row = rows.one(session, booking)
        assert row is not None
        found = own_changes.look(session, row, row.nights, Party(2, after))
        assert isinstance(found, Possible)
        assert found.quote.cots == cots
        own_changes.make_of_hold(session, row, found, "another party")
    assert (the_row(house, booking).cots, tuple(the_row(house, booking).children)) == (cots, after)


def test_another_room_with_beds_for_all_of_them_is_had_without_a_cot(house: House, inn: Inventory) -> None:
    booking = held(house, inn)
    with transaction(house.posada) as session:
        row = rows.one(session, booking)
        assert row is not None
        found = own_changes.look_in(session, row, row.nights, Party(2, (1,)), inn.types["familiar"])
        assert isinstance(found, Possible)
        assert (found.quote.cots, found.change.cots) == (0, 0)


def test_staff_who_say_how_many_cots_have_just_those(house: House, inn: Inventory) -> None:
    booking = held(house, inn, 1)
    with transaction(house.posada) as session:
        with pytest.raises(Refused) as refused:
            bookings.price_change(session, house.carla, booking, Change(cots=0))
        kept = bookings.price_change(session, house.carla, booking, Change(children=(1,)))
    assert refused.value.refusal.why is WhyNot.TOO_MANY_GUESTS
    assert isinstance(kept.new, Quote)
    assert kept.new.cots == 1


def test_a_wish_for_more_cots_than_babies_is_refused(house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        wished = Wish(SPAN.check_in, SPAN.check_out, 2, (1,), RIVER, cots=2)
        assert offers.search(session, house.posada, wished).reasons[RIVER].why is WhyNot.NO_COTS
