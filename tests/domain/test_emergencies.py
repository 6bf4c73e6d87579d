"""Whom to ring: a number for every kind of help, or none at all."""

from __future__ import annotations

import pytest

from core.domain.emergencies import Help, numbers_of


@pytest.mark.parametrize("country", ["AR", "BO", "BR", "CL", "CO", "EC", "ES", "MX", "PE", "PY", "US", "UY"])
def test_every_number_is_three_digits_and_help_is_named_once(country: str) -> None:
    numbers = numbers_of(country)
    assert numbers
    assert all(number.isdecimal() and len(number) == 3 for _, number in numbers)
    assert len({help_ for help_, _ in numbers}) == len(numbers)


def test_an_ambulance_comes_first_and_one_number_for_all_stands_alone() -> None:
    assert numbers_of("ar")[0] == (Help.AMBULANCE, "107")
    assert numbers_of("UY") == ((Help.ALL, "911"),)


def test_where_nobody_wrote_a_number_down_none_is_made_up() -> None:
    assert numbers_of("ZZ") == ()
