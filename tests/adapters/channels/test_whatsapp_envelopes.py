"""Cutting deliveries: the webhook's hot path keeps everything and loses nothing to one bad part."""

from __future__ import annotations

import hashlib
import json
import timeit
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from core.adapters.channels.whatsapp import read, split
from core.domain.messages import Incoming, Kind, Unreadable
from core.domain.ports import Envelope

Delivered = Callable[[str], bytes]
POSADA, CABANAS = "109876543210001", "109876543210002"
ANA = "bsuid:AR.13491208655302741918"


def one(raw: bytes) -> Envelope:
    [envelope] = split(raw)
    return envelope


ADDRESSES = {
    "text": ("wamid.text", "message", POSADA, f"wa:{POSADA}:{ANA}"),
    "without_contacts": ("wamid.without_contacts", "message", POSADA, f"wa:{POSADA}:{ANA}"),
    "username_without_phone": (
        "wamid.username_without_phone",
        "message",
        POSADA,
        f"wa:{POSADA}:bsuid:UY.ABC123def",
    ),
    "bsuid_in_from": ("wamid.bsuid_in_from", "message", POSADA, f"wa:{POSADA}:bsuid:UY.ABC123def"),
    "echo": ("echo:wamid.echo", "echo", POSADA, f"wa:{POSADA}:phone:541155501234"),
    "system_changed_number": ("wamid.system_changed_number", "identity", POSADA, f"wa:{POSADA}:{ANA}"),
    "status_sent": ("wamid.ours:sent", "status", POSADA, "st:wamid.ours"),
    "status_failed": ("wamid.ours:failed", "status", POSADA, "st:wamid.ours"),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_envelope_bears_its_key_its_kind_its_hotel_and_its_lane(delivery: Delivered, name: str) -> None:
    envelope = one(delivery(name))
    assert (envelope.key, envelope.kind, envelope.account, envelope.lane) == ADDRESSES[name]
    assert envelope.at == datetime.fromtimestamp(1763690000, UTC)


def test_news_of_an_account_without_a_number_queue_by_business(delivery: Delivered) -> None:
    notice = one(delivery("template_approved"))
    assert (notice.kind, notice.account, notice.lane) == (
        "notice",
        "102290129340398",
        "notice:102290129340398",
    )
    assert notice.key.startswith("notice:")
    assert notice.at == datetime.fromtimestamp(1763690000, UTC)


def test_the_same_delivery_twice_bears_the_same_keys(all_deliveries: dict[str, bytes]) -> None:
    for raw in all_deliveries.values():
        assert [envelope.key for envelope in split(raw)] == [envelope.key for envelope in split(raw)]


def test_one_delivery_may_hold_several_hotels_messages_and_statuses(delivery: Delivered) -> None:
    envelopes = split(delivery("several_hotels"))
    assert [(envelope.key, envelope.account) for envelope in envelopes] == [
        ("wamid.m1", POSADA),
        ("wamid.m2", POSADA),
        ("wamid.ours:read", POSADA),
        ("wamid.m3", CABANAS),
    ]
    third = read("message", envelopes[3].body)
    assert isinstance(third, Incoming)
    assert (third.account, third.sender.name, third.text) == (CABANAS, "Bruno", "três")


def test_a_poisonous_message_does_not_take_the_others_with_it(delivery: Delivered) -> None:
    envelopes = split(delivery("one_poisonous"))
    kinds = [envelope.kind for envelope in envelopes]
    assert kinds == ["message", "unreadable", "unreadable", "unreadable", "message", "message"]
    assert (envelopes[0].key, envelopes[-1].key) == ("wamid.m1", "wamid.m2")
    assert len({envelope.key for envelope in envelopes}) == 6
    assert all(envelope.account == POSADA for envelope in envelopes)
    assert isinstance(read("unreadable", envelopes[1].body), Unreadable)
    nameless = read("message", envelopes[4].body)
    assert isinstance(nameless, Incoming)
    assert (nameless.kind, nameless.id) == (Kind.UNSUPPORTED, envelopes[4].key)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"hello",
        b"[1, 2]",
        b"null",
        b"{}",
        b'{"entry": 5}',
        b'{"entry": []}',
        b'{"entry": [{"changes": "no"}]}',
        b'{"entry": [{"changes": [{"field": "messages", "value": 7}]}]}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'"' * 50_001,
    ],
)
def test_what_is_no_delivery_at_all_is_kept_whole(body: bytes) -> None:
    envelope = one(body)
    assert envelope == Envelope(envelope.key, "unreadable", None, envelope.key, body)
    assert envelope.key == "raw:" + hashlib.sha256(body).hexdigest()


