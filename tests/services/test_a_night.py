"""What a night costs is said in whole units where the total does not come out even."""

from __future__ import annotations

import pytest

from core.domain.money import Money
from core.services import words


@pytest.mark.parametrize(
    ("whole", "nights", "each"),
    [
        ("413000", 3, "137667"),
        ("300000", 3, "100000"),
        ("100.50", 2, "50.25"),
        ("100", 3, "34"),
        ("90", 1, "90"),
    ],
)
def test_a_night_of_several_has_no_odd_cents(whole: str, nights: int, each: str) -> None:
    assert words.a_night(Money.of(whole, "ARS"), nights) == Money.of(each, "ARS")
