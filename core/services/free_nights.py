"""A hotel's nights one by one, for somebody who chooses dates: how many rooms are left, and for how much."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, product

from sqlalchemy.orm import Session

from core.domain.money import Money, total
from core.domain.quotes import Quote
from core.domain.rates import Asked, Rate, day_price, lifted, quote
from core.domain.refusals import Refusal, WhyNot
from core.domain.stays import Party, Stay
from core.services import reckoning
from core.services.reckoning import Reckoning
from core.store import availability
from core.store.rooms import RoomType

_ONE = timedelta(days=1)
_BEYOND = timedelta(days=7)
# A house of a dozen kinds has tens of thousands of ways to lay a family out: the first of them will do.
_MOST_WAYS = 3_000


@dataclass(frozen=True)
class FreeNight:
    """`price` is what the night alone would cost these people, everything included. A closed night has rooms that
    nobody may book; `min_nights` is how long a stay with this night must be.
    """

    day: date
    free: int
    closed: bool
    min_nights: int
    price: Money


@dataclass(frozen=True)
class TypeNights:
    """Without nights where these people cannot sleep in a room of the type at all; `why_not` says why."""

    room_type: RoomType
    nights: tuple[FreeNight, ...]
    why_not: WhyNot | None = None


def calendar(session: Session, hotel_id: int, span: Stay, party: Party) -> list[TypeNights]:
    """From today on, whatever the span says, in the house's order of types. One look at all stays answers it."""
    book = reckoning.open_for(session, hotel_id, span.check_in, span.check_out)
    first = max(span.check_in, book.today)
    nights = (span.check_out - first).days
    free: dict[int, dict[date, int]] = defaultdict(dict)
    if nights > 0:
        for night in availability.calendar(session, first, nights, book.now):
            free[night.type_id][night.day] = max(0, night.free)
    days = [first + timedelta(days=number) for number in range(nights)]
    return [
        _of_type(book, kind, party, {day: free[kind.id].get(day, 0) for day in days}) for kind in book.types
    ]


@dataclass(frozen=True)
class Stretch:
    """Nights in a row that can be booked, what the cheapest of them costs, and the shortest stay they allow."""

    stay: Stay
    night_from: Money
    min_nights: int


def stretches(
    session: Session, hotel_id: int, span: Stay, party: Party, slugs: frozenset[str], nights: int
) -> list[Stretch]:
    """Where these people find a room for that many nights when they arrive within the span, of one of the types
    where some are named. Such a stay may go on beyond it; only the nights within are told.
    """
    return [_stretch(row) for row in _in_a_row(_within(session, hotel_id, span, party, slugs, nights))]


@dataclass(frozen=True)
class Means:
    """So many nights, and the most that each of them may cost, or all of them together."""

    nights: int
    most: Money
    together: bool = False

    def pay_for(self, row: list[FreeNight]) -> list[FreeNight]:
        """Of nights in a row those that lie in a stay of so many that can be paid."""
        nights = self.nights
        stays = (row[first : first + nights] for first in range(len(row) - nights + 1))
        paid = {night.day for stay in stays if self._pay(stay) for night in stay}
        return [night for night in row if night.day in paid]

    def _pay(self, stay: list[FreeNight]) -> bool:
        if self.together:
            return _price_of(stay) <= self.most
        return all(night.price <= self.most for night in stay)


def affordable(
    session: Session, hotel_id: int, span: Stay, party: Party, slugs: frozenset[str], means: Means
) -> list[Stretch]:
    """Of these the nights that somebody of such means can pay, as many in a row as they wish for."""
    rows = map(means.pay_for, _rows(session, hotel_id, span, party, slugs, means.nights))
    return [_stretch(row) for row in _in_a_row(_cheapest_each(rows, span))]


def cheapest(
    session: Session, hotel_id: int, span: Stay, party: Party, slugs: frozenset[str], nights: int
) -> list[Stretch]:
    """Of these the nights that cost least."""
    found = _within(session, hotel_id, span, party, slugs, nights)
    least = min((night.price for night in found), default=None)
    return [_stretch(row) for row in _in_a_row([night for night in found if night.price == least])]


