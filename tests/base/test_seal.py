"""Tokens, passwords and what is locked before it is stored."""

from __future__ import annotations

import pytest

from core.base import seal
from tests.makers import House


def test_a_locked_token_opens_again_and_cannot_be_read(house: House) -> None:
    sealed = seal.lock("EAAG-secret")
    assert "EAAG" not in sealed
    assert seal.unlock(sealed) == "EAAG-secret"


def test_locking_twice_looks_different(house: House) -> None:
    assert seal.lock("x") != seal.lock("x")


@pytest.mark.parametrize("spoiled", ["", "nonsense", "gAAAAABnonsense"])
def test_what_another_key_locked_is_told_as_such(house: House, spoiled: str) -> None:
    with pytest.raises(seal.CannotOpen, match="SECRET_KEY"):
        seal.unlock(spoiled)


def test_a_password_is_right_or_wrong() -> None:
    stored = seal.hash_password("ñandú 2026")
    assert seal.password_is_right("ñandú 2026", stored)
    assert not seal.password_is_right("nandu 2026", stored)
    assert not seal.password_is_right("", stored)
    assert not seal.password_is_right("ñandú 2026", "not a hash")


def test_a_token_is_stored_only_by_its_fingerprint() -> None:
    token = seal.new_token()
    assert len(token) >= 43
    assert seal.fingerprint(token) == seal.fingerprint(token) != token
    assert seal.new_token() != token


def test_a_signature_is_good_for_one_purpose(house: House) -> None:
    assert seal.sign("media", "7") == seal.sign("media", "7")
    assert seal.sign("media", "7") != seal.sign("export", "7")
    assert seal.sign("media", "7") != seal.sign("media", "8")


def test_comparing_takes_any_characters() -> None:
    assert seal.same("ñ", "ñ")
    assert not seal.same("ñ", "n")
