"""What is needed to price a stay in one hotel: its rules, hours, prices and today's date, read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.domain.policies import Policies
from core.domain.quotes import Quote
from core.domain.rates import Asked, Rate, RoomKind, lifted, quote
from core.domain.refusals import Refusal
from core.domain.stays import HouseHours, Party, Stay, Wish
from core.services import policies
from core.services.hotels import NoSuchHotel
from core.store import tariff
from core.store.hotels import Hotel
from core.store.rooms import RoomType
from core.store.tariff import Tariff

NIGHT_ENDS = timedelta(hours=6)
AROUND = timedelta(days=8)


@dataclass(frozen=True)
class Reckoning:
    hotel: Hotel
    policies: Policies
    hours: HouseHours
    types: tuple[RoomType, ...]
    rates: dict[int, Rate]
    now: datetime

    @property
    def local(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.hotel.timezone))

    @property
    def today(self) -> date:
        return self.local.date()

    @property
    def tonight(self) -> date:
        """Whoever rings at three in the morning still wants the night that has begun."""
        return (self.local - NIGHT_ENDS).date()

    def type_called(self, slug: str | None) -> RoomType | None:
        return next((kind for kind in self.types if kind.slug == slug), None)

    def type_with(self, type_id: int) -> RoomType | None:
        return next((kind for kind in self.types if kind.id == type_id), None)

    def quote(self, type_id: int, stay: Stay, party: Party, cots: int = 0) -> Quote | Refusal:
        """With further cots where the babies find no bed."""
        rate = self.rates[type_id]
        cots = max(cots, self.cots_needed(rate.kind, party))
        return quote(rate, self.policies, Asked(stay, party, self.today, cots))

    def cots_needed(self, kind: RoomKind, party: Party) -> int:
        return kind.cots_needed(party, self.policies.babies(party.children))

    def parts(self, wish: Wish, rooms: int, kind: RoomKind) -> Iterator[tuple[Party, int]]:
        """Who sleeps in which of several rooms; cots follow the babies, and too many stay with the first room."""
        left, parties = wish.cots, wish.party.over(rooms)
        fit = [min(kind.cots, self.policies.babies(party.children)) for party in parties]
        spare = max(0, left - sum(fit))
        for place, party in enumerate(parties):
            here = min(left, fit[place])
            left -= here
            yield party, here + (spare if place == 0 else 0)

    def staff_quote(self, type_id: int, stay: Stay, party: Party, cots: int = 0) -> Quote | Refusal:
        """Staff may book what guests may not: closed days, single nights, last night. Beds stay as many as they are."""
        rate, rules = lifted(self.rates[type_id], self.policies)
        return quote(rate, rules, Asked(stay, party, min(self.today, stay.check_in), cots))


def open_for(session: Session, hotel_id: int, first: date, last: date) -> Reckoning:
    """Prices are read for these days and a few around them, which alternatives may need."""
    return _read(hotel_id, tariff.look(session, hotel_id, first - AROUND, last + AROUND))


def open_for_one(session: Session, hotel_id: int, stay: Stay, slug: str) -> Reckoning:
    """For whoever knows what is wanted: these nights in this type, and no alternatives to them."""
    return _read(hotel_id, tariff.look(session, hotel_id, stay.check_in, stay.last_night, slug))


def _read(hotel_id: int, found: Tariff | None) -> Reckoning:
    if found is None:
        raise NoSuchHotel(str(hotel_id))
    rules = policies.read(found.rules)
    return Reckoning(
        hotel=found.hotel,
        policies=rules,
        hours=hours_of(found.hotel, rules),
        types=tuple(kind for kind, _ in found.priced),
        rates={kind.id: rate for kind, rate in found.priced},
        now=found.now,
    )


def hours_of(hotel: Hotel, rules: Policies) -> HouseHours:
    return HouseHours(
        hotel.check_in, hotel.check_out, timedelta(minutes=rules.turnover_minutes), hotel.timezone
    )
