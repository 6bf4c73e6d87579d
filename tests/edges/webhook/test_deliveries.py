"""The receiver verifies, keeps, rings, answers: forged deliveries leave no trace, good ones are never lost."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import redis
from flask.testing import FlaskClient
from sqlalchemy import create_engine, select

from core.base import bell
from core.domain.messages import Channel
from core.store import db
from core.store.hotels import ChannelAccount
from tests.conftest import APP_SECRET
from tests.edges.webhook.conftest import PATH, deliver, kept, post
from tests.makers import (
    CABANAS_NUMBER,
    House,
    signed,
    wa_change,
    wa_delivery,
    wa_status,
    wa_text,
)
from webhook import keeper

RECORDED = Path(__file__).parents[2] / "adapters" / "channels" / "whatsapp"


def test_a_signed_delivery_is_kept_for_its_hotel(client: FlaskClient, house: House) -> None:
    message = wa_text("hola ñandú 🏡")
    answer = deliver(client, message)
    [letter] = kept()
    assert (answer.status_code, answer.data) == (200, b"")
    assert (letter.key, letter.hotel_id, letter.kind, letter.state) == (
        message["id"],
        house.posada,
        "message",
        "waiting",
    )
    assert json.loads(letter.body)["message"] == message
    assert len(letter.trace_id) == 16


FORGERIES: dict[str, Callable[[bytes], dict[str, str]]] = {
    "no signature": lambda _raw: {},
    "an empty one": lambda _raw: {"X-Hub-Signature-256": ""},
    "another secret's": lambda raw: signed(raw, "another"),
    "another body's": lambda raw: signed(raw + b" ", APP_SECRET),
    "of the older kind": lambda raw: {"X-Hub-Signature": signed(raw, APP_SECRET)["X-Hub-Signature-256"]},
    "without its prefix": lambda raw: {
        "X-Hub-Signature-256": signed(raw, APP_SECRET)["X-Hub-Signature-256"][7:]
    },
    "not ascii": lambda _raw: {"X-Hub-Signature-256": "sha256=ñ"},
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_delivery_is_refused_and_leaves_no_trace(
    client: FlaskClient, forge: Callable[[bytes], dict[str, str]]
) -> None:
    raw = wa_delivery(wa_change(wa_text("hola")))
    answer = client.post(PATH, data=raw, headers=forge(raw))
    assert (answer.status_code, answer.json) == (401, {"error": "Unauthorized"})
    assert kept() == []


def test_the_signature_is_over_the_bytes_as_they_came(client: FlaskClient) -> None:
    """The same JSON with other spaces is another delivery."""
    raw = b' {"object": "whatsapp_business_account",   "entry": []}'
    assert post(client, raw).status_code == 200
    assert client.post(PATH, data=raw.strip(), headers=signed(raw, APP_SECRET)).status_code == 401


def test_a_delivery_that_comes_again_is_answered_and_kept_once(client: FlaskClient) -> None:
    raw = wa_delivery(wa_change(wa_text("hola")))
    assert [post(client, raw).status_code for _ in range(3)] == [200, 200, 200]
    assert len(kept()) == 1


def test_one_delivery_may_bring_news_for_several_hotels(client: FlaskClient, house: House) -> None:
    raw = wa_delivery(
        wa_change(wa_text("uno"), wa_text("dos")),
        wa_change(wa_text("três"), account=CABANAS_NUMBER),
        wa_change(statuses=[wa_status("wamid.ours", "read")]),
    )
    assert post(client, raw).status_code == 200
    hotels = [letter.hotel_id for letter in kept()]
    assert sorted(hotels) == sorted([house.posada, house.posada, house.cabanas, house.posada])


def test_what_is_for_a_number_nobody_has_is_kept_for_people_to_see(client: FlaskClient) -> None:
    assert deliver(client, wa_text("hola"), account="555").status_code == 200
    [letter] = kept()
    assert (letter.hotel_id, letter.state, letter.error) == (None, "dead", "no hotel has the account 555")


def test_a_bad_apple_does_not_spoil_its_delivery(client: FlaskClient) -> None:
    assert post(client, (RECORDED / "one_poisonous.json").read_bytes()).status_code == 200
    states = [letter.state for letter in kept()]
    assert states.count("waiting") == 3
    assert states.count("dead") == 3


@pytest.mark.parametrize("raw", [b"", b"not json", b"[]", b"null", b"\xff\xfe", b'{"entry": 5}', b"[" * 2000])
def test_signed_nonsense_is_kept_and_answered(client: FlaskClient, raw: bytes) -> None:
    """Refusing it would make the sender repeat it for a week."""
    assert post(client, raw).status_code == 200
    [letter] = kept()
    assert (letter.kind, letter.state, letter.body) == ("unreadable", "dead", raw)


@pytest.mark.parametrize("spoiled", ["id", "from", "type"])
def test_a_character_postgres_refuses_costs_no_delivery(client: FlaskClient, spoiled: str) -> None:
    good, bad = wa_text("hola"), wa_text("x\x00y")
    bad[spoiled] = "wamid.\x00odd"
    assert deliver(client, good, bad).status_code == 200
    assert good["id"] in {letter.key for letter in kept()}
    assert len(kept()) == 2


@pytest.mark.parametrize("recorded", sorted(path.stem for path in RECORDED.glob("*.json")))
def test_every_recorded_shape_is_kept(client: FlaskClient, recorded: str) -> None:
    assert post(client, (RECORDED / f"{recorded}.json").read_bytes()).status_code == 200
    assert kept()


def test_a_delivery_beyond_what_the_channel_sends_is_refused(client: FlaskClient) -> None:
    raw = b" " * (3 * 1024 * 1024 + 1)
    assert post(client, raw).status_code == 413
    assert kept() == []


def test_a_delivery_of_the_largest_size_is_taken(client: FlaskClient) -> None:
    raw = wa_delivery(wa_change(*(wa_text("x" * 60_000) for _ in range(40))))
    assert 2_000_000 < len(raw) < 3 * 1024 * 1024
    assert post(client, raw).status_code == 200
    assert len(kept()) == 40


def test_the_bell_rings_once_for_many_letters(client: FlaskClient) -> None:
    deliver(client, *(wa_text(str(number)) for number in range(20)))
    end = time.monotonic() + 5
    while bell.queue(bell.INBOX).count == 0 and time.monotonic() < end:
        time.sleep(0.01)
    assert 1 <= bell.queue(bell.INBOX).count <= 2


def test_deliveries_that_arrive_together_are_all_kept_before_they_are_answered(client: FlaskClient) -> None:
    bodies = [wa_delivery(wa_change(wa_text(f"n.º {number}"))) for number in range(40)]
    app = client.application
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(lambda raw: post(app.test_client(), raw).status_code, bodies))
    assert answers == [200] * 40
    assert len(kept()) == 40


def test_with_postgres_away_the_sender_is_asked_to_come_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    raw = wa_delivery(wa_change(wa_text("hola")))
    with monkeypatch.context() as away:
        away.setattr(db, "engine", lambda: nowhere)
        answer = post(client, raw)
        assert (answer.status_code, answer.json) == (503, {"error": "Service Unavailable"})
    assert kept() == []
    assert post(client, raw).status_code == 200
    assert len(kept()) == 1


def test_with_redis_away_the_sender_is_answered_all_the_same(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = redis.Redis(host="127.0.0.1", port=1)
    monkeypatch.setattr(bell, "connection", lambda: nobody)
    began = time.monotonic()
    assert deliver(client, wa_text("hola")).status_code == 200
    assert time.monotonic() - began < 1
    assert len(kept()) == 1


def test_a_new_number_is_known_without_a_restart(
    client: FlaskClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(client, wa_text("hola"))
    with db.transaction(house.posada) as session:
        session.add(ChannelAccount(channel=Channel.WHATSAPP, account="777", display="", token_locked=""))
    monkeypatch.setattr(keeper, "_DIRECTORY_SECONDS", 0.0)
    deliver(client, wa_text("al número nuevo"), account="777")
    assert [letter.hotel_id for letter in kept()] == [house.posada, house.posada]


def test_news_of_a_shared_account_reaches_every_hotel_in_it(
    client: FlaskClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.across_hotels() as session:
        for account in session.scalars(select(ChannelAccount)):
            account.business = "102290129340398"
    monkeypatch.setattr(keeper, "_DIRECTORY_SECONDS", 0.0)
    value = {"event": "PAUSED", "message_template_name": "day_before", "message_template_language": "es"}
    raw = wa_delivery({"field": "message_template_status_update", "value": value})
    for _ in range(2):
        assert client.post(PATH, data=raw, headers=signed(raw, APP_SECRET)).status_code == 200
    assert sorted(str(letter.hotel_id) for letter in kept()) == sorted(
        map(str, (house.posada, house.cabanas))
    )
