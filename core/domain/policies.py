"""What a hotel has decided about holds, hours, children, deposits and cancelling: one document, checked as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from core.domain.money import WHOLE, Money, Share, percent
from core.domain.plain import NotPlain, from_plain, to_plain

EDITION: Final = 1
LONGEST_PENDING: Final = 2880
_A_TENTH: Final = percent(10)


class PolicyProblem(Exception):
    """The document contradicts itself; the words say where."""


@dataclass(frozen=True)
class ExtraHours:
    """Hours beyond the usual ones that guests may buy: which, for what share of a night an hour, how many free.

    With `approval` staff say yes before the house does.
    """

    hours: tuple[time, ...] = ()
    share_per_hour: Share = _A_TENTH
    free_hours: int = 0
    most: Share = WHOLE
    approval: bool = False

    def price(self, night: Money, minutes: int) -> Money:
        """Begun hours count as whole ones, and a day never costs more than `most` of a night."""
        hours = max(0, -(-minutes // 60) - self.free_hours)
        return night.share(min(self.share_per_hour * hours, self.most))


@dataclass(frozen=True)
class Tier:
    """Who cancels at least this many hours before arrival pays this share of the stay."""

    hours_before: int
    fee: Share


@dataclass(frozen=True)
class Deposit:
    """A share of the stay or an amount in minor units; neither means that nothing is paid ahead."""

    share: Share | None = None
    amount: int | None = None

    def of(self, total: Money) -> Money:
        if self.amount is not None:
            return min(Money(self.amount, total.currency), total)
        return total.share(self.share or 0)


@dataclass(frozen=True)
class Weekend:
    """Nights by weekday (Monday is 0) and what share of the usual price they cost."""

    nights: tuple[int, ...] = (4, 5)
    multiplier: Share = WHOLE


@dataclass(frozen=True)
class ChildBand:
    """Children up to this age pay this share of what another guest pays; a free child takes nobody's place."""

    up_to: int
    share: Share


@dataclass(frozen=True)
class LongStay:
    nights: int
    discount: Share


@dataclass(frozen=True)
class Tax:
    name: str
    share: Share
    included: bool = True


@dataclass(frozen=True)
class PayAtHotel:
    """Whether guests may book without paying ahead, for arrivals up to so many days away."""

    allowed: bool = False
    days_ahead: int = 30


@dataclass(frozen=True)
class Policies:
    edition: int = EDITION
    hold_minutes: int = 60
    turnover_minutes: int = 60
    min_nights: int = 1
    max_nights: int = 30
    latest_days_ahead: int = 540
    late_checkout: ExtraHours = ExtraHours(hours=(time(12), time(14), time(16)))
    early_check_in: ExtraHours = ExtraHours(hours=(time(12), time(13)), approval=True)
    cancellation: tuple[Tier, ...] = (Tier(72, 0), Tier(24, percent(50)), Tier(0, WHOLE))
    deposit: Deposit = Deposit(share=percent(30))
    weekend: Weekend = Weekend()
    children: tuple[ChildBand, ...] = (ChildBand(2, 0), ChildBand(11, percent(50)))
    cot: int = 0
    cot_up_to: int = 2
    long_stay: tuple[LongStay, ...] = ()
    taxes: tuple[Tax, ...] = ()
    pay_at_hotel: PayAtHotel = PayAtHotel()
    pending_minutes: int = 180

    def __post_init__(self) -> None:
        for wrong, words in _contradictions(self):
            if wrong:
                raise PolicyProblem(words)

    def child_share(self, age: int) -> Share:
        """Older than every band is as good as grown up."""
        fitting = [band for band in self.children if age <= band.up_to]
        return min(fitting, key=lambda band: band.up_to).share if fitting else WHOLE

    def babies(self, children: Iterable[int]) -> int:
        """How many of these may sleep in a cot."""
        return sum(age <= self.cot_up_to for age in children)

    def fee_share(self, arrival: datetime, now: datetime) -> Share:
        """What share of the stay is lost by cancelling now."""
        return fee_share(self.cancellation, arrival, now)


def fee_share(tiers: tuple[Tier, ...], arrival: datetime, now: datetime) -> Share:
    """Of the tiers that still apply the kindest; later than all of them the whole stay is due."""
    still = [tier.fee for tier in tiers if now <= arrival - timedelta(hours=tier.hours_before)]
    if not tiers:
        return 0
    return min(still, default=WHOLE)


def _contradictions(document: Policies) -> list[tuple[bool, str]]:
    tiers = sorted(document.cancellation, key=lambda tier: tier.hours_before, reverse=True)
    shares = [tier.fee for tier in tiers]
    extra = (document.late_checkout, document.early_check_in)
    deposit = document.deposit
    return [
        (document.edition != EDITION, f"edition {document.edition} is not spoken here"),
        (not 5 <= document.hold_minutes <= 7 * 24 * 60, "a hold lasts from 5 minutes to a week"),
        (not 0 <= document.turnover_minutes <= 720, "making a room ready takes up to 12 hours"),
        (not 1 <= document.min_nights <= document.max_nights <= 365, "nights: 1 <= least <= most <= 365"),
        (not 1 <= document.latest_days_ahead <= 1500, "bookings reach up to 1500 days ahead"),
        (shares != sorted(shares), "cancelling later cannot cost less"),
        (any(tier.hours_before < 0 for tier in tiers), "a tier cannot begin after arrival"),
        (len({tier.hours_before for tier in tiers}) < len(tiers), "two tiers begin at the same hour"),
        (deposit.share is not None and deposit.amount is not None, "a deposit is a share or an amount"),
        (deposit.amount is not None and deposit.amount < 0, "a deposit is no debt"),
        (not set(document.weekend.nights) <= set(range(7)), "weekend nights are 0 (Monday) to 6"),
        (document.weekend.multiplier <= 0, "a weekend cannot be free"),
        (any(band.up_to not in range(18) for band in document.children), "a child is 0 to 17"),
        (
            not 0 <= document.pay_at_hotel.days_ahead <= 1500,
            "paying at the hotel reaches up to 1500 days ahead",
        ),
        (
            not 15 <= document.pending_minutes <= LONGEST_PENDING,
            "money under way stops a clock for 15 minutes to 2 days",
        ),
        (document.cot < 0, "a cot costs nothing or something"),
        (any(rule.nights < 2 for rule in document.long_stay), "a long stay has 2 nights or more"),
        (any(rule.free_hours < 0 for rule in extra), "free hours are none or some"),
        (any(not 0 <= share <= WHOLE for share in _shares(document)), "shares are 0 to 100 %"),
    ]


def _shares(document: Policies) -> list[Share]:
    extra = (document.late_checkout, document.early_check_in)
    return [
        *(tier.fee for tier in document.cancellation),
        *(band.share for band in document.children),
        *(rule.discount for rule in document.long_stay),
        *(tax.share for tax in document.taxes),
        *(rule.share_per_hour for rule in extra),
        document.deposit.share or 0,
    ]


def to_json(document: Policies) -> dict[str, Any]:
    return dict(to_plain(document))


def from_json(data: dict[str, Any]) -> Policies:
    """What an older edition did not know yet has its default; what this one does not know is refused."""
    try:
        read = from_plain(Policies, data, "policies")
    except NotPlain as problem:
        raise PolicyProblem(str(problem)) from None
    assert isinstance(read, Policies)
    return read
