"""Mercado Pago's door: only what is signed is believed, and of the rest at most a number."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.domain.payments import Strictness
from core.services.payments import accounts
from core.store import hotels
from core.store.db import across_hotels
from tests.edges.webhook.conftest import kept
from tests.edges.worker.conftest import letters, work
from tests.makers import House
from tests.paying import COLLECTOR, SECRET, TOKEN, cases


def open_door(hotel_id: int, mode: Strictness = Strictness.STRICT, secret: str = SECRET) -> None:
    with across_hotels() as session:
        hotel = hotels.hotel(session, hotel_id)
        assert hotel is not None
        accounts.add_account(session, hotel, COLLECTOR, TOKEN, secret, mode)


def tell(
    client: FlaskClient, subject: str = "9001", *, secret: str | None = SECRET, number: int = 1, **more: Any
) -> TestResponse:
    topic = more.get("topic", "payment")
    body = {
        "id": number,
        "type": topic,
        "action": "payment.updated",
        "data": more.get("data", {"id": subject}),
    }
    headers = {"x-request-id": "r1"}
    if secret is not None:
        manifest = f"id:{subject};request-id:r1;ts:1704908010;"
        mark = hmac.new(secret.encode(), manifest.encode(), hashlib.sha256).hexdigest()
        headers["x-signature"] = f"ts=1704908010,v1={mark}"
    path = f"/mercadopago/{more.get('door', 'posada')}?data.id={subject}&type={topic}"
    return client.post(path, data=json.dumps(body), headers=headers)


def test_what_is_signed_is_kept_once_and_asked_about(client: FlaskClient, house: House) -> None:
    open_door(house.posada)
    assert [tell(client).status_code for _ in range(3)] == [200, 200, 200]
    [letter] = kept()
    assert (letter.hotel_id, letter.state) == (house.posada, "waiting")
    work()
    [errand] = letters("fetch_payment")
    assert (errand.hotel_id, errand.payload) == (house.posada, {"payment": "9001", "verified": True})


def test_news_of_the_same_payment_is_asked_about_again(client: FlaskClient, house: House) -> None:
    open_door(house.posada)
    tell(client, number=1)
    tell(client, number=2)
    work()
    assert len(letters("fetch_payment")) == 2
    assert len({letter.lane for letter in letters("fetch_payment")}) == 1


@pytest.mark.parametrize("secret", [None, "another"])
def test_a_strict_door_keeps_nothing_of_what_is_not_rightly_signed(
    client: FlaskClient, house: House, secret: str | None
) -> None:
    open_door(house.posada)
    assert tell(client, secret=secret).status_code == 401
    assert kept() == []


def test_a_milder_door_keeps_the_number_and_nothing_else(client: FlaskClient, house: House) -> None:
    open_door(house.posada, Strictness.FETCH)
    assert tell(client, secret=None, data={"id": "9001", "description": "evil"}).status_code == 200
    assert tell(client, secret=None, number=2).status_code == 200
    [letter] = kept()
    assert b"evil" not in letter.body
    work()
    assert letters("fetch_payment")[0].payload == {"payment": "9001", "verified": False}


@pytest.mark.parametrize("topic", ["topic_claims_integration_wh", "mp-connect", "topic_merchant_order_wh"])
def test_what_nobody_signed_may_be_about_a_payment_only(
    client: FlaskClient, house: House, topic: str
) -> None:
    open_door(house.posada, Strictness.FETCH)
    assert tell(client, secret=None, topic=topic).status_code == 200
    assert kept() == []


def test_what_nobody_signed_is_rationed(client: FlaskClient, house: House) -> None:
    open_door(house.posada, Strictness.FETCH)
    answers = {tell(client, str(number), secret=None).status_code for number in range(1, 80)}
    assert answers == {200, 429}
    assert len(kept()) <= 61, "a minute may end in between"
    assert tell(client, "9001").status_code == 200, "what is signed is never rationed"


def test_a_door_nobody_has_is_closed(client: FlaskClient, house: House) -> None:
    assert tell(client).status_code == 404
    assert tell(client, door="../posada").status_code == 404


def test_each_hotel_has_its_own_secret(client: FlaskClient, house: House) -> None:
    open_door(house.posada)
    open_door(house.cabanas, secret="the-cabanas-secret")
    assert tell(client, door="cabanas").status_code == 401
    assert tell(client, door="cabanas", secret="the-cabanas-secret").status_code == 200
    [letter] = kept()
    assert letter.hotel_id == house.cabanas


def test_nonsense_is_taken_and_forgotten(client: FlaskClient, house: House) -> None:
    open_door(house.posada)
    manifest = "request-id:r1;ts:1704908010;"
    mark = hmac.new(SECRET.encode(), manifest.encode(), hashlib.sha256).hexdigest()
    headers = {"x-request-id": "r1", "x-signature": f"ts=1704908010,v1={mark}"}
    answer = client.post("/mercadopago/posada", data=b"\xff{", headers=headers)
    assert (answer.status_code, kept()) == (200, [])
    assert client.post("/mercadopago/posada", data=b"x" * 70_000, headers=headers).status_code == 404


def test_a_signed_claim_is_for_people(client: FlaskClient, house: House) -> None:
    open_door(house.posada)
    tell(client, "5281510459", topic="topic_claims_integration_wh")
    work()
    assert cases() == ["disputed"]
