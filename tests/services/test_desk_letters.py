"""Guests whom staff write down: their letters come where they agreed to it, and whoever is cancelled hears of it."""

from __future__ import annotations

import pytest

from core.domain.bookings import Status
from core.domain.money import Money
from core.domain.payments import Method
from core.services import bookings, desk_bookings, desk_stays, payments
from core.services.bookings import Terms
from core.services.desk_bookings import How, Newcomer
from core.services.desk_stays import How as HowOff
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.messages import Message
from tests.inventory import Inventory, furnished, wish
from tests.journeys import time_comes
from tests.makers import House, StoppedClock
from tests.paying import all_of, said

PHONE = "+54 9 11 5550-7777"


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


def booked(house: House, who: Newcomer, first: int = 10, token: str = "token-of-a-desk-1") -> int:
    with transaction(house.posada) as session:
        return desk_bookings.write_down(session, house.carla, who, wish(first), Terms(), token).id


def templates() -> list[str]:
    return [line.content["name"] for line in all_of(Message) if line.kind == "template"]


def test_a_caller_who_agreed_gets_every_letter_once(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    who = Newcomer("Marta Ruiz", PHONE, agreed=True)
    made = booked(house, who)
    assert booked(house, who) == made
    time_comes(house, stopped_clock, 10, 15)
    with transaction(house.posada) as session:
        bookings.check_in(session, house.carla, made)
    time_comes(house, stopped_clock, 12, 9)
    assert templates()[:3] == ["booking_confirmed", "balance_due", "day_before"]
    assert templates()[-1].startswith("checkout_day")
    assert len(all_of(Conversation)) == 1


def test_a_walk_in_who_agreed_is_welcomed_and_not_told_that_the_booking_stands(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    made = booked(house, Newcomer("Pedro", PHONE, how=How.WALK_IN, agreed=True), first=0)
    time_comes(house, stopped_clock, 2, 9)
    assert made
    assert "booking_confirmed" not in templates()
    assert templates()[-1].startswith("checkout_day")


@pytest.mark.parametrize("who", [Newcomer("Marta", PHONE), Newcomer("Marta", agreed=True)])
def test_without_their_word_or_their_number_there_is_no_chat(
    house: House, inn: Inventory, stopped_clock: StoppedClock, who: Newcomer
) -> None:
    booked(house, who)
    time_comes(house, stopped_clock, 12, 9)
    assert (all_of(Conversation), said()) == ([], [])


def test_whom_staff_cancel_hears_what_really_comes_back(house: House, inn: Inventory) -> None:
    made = booked(house, Newcomer("Marta Ruiz", PHONE, agreed=True))
    with transaction(house.posada) as session:
        paid = Money.of(50_000, "ARS")
        payments.record_at_desk(session, house.carla, made, Method.CASH, paid, "token-of-cash-1")
    for _ in range(2):
        with transaction(house.posada) as session:
            desk_stays.cancel(session, house.diego, made, HowOff(refund=True), "token-of-the-end-1")
    assert templates().count("booking_cancelled") == 1
    assert "No tiene costo. Te devolvemos $50.000." in said()[-1].replace("\xa0", "")
    assert [one.status for one in all_of(Booking)] == [Status.CANCELLED]
