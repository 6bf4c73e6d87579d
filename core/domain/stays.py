"""Stays: nights in a bed, the hours a room is really taken for them, and who comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OLDEST_CHILD = 17
A_DAY = timedelta(days=1)


class NotAStay(Exception):
    """Dates, hours or a party that nobody can stay with."""


@dataclass(frozen=True, order=True)
class Stay:
    """From the day of arrival to the day of departure, whose night is not slept any more."""

    check_in: date
    check_out: date

    def __post_init__(self) -> None:
        if self.check_out <= self.check_in:
            raise NotAStay(f"from {self.check_in} to {self.check_out} there is no night")

    @property
    def nights(self) -> tuple[date, ...]:
        return tuple(self.check_in + A_DAY * number for number in range(self.length))

    @property
    def length(self) -> int:
        return (self.check_out - self.check_in).days

    @property
    def last_night(self) -> date:
        return self.check_out - A_DAY

    def moved(self, days: int) -> Stay:
        return Stay(self.check_in + A_DAY * days, self.check_out + A_DAY * days)

    def overlaps(self, other: Stay) -> bool:
        return self.check_in < other.check_out and other.check_in < self.check_out


@dataclass(frozen=True)
class Party:
    """Who comes. A child's age decides what it pays, so each is named by it."""

    adults: int
    children: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.adults < 0 or not all(0 <= age <= OLDEST_CHILD for age in self.children):
            raise NotAStay(f"{self.adults} adults with children of {self.children} are no party")

    @property
    def guests(self) -> int:
        return self.adults + len(self.children)

    def over(self, rooms: int) -> tuple[Party, ...]:
        """As evenly as can be, an adult in every room first; children follow where there are fewest people."""
        adults = [self.adults // rooms + (place < self.adults % rooms) for place in range(rooms)]
        children: list[list[int]] = [[] for _ in range(rooms)]
        for age in sorted(self.children, reverse=True):
            place = min(
                range(rooms), key=lambda room: (adults[room] == 0, adults[room] + len(children[room]))
            )
            children[place].append(age)
        return tuple(Party(*room) for room in zip(adults, map(tuple, children), strict=True))


@dataclass(frozen=True)
class Occupied:
    """The hours a room is taken, cleaning included."""

    starts: datetime
    ends: datetime

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise NotAStay(f"{self.starts} to {self.ends} is no time")

    def overlaps(self, other: Occupied) -> bool:
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True)
class HouseHours:
    """When rooms are handed over in a hotel, and how long they are made ready in between."""

    check_in: time
    check_out: time
    turnover: timedelta
    timezone: str

    def occupied(self, stay: Stay, arrives: time | None = None, leaves: time | None = None) -> Occupied:
        """An early arrival or a late departure only makes it longer: a guest who comes late keeps the room."""
        zone = ZoneInfo(self.timezone)
        arrival = min(arrives or self.check_in, self.check_in)
        departure = max(leaves or self.check_out, self.check_out)
        return Occupied(
            datetime.combine(stay.check_in, arrival, zone),
            datetime.combine(stay.check_out, departure, zone) + self.turnover,
        )

    def arrival(self, stay: Stay) -> datetime:
        return datetime.combine(stay.check_in, self.check_in, ZoneInfo(self.timezone))

    def departure(self, stay: Stay) -> datetime:
        return datetime.combine(stay.check_out, self.check_out, ZoneInfo(self.timezone))


@dataclass(frozen=True)
class Wish:
    """What a guest would like; without a room type any will do. Dates that are no stay are refused at once."""

    check_in: date
    check_out: date
    adults: int
    children: tuple[int, ...] = ()
    room_type: str | None = None
    rooms: int = 1
    cots: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.rooms <= 50 or self.cots < 0:
            raise NotAStay(f"{self.rooms} rooms with {self.cots} cots are no wish")
        _ = self.stay, self.party

    @property
    def stay(self) -> Stay:
        return Stay(self.check_in, self.check_out)

    @property
    def party(self) -> Party:
        return Party(self.adults, self.children)
