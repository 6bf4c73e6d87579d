"""Stays that might have been: months of history and of future for a demo hotel, the same each day it is made."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from core.domain.bookings import CODE_ALPHABET, CODE_LENGTH
from core.domain.stays import A_DAY, Party, Stay

PAST, FUTURE = 120, 90


@cache
def _people() -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / "people.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Someone:
    name: str
    language: str
    phone: str


@dataclass(frozen=True)
class Made:
    """One stay of somebody, by the number of the person and of the room in their lists."""

    person: int
    room: int
    stay: Stay
    party: Party
    status: str
    source: str
    lead_days: int
    notes: str
    code: str
    late: bool = False
    blocked: str | None = None


@dataclass
class History:
    """`chance` is seeded: whoever opens the house on the same day sees the same guests."""

    today: date
    rooms: list[tuple[int, int]]  # capacity and adults of each
    seed: str
    people: list[Someone] = field(default_factory=list)
    _codes: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def stays(self) -> Iterator[Made]:
        for room in range(len(self.rooms)):
            yield from self._of_room(room)

    def _of_room(self, room: int) -> Iterator[Made]:
        day, end = self.today - A_DAY * PAST, self.today + A_DAY * FUTURE
        while day < end:
            if self.chance.random() > self._wanted(day):
                day += A_DAY
                continue
            stay = Stay(day, day + A_DAY * self._nights(day))
            made = self._one(room, stay)
            if made.status in ("cancelled", "no_show"):
                yield made
                continue
            yield made
            day = stay.check_out

    def _wanted(self, day: date) -> float:
        """Weekends and summer are sought after; of the far future little is sold yet."""
        wanted = 0.62 if day.weekday() in (4, 5) else 0.3
        if day.month in (1, 2) or (day.month == 12 and day.day > 19):
            wanted += 0.2
        ahead = (day - self.today).days
        return wanted if ahead <= 0 else wanted * max(0.16, 1 - ahead / 75)

    def _nights(self, day: date) -> int:
        if day.weekday() == 4:
            return self.chance.choice((2, 2, 2, 3, 1))
        return self.chance.choice((1, 1, 2, 2, 3, 4, 5, 7))

    def _one(self, room: int, stay: Stay) -> Made:
        roll = self.chance.random()
        if roll < 0.012:
            reason = self.chance.choice(("maintenance", "owner"))
            status = "blocked" if stay.check_out > self.today else "cancelled"
            return Made(0, room, stay, Party(0), status, "desk", 5, "", self._code(), blocked=reason)
        capacity, adults = self.rooms[room]
        party = self._party(capacity, adults)
        return Made(
            person=self._somebody(),
            room=room,
            stay=stay,
            party=party,
            status=self._status(stay, roll),
            source=self.chance.choice(("whatsapp",) * 6 + ("desk", "desk", "partner", "web")),
            lead_days=int(self.chance.expovariate(1 / 14)),
            notes=self.chance.choice(_people()["notes"]),
            code=self._code(),
            late=self.chance.random() < 0.06,
        )

    def _status(self, stay: Stay, roll: float) -> str:
        if roll < 0.08:
            return "cancelled"
        if stay.check_in < self.today and roll < 0.095:
            return "no_show"
        if stay.check_out < self.today or (stay.check_out == self.today and roll < 0.5):
            return "checked_out"
        if stay.check_in < self.today or (stay.check_in == self.today and roll < 0.3):
            return "in_house"
        return "confirmed"

    def _party(self, capacity: int, adults: int) -> Party:
        grown = min(adults, self.chance.choice((1, 2, 2, 2, 2, 3, 4)))
        room_left = capacity - grown
        children = self.chance.choice((0, 0, 0, 1, 2)) if grown >= 2 and room_left > 0 else 0
        ages = tuple(self.chance.randint(3, 13) for _ in range(min(children, room_left, 2)))
        return Party(grown, ages)

    def _somebody(self) -> int:
        """One in six has been here before."""
        if self.people and self.chance.random() < 0.16:
            return self.chance.randrange(len(self.people))
        names, number = _people(), len(self.people)
        roll = self.chance.random()
        if roll < 0.08:
            someone = Someone(self.chance.choice(names["abroad_pt"]), "pt", f"55119{61_000_000 + number}")
        elif roll < 0.13:
            someone = Someone(self.chance.choice(names["abroad_en"]), "en", f"1415555{1000 + number}")
        else:
            name = f"{self.chance.choice(names['first'])} {self.chance.choice(names['last'])}"
            someone = Someone(name, "es", f"549116{2_000_000 + number}")
        self.people.append(someone)
        return number

    def _code(self) -> str:
        while True:
            code = "".join(self.chance.choices(CODE_ALPHABET, k=CODE_LENGTH))
            if code not in self._codes:
                self._codes.add(code)
                return code


def lead(made: Made) -> timedelta:
    return timedelta(days=made.lead_days, hours=made.room % 11, minutes=made.person % 60)