def together(
    session: Session, hotel_id: int, span: Stay, layings: Sequence[Sequence[Party]], nights: int
) -> list[Stretch]:
    """Where they find several rooms on the same nights, laid in one of these ways; a night is at the price of all."""
    whole = Stay(span.check_in, span.check_out + _BEYOND)
    parties = {party for laying in layings for party in laying}
    had = {party: _with_room(calendar(session, hotel_id, whole, party)) for party in parties}
    laid = (
        way for laying in layings for way in product(*([(kind, one) for kind in had[one]] for one in laying))
    )
    ways = {
        tuple(sorted((kind.room_type.slug, party.adults, party.children) for kind, party in way)): way
        for way in islice(laid, _MOST_WAYS)
    }
    rows = ([*_all_free([kind for kind, _ in way])] for way in ways.values())
    return [_stretch(row) for row in _in_a_row(_cheapest_each(_long_enough(rows, nights), span))]


def _with_room(kinds: Iterable[TypeNights]) -> list[TypeNights]:
    return [kind for kind in kinds if any(night.free and not night.closed for night in kind.nights)]


def _all_free(kinds: Sequence[TypeNights]) -> Iterator[FreeNight]:
    """The nights on which each of these rooms is there beside the others."""
    wanted = Counter(kind.room_type.slug for kind in kinds)
    for night in zip(*(kind.nights for kind in kinds), strict=True):
        there = all(one.free >= wanted[kind.room_type.slug] for one, kind in zip(night, kinds, strict=True))
        if there and not any(one.closed for one in night):
            yield FreeNight(night[0].day, 1, False, max(one.min_nights for one in night), _price_of(night))


def _price_of(nights: Sequence[FreeNight]) -> Money:
    return total([one.price for one in nights], nights[0].price.currency)


def _within(
    session: Session, hotel_id: int, span: Stay, party: Party, slugs: frozenset[str], nights: int
) -> list[FreeNight]:
    return _cheapest_each(_rows(session, hotel_id, span, party, slugs, nights), span)


def _rows(
    session: Session, hotel_id: int, span: Stay, party: Party, slugs: frozenset[str], nights: int
) -> Iterator[list[FreeNight]]:
    """Nights in a row in a room of one type, long enough to be booked."""
    whole = Stay(span.check_in, span.check_out + _BEYOND)
    kinds = calendar(session, hotel_id, whole, party)
    return _long_enough((kind.nights for kind in kinds if not slugs or kind.room_type.slug in slugs), nights)


def _long_enough(each: Iterable[Iterable[FreeNight]], nights: int) -> Iterator[list[FreeNight]]:
    for those in each:
        for row in _in_a_row([night for night in those if night.free and not night.closed]):
            if len(row) >= max(nights, min(night.min_nights for night in row)):
                yield row


def _cheapest_each(rows: Iterable[list[FreeNight]], span: Stay) -> list[FreeNight]:
    """Each night within the span once, at its best price."""
    found: dict[date, FreeNight] = {}
    for night in (night for row in rows for night in row):
        found[night.day] = min(night, found.get(night.day, night), key=lambda one: one.price)
    return [found[day] for day in sorted(found) if day < span.check_out]


def _stretch(row: list[FreeNight]) -> Stretch:
    stay = Stay(row[0].day, row[-1].day + _ONE)
    return Stretch(stay, min(night.price for night in row), min(night.min_nights for night in row))


def _in_a_row(nights: list[FreeNight]) -> Iterator[list[FreeNight]]:
    row: list[FreeNight] = []
    for night in nights:
        if row and night.day - row[-1].day > _ONE:
            yield row
            row = []
        row.append(night)
    if row:
        yield row


def _of_type(book: Reckoning, kind: RoomType, party: Party, free: dict[date, int]) -> TypeNights:
    rate, found = book.rates[kind.id], []
    cots = book.cots_needed(rate.kind, party)
    open_rate, open_rules = lifted(rate, book.policies)
    for day, rooms in free.items():
        night = Stay(day, day + timedelta(days=1))
        price = quote(open_rate, open_rules, Asked(night, party, book.today, cots))
        if isinstance(price, Refusal):
            return TypeNights(kind, (), price.why)
        found.append(_night(book, rate, price, rooms))
    return TypeNights(kind, tuple(found))


def _night(book: Reckoning, rate: Rate, price: Quote, free: int) -> FreeNight:
    day = price.stay.check_in
    rule = day_price(rate, book.policies, day)
    too_far = (day - book.today).days > book.policies.latest_days_ahead
    return FreeNight(day, free, rule.closed or too_far, rule.min_nights, price.total)
