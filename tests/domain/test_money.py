"""Money: nothing is lost in a split, currencies do not mix, and a till's rounding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.domain.money import EXPONENTS, Money, MoneyProblem, percent, total

currencies = some.sampled_from(sorted(EXPONENTS))
amounts = some.integers(-(10**13), 10**13)
moneys = some.builds(Money, amounts, currencies)


@given(moneys, some.integers(1, 50))
def test_a_split_adds_up_and_is_even(money: Money, parts: int) -> None:
    split = money.split(parts)
    assert len(split) == parts
    assert total(list(split), money.currency) == money
    assert max(part.minor for part in split) - min(part.minor for part in split) <= 1


@given(moneys, some.integers(0, 20_000))
def test_a_share_is_off_by_half_a_minor_unit_at_most(money: Money, share: int) -> None:
    exact = Decimal(money.minor) * share / 10_000
    assert abs(money.share(share).minor - exact) <= Decimal("0.5")
    assert (-money).share(share) == -money.share(share)


@given(some.integers(0, 10**12), currencies, some.integers(0, 5_000))
def test_a_tax_within_a_price_is_the_tax_that_was_added(minor: int, currency: str, share: int) -> None:
    net = Money(minor, currency)
    gross = net + net.share(share)
    assert abs(gross.within(share).minor - net.share(share).minor) <= 1


@given(moneys)
def test_what_is_written_is_read_again(money: Money) -> None:
    assert Money.of(money.major, money.currency) == money


def test_half_a_unit_is_rounded_away_from_nothing() -> None:
    assert Money(5, "ARS").share(percent(10)) == Money(1, "ARS")
    assert Money(-5, "ARS").share(percent(10)) == Money(-1, "ARS")


@pytest.mark.parametrize(
    ("written", "currency"), [("10.5", "CLP"), ("1.234", "ARS"), ("NaN", "USD"), ("1", "XYZ")]
)
def test_an_amount_that_the_currency_cannot_say_is_refused(written: str, currency: str) -> None:
    with pytest.raises(MoneyProblem):
        Money.of(written, currency)


def test_currencies_do_not_mix() -> None:
    for mix in (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b):
        with pytest.raises(MoneyProblem, match="do not add up"):
            mix(Money(1, "ARS"), Money(1, "UYU"))


def test_half_and_true_are_no_minor_units() -> None:
    for wrong in (1.5, True, "1"):
        with pytest.raises(MoneyProblem):
            Money(wrong, "ARS")  # type: ignore[arg-type]
