"""Minor units on our side, decimal numbers on theirs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

# Currencies without a smaller unit; everywhere else a hundredth is the smallest.
_WHOLE = frozenset({"CLP", "PYG"})
# Has cents by the book, but the provider takes none.
_ASKED_WHOLE = frozenset({"CLP", "PYG", "COP"})
# What a JSON number carries without loss.
_MOST = Decimal(10) ** 13


class NoSuchAmount(ValueError):
    """The amount cannot be said, or cannot be understood, exactly."""


def places(currency: str) -> int:
    return 0 if currency in _WHOLE else 2


def to_number(minor: int, currency: str) -> int | float:
    """A JSON number that is exactly this amount. No rounding: a cent that cannot be asked for is a mistake."""
    value = Decimal(minor).scaleb(-places(currency))
    if not 0 < value < _MOST:
        raise NoSuchAmount(f"{minor} minor units of {currency} cannot be asked for")
    if value == value.to_integral_value():
        return int(value)
    if currency in _ASKED_WHOLE:
        raise NoSuchAmount(f"{currency} is asked for without decimals")
    number = float(value)
    if Decimal(repr(number)) != value:
        raise NoSuchAmount(f"{minor} minor units of {currency} do not fit a number")
    return number


def to_minor(given: Any, currency: str) -> int | None:
    """The amount in minor units; None for what is no exact amount of money."""
    if isinstance(given, bool) or not isinstance(given, int | Decimal | str):
        return None
    try:
        value = Decimal(given)
    except ArithmeticError:
        return None
    if not value.is_finite() or not 0 <= value < _MOST:
        return None
    minor = value.scaleb(places(currency))
    return int(minor) if minor == minor.to_integral_value() else None
