"""Changing many days at once: what a change makes of the rule of a date, before anybody writes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from core.domain.money import EXPONENTS, WHOLE, Money, Share
from core.domain.policies import Policies
from core.domain.rates import DayPrice, DayRule, Rate, day_price

MOST_CELLS: Final = 3000
DEAREST: Final = 10**12
_MOST_PERCENT: Final[Share] = 10 * WHOLE
_MOST_NIGHTS: Final = 60


class Act(StrEnum):
    """`usual` takes a date's own price away, so that base, season and weekend hold again."""

    PRICE = "price"
    PERCENT = "percent"
    USUAL = "usual"
    CLOSE = "close"
    OPEN = "open"
    MIN_NIGHTS = "min_nights"


MOVES_MONEY: Final = frozenset({Act.PRICE, Act.PERCENT, Act.USUAL})


class WrongChange(ValueError):
    """`why` is its name, for screens that say it themselves."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Change:
    """`amount` is a price in minor units, hundredths of a percent more or less, or nights; 0 nights is no rule."""

    act: Act
    amount: int = 0

    def __post_init__(self) -> None:
        fits = {
            Act.PRICE: 0 < self.amount < DEAREST,
            Act.PERCENT: -WHOLE < self.amount <= _MOST_PERCENT and self.amount != 0,
            Act.MIN_NIGHTS: 0 <= self.amount <= _MOST_NIGHTS,
        }
        if not fits.get(self.act, True):
            raise WrongChange("wrong_price" if self.act in MOVES_MONEY else "wrong_nights")

    def of(self, rule: DayRule, now: Money) -> DayRule:
        """The rule of a date whose price is this now."""
        match self.act:
            case Act.PRICE:
                return replace(rule, price=Money(self.amount, now.currency))
            case Act.PERCENT:
                return replace(rule, price=_round(now.share(WHOLE + self.amount)))
            case Act.USUAL:
                return replace(rule, price=None)
            case Act.MIN_NIGHTS:
                return replace(rule, min_nights=self.amount or None)
        return replace(rule, closed=self.act is Act.CLOSE)


def _round(price: Money) -> Money:
    """To whole units: nobody writes cents on a price list. Never down to nothing."""
    unit = 10 ** EXPONENTS[price.currency]
    return Money(max((price.minor + unit // 2) // unit, 1) * unit, price.currency)


@dataclass(frozen=True)
class Selection:
    """Types by days, the last one included; of those only some weekdays where not all of them are meant."""

    types: tuple[int, ...]
    first: date
    last: date
    weekdays: frozenset[int] = frozenset(range(7))

    def __post_init__(self) -> None:
        length = (self.last - self.first).days + 1
        if length < 1 or not self.types or length * len(self.types) > MOST_CELLS:
            raise WrongChange("wrong_selection")

    @property
    def days(self) -> Iterator[date]:
        for ahead in range((self.last - self.first).days + 1):
            day = self.first + timedelta(days=ahead)
            if day.weekday() in self.weekdays:
                yield day


@dataclass(frozen=True)
class Cell:
    """One type on one date: its rule and what it means, before and after."""

    type_id: int
    day: date
    rule: DayRule
    new_rule: DayRule
    before: DayPrice
    after: DayPrice

    @property
    def changes(self) -> bool:
        return self.rule != self.new_rule


def cells(
    type_id: int, rate: Rate, policies: Policies, selection: Selection, change: Change
) -> Iterator[Cell]:
    for day in selection.days:
        before, rule = day_price(rate, policies, day), rate.rule_of(day)
        new = change.of(rule, before.price)
        after = day_price(replace(rate, days={day: new}), policies, day)
        yield Cell(type_id, day, rule, new, before, after)


def mark_of(found: list[Cell]) -> str:
    """What was seen, in a word: whoever writes says it again, and a different one is refused."""
    return fingerprint(
        [
            [
                cell.type_id,
                cell.day.isoformat(),
                cell.before.price.minor,
                plain(cell.rule),
                plain(cell.new_rule),
            ]
            for cell in found
        ]
    )


def plain(rule: DayRule) -> list[Any]:
    return [rule.price.minor if rule.price else None, rule.closed, rule.min_nights]


def fingerprint(content: Any) -> str:
    written = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
