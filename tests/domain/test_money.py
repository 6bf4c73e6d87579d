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


def _is_whole(money: Money) -> bool:
    """Of a price without cents in a currency whose prices have none, parts are rounded to whole units."""
    return money.currency in ("ARS", "UYU") and money.minor % 100 == 0


@given(moneys, some.integers(1, 50))
def test_a_split_adds_up_and_is_even(money: Money, parts: int) -> None:
    split = money.split(parts)
    assert len(split) == parts
    assert total(list(split), money.currency) == money
    assert max(part.minor for part in split) - min(part.minor for part in split) <= 1


@given(moneys, some.integers(0, 20_000))
def test_a_share_is_off_by_half_of_the_smallest_price_at_most(money: Money, share: int) -> None:
    exact = Decimal(money.minor) * share / 10_000
    assert abs(money.share(share).minor - exact) <= (50 if _is_whole(money) else Decimal("0.5"))
    assert (-money).share(share) == -money.share(share)


@given(some.integers(0, 10**12), currencies, some.integers(0, 5_000))
def test_a_tax_within_a_price_is_the_tax_that_was_added(minor: int, currency: str, share: int) -> None:
    net = Money(minor, currency)
    gross = net + net.share(share)
    assert abs(gross.within(share).minor - net.share(share).minor) <= (50 if _is_whole(net) else 1)


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


@pytest.mark.parametrize(
    ("whole", "currency", "parts", "each"),
    [
        ("413000", "ARS", 3, "137667"),
        ("300000", "ARS", 3, "100000"),
        ("100001", "ARS", 2, "50001"),
        ("85001", "CLP", 2, "42501"),
        ("100.50", "ARS", 2, "50.25"),
        ("100", "ARS", 3, "34"),
        ("90", "ARS", 1, "90"),
        ("301", "USD", 2, "150.50"),
    ],
)
def test_each_of_several_has_no_odd_cents(whole: str, currency: str, parts: int, each: str) -> None:
    assert Money.of(whole, currency).each(parts) == Money.of(each, currency)


@pytest.mark.parametrize(
    ("whole", "currency", "share", "part"),
    [
        ("108375", "ARS", 30, "32513"),
        ("100001", "UYU", 50, "50001"),
        ("100001", "CLP", 50, "50001"),
        ("85000.50", "ARS", 10, "8500.05"),
        ("301", "USD", 50, "150.50"),
        ("301", "BRL", 50, "150.50"),
        ("-101", "ARS", 50, "-51"),
    ],
)
def test_a_part_of_a_whole_price_is_whole_where_prices_are(
    whole: str, currency: str, share: int, part: str
) -> None:
    assert Money.of(whole, currency).share(percent(share)) == Money.of(part, currency)
