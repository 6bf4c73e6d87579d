"""A quote: what a stay costs, line by line, as it was told to the guest and as it is kept with the booking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from core.domain.money import Money, total
from core.domain.plain import from_plain, to_plain
from core.domain.policies import Tier, fee_share
from core.domain.stays import Party, Stay


class LineKind(StrEnum):
    NIGHTS = "nights"
    WEEKEND_NIGHTS = "weekend_nights"
    SPECIAL_NIGHTS = "special_nights"
    EXTRA_GUESTS = "extra_guests"
    CHILDREN = "children"
    COTS = "cots"
    LONG_STAY = "long_stay"
    TAX_ADDED = "tax_added"
    TAX_INCLUDED = "tax_included"
    AGREED_OFF = "agreed_off"
    AGREED_ON = "agreed_on"


_TAKES_OFF = frozenset({LineKind.LONG_STAY, LineKind.AGREED_OFF})
_SAYS_ONLY = frozenset({LineKind.TAX_INCLUDED})


@dataclass(frozen=True)
class Line:
    """`amount` is never below nothing; the kind says whether it adds, takes off or only tells."""

    kind: LineKind
    count: int
    unit: Money
    amount: Money
    name: str = ""

    @property
    def counts(self) -> Money:
        """What the line does to the total."""
        if self.kind in _SAYS_ONLY:
            return Money.zero(self.amount.currency)
        return -self.amount if self.kind in _TAKES_OFF else self.amount


@dataclass(frozen=True)
class Night:
    day: date
    price: Money


@dataclass(frozen=True)
class Quote:
    """`nights` are the room alone, night by night; `lines` are everything, and their sum is `total`."""

    room_type: str
    stay: Stay
    party: Party
    cots: int
    nights: tuple[Night, ...]
    lines: tuple[Line, ...]
    total: Money
    deposit: Money
    cancellation: tuple[Tier, ...] = ()

    @property
    def balance(self) -> Money:
        return self.total - self.deposit

    @property
    def currency(self) -> str:
        return self.total.currency


def sum_of(lines: tuple[Line, ...], currency: str) -> Money:
    return total([line.counts for line in lines], currency)


def at_price(quote: Quote, agreed: Money, deposit: Money) -> Quote:
    """The same stay at another total that somebody agreed to; the difference is a line like every other."""
    apart = agreed - quote.total
    if not apart:
        return replace(quote, deposit=min(deposit, agreed))
    kind = LineKind.AGREED_OFF if apart.minor < 0 else LineKind.AGREED_ON
    amount = -apart if apart.minor < 0 else apart
    lines = (*quote.lines, Line(kind, 1, amount, amount))
    return replace(quote, lines=lines, total=agreed, deposit=min(deposit, agreed))


def to_json(quote: Quote) -> dict[str, Any]:
    return dict(to_plain(quote))


def from_json(data: dict[str, Any]) -> Quote:
    read = from_plain(Quote, data, "quote")
    assert isinstance(read, Quote)
    return read


@dataclass(frozen=True)
class Cancellation:
    """What cancelling costs: the fee, what of the paid money goes back, what is still owed of the fee."""

    fee: Money
    refund: Money
    owed: Money


def cancelling(quote: Quote, paid: Money, arrival: datetime, now: datetime) -> Cancellation:
    """By the rules that were agreed when the quote was made, not by those of today."""
    fee = quote.total.share(fee_share(quote.cancellation, arrival, now))
    nothing = Money.zero(quote.currency)
    return Cancellation(fee=fee, refund=max(paid - fee, nothing), owed=max(fee - paid, nothing))
