"""The cashier against the pay page: links, lost notifications, refunds, and what happens when a line breaks."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from core.base import clock
from core.base.settings import settings
from core.domain.access import House as TheHouse
from core.domain.bookings import Status
from core.domain.money import Money
from core.domain.payments import Method
from core.local.pay.client import PayClient
from core.local.pay.notices import Notice, webhook
from core.services import bookings, payments
from core.services.payments import errands
from core.store.db import across_hotels, transaction
from core.store.outbox import OutboxLetter
from core.store.payments import Payment, PaymentRequest
from tests.edges.worker.conftest import letters, work
from tests.makers import House
from tests.paying import SECRET, Held, all_of, came, cases, held_by_ana, refunds, requests, said
from worker.cashier import Cashier, _claim, _conclude


@dataclass
class Desk:
    """The cashier at work until nothing is due; what the pay page would tell is left untold."""

    pay: PayClient

    def works(self, patience: float = 20.0) -> None:
        asyncio.run(self._work(patience))

    async def _work(self, patience: float) -> None:
        config = settings().model_copy(update={"mercadopago_api_url": self.pay.api_url})
        cashier = Cashier(config)
        running = asyncio.create_task(cashier.run())
        try:
            async with asyncio.timeout(patience):
                while await asyncio.to_thread(due):  # noqa: ASYNC110 - rows ring no bell
                    await asyncio.sleep(0.02)
        finally:
            cashier.stop()
            await running

    def link(self) -> str:
        return str(self.pay.links()[-1]["id"])


def due() -> bool:
    with across_hotels() as session:
        question = text(
            "SELECT count(*) FROM outbox WHERE desk = 'cashier' AND state = 'waiting' AND due_at <= :now"
        )
        return bool(session.scalar(question, {"now": clock.now()}))


def make_due(kind: str) -> None:
    with across_hotels() as session:
        session.execute(text("UPDATE outbox SET due_at = now() WHERE kind = :kind"), {"kind": kind})


def now_the_hold_is_over(held: Held) -> None:
    with across_hotels() as session:
        for statement in (
            "UPDATE bookings SET hold_until = now() - interval '1 minute' WHERE status = 'held'",
            "UPDATE payment_requests SET expires_at = now() - interval '1 minute'",
        ):
            session.execute(text(statement))
    with transaction(held.hotel) as session:
        bookings.expire(session, TheHouse(held.hotel), held.booking)


def fetch(held: Held, payment: int, key: str = "k") -> None:
    with transaction(held.hotel) as session:
        errands.fetch(session, held.hotel, str(payment), key, True)


@pytest.fixture
def desk(pay_page: PayClient, house: House) -> Desk:
    pay_page.reset()
    return Desk(pay_page)


@pytest.fixture
def held(desk: Desk, house: House) -> Held:
    return held_by_ana(house)


def test_the_link_reaches_the_guest_with_the_holds_end(held: Held, desk: Desk) -> None:
    desk.works()
    [link] = desk.pay.links()
    assert link["reference"] == held.reference
    assert link["total"] == held.amount / 100
    assert 0 < link["closes_in"] <= 3600
    assert link["excluded"] == ["ticket", "atm", "bank_transfer"]
    [letter] = letters("send_message")
    assert letter.payload["content"]["url"].endswith(f"pref_id={link['id']}")
    assert requests() == ["open"]


def test_a_payment_told_of_is_fetched_and_settled(held: Held, desk: Desk) -> None:
    desk.works()
    fetch(held, desk.pay.pay(desk.link(), telling="never"))
    desk.works()
    assert held.row().status == Status.CONFIRMED
    assert len([words for words in said() if "confirmada" in words]) == 1


def test_a_payment_told_of_before_it_can_be_read_is_asked_about_again(held: Held, desk: Desk) -> None:
    desk.works()
    desk.pay.settings(hidden_seconds=0.8)
    fetch(held, desk.pay.pay(desk.link(), telling="early"))
    desk.works()
    end = time.monotonic() + 10
    while held.row().status != Status.CONFIRMED:
        assert time.monotonic() < end
        time.sleep(0.2)
        desk.works()
    assert cases() == []


def test_a_lost_notification_is_caught_when_the_time_is_over(held: Held, desk: Desk) -> None:
    desk.works()
    desk.pay.pay(desk.link(), telling="never")
    now_the_hold_is_over(held)
    assert held.row().status == Status.EXPIRED
    make_due("search_payments")
    desk.works()
    assert held.row().status == Status.CONFIRMED
    assert (came(), requests()) == ([("approved", True)], ["paid"])


def test_nothing_paid_is_found_and_the_request_is_over(held: Held, desk: Desk) -> None:
    desk.works()
    now_the_hold_is_over(held)
    make_due("search_payments")
    desk.works()
    assert (came(), requests()) == ([], ["over"])


def test_paid_twice_the_second_goes_back_once(held: Held, desk: Desk) -> None:
    desk.works()
    for number in (1, 2):
        fetch(held, desk.pay.pay(desk.link(), telling="never"), str(number))
    desk.works()
    assert refunds() == [(held.amount, "done")]
    assert sorted(one["status"] for one in desk.pay.payments()) == ["approved", "refunded"]
    assert held.purse().paid.minor == held.amount
    for payment in desk.pay.payments():
        fetch(held, payment["id"], f"again-{payment['id']}")
    desk.works()
    assert (cases(), len(refunds())) == ([], 1)


@pytest.mark.parametrize("kind", ["cut", "cut_before"])
def test_a_line_that_breaks_around_a_refund_sends_the_money_once(
    held: Held, desk: Desk, house: House, kind: str
) -> None:
    desk.works()
    fetch(held, desk.pay.pay(desk.link(), telling="never"))
    desk.works()
    with transaction(held.hotel) as session:
        payment = all_of(Payment)[0].id
        payments.refund(session, house.diego, payment, Money(1_000, "ARS"), "they asked", "r1")
    desk.pay.fail_next(kind=kind)
    desk.works()
    make_due("refund_payment")
    desk.works()
    assert refunds() == [(1_000, "done")]
    assert desk.pay.payments()[0]["transaction_amount_refunded"] == 10


def test_a_line_that_breaks_after_the_link_was_made_ends_in_one_message(held: Held, desk: Desk) -> None:
    desk.pay.fail_next(kind="cut")
    desk.works()
    make_due("make_payment_link")
    desk.works()
    assert len(desk.pay.links()) == 2
    assert len(letters("send_message")) == 1


def test_money_through_either_of_two_links_is_found_by_its_reference(held: Held, desk: Desk) -> None:
    desk.pay.fail_next(kind="cut")
    desk.works()
    make_due("make_payment_link")
    desk.works()
    fetch(held, desk.pay.pay(str(desk.pay.links()[0]["id"]), telling="never"))
    desk.works()
    assert held.row().status == Status.CONFIRMED


def test_a_token_that_does_not_work_calls_a_person_and_waits(held: Held, desk: Desk) -> None:
    desk.pay.fail_next(status=401, message="invalid access token")
    desk.works()
    assert cases() == ["account_trouble"]
    [letter] = letters("make_payment_link")
    assert letter.state == "waiting"
    assert letter.due_at > clock.now() + timedelta(seconds=30)
    make_due("make_payment_link")
    desk.works()
    assert requests() == ["open"]


def test_a_link_they_refuse_calls_a_person_and_tells_the_guest(held: Held, desk: Desk) -> None:
    desk.pay.fail_next(status=400, message="currency_id invalid")
    desk.works()
    assert (cases(), requests()) == (["link_refused"], ["over"])
    assert "recepción" in said()[-1]


def test_trouble_on_their_side_passes_unseen(held: Held, desk: Desk) -> None:
    desk.pay.fail_next(3, status=503)
    for _ in range(5):
        desk.works()
        make_due("make_payment_link")
    assert (cases(), requests()) == ([], ["open"])


def test_what_nobody_signed_and_nobody_knows_is_dropped_in_the_end(held: Held, desk: Desk) -> None:
    desk.works()
    with transaction(held.hotel) as session:
        errands.fetch(session, held.hotel, "777", "forged", False)
    for _ in range(10):
        make_due("fetch_payment")
        desk.works()
    assert [letter.state for letter in letters("fetch_payment")] == ["cancelled"]
    assert cases() == []


def test_a_booking_paid_at_the_desk_closes_its_link(held: Held, desk: Desk, house: House) -> None:
    desk.works()
    with transaction(held.hotel) as session:
        payments.record_at_desk(
            session, house.carla, held.booking, Method.CASH, Money(held.amount, "ARS"), "t"
        )
    desk.works()
    assert [link["open"] for link in desk.pay.links()] == [False]


def test_an_errand_somebody_else_took_meanwhile_is_left_to_them(held: Held, desk: Desk) -> None:
    [letter] = [one for one in _claim(8) if one.kind == "make_payment_link"]
    with across_hotels() as session:
        session.execute(text("UPDATE outbox SET attempts = attempts + 1"))
    deeds: list[Any] = []
    _conclude(letter, deeds.append)
    assert deeds == []


def test_everything_from_notification_to_confirmation(held: Held, desk: Desk) -> None:
    """With the real door in between: what the pay page signs, the receiver believes."""
    from webhook.app import create_app  # it reads the settings, which are there only now

    desk.works()
    client = create_app().test_client()
    payment = desk.pay.pay(desk.link(), telling="never")
    told = _as_told(payment)
    assert client.post(told[0], data=told[1], headers=told[2]).status_code == 200
    work()
    desk.works()
    assert held.row().status == Status.CONFIRMED
    assert all_of(PaymentRequest)[0].paid_at is not None
    assert [one.state for one in all_of(OutboxLetter) if one.kind == "fetch_payment"] == ["done"]


def _as_told(payment: int) -> tuple[str, bytes, dict[str, str]]:
    facts = {"at": time.time(), "seller_id": "440000001", "action": "payment.created"}
    url, body = webhook("/mercadopago/posada?source_news=webhooks", 5, "payment", str(payment), **facts)
    return url, body, Notice(url, str(payment), body, SECRET).headers(time.time())
