"""The door check of the WhatsApp webhook."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from core.adapters.channels.whatsapp import answer_subscription, signature_is_good

BODY = '{"text":"¡Hola! \\u00a1"}'.encode()


def signed(body: bytes, secret: str) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def test_a_body_signed_with_our_secret_is_let_in() -> None:
    assert signature_is_good(BODY, signed(BODY, "s3cret"), ["s3cret"])


def test_while_a_secret_is_being_replaced_both_are_good() -> None:
    assert signature_is_good(BODY, signed(BODY, "old"), ["new", "old"])
    assert signature_is_good(BODY, signed(BODY, "new"), ["new", "old"])


def test_one_changed_byte_is_noticed() -> None:
    assert not signature_is_good(BODY + b" ", signed(BODY, "s3cret"), ["s3cret"])


@pytest.mark.parametrize(
    "header", [None, "", "sha256=", "sha1=abc", "sha256=ñandú", "sha256=\ud800", "x" * 9999]
)
def test_headers_of_any_shape_are_refused_without_an_accident(header: str | None) -> None:
    assert not signature_is_good(BODY, header, ["s3cret"])


@pytest.mark.parametrize("secrets", [[], [""]])
def test_a_house_without_a_secret_lets_nobody_in(secrets: list[str]) -> None:
    assert not signature_is_good(BODY, signed(BODY, ""), secrets)


def test_our_own_subscription_is_answered_with_its_challenge() -> None:
    assert answer_subscription("subscribe", "tóken", "1158201444", "tóken") == "1158201444"


@pytest.mark.parametrize(
    ("mode", "token", "challenge", "expected"),
    [
        ("subscribe", "wrong", "1", "token"),
        ("unsubscribe", "token", "1", "token"),
        ("subscribe", None, "1", "token"),
        ("subscribe", "token", None, "token"),
        ("subscribe", "", "1", ""),
        (None, None, None, "token"),
    ],
)
def test_any_other_subscription_is_not_answered(
    mode: str | None, token: str | None, challenge: str | None, expected: str
) -> None:
    assert answer_subscription(mode, token, challenge, expected) is None
