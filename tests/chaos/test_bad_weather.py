"""The receiver over real HTTP while its stores are away, and under deliveries no honest sender makes."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.chaos.running_house import RunningHouse, open_house, until
from tests.load.far_side import NUMBER, message_body, sign

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def house() -> Iterator[RunningHouse]:
    with open_house(without=("slow", "chores"), QUIET_WINDOW="0") as house:
        until(lambda: deliver(house, _guest(0), "wamid.first") == 200, 10, "the first delivery")
        yield house


def _guest(number: int) -> str:
    return f"54911{61_000_000 + number}"


def post(house: RunningHouse, body: bytes, signature: str | None = None) -> httpx.Response:
    headers = {"X-Hub-Signature-256": sign(house.app_secret, body) if signature is None else signature}
    return httpx.post(house.webhook_url, content=body, headers=headers, timeout=10)


def deliver(house: RunningHouse, guest: str, wamid: str) -> int:
    return post(house, message_body(guest, wamid, "¿Dónde están?")).status_code


def letters(house: RunningHouse, wamid: str) -> list[tuple[str, ...]]:
    return house.rows("SELECT state FROM inbox WHERE key = %s", wamid)


def test_without_postgres_the_sender_is_told_to_come_again_and_then_heard(house: RunningHouse) -> None:
    with house.down("postgres"):
        for number in range(3):
            began = time.monotonic()
            assert deliver(house, _guest(1), f"wamid.lost{number}") == 503
            assert time.monotonic() - began < 5
    assert deliver(house, _guest(1), "wamid.again") == 200
    until(lambda: letters(house, "wamid.again") == [("done",)], 15, "handling after Postgres is back")
    assert letters(house, "wamid.lost0") == []


def test_without_redis_a_delivery_is_acknowledged_and_handled(house: RunningHouse) -> None:
    with house.down("valkey"):
        began = time.monotonic()
        assert deliver(house, _guest(2), "wamid.unrung") == 200
        assert time.monotonic() - began < 2
        until(lambda: letters(house, "wamid.unrung") == [("done",)], 15, "handling without a bell")


def test_too_much_is_refused(house: RunningHouse) -> None:
    body = message_body(_guest(3), "wamid.huge", "x" * 4 * 2**20)
    with contextlib.suppress(httpx.TransportError):  # refused while it was still being sent is as good
        assert post(house, body).status_code == 413
    assert letters(house, "wamid.huge") == []
    assert deliver(house, _guest(3), "wamid.after-huge") == 200


@pytest.mark.parametrize("signature", ["", "sha256=" + "0" * 64, "sha1=abc", "sha256=", "nonsense"])
def test_what_is_not_signed_by_the_channel_leaves_no_trace(house: RunningHouse, signature: str) -> None:
    assert post(house, message_body(_guest(4), "wamid.forged", "hola"), signature).status_code in (401, 403)
    assert house.rows("SELECT count(*) FROM inbox WHERE key LIKE %s", "%forged%") == [(0,)]


def test_a_delivery_without_any_signature_is_refused(house: RunningHouse) -> None:
    body = message_body(_guest(4), "wamid.unsigned", "hola")
    assert httpx.post(house.webhook_url, content=body).status_code in (401, 403)
    assert letters(house, "wamid.unsigned") == []


def test_signed_rubbish_is_kept_as_it_came(house: RunningHouse) -> None:
    rubbish = b'{"object": "whatsapp_business_account", "entry": [{"id": '
    assert post(house, rubbish).status_code == 200
    [(state, body)] = house.rows("SELECT state, body FROM inbox WHERE kind = 'unreadable'")
    assert (state, bytes(body)) == ("dead", rubbish)


def test_what_is_for_a_number_nobody_has_is_kept(house: RunningHouse) -> None:
    body = message_body(_guest(5), "wamid.stranger", "hola").replace(NUMBER.encode(), b"999999999999999")
    assert post(house, body).status_code == 200
    assert letters(house, "wamid.stranger") == [("dead",)]


def test_half_open_clients_do_not_keep_the_others_waiting(house: RunningHouse) -> None:
    address = ("127.0.0.1", house.place.ports["WEBHOOK_PORT"])
    slow = [socket.create_connection(address) for _ in range(64)]
    for client in slow:
        client.sendall(b"POST /webhooks/whatsapp HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\nhalf")
    waits = []
    for number in range(50):
        began = time.monotonic()
        assert deliver(house, _guest(100 + number), f"wamid.beside{number}") == 200
        waits.append(time.monotonic() - began)
    for client in slow:
        client.close()
    # Whoever had to wait for one of them would wait until it is hung up.
    assert sorted(waits)[47] < 2


def test_everything_acknowledged_was_handled(house: RunningHouse) -> None:
    """The last word of this file: what was kept for the hotels is done, what was for nobody is on show."""
    until(lambda: house.rows("SELECT 1 FROM inbox WHERE state = 'waiting'") == [], 20, "handling")
    dead = house.rows("SELECT DISTINCT kind, hotel_id FROM inbox WHERE state = 'dead' ORDER BY 1")
    assert {kind for kind, _ in dead} <= {"unreadable", "message"}
    assert all(hotel is None or kind == "unreadable" for kind, hotel in dead)
