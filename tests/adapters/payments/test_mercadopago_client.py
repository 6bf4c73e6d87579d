"""How the port asks, and how it takes good answers, bad answers and no answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import httpx
import pytest

from core.adapters.payments.mercadopago import MercadoPago, open_port, preference
from core.adapters.payments.mercadopago.codes import _CODES, act_for
from core.domain.errands import Act
from core.domain.payments import Provider, RefundSeen, RefundState
from core.domain.ports import LinkWish, PayAccount, Payee, PayLink, Refused, Unanswered

HOTEL = PayAccount(Provider.MERCADOPAGO, "44444", "APP_USR-secret")
API = "https://mp.example"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
WISH = LinkWish(
    reference="hold_4fK9xQz",
    title="Posada del Ceibo, 2 noches",
    amount=15_000_000,
    currency="ARS",
    country="AR",
    starts_at=NOON,
    expires_at=NOON + timedelta(hours=1),
    notify_at="https://hotel.example/mercadopago/posada",
    back_to="https://wa.me/5491150000001",
    payer="Ana Pereyra",
    statement="Posada del Ceibo",
)

T = TypeVar("T")
Answer = Callable[[httpx.Request], httpx.Response]
Recorded = Callable[[str], Any]


def ask(answer: Answer, question: Callable[[MercadoPago], Awaitable[T]]) -> T:
    async def run() -> T:
        port = MercadoPago(API, httpx.AsyncClient(transport=httpx.MockTransport(answer)))
        try:
            return await question(port)
        finally:
            await port.close()

    return asyncio.run(run())


def always(status: int, body: Any = None) -> Answer:
    return lambda _: httpx.Response(status, json=body)


def remembering(seen: list[httpx.Request], body: Any, status: int = 200) -> Answer:
    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(status, json=body)

    return answer


def refusal(answer: Answer, question: Callable[[MercadoPago], Awaitable[Any]]) -> Act:
    with pytest.raises(Refused) as no:
        ask(answer, question)
    return no.value.refusal.act


def test_a_link_is_asked_for_with_token_and_key_and_comes_back_with_its_address() -> None:
    seen: list[httpx.Request] = []
    made = {"id": "44444-abc", "init_point": "https://mp.example/pay?p=1", "sandbox_init_point": "https://no"}
    link = ask(remembering(seen, made, 201), lambda port: port.create_link(HOTEL, WISH))
    assert link == PayLink("44444-abc", "https://mp.example/pay?p=1")
    [request] = seen
    assert (request.method, str(request.url)) == ("POST", f"{API}/checkout/preferences")
    assert request.headers["authorization"] == "Bearer APP_USR-secret"
    assert request.headers["x-idempotency-key"] == WISH.reference


def test_the_link_says_what_how_much_until_when_and_where_to_tell() -> None:
    drawn = preference(WISH)
    [item] = drawn["items"]
    assert (item["unit_price"], item["currency_id"], item["quantity"]) == (150_000, "ARS", 1)
    assert drawn["external_reference"] == "hold_4fK9xQz"
    assert drawn["notification_url"] == "https://hotel.example/mercadopago/posada?source_news=webhooks"
    assert (drawn["expires"], drawn["binary_mode"], drawn["auto_return"]) == (True, True, "approved")
    assert drawn["expiration_date_from"] == "2026-11-20T12:00:00.000+00:00"
    assert drawn["expiration_date_to"] == drawn["date_of_expiration"] == "2026-11-20T13:00:00.000+00:00"
    assert drawn["statement_descriptor"] == "POSADA DEL CE"


@pytest.mark.parametrize(
    ("country", "kinds"),
    [
        ("AR", {"ticket", "atm", "bank_transfer"}),
        ("MX", {"ticket", "atm", "bank_transfer"}),
        ("BR", {"ticket", "atm"}),
        ("CL", {"ticket", "atm"}),
    ],
)
def test_what_takes_days_is_not_offered_for_an_hours_hold(country: str, kinds: set[str]) -> None:
    left_out = preference(replace(WISH, country=country))["payment_methods"]["excluded_payment_types"]
    assert {kind["id"] for kind in left_out} == kinds


def test_an_unencrypted_way_back_returns_nobody_by_itself() -> None:
    drawn = preference(
        replace(WISH, back_to="http://127.0.0.1:8010/", notify_at="http://127.0.0.1:8000/mercadopago/x")
    )
    assert "auto_return" not in drawn
    assert drawn["back_urls"]["success"] == "http://127.0.0.1:8010/"


@pytest.mark.parametrize("reference", ["", "a" * 65, "hold/4", "hold 4", "höld"])
def test_a_reference_they_would_refuse_is_not_sent(reference: str) -> None:
    with pytest.raises(Refused) as no:
        preference(replace(WISH, reference=reference))
    assert no.value.refusal.act is Act.OUR_BUG


def test_a_price_that_cannot_be_said_exactly_is_not_sent() -> None:
    with pytest.raises(Refused):
        preference(replace(WISH, amount=0))


@pytest.mark.parametrize(
    "made",
    [
        {},
        {"id": "1"},
        {"id": "1", "init_point": "http://mp.example"},
        {"id": "1", "init_point": "javascript:x"},
    ],
)
def test_a_link_without_a_safe_address_counts_as_unanswered(made: dict[str, str]) -> None:
    with pytest.raises(Unanswered):
        ask(always(201, made), lambda port: port.create_link(HOTEL, WISH))


def test_closing_a_link_shortens_its_life() -> None:
    seen: list[httpx.Request] = []
    ask(remembering(seen, {"id": "44444-abc"}), lambda port: port.close_link(HOTEL, "44444-abc", NOON))
    [request] = seen
    assert (request.method, request.url.path) == ("PUT", "/checkout/preferences/44444-abc")
    assert json.loads(request.content)["expiration_date_to"] == "2026-11-20T12:00:00.000+00:00"


def test_a_payment_is_fetched_by_its_number(recorded: Recorded) -> None:
    found = ask(always(200, recorded("approved")), lambda port: port.fetch(HOTEL, "999999999"))
    assert found.amount == 15_000_000


def test_another_payment_than_the_one_asked_for_is_not_believed(recorded: Recorded) -> None:
    assert refusal(always(200, recorded("approved")), lambda port: port.fetch(HOTEL, "1")) is Act.RETRY


@pytest.mark.parametrize("odd", ["", "../users/me", "1?x=2", "9" * 30, "１２"])
def test_only_digits_become_part_of_an_address(odd: str) -> None:
    assert refusal(always(200, {}), lambda port: port.fetch(HOTEL, odd)) is Act.OUR_BUG


def test_a_search_finds_only_payments_of_that_reference(recorded: Recorded) -> None:
    strangers = {**recorded("approved"), "id": 5, "external_reference": "hold_4fK9xQ"}
    seen: list[httpx.Request] = []
    body = {"paging": {"total": 3}, "results": [recorded("approved"), strangers, "odd"]}
    found = ask(remembering(seen, body), lambda port: port.search(HOTEL, "hold_4fK9xQz"))
    assert [one.payment_id for one in found] == ["999999999"]
    assert seen[0].url.params["external_reference"] == "hold_4fK9xQz"


def test_an_order_names_its_payments() -> None:
    body = {"id": 5123, "payments": [{"id": 1}, {"id": "2"}, {"id": 1}, {"id": "x"}]}
    assert ask(always(200, body), lambda port: port.payments_of_order(HOTEL, "5123")) == ["1", "2"]


def test_a_refund_carries_our_own_key_and_the_exact_part() -> None:
    seen: list[httpx.Request] = []
    body = {"id": 7, "payment_id": 9, "amount": 500.5, "status": "in_process"}
    found = ask(
        remembering(seen, body, 201), lambda port: port.refund(HOTEL, "9", 50_050, "ARS", "refund-12")
    )
    assert found == RefundSeen("7", 50_050, RefundState.ASKED)
    [request] = seen
    assert (request.url.path, request.headers["x-idempotency-key"]) == ("/v1/payments/9/refunds", "refund-12")
    assert json.loads(request.content) == {"amount": 500.5}


def test_a_full_refund_names_no_amount() -> None:
    seen: list[httpx.Request] = []
    body = {"id": 7, "amount": 1500}
    ask(remembering(seen, body, 201), lambda port: port.refund(HOTEL, "9", None, "ARS", "refund-12"))
    assert json.loads(seen[0].content) == {}


def test_what_is_unpaid_can_be_cancelled(recorded: Recorded) -> None:
    seen: list[httpx.Request] = []
    ask(
        remembering(seen, recorded("cancelled")),
        lambda port: port.cancel(HOTEL, "999999999", "cancel-999999999"),
    )
    assert (seen[0].method, json.loads(seen[0].content)) == ("PUT", {"status": "cancelled"})


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("refusal_not_found", Act.RETRY),
        ("refusal_wrong_state", Act.TELL_STAFF),
        ("refusal_too_old", Act.TELL_STAFF),
        ("refusal_token", Act.PAUSE_HOTEL),
        ("refusal_busy", Act.SLOW_NUMBER),
        ("refusal_parameter", Act.TELL_STAFF),
    ],
)
def test_a_refused_refund_says_who_can_help(recorded: Recorded, name: str, act: Act) -> None:
    shape = recorded(name)
    answer = always(shape["status"], shape["body"])
    assert refusal(answer, lambda port: port.refund(HOTEL, "9", None, "ARS", "k")) is act


def test_a_wrong_parameter_of_a_link_is_our_mistake(recorded: Recorded) -> None:
    shape = recorded("refusal_parameter")
    answer = always(shape["status"], shape["body"])
    assert refusal(answer, lambda port: port.create_link(HOTEL, WISH)) is Act.OUR_BUG


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408, 409, 423])
def test_trouble_on_their_side_passes(status: int) -> None:
    answer = lambda _: httpx.Response(status, text="<html>sorry</html>")  # noqa: E731
    assert refusal(answer, lambda port: port.fetch(HOTEL, "9")) is Act.RETRY


def test_a_broken_line_leaves_writing_open_and_reading_repeatable() -> None:
    def broken(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    assert refusal(broken, lambda port: port.fetch(HOTEL, "9")) is Act.RETRY
    with pytest.raises(Unanswered):
        ask(broken, lambda port: port.refund(HOTEL, "9", None, "ARS", "k"))
    with pytest.raises(Unanswered):
        ask(broken, lambda port: port.create_link(HOTEL, WISH))


def test_what_never_left_is_simply_tried_again() -> None:
    def closed(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("closed")

    assert refusal(closed, lambda port: port.create_link(HOTEL, WISH)) is Act.RETRY


@pytest.mark.parametrize("token", ["", "two words", "ñ", "a\nb"])
def test_a_damaged_token_stops_the_hotels_payments_before_anything_leaves(token: str) -> None:
    account = replace(HOTEL, token=token)
    assert refusal(always(200, {}), lambda port: port.fetch(account, "9")) is Act.PAUSE_HOTEL


def test_every_code_stands_for_one_act() -> None:
    numbers = [number for codes in _CODES.values() for number in codes]
    assert len(numbers) == len(set(numbers))
    for act, codes in _CODES.items():
        assert {act_for(code, 400) for code in codes} == {act}


def test_a_real_port_opens_and_closes() -> None:
    async def run() -> None:
        port = open_port("https://api.mercadopago.com/")
        await port.close()

    asyncio.run(run())


def test_whose_a_token_is_comes_with_its_money() -> None:
    told = {"id": 44444, "nickname": "POSADA", "site_id": "MLA", "email": "not@ours.example"}
    assert ask(always(200, told), lambda port: port.whose(HOTEL)) == Payee("44444", "POSADA", "ARS")
    strange = {"id": "44444", "site_id": "MXX"}
    assert ask(always(200, strange), lambda port: port.whose(HOTEL)) == Payee("44444", "", "")


@pytest.mark.parametrize(
    ("status", "body", "act"), [(401, {}, Act.PAUSE_HOTEL), (200, {"nickname": "x"}, Act.RETRY)]
)
def test_a_token_that_is_nobodys_is_refused(status: int, body: dict[str, Any], act: Act) -> None:
    with pytest.raises(Refused) as no:
        ask(always(status, body), lambda port: port.whose(HOTEL))
    assert no.value.refusal.act is act
