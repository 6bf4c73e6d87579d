"""Cases in the hands of staff: late money gets its room after all or goes back, odd money is accepted; each once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from core.domain.access import NotAllowed
from core.domain.bookings import Status
from core.domain.money import Money
from core.domain.refusals import Refused
from core.services import payments
from core.services.payments import CannotRefund, case_desk
from core.services.payments.cases import NoSuchCase
from core.store.cases import PaymentCase
from core.store.db import transaction
from tests.makers import House, StoppedClock
from tests.moneyed import late_money, rooms_are_free_again
from tests.paying import Held, all_of, came, cases, held_by_ana, refunds, said


@pytest.fixture
def held(house: House, stopped_clock: StoppedClock) -> Held:
    return held_by_ana(house)


@pytest.fixture
def late(house: House, held: Held) -> int:
    return late_money(house, held)


def do(house: House, work: Callable[[Session], None]) -> None:
    with transaction(house.posada) as session:
        work(session)


def test_late_money_gets_a_room_that_has_become_free_and_the_guest_hears_it(
    house: House, held: Held, late: int
) -> None:
    assert cases() == ["late_no_room"]
    rooms_are_free_again(house, held)
    for _ in range(2):
        do(house, lambda session: case_desk.rescue(session, house.diego, late, "click-of-diego-0001"))
    assert (held.row().status, cases(), came()) == (Status.CONFIRMED, [], [("approved", True)])
    assert sum("confirmada" in words for words in said()) == 1


def test_without_a_room_nothing_has_happened_and_the_click_may_come_again(
    house: House, held: Held, late: int
) -> None:
    with pytest.raises(Refused, match="full"):
        do(house, lambda session: case_desk.rescue(session, house.diego, late, "click-of-diego-0001"))
    assert (held.row().status, cases()) == (Status.EXPIRED, ["late_no_room"])
    rooms_are_free_again(house, held)
    do(house, lambda session: case_desk.rescue(session, house.diego, late, "click-of-diego-0001"))
    assert held.row().status == Status.CONFIRMED


def test_late_money_goes_back_whole_and_once(house: House, held: Held, late: int) -> None:
    for token in ("click-of-diego-0001", "click-of-diego-0001", "another-click-of-his"):
        do(
            house,
            lambda session, token=token: case_desk.send_back(
                session, house.diego, late, "no hay lugar", token
            ),
        )  # type: ignore[misc]
    assert (refunds(), cases()) == ([(held.amount, "wanted")], [])
    assert all_of(PaymentCase)[0].closed_by == house.diego.staff_id


def test_a_wrong_amount_is_accepted_and_its_case_closes(house: House, held: Held) -> None:
    held.settle(held.seen(amount=held.amount - 100))
    assert cases() == ["wrong_amount"]
    [case] = all_of(PaymentCase)
    do(house, lambda session: case_desk.accept(session, house.diego, case.id, "click-of-diego-0001"))
    assert (held.row().status, cases(), came()) == (Status.CONFIRMED, [], [("approved", True)])


def test_only_managers_decide(house: House, late: int) -> None:
    for verb in (
        lambda session: case_desk.accept(session, house.carla, late, "x" * 16),
        lambda session: case_desk.rescue(session, house.carla, late, "x" * 16),
        lambda session: case_desk.send_back(session, house.carla, late, "", "x" * 16),
    ):
        with pytest.raises(NotAllowed):
            do(house, verb)


def test_another_hotels_case_is_no_case(house: House, late: int) -> None:
    with pytest.raises(NoSuchCase), transaction(house.cabanas) as session:
        case_desk.send_back(session, house.elena, late, "", "x" * 16)


def test_nothing_goes_back_of_what_is_gone(house: House, held: Held, late: int) -> None:
    with transaction(house.posada) as session:
        payment = all_of(PaymentCase)[-1].payment_id
        payments.refund(
            session, house.diego, payment, Money(held.amount, "ARS"), "a mano", "by-hand-00000001"
        )
    with pytest.raises(CannotRefund):
        do(house, lambda session: case_desk.send_back(session, house.diego, late, "", "x" * 16))
