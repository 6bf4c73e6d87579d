"""The door check, against vectors worked out by hand and against tampering."""

from __future__ import annotations

import pytest

from core.adapters.payments.mercadopago import signature_is_good

SECRET = "your_secret_key_here"
REQUEST = "2066ca19-c6f1-498a-be75-1923005edd06"
NUMERIC = ("999999999", "1704908010", "688a0d38e33107d4b2d452a85915d494fc120daf7e962608ab6811f80cd7ad22")
SMALL = (
    "ord01jq4s4ky8hwq6na5pxb65b3d3",
    "1742505638683",
    "633f91233312dd391ec75fa0bea539cfc2d6c4918873305b84a96cc1c58db71c",
)
CAPITALS = (SMALL[0].upper(), SMALL[1], "fb15ae6472eb449173c556793205d77787d58f384d183bb5bc3b724c27bd103c")


def check(
    subject: str, ts: str, mark: str, *, request: str = REQUEST, secrets: tuple[str, ...] = (SECRET,)
) -> bool:
    headers = {"x-signature": f"ts={ts},v1={mark}", "x-request-id": request}
    return signature_is_good({"data.id": subject}, headers, secrets)


@pytest.mark.parametrize("vector", [NUMERIC, SMALL, CAPITALS])
def test_vectors_are_good(vector: tuple[str, str, str]) -> None:
    assert check(*vector)


def test_an_id_signed_in_small_letters_may_arrive_in_capitals() -> None:
    assert check(SMALL[0].upper(), SMALL[1], SMALL[2])


def test_every_part_that_is_signed_counts() -> None:
    subject, ts, mark = NUMERIC
    assert not check("999999998", ts, mark)
    assert not check(subject, "1704908011", mark)
    assert not check(subject, ts, mark, request="another")
    assert not check(subject, ts, mark, secrets=("another-secret",))
    assert not check(subject, ts, mark[:-1] + "0")


def test_while_a_secret_is_replaced_both_are_good() -> None:
    assert check(*NUMERIC, secrets=("new-secret", SECRET))


def test_no_secret_opens_no_door() -> None:
    assert not check(*NUMERIC, secrets=())
    assert not check(*NUMERIC, secrets=("",))


def test_several_versions_may_stand_in_the_header() -> None:
    subject, ts, mark = NUMERIC
    headers = {"x-signature": f"ts={ts}, v2={'0' * 64}, v1={mark.upper()}", "x-request-id": REQUEST}
    assert signature_is_good({"data.id": subject}, headers, [SECRET])


@pytest.mark.parametrize(
    "header",
    [
        "",
        "ts=1704908010",
        f"v1={NUMERIC[2]}",
        "ts=,v1=",
        "garbage",
        f"ts=abc,v1={NUMERIC[2]}",
        "ts=1,ts=2,v1=00",
    ],
)
def test_a_header_that_lacks_something_is_refused(header: str) -> None:
    headers = {"x-signature": header, "x-request-id": REQUEST}
    assert not signature_is_good({"data.id": NUMERIC[0]}, headers, [SECRET])
    assert not signature_is_good({"data.id": NUMERIC[0]}, {}, [SECRET])


def test_a_missing_pair_is_left_out_of_what_is_signed() -> None:
    import hashlib
    import hmac

    mark = hmac.new(SECRET.encode(), b"id:7;ts:5;", hashlib.sha256).hexdigest()
    assert signature_is_good({"data.id": "7"}, {"x-signature": f"ts=5,v1={mark}"}, [SECRET])
