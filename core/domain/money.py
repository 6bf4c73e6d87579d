"""Money: whole minor units with their currency, and shares that lose nothing on the way."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final

# How many digits a currency writes behind the point; Chile has none.
EXPONENTS: Final = {"ARS": 2, "UYU": 2, "CLP": 0, "BRL": 2, "MXN": 2, "USD": 2, "EUR": 2}

# Whose coins nobody carries: prices are whole, however many digits a bank writes.
_PRICED_WHOLE: Final = frozenset({"ARS", "UYU", "CLP"})

# A share is written in hundredths of a percent, so that 10.5 % of VAT is a whole number too.
Share = int
WHOLE: Final[Share] = 10_000


class MoneyProblem(Exception):
    """An amount that is no amount, or two currencies in one sum."""


def percent(number: float | str) -> Share:
    """`percent(10.5)` is the share that takes 10.5 of a hundred."""
    share = Decimal(str(number)) * 100
    if share != share.to_integral_value():
        raise MoneyProblem(f"{number} % is finer than a share can be")
    return int(share)


@dataclass(frozen=True)
class Money:
    minor: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in EXPONENTS:
            raise MoneyProblem(f"{self.currency} is no currency of this house")
        if isinstance(self.minor, bool) or not isinstance(self.minor, int):
            raise MoneyProblem(f"{self.minor!r} is no whole number of minor units")

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(0, currency)

    @classmethod
    def of(cls, amount: int | str | Decimal, currency: str) -> Money:
        """From what people write: `Money.of("85000.50", "ARS")`. Digits the currency does not have are refused."""
        if currency not in EXPONENTS:
            raise MoneyProblem(f"{currency} is no currency of this house")
        minor = Decimal(amount).scaleb(EXPONENTS[currency])
        if not minor.is_finite() or minor != minor.to_integral_value():
            raise MoneyProblem(f"{amount} has more digits than {currency} knows")
        return cls(int(minor), currency)

    @property
    def major(self) -> Decimal:
        return Decimal(self.minor).scaleb(-EXPONENTS[self.currency])

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.minor * times, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def share(self, share: Share) -> Money:
        """A part of it, rounded half away from nothing, as every till does: of a whole price a whole one, where
        prices are whole."""
        sign = -1 if (self.minor < 0) != (share < 0) else 1
        unit = self._smallest_price()
        parts = (abs(self.minor) * abs(share) * 2 + WHOLE * unit) // (2 * WHOLE * unit)
        return Money(sign * parts * unit, self.currency)

    def each(self, parts: int) -> Money:
        """What one of so many costs, up to a whole unit where it does not come out even: the sum is what counts."""
        unit = self._smallest_price()
        if self.minor % (parts * unit) == 0:
            return Money(self.minor // parts, self.currency)
        return Money.of((self.major / parts).to_integral_value(ROUND_CEILING), self.currency)

    def _smallest_price(self) -> int:
        """In minor units; an amount that has cents already keeps them."""
        unit = 10 ** EXPONENTS[self.currency] if self.currency in _PRICED_WHOLE else 1
        return unit if self.minor % unit == 0 else 1

    def within(self, share: Share) -> Money:
        """How much of it is a tax of that share already added: 21 of 121 at 21 %. No price, so to the last cent."""
        return Money((self.minor * share * 2 + WHOLE + share) // (2 * (WHOLE + share)), self.currency)

    def split(self, parts: int) -> tuple[Money, ...]:
        """Into parts that differ by one minor unit at most and add up to the whole."""
        if parts < 1:
            raise MoneyProblem("money is split into one part at least")
        each, left = divmod(self.minor, parts)
        return tuple(Money(each + (place < left), self.currency) for place in range(parts))

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise MoneyProblem(f"{self.currency} and {other.currency} do not add up")
        return other.minor


def total(amounts: list[Money], currency: str) -> Money:
    """The sum; of nothing it is nothing, in the currency asked for."""
    return sum(amounts, Money.zero(currency))
