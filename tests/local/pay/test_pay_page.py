"""The stand-in is strict, signs what it says, and our own port and door understand it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import httpx
import pytest

from core.adapters.payments.mercadopago import MercadoPago, open_port, read_notification, signature_is_good
from core.domain.errands import Act
from core.domain.payments import PaymentState, Provider, RefundState, Topic
from core.domain.ports import LinkWish, PayAccount, Refused, Unanswered
from core.local.pay.client import PayClient
from core.local.pay.settings import DEMO_SELLERS
from tests.local.pay.conftest import Ear

POSADA, CABANAS = DEMO_SELLERS
ACCOUNT = PayAccount(Provider.MERCADOPAGO, POSADA.id, POSADA.token)
T = TypeVar("T")


def ask(pay: PayClient, question: Callable[[MercadoPago], Awaitable[T]]) -> T:
    async def run() -> T:
        port = open_port(pay.api_url)
        try:
            return await question(port)
        finally:
            await port.close()

    return asyncio.run(run())


def wish(ear: Ear, **changes: Any) -> LinkWish:
    now = datetime.now(UTC)
    made = LinkWish(
        reference="hold_1",
        title="Posada del Ceibo, 2 noches",
        amount=15_000_050,
        currency="ARS",
        country="AR",
        starts_at=now - timedelta(minutes=1),
        expires_at=now + timedelta(hours=1),
        notify_at=ear.url,
        back_to="https://wa.me/5491150000001",
    )
    return replace(made, **changes)


def link(pay: PayClient, ear: Ear, **changes: Any) -> str:
    made = ask(pay, lambda port: port.create_link(ACCOUNT, wish(ear, **changes)))
    assert pay.link_of(made.url) == made.id
    return made.id


def refusal(pay: PayClient, question: Callable[[MercadoPago], Awaitable[Any]]) -> Refused:
    with pytest.raises(Refused) as no:
        ask(pay, question)
    return no.value


def until(true: Callable[[], object], within: float = 5.0) -> None:
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def raw(
    pay: PayClient, method: str, path: str, body: Any = None, token: str = POSADA.token
) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return pay.http.request(method, f"/mercadopago{path}", json=body, headers=headers)


def test_an_approved_payment_is_told_fetched_and_found(pay: PayClient, ear: Ear) -> None:
    payment = pay.pay(link(pay, ear))
    until(ear.about)
    found = ask(pay, lambda port: port.fetch(ACCOUNT, str(payment)))
    assert (found.state, found.amount, found.currency) == (PaymentState.APPROVED, 15_000_050, "ARS")
    assert (found.collector, found.reference) == (POSADA.id, "hold_1")
    searched = ask(pay, lambda port: port.search(ACCOUNT, "hold_1"))
    assert [one.payment_id for one in searched] == [str(payment)]


def test_what_it_says_is_signed_and_understood(pay: PayClient, ear: Ear) -> None:
    payment = pay.pay(link(pay, ear))
    until(ear.about)
    path, headers, body = ear.about()[0]
    query = dict(httpx.URL(path).params)
    assert signature_is_good(query, headers, [POSADA.webhook_secret])
    assert not signature_is_good(query, headers, [CABANAS.webhook_secret])
    hint = read_notification(query, body)
    assert hint is not None
    assert (hint.topic, hint.payment_id) == (Topic.PAYMENT, str(payment))


def test_it_comes_again_until_it_is_taken_and_a_repeat_has_the_same_key(pay: PayClient, ear: Ear) -> None:
    ear.answers += [500, 503]
    pay.pay(link(pay, ear))
    until(lambda: len(ear.about()) == 3)
    keys = set()
    for path, headers, body in ear.about():
        query = dict(httpx.URL(path).params)
        assert signature_is_good(query, headers, [POSADA.webhook_secret])
        hint = read_notification(query, body)
        keys.add(hint.key if hint else None)
    assert len(keys) == 1


def test_the_older_kind_comes_too_where_the_address_does_not_ask_for_webhooks_only(
    pay: PayClient, ear: Ear
) -> None:
    body = _body(ear.url.partition("?")[0])
    made = raw(pay, "POST", "/checkout/preferences", body).json()
    payment = pay.pay(made["id"])
    until(lambda: any("topic=payment" in path for path, _, _ in ear.heard))
    path, headers, told = next(one for one in ear.heard if "topic=payment" in one[0])
    query = dict(httpx.URL(path).params)
    hint = read_notification(query, told)
    assert hint is not None
    assert hint.payment_id == str(payment)
    assert not signature_is_good(query, headers, [POSADA.webhook_secret])


def test_a_payment_told_of_early_cannot_be_read_yet(pay: PayClient, ear: Ear) -> None:
    pay.settings(hidden_seconds=3600.0)
    payment = pay.pay(link(pay, ear), telling="early")
    until(ear.about)
    assert refusal(pay, lambda port: port.fetch(ACCOUNT, str(payment))).refusal.act is Act.RETRY


def test_a_payment_told_of_early_can_be_read_a_little_later(pay: PayClient, ear: Ear) -> None:
    payment = pay.pay(link(pay, ear), telling="early")
    until(lambda: raw(pay, "GET", f"/v1/payments/{payment}").status_code == 200)


def test_never_means_never_and_twice_means_twice(pay: PayClient, ear: Ear) -> None:
    first = link(pay, ear)
    pay.pay(first, "reject", telling="twice")
    until(lambda: len(ear.about()) == 2)
    pay.pay(first, telling="never")
    time.sleep(0.2)
    assert len(ear.about()) == 2


def test_a_rejected_guest_may_try_again_and_each_try_has_its_own_id(pay: PayClient, ear: Ear) -> None:
    made = link(pay, ear)
    assert pay.pay(made, "no_funds") != pay.pay(made, "approve")
    found = ask(pay, lambda port: port.search(ACCOUNT, "hold_1"))
    assert [one.state for one in found] == [PaymentState.APPROVED, PaymentState.REJECTED]


def test_a_closed_link_starts_no_payment_and_lets_a_late_one_through(pay: PayClient, ear: Ear) -> None:
    made = link(pay, ear)
    payment = pay.pay(made, "late")
    ask(pay, lambda port: port.close_link(ACCOUNT, made, datetime.now(UTC)))
    with pytest.raises(ValueError, match="over"):
        pay.pay(made)
    until(lambda: raw(pay, "GET", f"/v1/payments/{payment}").json()["status"] == "approved")


def test_a_refund_with_the_same_key_happens_once(pay: PayClient, ear: Ear) -> None:
    payment = str(pay.pay(link(pay, ear)))
    first = ask(pay, lambda port: port.refund(ACCOUNT, payment, 5_000_000, "ARS", "refund-1"))
    again = ask(pay, lambda port: port.refund(ACCOUNT, payment, 5_000_000, "ARS", "refund-1"))
    assert first == again
    assert first.state is RefundState.DONE
    assert ask(pay, lambda port: port.fetch(ACCOUNT, payment)).refunded == 5_000_000
    other = refusal(pay, lambda port: port.refund(ACCOUNT, payment, 1_000_000, "ARS", "refund-1"))
    assert other.refusal.act is Act.RETRY


def test_a_line_cut_after_the_refund_leaves_it_done_and_the_second_try_finds_it(
    pay: PayClient, ear: Ear
) -> None:
    payment = str(pay.pay(link(pay, ear)))
    pay.fail_next(kind="cut")
    with pytest.raises(Unanswered):
        ask(pay, lambda port: port.refund(ACCOUNT, payment, None, "ARS", "refund-1"))
    ask(pay, lambda port: port.refund(ACCOUNT, payment, None, "ARS", "refund-1"))
    found = ask(pay, lambda port: port.fetch(ACCOUNT, payment))
    assert (found.state, found.refunded, len(found.refunds)) == (PaymentState.REFUNDED, 15_000_050, 1)


def test_no_more_goes_back_than_came(pay: PayClient, ear: Ear) -> None:
    payment = str(pay.pay(link(pay, ear)))
    ask(pay, lambda port: port.refund(ACCOUNT, payment, None, "ARS", "refund-1"))
    no = refusal(pay, lambda port: port.refund(ACCOUNT, payment, None, "ARS", "refund-2"))
    assert (no.refusal.act, no.refusal.code) == (Act.TELL_STAFF, 2063)


def test_a_chargeback_is_told_twice_over(pay: PayClient, ear: Ear) -> None:
    payment = pay.pay(link(pay, ear))
    pay.happens(payment, "chargeback")
    until(lambda: ear.about("topic_chargebacks_wh"))
    path, _, body = ear.about("topic_chargebacks_wh")[0]
    hint = read_notification(dict(httpx.URL(path).params), body)
    assert hint is not None
    assert (hint.topic, hint.payment_id) == (Topic.CHARGEBACK, str(payment))
    assert ask(pay, lambda port: port.fetch(ACCOUNT, str(payment))).state is PaymentState.CHARGED_BACK


def test_an_order_names_the_payments_made_through_its_link(pay: PayClient, ear: Ear) -> None:
    pay.settings(orders_too=True)
    payment = pay.pay(link(pay, ear))
    until(lambda: ear.about("topic_merchant_order_wh"))
    path, _, body = ear.about("topic_merchant_order_wh")[0]
    hint = read_notification(dict(httpx.URL(path).params), body)
    assert hint is not None
    assert ask(pay, lambda port: port.payments_of_order(ACCOUNT, hint.subject)) == [str(payment)]


def test_one_seller_sees_nothing_of_another(pay: PayClient, ear: Ear) -> None:
    payment = str(pay.pay(link(pay, ear)))
    stranger = PayAccount(Provider.MERCADOPAGO, CABANAS.id, CABANAS.token)
    assert refusal(pay, lambda port: port.fetch(stranger, payment)).refusal.code == 2000
    assert ask(pay, lambda port: port.search(stranger, "hold_1")) == []


@pytest.mark.parametrize("token", ["x", "APP_USR-wrong", "APP_USR-local-posad"])
def test_without_the_right_token_nothing_is_answered(pay: PayClient, token: str) -> None:
    assert raw(pay, "GET", "/v1/payments/1", token=token).status_code == 401
    assert pay.http.get("/mercadopago/v1/payments/1").status_code == 401


def _body(notify: str = "https://hotel.example/mp") -> dict[str, Any]:
    return {
        "items": [{"title": "2 noches", "quantity": 1, "unit_price": 1500.5, "currency_id": "ARS"}],
        "external_reference": "hold_2",
        "notification_url": notify,
        "expires": True,
        "expiration_date_to": "2099-11-20T13:00:00.000-04:00",
    }


WRONG: list[dict[str, Any]] = [
    {"items": []},
    {"items": [{"title": "x", "quantity": 1, "unit_price": "1500", "currency_id": "ARS"}]},
    {"items": [{"title": "x", "quantity": 1, "unit_price": 0, "currency_id": "ARS"}]},
    {"items": [{"title": "x", "quantity": 1, "unit_price": 1.005, "currency_id": "ARS"}]},
    {"items": [{"title": "x", "quantity": 1, "unit_price": 1, "currency_id": "USD"}]},
    {"external_reference": "a" * 65},
    {"external_reference": "hold:2"},
    {"expiration_date_to": "2099-11-20T13:00:00-04:00"},
    {"expiration_date_to": "2099-11-20T13:00:00.000Z"},
    {"expires": False},
    {"auto_return": "approved"},
    {"auto_return": "approved", "back_urls": {"success": "http://x.example"}},
    {"payment_methods": {"excluded_payment_types": [{"id": "account_money"}]}},
    {"notification_url": "nowhere"},
    {"surprise": 1},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_preference_that_breaks_a_rule_is_refused(pay: PayClient, wrong: dict[str, Any]) -> None:
    assert raw(pay, "POST", "/checkout/preferences", _body()).status_code == 201
    answer = raw(pay, "POST", "/checkout/preferences", {**_body(), **wrong})
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_request")


def test_a_refund_without_a_key_is_refused(pay: PayClient, ear: Ear) -> None:
    payment = pay.pay(link(pay, ear))
    assert raw(pay, "POST", f"/v1/payments/{payment}/refunds", {}).json()["cause"][0]["code"] == 4292


def test_the_sandbox_address_leads_nowhere(pay: PayClient, ear: Ear) -> None:
    made = raw(pay, "POST", "/checkout/preferences", _body()).json()
    assert made["sandbox_init_point"] != made["init_point"]
    assert httpx.get(made["sandbox_init_point"]).status_code == 400
    assert httpx.get(made["init_point"]).status_code == 200


def test_another_site_cannot_pay_through_a_guests_browser(pay: PayClient, ear: Ear) -> None:
    made = link(pay, ear)
    answer = pay.http.post(
        f"/pay/links/{made}/payments", json={"outcome": "approve"}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 403
