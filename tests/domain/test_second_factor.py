"""Six numbers of RFC 6238, held against its own table; once each, and recovery codes as people type them."""

from __future__ import annotations

import base64

import pytest

from core.domain.second_factor import (
    address_of,
    as_recovery_code,
    code_at,
    matched_step,
    recovery_code,
    secret_of,
    step_at,
)

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "eight"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_table_of_the_rfc(seconds: int, eight: str) -> None:
    """Appendix B has eight digits: six of them are its end."""
    assert code_at(SECRET, step_at(seconds)) == eight[2:]


def test_a_clock_may_be_half_a_minute_off_either_way() -> None:
    found = [matched_step(SECRET, code_at(SECRET, 100 + off), 100, 0) for off in (-2, -1, 0, 1, 2)]
    assert found == [None, 99, 100, 101, None]


def test_a_code_that_was_used_opens_nothing_again() -> None:
    code = code_at(SECRET, 100)
    assert matched_step(SECRET, code, 100, 99) == 100
    assert matched_step(SECRET, code, 100, 100) is None
    assert matched_step(SECRET, code_at(SECRET, 99), 100, 100) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12345\u00b2", "-12345"])
def test_what_is_no_code_is_no_code(typed: str) -> None:
    assert matched_step(SECRET, typed, 100, 0) is None


def test_people_may_type_a_space_in_the_middle() -> None:
    code = code_at(SECRET, 100)
    assert matched_step(SECRET, f"{code[:3]} {code[3:]} ", 100, 0) == 100


def test_recovery_codes_are_read_however_they_are_typed() -> None:
    code = recovery_code(bytes(range(10)))
    plain = code.replace("-", "")
    assert [
        as_recovery_code(one) for one in (code, code.upper(), f" {plain} ", f"{code[:5]} {code[6:]}")
    ] == [plain] * 4
    assert as_recovery_code("123456") is None
    assert as_recovery_code("aaaaa-aaaa1") is None


def test_the_address_says_whose_it_is() -> None:
    made = address_of(secret_of(bytes(20)), "Conserje", "olga@posada.test")
    assert made.startswith("otpauth://totp/Conserje%3Aolga%40posada.test?secret=")
    assert "issuer=Conserje&digits=6&period=30" in made
    with pytest.raises(ValueError, match="20 bytes"):
        secret_of(b"short")
