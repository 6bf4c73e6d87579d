"""A guest cancels, money comes and time runs out, in every order and all at once: the books are right each time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from typing import Any

import pytest

from core.domain.bookings import Status
from core.domain.payments import PaymentState, RefundState
from core.flows.booking import clock as booking_clock
from core.services import calling_off, holding, paying
from core.services.payments.reads import purse
from core.store import bookings as rows
from core.store.bookings import Booking
from core.store.cases import PaymentCase
from core.store.db import transaction
from core.store.payments import Payment, Refund
from tests.makers import House, StoppedClock
from tests.paying import Held, all_of, held_by_ana, said

Deed = Callable[[Held], Any]
ORDERS = list(permutations(("cancels", "pays", "expires")))


def cancels(held: Held) -> None:
    """As the guest's button does: the conversation first; a hold is let go, a booking called off by its rules."""
    with transaction(held.hotel) as session:
        _, booking = holding.with_its_talk(session, held.booking)
        assert booking is not None
        if booking.status == Status.HELD:
            paying.let_go(session, booking)
        elif booking.status == Status.CONFIRMED:
            calling_off.call_off(session, [booking], f"cancel:{booking.id}")


def pays(held: Held, payment_id: str = "9001") -> None:
    held.settle(held.seen(payment_id))


def expires(held: Held) -> None:
    with transaction(held.hotel) as session:
        booking_clock.end_hold(session, held.hotel, held.booking)


DEEDS: dict[str, Deed] = {"cancels": cancels, "pays": pays, "expires": expires}


def books_are_right(held: Held) -> Status:
    """Whoever was first: all money is owed for, on its way back, or before a person; nobody hears two confirmations."""
    with transaction(held.hotel) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        status, paid = Status(booking.status), purse(session, booking).paid
    payments, refunds, cases = all_of(Payment), all_of(Refund), all_of(PaymentCase)
    assert status in (Status.CONFIRMED, Status.CANCELLED, Status.EXPIRED)
    for payment in payments:
        assert payment.state == PaymentState.APPROVED
        back = [one for one in refunds if one.payment_id == payment.id and one.state != RefundState.REFUSED]
        assert sum(one.amount for one in back) <= payment.amount
        before_people = [one for one in cases if one.payment_id == payment.id and one.closed_at is None]
        assert payment.counted or back or before_people, "money that nobody minds"
        if status != Status.CONFIRMED:
            assert back or before_people or paid.minor == 0
    if status == Status.CONFIRMED:
        assert paid.minor == held.amount
    assert sum("está confirmada" in words for words in said()) <= 1
    assert len([one for one in all_of(Booking) if one.status == Status.CONFIRMED]) <= 1
    return status


@pytest.fixture
def held(house: House, stopped_clock: StoppedClock) -> Held:
    return held_by_ana(house)


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
@pytest.mark.parametrize("minutes", [1, 61], ids=["in time", "too late"])
def test_one_after_the_other_in_every_order(
    held: Held, stopped_clock: StoppedClock, order: tuple[str, ...], minutes: int
) -> None:
    stopped_clock.passes(minutes=minutes)
    for name in order:
        DEEDS[name](held)
    status = books_are_right(held)
    if order.index("pays") < order.index("cancels"):
        assert status == Status.CANCELLED, "what stood was called off"
        assert [one.amount for one in all_of(Refund)] == [held.amount]
    elif minutes == 61 and order == ("expires", "cancels", "pays"):
        assert status == Status.CONFIRMED, "nothing was left to cancel, and late money found its room"
    else:
        assert status == Status.CANCELLED


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_each_deed_twice_changes_nothing_more(
    held: Held, stopped_clock: StoppedClock, order: tuple[str, ...]
) -> None:
    for name in order:
        DEEDS[name](held)
    before = (books_are_right(held), len(said()), len(all_of(Refund)), len(all_of(PaymentCase)))
    for name in order:
        DEEDS[name](held)
    assert (books_are_right(held), len(said()), len(all_of(Refund)), len(all_of(PaymentCase))) == before


def test_a_second_payment_on_its_way_back_takes_nothing_from_the_first(held: Held) -> None:
    pays(held)
    pays(held, "9002")
    cancels(held)
    assert books_are_right(held) == Status.CANCELLED
    assert [one.amount for one in all_of(Refund)] == [held.amount, held.amount]


@pytest.mark.parametrize("minutes", [1, 61], ids=["in time", "too late"])
@pytest.mark.parametrize("time", range(6))
def test_all_at_once(house: House, stopped_clock: StoppedClock, minutes: int, time: int) -> None:
    """Nobody waits in a circle: a deadlock would be an error here."""
    held = held_by_ana(house)
    stopped_clock.passes(minutes=minutes)
    deeds: list[Deed] = [cancels, pays, expires, pays, cancels, lambda one: pays(one, "9002")]
    deeds = deeds[time:] + deeds[:time]
    together = threading.Barrier(len(deeds))

    def run(deed: Deed) -> None:
        together.wait()
        deed(held)

    with ThreadPoolExecutor(len(deeds)) as pool:
        list(pool.map(run, deeds))
    books_are_right(held)
