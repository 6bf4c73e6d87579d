"""Answering wishes: offers with prices, reasons, and something near the wish whenever there is something."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from core.domain.access import House as TheHouse
from core.domain.bookings import BlockReason
from core.domain.money import Money
from core.domain.rates import DayRule
from core.domain.refusals import WhyNot
from core.domain.stays import NotAStay, Stay, Wish
from core.services import bookings, offers, prices
from core.services.offers import Alternative, Instead, Offers
from core.store.db import transaction
from core.store.rates import SeasonRow
from tests.inventory import Inventory, furnished, in_days, today, wish
from tests.makers import House, StoppedClock


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


def search(house: House, **facts: Any) -> Offers:
    with transaction(house.posada) as session:
        return offers.search(session, house.posada, wish(**facts))


def block(house: House, inn: Inventory, first: int, nights: int, *numbers: str) -> None:
    with transaction(house.posada) as session:
        for number in numbers or inn.rooms:
            stay = Stay(in_days(first), in_days(first + nights))
            bookings.block(session, TheHouse(house.posada), inn.rooms[number], stay, BlockReason.OTHER)


def slugs(found: Offers) -> list[str]:
    return [offer.room_type.slug for offer in found.offers]


def kinds(found: Offers) -> list[Instead]:
    return [alternative.kind for alternative in found.alternatives]


def nights(alternative: Alternative) -> tuple[int, int]:
    return (alternative.stay.check_in - today()).days, alternative.stay.length


def test_what_is_free_is_offered_with_its_price_and_how_many(house: House, inn: Inventory) -> None:
    found = search(house, room_type=None)
    assert [(offer.room_type.slug, offer.total, offer.free) for offer in found.offers] == [
        ("doble", Money.of(200_000, "ARS"), 2),
        ("triple", Money.of(300_000, "ARS"), 1),
        ("cabana", Money.of(500_000, "ARS"), 1),
    ]
    assert found.reason is None


def test_what_is_not_free_says_why(house: House, inn: Inventory) -> None:
    block(house, inn, 11, 1, "triple-1")
    found = search(house, room_type=None, adults=3)
    assert slugs(found) == ["cabana"]
    assert {slug: refusal.why for slug, refusal in found.reasons.items()} == {
        "doble": WhyNot.TOO_MANY_GUESTS,
        "triple": WhyNot.FULL,
    }


def test_a_hold_takes_the_room_until_it_is_over(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    with transaction(house.posada) as session:
        bookings.hold(session, TheHouse(house.posada), inn.guest, wish(room_type="triple"))
    assert "triple" not in slugs(search(house, room_type=None))
    stopped_clock.passes(minutes=60)
    assert "triple" in slugs(search(house, room_type=None))


def test_another_type_is_offered_first_the_cheapest_before(house: House, inn: Inventory) -> None:
    block(house, inn, 10, 2, "doble-1", "doble-2")
    found = search(house)
    assert found.reason is not None
    assert found.reason.why is WhyNot.FULL
    assert kinds(found)[:2] == [Instead.OTHER_TYPE, Instead.OTHER_TYPE]
    assert found.alternatives[0].total == Money.of(300_000, "ARS")


def test_the_same_nights_a_day_or_two_away(house: House, inn: Inventory) -> None:
    block(house, inn, 10, 2)
    found = search(house)
    moved = [nights(other) for other in found.alternatives if other.kind is Instead.OTHER_DATES]
    assert moved == [(12, 2), (8, 2)]
    assert all(other.parts[0].room_type.slug == "doble" for other in found.alternatives)


def test_a_stay_in_two_rooms_with_the_price_of_each(house: House, inn: Inventory) -> None:
    block(house, inn, 8, 4, "doble-1", "triple-1", "cabana-1")
    block(house, inn, 12, 6, "doble-2", "triple-1", "cabana-1")
    found = search(house, nights=4)
    [split] = [other for other in found.alternatives if other.kind is Instead.SPLIT_STAY]
    assert [part.stay for part in split.parts] == [
        Stay(in_days(10), in_days(12)),
        Stay(in_days(12), in_days(14)),
    ]
    assert split.total == Money.of(400_000, "ARS")


def test_fewer_nights_when_the_whole_stay_does_not_fit(house: House, inn: Inventory) -> None:
    block(house, inn, 12, 20)
    block(house, inn, 4, 6)
    [fewer] = [o for o in search(house, nights=4).alternatives if o.kind is Instead.FEWER_NIGHTS]
    assert nights(fewer) == (10, 2)


def test_a_least_stay_is_answered_with_one_that_is_long_enough(house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        session.add(
            SeasonRow(
                hotel_id=house.posada,
                name="alta",
                first=in_days(5),
                last=in_days(20),
                multiplier=10_000,
                min_nights=4,
            )
        )
    found = search(house)
    assert found.reason is not None
    assert (found.reason.why, found.reason.facts) == (WhyNot.MIN_NIGHTS, {"nights": 4})
    [longer] = [other for other in found.alternatives if other.kind is Instead.MORE_NIGHTS]
    assert nights(longer) == (10, 4)


def test_a_party_too_large_for_one_room_is_offered_several(house: House, inn: Inventory) -> None:
    found = search(house, adults=4, room_type="doble")
    [several] = [other for other in found.alternatives if other.kind is Instead.MORE_ROOMS]
    assert len(several.parts[0].quotes) == 2
    assert several.total == Money.of(400_000, "ARS")


def test_closed_days_are_said_and_gone_around(house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        prices.set_days(session, house.diego, Stay(in_days(10), in_days(11)), DayRule(closed=True), token="c")
    found = search(house)
    assert found.reason is not None
    assert found.reason.why is WhyNot.CLOSED
    assert (11, 2) in [nights(other) for other in found.alternatives]


def test_yesterday_has_a_reason_and_nothing_instead(house: House, inn: Inventory) -> None:
    found = search(house, first=-1)
    assert found.reason is not None
    assert (found.reason.why, found.alternatives) == (WhyNot.PAST, ())


def test_a_type_that_is_not_there_is_said_so(house: House, inn: Inventory) -> None:
    found = search(house, room_type="palacio")
    assert found.reason is not None
    assert found.reason.why is WhyNot.NO_SUCH_TYPE
    assert kinds(found)[0] is Instead.OTHER_TYPE


def test_every_alternative_can_really_be_held(house: House, inn: Inventory) -> None:
    block(house, inn, 10, 2, "doble-1", "doble-2", "triple-1")
    block(house, inn, 11, 1, "cabana-1")
    found = search(house, nights=3)
    assert found.alternatives
    for other in found.alternatives:
        with transaction(house.posada) as session, session.begin_nested() as undone:
            for part in other.parts:
                asked = Wish(part.stay.check_in, part.stay.check_out, 2, room_type=part.room_type.slug)
                terms = bookings.Terms(agreed=part.quotes)
                made = bookings.hold(session, TheHouse(house.posada), inn.guest, asked, terms)
                assert [booking.price for booking in made] == [quote.total for quote in part.quotes]
            undone.rollback()


def test_a_hotel_without_rooms_offers_nothing_and_does_not_stumble(house: House, inn: Inventory) -> None:
    with transaction(house.cabanas) as session:
        found = offers.search(session, house.cabanas, wish(room_type=None))
    assert (found.offers, found.alternatives, found.reason) == ((), (), None)


@pytest.mark.parametrize(
    "facts",
    [{"check_out": date(2026, 1, 1)}, {"adults": -1}, {"children": (40,)}, {"rooms": 0}, {"rooms": 500}],
)
def test_a_wish_that_cannot_be_is_refused_at_once(facts: dict[str, Any]) -> None:
    usual: dict[str, Any] = {"check_in": date(2026, 1, 1), "check_out": date(2026, 1, 3), "adults": 2}
    with pytest.raises(NotAStay):
        Wish(**{**usual, **facts})


def test_a_night_is_sold_again_the_day_its_guests_leave(house: House, inn: Inventory) -> None:
    block(house, inn, 8, 2)
    block(house, inn, 12, 2)
    assert search(house).offers[0].stay == Stay(today() + timedelta(days=10), today() + timedelta(days=12))
