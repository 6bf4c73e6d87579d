"""Payments and notifications as recorded, read into the house's own words."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from core.adapters.payments.mercadopago import read_notification, snapshot
from core.adapters.payments.mercadopago.amounts import NoSuchAmount, to_minor, to_number
from core.adapters.payments.mercadopago.tolerant import parse
from core.domain.payments import PaymentState, RefundState, Snapshot, Topic

Recorded = Callable[[str], Any]


def read(recorded: Recorded, name: str) -> Snapshot:
    found = snapshot(parse(json.dumps(recorded(name)).encode()))
    assert found is not None
    return found


def test_an_approved_payment_says_who_got_how_much_for_what(recorded: Recorded) -> None:
    found = read(recorded, "approved")
    assert (found.payment_id, found.state, found.reference) == (
        "999999999",
        PaymentState.APPROVED,
        "hold_4fK9xQz",
    )
    assert (found.amount, found.currency, found.collector) == (15_000_000, "ARS", "44444")
    assert found.approved_at == datetime(2026, 11, 20, 16, 4, 12, tzinfo=UTC)


def test_interest_for_instalments_is_not_part_of_what_was_asked(recorded: Recorded) -> None:
    assert read(recorded, "approved").amount == 15_000_000


def test_nothing_of_the_payers_person_is_kept(recorded: Recorded) -> None:
    kept = json.dumps(read(recorded, "approved").raw)
    assert "30111222" not in kept
    assert "ana@example.com" not in kept


@pytest.mark.parametrize(
    ("name", "amount", "currency"),
    [("approved_with_cents", 150_010, "UYU"), ("approved_in_chile", 85_000, "CLP")],
)
def test_amounts_are_exact_in_their_own_currency(
    recorded: Recorded, name: str, amount: int, currency: str
) -> None:
    found = read(recorded, name)
    assert (found.amount, found.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("pending_pix", PaymentState.PENDING),
        ("pending_voucher", PaymentState.PENDING),
        ("in_process", PaymentState.IN_PROCESS),
        ("authorized", PaymentState.AUTHORIZED),
        ("rejected", PaymentState.REJECTED),
        ("cancelled", PaymentState.CANCELLED),
        ("refunded", PaymentState.REFUNDED),
        ("in_mediation", PaymentState.IN_MEDIATION),
        ("charged_back", PaymentState.CHARGED_BACK),
        ("status_of_tomorrow", PaymentState.UNKNOWN),
    ],
)
def test_every_state_has_its_word(recorded: Recorded, name: str, state: PaymentState) -> None:
    assert read(recorded, name).state is state


def test_part_of_an_approved_payment_may_have_gone_back(recorded: Recorded) -> None:
    found = read(recorded, "partially_refunded")
    assert (found.state, found.refunded) == (PaymentState.APPROVED, 5_000_050)
    [part] = found.refunds
    assert (part.id, part.amount, part.state) == ("1242469925", 5_000_050, RefundState.DONE)


def test_a_refund_without_a_state_was_accepted(recorded: Recorded) -> None:
    assert read(recorded, "refunded").refunds[0].state is RefundState.DONE


def test_a_payment_may_not_say_who_collected_it(recorded: Recorded) -> None:
    assert read(recorded, "approved_without_collector").collector is None
    assert read(recorded, "approved_in_a_test").live is False


@pytest.mark.parametrize("minor", [1, 10, 150_010, 99_999_999_999, 123_456_789_01])
def test_an_amount_survives_the_way_there_and_back(minor: int) -> None:
    told = parse(json.dumps({"a": to_number(minor, "ARS")}).encode())["a"]
    assert to_minor(told, "ARS") == minor


def test_no_decimals_are_asked_for_where_there_are_none() -> None:
    assert to_number(85_000, "CLP") == 85_000
    assert to_number(8_500_000, "COP") == 85_000
    with pytest.raises(NoSuchAmount):
        to_number(8_500_050, "COP")


@pytest.mark.parametrize("minor", [0, -1, 10**15])
def test_nothing_and_less_than_nothing_cannot_be_asked_for(minor: int) -> None:
    with pytest.raises(NoSuchAmount):
        to_number(minor, "ARS")


@pytest.mark.parametrize("odd", [None, True, "NaN", "Infinity", "-3", "1.005", [], {}, "1e99", "a"])
def test_what_is_no_exact_amount_is_none(odd: Any) -> None:
    assert to_minor(odd, "ARS") is None


@pytest.mark.parametrize(
    ("name", "topic", "subject", "payment"),
    [
        ("notice_payment_created", Topic.PAYMENT, "999999999", "999999999"),
        ("notice_payment_updated", Topic.PAYMENT, "999999999", "999999999"),
        ("notice_legacy", Topic.PAYMENT, "999999999", "999999999"),
        ("notice_legacy_by_address", Topic.PAYMENT, "999999999", "999999999"),
        ("notice_legacy_order", Topic.ORDER_OF_PAYMENTS, "5123", None),
        ("notice_order_of_payments", Topic.ORDER_OF_PAYMENTS, "5123", None),
        ("notice_chargeback", Topic.CHARGEBACK, "217000061680860000", "999999999"),
        ("notice_claim", Topic.CLAIM, "5281510459", None),
        ("notice_stop_delivery", Topic.FRAUD_ALERT, "999999999", "999999999"),
        ("notice_access_revoked", Topic.ACCESS_REVOKED, "account", None),
    ],
)
def test_a_notification_says_what_to_ask_for(
    recorded: Recorded, name: str, topic: Topic, subject: str, payment: str | None
) -> None:
    shape = recorded(name)
    hint = read_notification(shape["query"], json.dumps(shape["body"]).encode())
    assert hint is not None
    assert (hint.topic, hint.subject, hint.payment_id) == (topic, subject, payment)


@pytest.mark.parametrize("name", ["notice_about_nothing", "notice_of_the_other_product"])
def test_what_is_not_about_us_is_nothing(recorded: Recorded, name: str) -> None:
    shape = recorded(name)
    assert read_notification(shape["query"], json.dumps(shape["body"]).encode()) is None


def test_a_repeat_has_the_same_key_and_news_of_the_same_payment_another(recorded: Recorded) -> None:
    def key(name: str) -> str:
        shape = recorded(name)
        hint = read_notification(shape["query"], json.dumps(shape["body"]).encode())
        assert hint is not None
        return hint.key

    assert key("notice_payment_created") == key("notice_payment_created")
    assert key("notice_payment_created") != key("notice_payment_updated")
    assert key("notice_legacy") == key("notice_legacy")


def test_the_address_counts_more_than_the_body(recorded: Recorded) -> None:
    shape = recorded("notice_payment_created")
    shape["body"]["data"]["id"] = "111"
    hint = read_notification(shape["query"], json.dumps(shape["body"]).encode())
    assert hint is not None
    assert hint.payment_id == "999999999"
