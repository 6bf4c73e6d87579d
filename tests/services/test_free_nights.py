"""Stretches of nights that can be booked: what a guest is told who asks which days are free."""

from __future__ import annotations

from dataclasses import replace

from core.domain.money import Money
from core.domain.rates import DayRule
from core.domain.stays import Party, Stay
from core.services import bookings, free_nights
from core.services.free_nights import Stretch
from core.store import rates
from core.store.db import transaction
from tests.inventory import furnished, in_days, wish
from tests.makers import House

TWO = Party(2)
ANY: frozenset[str] = frozenset()
TRIPLE = frozenset({"triple"})


def test_nights_in_a_row_are_told_where_a_stay_fits(house: House) -> None:
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        bookings.hold(session, house.carla, inn.guest, wish(first=13, nights=2, room_type="triple"))

        def found(first: int, last: int, slugs: frozenset[str], nights: int) -> list[tuple[int, int]]:
            span = Stay(in_days(first), in_days(last))
            told = free_nights.stretches(session, house.posada, span, TWO, slugs, nights)
            assert all(one.night_from.minor > 0 for one in told)
            return [
                ((one.stay.check_in - in_days(0)).days, (one.stay.check_out - in_days(0)).days)
                for one in told
            ]

        assert found(11, 18, TRIPLE, 1) == [(11, 13), (15, 18)]
        assert found(11, 18, TRIPLE, 3) == [(15, 18)], "two nights are no room for three"
        assert found(16, 17, TRIPLE, 3) == [(16, 17)], "a stay may go on beyond what was asked about"
        assert found(11, 18, ANY, 1) == [(11, 18)], "another type has room on every night"
        assert found(13, 15, TRIPLE, 1) == []


def test_people_who_fit_into_no_room_are_told_of_no_nights(house: House) -> None:
    furnished(house.posada)
    span = Stay(in_days(11), in_days(18))
    with transaction(house.posada) as session:
        assert free_nights.stretches(session, house.posada, span, Party(30), ANY, 1) == []


def test_nights_are_told_that_somebody_can_pay(house: House) -> None:
    furnished(house.posada)
    span = Stay(in_days(11), in_days(18))
    with transaction(house.posada) as session:
        (all_of_them,) = free_nights.stretches(session, house.posada, span, TWO, ANY, 2)
        dear = replace(all_of_them.night_from, minor=all_of_them.night_from.minor - 1)
        found = [
            free_nights.affordable(session, house.posada, span, TWO, ANY, free_nights.Means(2, most))
            for most in (all_of_them.night_from, dear)
        ]
        assert found[0], "the cheapest night is paid by who has its price"
        assert found[1] == []


def test_a_total_is_held_against_all_the_nights_together(house: House) -> None:
    furnished(house.posada)
    span = Stay(in_days(11), in_days(15))
    with transaction(house.posada) as session:
        night = 10_000_00
        for day in range(11, 25):
            price = Money(2 * night if day == 12 else night, "ARS")
            rates.set_day(session, house.posada, None, in_days(day), DayRule(price=price))

        def nights_for(total: int) -> list[Stretch]:
            most = Money(total, "ARS")
            means = free_nights.Means(2, most, together=True)
            return free_nights.affordable(session, house.posada, span, TWO, ANY, means)

        assert [one.stay for one in nights_for(2 * night)] == [Stay(in_days(13), in_days(15))]
        assert [one.stay for one in nights_for(3 * night)] == [span], "a dear night beside a cheap one"
        assert nights_for(2 * night - 1) == []
