"""Answering a wish: what is free and what it costs, why the rest is not, and never just a no.

One look at the rooms' times around the wish answers it and everything near it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import islice

from sqlalchemy.orm import Session

from core.domain.money import Money, total
from core.domain.quotes import Quote
from core.domain.refusals import Refusal, WhyNot
from core.domain.stays import Occupied, Stay, Wish
from core.services import reckoning
from core.services.reckoning import Reckoning
from core.store import availability
from core.store.availability import RoomTime
from core.store.hotels import Hotel
from core.store.rooms import RoomType

BEFORE, AFTER = timedelta(days=2), timedelta(days=7)
MOST_ALTERNATIVES = 5
MOST_ROOMS = 4


@dataclass(frozen=True)
class Offer:
    """Rooms of one type that can be had: one quote per room, and how many of the type are free in all."""

    room_type: RoomType
    quotes: tuple[Quote, ...]
    free: int

    @property
    def quote(self) -> Quote:
        return self.quotes[0]

    @property
    def stay(self) -> Stay:
        return self.quote.stay

    @property
    def total(self) -> Money:
        return total([quote.total for quote in self.quotes], self.quote.currency)

    @property
    def deposit(self) -> Money:
        return total([quote.deposit for quote in self.quotes], self.quote.currency)


class Instead(StrEnum):
    OTHER_TYPE = "other_type"
    OTHER_DATES = "other_dates"
    FEWER_NIGHTS = "fewer_nights"
    MORE_NIGHTS = "more_nights"
    MORE_ROOMS = "more_rooms"
    SPLIT_STAY = "split_stay"


@dataclass(frozen=True)
class Alternative:
    """Something near the wish that can be had; a split stay has two parts, one after the other."""

    kind: Instead
    parts: tuple[Offer, ...]

    @property
    def total(self) -> Money:
        return total([part.total for part in self.parts], self.parts[0].quote.currency)

    @property
    def stay(self) -> Stay:
        return Stay(self.parts[0].stay.check_in, self.parts[-1].stay.check_out)


@dataclass(frozen=True)
class Offers:
    wish: Wish
    offers: tuple[Offer, ...]
    reasons: dict[str, Refusal]
    alternatives: tuple[Alternative, ...] = ()

    @property
    def reason(self) -> Refusal | None:
        """The one to say when nothing can be had: of several the one that a guest can do something about."""
        if self.offers or not self.reasons:
            return None
        return min(self.reasons.values(), key=lambda refusal: _TELLING.index(refusal.why))


_TELLING = [
    WhyNot.PAST,
    WhyNot.NO_ADULT,
    WhyNot.TOO_LONG,
    WhyNot.MIN_NIGHTS,
    WhyNot.FULL,
    WhyNot.CLOSED,
    WhyNot.NO_COTS,
    WhyNot.TOO_MANY_GUESTS,
    WhyNot.NO_PRICE,
    WhyNot.NO_SUCH_TYPE,
]


def search(session: Session, hotel: Hotel | int, wish: Wish) -> Offers:
    """Offers in the house's order of types. What is free now may be taken before it is held: `hold` asks again."""
    hotel_id = hotel if isinstance(hotel, int) else hotel.id
    book = reckoning.open_for(session, hotel_id, wish.check_in, wish.check_out)
    around = Stay(wish.check_in - BEFORE, wish.check_out + AFTER)
    times = availability.room_times(session, book.hours.occupied(around), book.now)
    looking = _Looking(book, times, wish)
    offers, reasons = looking.all_types(wish.stay, wish.rooms, wish.room_type)
    if wish.room_type is not None and book.type_called(wish.room_type) is None:
        reasons = {wish.room_type: Refusal(WhyNot.NO_SUCH_TYPE)}
    found = Offers(wish, tuple(offers), reasons)
    if offers or (found.reason and found.reason.why in (WhyNot.PAST, WhyNot.NO_ADULT, WhyNot.TOO_LONG)):
        return found
    instead = tuple(islice(looking.instead(reasons), MOST_ALTERNATIVES))
    return Offers(wish, (), reasons, instead)


def days_with_rooms(
    session: Session, hotel_id: int, wish: Wish, span: Stay, slugs: frozenset[str]
) -> list[Stay]:
    """Stays as long as the wish, within the span, for which its rooms are free in one type from first to last night."""
    book = reckoning.open_for(session, hotel_id, span.check_in, span.check_out)
    times = availability.room_times(session, book.hours.occupied(span), book.now)
    looking, kinds = _Looking(book, times, wish), [kind for kind in book.types if kind.slug in slugs]
    later = range((span.check_out - span.check_in).days - wish.stay.length + 1)
    first = Stay(span.check_in, span.check_in + timedelta(days=wish.stay.length))
    stays = [first.moved(days) for days in later]
    return [
        stay
        for stay in stays
        if any(isinstance(looking.offer(kind, stay, wish.rooms), Offer) for kind in kinds)
    ]