def test_the_hotel_of_a_torn_delivery_is_still_found() -> None:
    torn = b'{"entry":[{"changes":[{"value":{"metadata":{"phone_number_id" : "109876543210001"},"mess'
    assert one(torn).account == POSADA


def altered(raw: bytes, change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(raw)
    change(tree["entry"][0]["changes"][0]["value"])
    return tree


def test_nul_and_lone_surrogates_never_reach_the_database(delivery: Delivered) -> None:
    def poison(value: dict[str, Any]) -> None:
        value["messages"][0]["text"]["body"] = "ho\x00la \ud83d"
        value["messages"][0]["id"] = "wamid.\x00x\ud800"
        value["contacts"][0]["profile"]["name"] = "A\x00na \udc00"

    envelope = one(json.dumps(altered(delivery("text"), poison)).encode())
    message = read(envelope.kind, envelope.body)
    assert isinstance(message, Incoming)
    assert (message.text, message.sender.name) == ("hola \ufffd", "Ana \ufffd")
    assert envelope.key == message.id == "wamid.x\ufffd"
    assert b"\x00" not in envelope.body and envelope.body.isascii()


@pytest.mark.parametrize("depth", [60, 900, 5000, 200_000])
def test_a_nest_too_deep_costs_only_itself(delivery: Delivered, depth: int) -> None:
    raw = delivery("several_hotels")
    nest = b'"id": "wamid.m1", "abyss": ' + b'{"a":[' * depth + b"]}" * depth + b","
    envelopes = split(raw.replace(b'"id": "wamid.m1",', nest))
    assert [envelope.key for envelope in envelopes][:2] == ["wamid.m1", "wamid.m2"]
    assert len(envelopes) == 4
    assert all(isinstance(read(e.kind, e.body), Incoming) for e in envelopes if e.kind == "message")


def test_giant_numbers_cost_only_themselves(delivery: Delivered) -> None:
    raw = delivery("several_hotels").replace(
        b'"id": "wamid.m1",', b'"id": "wamid.m1", "n": ' + b"9" * 9000 + b","
    )
    assert split(raw)[0].key == "wamid.m1"


def test_foreign_bytes_and_raw_newlines_inside_words_are_survived(delivery: Delivered) -> None:
    raw = delivery("text").replace(b"Hola!", b"Ho\xff\nla!")
    envelope = one(raw)
    message = read(envelope.kind, envelope.body)
    assert isinstance(message, Incoming)
    assert message.text.startswith("Ho\ufffd\nla!")


def test_an_id_no_index_could_hold_is_replaced_by_a_fingerprint(delivery: Delivered) -> None:
    envelope = one(delivery("text").replace(b"wamid.text", b"w" * 5000))
    assert envelope.key.startswith("raw:")
    message = read(envelope.kind, envelope.body)
    assert isinstance(message, Incoming) and message.id == envelope.key


@pytest.mark.parametrize("timestamp", ["soon", "-5", "99999999999999999999", "nan", None, [], True, ""])
def test_a_time_that_is_none_is_left_out(delivery: Delivered, timestamp: object) -> None:
    def change(value: dict[str, Any]) -> None:
        value["messages"][0]["timestamp"] = timestamp

    assert one(json.dumps(altered(delivery("text"), change)).encode()).at is None


def test_numbers_in_place_of_words_are_understood(delivery: Delivered) -> None:
    def change(value: dict[str, Any]) -> None:
        value["metadata"]["phone_number_id"] = int(POSADA)
        value["messages"][0].update({"from": 5491155501234, "timestamp": 1763690000000})

    envelope = one(json.dumps(altered(delivery("text"), change)).encode())
    assert (envelope.account, envelope.at) == (POSADA, datetime.fromtimestamp(1763690000, UTC))
    message = read(envelope.kind, envelope.body)
    assert isinstance(message, Incoming) and message.sender.phone == "5491155501234"


def test_a_strange_id_in_from_is_never_read_as_somebodys_phone(delivery: Delivered) -> None:
    raw = delivery("bsuid_in_from").replace(b"UY.ABC123def", b"user_5491155501234")
    assert one(raw).lane == f"wa:{POSADA}:bsuid:user_5491155501234"


def test_cutting_an_ordinary_message_is_a_matter_of_microseconds(delivery: Delivered) -> None:
    raw = json.dumps(json.loads(delivery("text"))).encode()
    best = min(timeit.repeat(lambda: split(raw), number=200, repeat=10)) / 200
    assert best < 300e-6  # about 30 on an idle machine; the slack is for busy ones
