"""Money in the hands of staff: roles, clicks that arrive twice, refunds within what came, receipts and their clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.base import clock
from core.domain.access import Actor, NotAllowed
from core.domain.access import House as TheHouse
from core.domain.bookings import Status
from core.domain.money import Money
from core.domain.payments import Method, PaymentState, RefundSeen, RefundState
from core.services import bookings, media, payments
from core.services.payments import CannotRefund
from core.services.payments.cases import close_case
from core.services.payments.desk import NoSuchPayment
from core.services.payments.receipts import NoSuchReceipt
from core.store import bookings as rows
from core.store.alerts import Alert
from core.store.cases import PaymentCase
from core.store.db import transaction
from core.store.payments import Payment, Refund
from core.store.receipts import Receipt
from tests.makers import House, StoppedClock
from tests.paying import Held, all_of, came, cases, held_by_ana, open_letters, refunds, requests, said


@pytest.fixture
def held(house: House, stopped_clock: StoppedClock) -> Held:
    return held_by_ana(house)


def pesos(amount: int | str) -> Money:
    return Money.of(amount, "ARS")


def record(held: Held, actor: Actor, amount: Money, token: str = "t1", method: Method = Method.CASH) -> None:
    with transaction(held.hotel) as session:
        payments.record_at_desk(session, actor, held.booking, method, amount, token)


def send_back(held: Held, actor: Actor, amount: int, token: str = "r1") -> None:
    with transaction(held.hotel) as session:
        payments.refund(session, actor, all_of(Payment)[0].id, Money(amount, "ARS"), "they asked", token)


def receipt(held: Held, data: bytes = b"a picture of a transfer") -> int:
    with transaction(held.hotel) as session:
        kept = media.keep(session, held.hotel, data, "image/jpeg", None)
        booking = rows.one(session, held.booking)
        assert booking is not None
        return payments.take_receipt(session, booking, kept).id


def test_cash_confirms_and_the_link_is_over(held: Held, house: House) -> None:
    record(held, house.carla, Money(held.amount, "ARS"))
    assert held.row().status == Status.CONFIRMED
    assert (came(), requests()) == ([("approved", True)], ["over"])
    assert "confirmada" in said()[-1]


def test_a_double_click_takes_the_money_once(held: Held, house: House) -> None:
    record(held, house.carla, pesos(1_000))
    record(held, house.carla, pesos(1_000))
    assert len(came()) == 1


def test_a_viewer_takes_no_money(held: Held, house: House) -> None:
    with pytest.raises(NotAllowed):
        record(held, house.vera, pesos(1_000))


def test_another_hotels_staff_find_no_booking(held: Held, house: House) -> None:
    with pytest.raises(NoSuchPayment), transaction(house.cabanas) as session:
        payments.record_at_desk(session, house.elena, held.booking, Method.CASH, pesos(1), "t")


@pytest.mark.parametrize("amount", [Money(0, "ARS"), Money(-5, "ARS"), Money(5, "USD")])
def test_what_is_no_money_of_this_booking_is_not_taken(held: Held, house: House, amount: Money) -> None:
    with pytest.raises(NoSuchPayment):
        record(held, house.carla, amount)


def test_link_money_cannot_be_written_down_by_hand(held: Held, house: House) -> None:
    with pytest.raises(NoSuchPayment):
        record(held, house.carla, pesos(1), method=Method.MERCADOPAGO)


def test_paid_at_the_desk_and_then_by_the_link_goes_back(held: Held, house: House) -> None:
    record(held, house.carla, held.purse().owed)
    held.settle(held.seen())
    assert refunds() == [(held.amount, "wanted")]


def test_no_more_goes_back_than_came(held: Held, house: House) -> None:
    held.settle(held.seen())
    send_back(held, house.diego, held.amount - 100)
    with pytest.raises(CannotRefund):
        send_back(held, house.diego, 101, "r2")
    send_back(held, house.diego, 100, "r3")
    assert [amount for amount, _ in refunds()] == [held.amount - 100, 100]


def test_a_double_click_sends_back_once(held: Held, house: House) -> None:
    held.settle(held.seen())
    send_back(held, house.diego, 100)
    send_back(held, house.diego, 100)
    assert len(refunds()) == 1


def test_reception_sends_nothing_back(held: Held, house: House) -> None:
    held.settle(held.seen())
    with pytest.raises(NotAllowed):
        send_back(held, house.carla, 100)


def test_cash_goes_back_by_hand_at_once(held: Held, house: House) -> None:
    record(held, house.carla, pesos(1_000))
    send_back(held, house.diego, 40_000)
    assert refunds() == [(40_000, "done")]
    assert held.purse().paid == pesos(600)
    assert open_letters("refund_payment") == []


def test_a_refund_counts_once_the_provider_says_so(held: Held, house: House) -> None:
    held.settle(held.seen())
    send_back(held, house.diego, 5_000)
    assert held.purse().paid.minor == held.amount
    with transaction(held.hotel) as session:
        refund = all_of(Refund)[0].id
        payments.refund_done(session, refund, RefundSeen("7", 5_000, RefundState.DONE))
        payments.refund_done(session, refund, RefundSeen("7", 5_000, RefundState.DONE))
    assert held.purse().paid.minor == held.amount - 5_000
    assert len([words for words in said() if "devolvimos" in words]) == 1
    moment = clock.now() + timedelta(minutes=1)
    held.settle(held.seen(refunded=5_000, updated_at=moment))
    assert cases() == []


def test_a_refused_refund_is_a_case_and_may_be_tried_again(held: Held, house: House) -> None:
    held.settle(held.seen())
    send_back(held, house.diego, held.amount)
    with transaction(held.hotel) as session:
        payments.refund_refused(session, all_of(Refund)[0].id, "no money")
    assert cases() == ["refund_refused"]
    send_back(held, house.diego, held.amount, "r2")
    assert len({one.key for one in all_of(Refund)}) == 2


def test_a_person_accepts_money_that_did_not_fit(held: Held, house: House) -> None:
    held.settle(held.seen(amount=held.amount - 100))
    with transaction(held.hotel) as session:
        payments.accept(session, house.diego, all_of(Payment)[0].id, "a1")
        payments.accept(session, house.diego, all_of(Payment)[0].id, "a2")
        close_case(session, house.diego, all_of(PaymentCase)[0].id, "they paid the rest in cash", "c1")
    assert held.row().status == Status.CONFIRMED
    assert held.purse().deposit_due.minor == 100
    assert cases() == []
    assert [alert.closed_at is None for alert in all_of(Alert)] == [False]


def test_charged_back_money_cannot_be_accepted(held: Held, house: House) -> None:
    held.settle(held.seen(state=PaymentState.CHARGED_BACK))
    with pytest.raises(NoSuchPayment), transaction(held.hotel) as session:
        payments.accept(session, house.diego, all_of(Payment)[0].id, "a1")


def test_a_receipt_stops_the_clock_and_calls_a_person(held: Held, stopped_clock: StoppedClock) -> None:
    receipt(held)
    assert (held.row().status, held.row().hold_until) == (Status.HELD, None)
    assert [alert.kind for alert in all_of(Alert)] == ["receipt_to_check"]
    stopped_clock.passes(hours=30)
    with transaction(held.hotel) as session:
        assert not bookings.expire(session, TheHouse(held.hotel), held.booking)


def test_the_same_picture_for_the_same_booking_is_one_receipt(held: Held) -> None:
    assert receipt(held) == receipt(held)


def test_the_same_picture_for_another_booking_is_marked(held: Held, house: House) -> None:
    first = receipt(held)
    with transaction(held.hotel) as session:
        payments.refuse_receipt(session, house.carla, first, "", "x1")
    second = receipt(held)
    third = receipt(held, b"another picture")
    found = {one.id: one.seen_before for one in all_of(Receipt)}
    assert found == {first: None, second: first, third: None}


def test_an_approved_receipt_confirms_whatever_the_clock_says(
    held: Held, house: House, stopped_clock: StoppedClock
) -> None:
    mine = receipt(held)
    stopped_clock.passes(hours=20)
    for token in ("x1", "x2"):
        with transaction(held.hotel) as session:
            payments.approve_receipt(session, house.carla, mine, Money(held.amount, "ARS"), token)
    assert held.row().status == Status.CONFIRMED
    assert came() == [("approved", True)]
    assert [alert.closed_at is None for alert in all_of(Alert)] == [False]
    assert all_of(Receipt)[0].payment_id == all_of(Payment)[0].id


def test_a_refused_receipt_gives_the_guest_the_reason_and_the_time_that_was_left(
    held: Held, house: House, stopped_clock: StoppedClock
) -> None:
    before = held.row().hold_until
    mine = receipt(held)
    stopped_clock.passes(hours=2)
    with transaction(held.hotel) as session:
        payments.refuse_receipt(session, house.carla, mine, "el monto no es el de la seña", "x1")
    assert before is not None
    assert held.row().hold_until == before + timedelta(hours=2)
    assert said()[-1].endswith("el monto no es el de la seña")
    assert came() == []


def test_a_picture_nobody_has_is_no_receipt(held: Held) -> None:
    booking = held.row()
    with pytest.raises(NoSuchReceipt), transaction(held.hotel) as session:
        payments.take_receipt(session, booking, 12345)


def test_viewers_judge_no_receipts(held: Held, house: House) -> None:
    mine = receipt(held)
    with pytest.raises(NotAllowed), transaction(held.hotel) as session:
        payments.approve_receipt(session, house.vera, mine, pesos(1), "x")