@dataclass(frozen=True)
class _Looking:
    book: Reckoning
    times: list[RoomTime]
    wish: Wish

    def all_types(
        self, stay: Stay, rooms: int, slug: str | None = None
    ) -> tuple[list[Offer], dict[str, Refusal]]:
        offers, reasons = [], {}
        for kind in self.book.types:
            if slug not in (None, kind.slug):
                continue
            found = self.offer(kind, stay, rooms)
            if isinstance(found, Offer):
                offers.append(found)
            else:
                reasons[kind.slug] = found
        return offers, reasons

    def offer(self, kind: RoomType, stay: Stay, rooms: int) -> Offer | Refusal:
        quotes = []
        for party, cots in self.book.parts(self.wish, rooms, kind.kind):
            found = self.book.quote(kind.id, stay, party, cots)
            if isinstance(found, Refusal):
                return found
            quotes.append(found)
        free = self._free(kind, self.book.hours.occupied(stay))
        if free < rooms:
            return Refusal(WhyNot.FULL, {"free": free, "rooms": rooms})
        return Offer(kind, tuple(quotes), free)

    def _free(self, kind: RoomType, occupied: Occupied) -> int:
        return sum(room.type_id == kind.id and room.is_free(occupied) for room in self.times)

    def cheapest(self, stay: Stay, rooms: int) -> Offer | None:
        """Of the wished type if it has one, else the cheapest of all."""
        offers, _ = self.all_types(stay, rooms)
        wished = [offer for offer in offers if offer.room_type.slug == self.wish.room_type]
        return min(wished or offers, key=lambda offer: offer.total.minor, default=None)

    def instead(self, reasons: dict[str, Refusal]) -> Iterator[Alternative]:
        """The nearest first: another room, the same nights moved, fewer or more of them, two rooms in turn."""
        if self.wish.room_type is not None:
            others, _ = self.all_types(self.wish.stay, self.wish.rooms)
            for offer in sorted(others, key=lambda offer: offer.total.minor)[:2]:
                yield Alternative(Instead.OTHER_TYPE, (offer,))
        whys = {refusal.why for refusal in reasons.values()}
        if WhyNot.TOO_MANY_GUESTS in whys:
            yield from self._more_rooms()
        if WhyNot.MIN_NIGHTS in whys:
            yield from islice(self._more_nights(reasons), 2)
        yield from islice(self._moved(), 2)
        yield from islice(self._split(), 1)
        yield from islice(self._fewer(), 1)

    def _more_rooms(self) -> Iterator[Alternative]:
        for rooms in range(self.wish.rooms + 1, min(MOST_ROOMS, self.wish.adults) + 1):
            offer = self.cheapest(self.wish.stay, rooms)
            if offer is not None:
                yield Alternative(Instead.MORE_ROOMS, (offer,))
                return

    def _more_nights(self, reasons: dict[str, Refusal]) -> Iterator[Alternative]:
        needed = [refusal.facts["nights"] for refusal in reasons.values() if refusal.why is WhyNot.MIN_NIGHTS]
        nights = min(needed)
        for days in (0, *range(-1, -nights, -1), 1):
            first = self.wish.check_in + timedelta(days=days)
            more = Stay(first, first + timedelta(days=nights))
            near = more.check_out - self.wish.check_out <= AFTER and self.wish.check_in - first <= BEFORE
            offer = self.cheapest(more, self.wish.rooms) if near else None
            if offer is not None:
                yield Alternative(Instead.MORE_NIGHTS, (offer,))
            if offer is not None and not days:
                return

    def _moved(self) -> Iterator[Alternative]:
        for days in (1, -1, 2, -2):
            offer = self.cheapest(self.wish.stay.moved(days), self.wish.rooms)
            if offer is not None:
                yield Alternative(Instead.OTHER_DATES, (offer,))

    def _fewer(self) -> Iterator[Alternative]:
        stay = self.wish.stay
        for nights in range(stay.length - 1, max(0, stay.length - 3), -1):
            for first in range(stay.length - nights + 1):
                start = stay.check_in + timedelta(days=first)
                offer = self.cheapest(Stay(start, start + timedelta(days=nights)), self.wish.rooms)
                if offer is not None:
                    yield Alternative(Instead.FEWER_NIGHTS, (offer,))

    def _split(self) -> Iterator[Alternative]:
        """One change of rooms on the way, as late as it can be."""
        for night in reversed(self.wish.stay.nights[1:]):
            first = self.cheapest(Stay(self.wish.check_in, night), self.wish.rooms)
            if first is None:
                continue
            second = self.cheapest(Stay(night, self.wish.check_out), self.wish.rooms)
            if second is not None:
                yield Alternative(Instead.SPLIT_STAY, (first, second))
