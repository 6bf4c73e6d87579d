"""What a stay costs: a pure reckoning from a room type's prices and the hotel's policies to a quote or a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from core.domain.money import WHOLE, Money, Share
from core.domain.policies import Policies
from core.domain.quotes import Line, LineKind, Night, Quote, sum_of
from core.domain.refusals import Refusal, WhyNot
from core.domain.stays import Party, Stay


@dataclass(frozen=True)
class RoomKind:
    """A room type as far as a price must know it. Babies in cots are on top of `capacity`."""

    slug: str
    capacity: int
    max_adults: int
    max_children: int
    cots: int = 0

    def cots_needed(self, party: Party, babies: int) -> int:
        """As few as it takes: a baby sleeps in a cot only where no bed is left."""
        without_bed = max(party.guests - self.capacity, len(party.children) - self.max_children, 0)
        return min(without_bed, babies, self.cots)

    def sleeps(self, party: Party, cots: int) -> bool:
        in_beds, children_in_beds = party.guests - cots, len(party.children) - cots
        return (
            in_beds <= self.capacity
            and party.adults <= self.max_adults
            and children_in_beds <= self.max_children
        )


@dataclass(frozen=True)
class Season:
    """Days from the first to the last, both counted; a price of its own, or a share of the usual one."""

    name: str
    first: date
    last: date
    multiplier: Share = WHOLE
    price: Money | None = None
    min_nights: int | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class DayRule:
    """What is special about one date; its price stands as it is, weekend or not."""

    price: Money | None = None
    closed: bool = False
    min_nights: int | None = None


@dataclass(frozen=True)
class Rate:
    """The prices of one room type: a night for up to `included` guests, and what each further one adds."""

    kind: RoomKind
    base: Money
    included: int
    extra_guest: Money
    seasons: tuple[Season, ...] = ()
    days: dict[date, DayRule] = field(default_factory=dict)

    def season_of(self, day: date) -> Season | None:
        """Seasons may lie within seasons: the shorter one knows better."""
        holding = [season for season in self.seasons if season.holds(day)]
        return min(holding, key=lambda season: (season.last - season.first, season.first), default=None)

    def rule_of(self, day: date) -> DayRule:
        return self.days.get(day, DayRule())


@dataclass(frozen=True)
class Asked:
    stay: Stay
    party: Party
    today: date
    cots: int = 0


def quote(rate: Rate, policies: Policies, asked: Asked) -> Quote | Refusal:
    refusal = why_not(rate, policies, asked)
    if refusal is not None:
        return refusal
    nights = tuple(_night(rate, policies, day) for day in asked.stay.nights)
    lines = [*_room_lines(nights), *_guest_lines(rate, policies, asked)]
    lines += _long_stay(policies, lines, asked.stay)
    lines += _taxes(policies, lines, rate.base.currency)
    total = sum_of(tuple(lines), rate.base.currency)
    return Quote(
        room_type=rate.kind.slug,
        stay=asked.stay,
        party=asked.party,
        cots=asked.cots,
        nights=tuple(Night(night.day, night.price) for night in nights),
        lines=tuple(lines),
        total=total,
        deposit=policies.deposit.of(total),
        cancellation=policies.cancellation,
    )


def why_not(rate: Rate, policies: Policies, asked: Asked) -> Refusal | None:
    """The first reason against it, what no room could change before what another room might."""
    return (
        _against_the_dates(policies, asked)
        or _against_the_party(rate.kind, policies, asked)
        or _against_the_days(rate, policies, asked.stay)
    )


def _against_the_dates(policies: Policies, asked: Asked) -> Refusal | None:
    stay = asked.stay
    if stay.check_in < asked.today:
        return Refusal(WhyNot.PAST, {"today": asked.today.isoformat()})
    if stay.length > policies.max_nights:
        return Refusal(WhyNot.TOO_LONG, {"nights": policies.max_nights})
    if (stay.check_in - asked.today).days > policies.latest_days_ahead:
        return Refusal(WhyNot.NO_PRICE, {"days": policies.latest_days_ahead})
    return None


def _against_the_party(kind: RoomKind, policies: Policies, asked: Asked) -> Refusal | None:
    party = asked.party
    if party.adults < 1:
        return Refusal(WhyNot.NO_ADULT)
    if not 0 <= asked.cots <= min(kind.cots, policies.babies(party.children)):
        return Refusal(WhyNot.NO_COTS, {"cots": kind.cots})
    if not kind.sleeps(party, asked.cots):
        return Refusal(WhyNot.TOO_MANY_GUESTS, {"capacity": kind.capacity, "guests": party.guests})
    return None


def _against_the_days(rate: Rate, policies: Policies, stay: Stay) -> Refusal | None:
    for day in stay.nights:
        if rate.rule_of(day).closed:
            return Refusal(WhyNot.CLOSED, {"day": day.isoformat()})
    needed = max(_min_nights(rate, policies, day) for day in stay.nights)
    if stay.length < needed:
        return Refusal(WhyNot.MIN_NIGHTS, {"nights": needed})
    return None


def _min_nights(rate: Rate, policies: Policies, day: date) -> int:
    """The date knows better than its season, the season better than the house."""
    season = rate.season_of(day)
    for known in (rate.rule_of(day).min_nights, season.min_nights if season else None):
        if known is not None:
            return known
    return policies.min_nights


@dataclass(frozen=True)
class _PricedNight:
    day: date
    price: Money
    kind: LineKind
    season: str


def _night(rate: Rate, policies: Policies, day: date) -> _PricedNight:
    special = rate.rule_of(day).price
    if special is not None:
        return _PricedNight(day, special, LineKind.SPECIAL_NIGHTS, "")
    season = rate.season_of(day)
    price, name = rate.base, ""
    if season is not None:
        price, name = season.price or rate.base.share(season.multiplier), season.name
    if day.weekday() in policies.weekend.nights and policies.weekend.multiplier != WHOLE:
        return _PricedNight(day, price.share(policies.weekend.multiplier), LineKind.WEEKEND_NIGHTS, name)
    return _PricedNight(day, price, LineKind.NIGHTS, name)


@dataclass(frozen=True)
class DayPrice:
    """What one night of a type costs two people who ask today, why, and what else holds on that date."""

    price: Money
    kind: LineKind
    season: str
    closed: bool
    min_nights: int


def day_price(rate: Rate, policies: Policies, day: date) -> DayPrice:
    night = _night(rate, policies, day)
    closed = rate.rule_of(day).closed
    return DayPrice(night.price, night.kind, night.season, closed, _min_nights(rate, policies, day))


def _room_lines(nights: tuple[_PricedNight, ...]) -> Iterator[Line]:
    """Nights of one sort and price are one line, in the order in which they are first slept."""
    alike = Counter((night.kind, night.season, night.price.minor) for night in nights)
    for (kind, season, minor), count in alike.items():
        price = Money(minor, nights[0].price.currency)
        yield Line(kind, count, price, price * count, season)


def _guest_lines(rate: Rate, policies: Policies, asked: Asked) -> Iterator[Line]:
    """Whoever pays most fills the included places first, so that those left over cost the guests least."""
    nights = asked.stay.length
    shares = [WHOLE] * asked.party.adults
    shares += [share for age in asked.party.children if (share := policies.child_share(age)) > 0]
    beyond = Counter(sorted(shares, reverse=True)[rate.included :])
    for share, heads in sorted(beyond.items(), reverse=True):
        kind = LineKind.EXTRA_GUESTS if share == WHOLE else LineKind.CHILDREN
        unit = rate.extra_guest.share(share)
        yield Line(kind, heads * nights, unit, unit * (heads * nights))
    if asked.cots:
        cot = Money(policies.cot, rate.base.currency)
        yield Line(LineKind.COTS, asked.cots * nights, cot, cot * (asked.cots * nights))


def _long_stay(policies: Policies, lines: list[Line], stay: Stay) -> Iterator[Line]:
    reached = [rule for rule in policies.long_stay if stay.length >= rule.nights]
    if reached and (best := max(reached, key=lambda rule: rule.discount)).discount:
        amount = sum_of(tuple(lines), lines[0].amount.currency).share(best.discount)
        yield Line(LineKind.LONG_STAY, 1, amount, amount, f"{best.discount / 100:g}")


def _taxes(policies: Policies, lines: list[Line], currency: str) -> Iterator[Line]:
    """Added taxes come on top of the price; included ones only say how much of it they are."""
    price = sum_of(tuple(lines), currency)
    for tax in policies.taxes:
        amount = price.within(tax.share) if tax.included else price.share(tax.share)
        kind = LineKind.TAX_INCLUDED if tax.included else LineKind.TAX_ADDED
        yield Line(kind, 1, amount, amount, tax.name)


def lifted(rate: Rate, policies: Policies) -> tuple[Rate, Policies]:
    """The same prices without the rules about when and how long, as staff may book by them."""
    days = {day: replace(rule, closed=False, min_nights=None) for day, rule in rate.days.items()}
    seasons = tuple(replace(season, min_nights=None) for season in rate.seasons)
    return (
        replace(rate, days=days, seasons=seasons),
        replace(policies, min_nights=1, max_nights=365, latest_days_ahead=1500),
    )
