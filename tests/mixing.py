"""Mixed work on bookings from many hands at once, and what must be true afterwards whatever the order was.

Each hand draws deeds by chance from a seed. What was done is written down as it was answered; at the end the database
is asked for overlaps, and every booking's deeds, in the order of its versions, must be a way through the state table.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from time import perf_counter
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from core.domain.access import House
from core.domain.bookings import TABLE, BlockReason, Deed, Status
from core.domain.refusals import Refused
from core.domain.stays import Stay, Wish
from core.services import bookings, late_checkout
from core.services.bookings import Change, deeds
from core.store import taking
from core.store.bookings import Booking
from core.store.db import transaction
from tests.inventory import in_days

DEEDS = (
    "hold",
    "hold",
    "hold",
    "pair",
    "confirm",
    "confirm",
    "cancel",
    "expire",
    "move",
    "move",
    "block",
    "unblock",
    "late",
    "late",
)


# Where a booking is, from when to when, and until which hour on its last day.
Facts = tuple[int, date, date, time | None, str]


@dataclass
class Hand:
    """One worker of the mix: `known` are bookings it made or was told of; `log` is what it did and to which version,
    `told` how the booking stood after it, as this hand was answered."""

    hotel: int
    guest: int
    rooms: list[int]
    types: list[str]
    seed: int
    days: int = 40
    known: list[int] = field(default_factory=list)
    log: list[tuple[int, int, str]] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    told: dict[tuple[int, int], Facts] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def work(self, operations: int) -> Hand:
        for _ in range(operations):
            deed = self.chance.choice(DEEDS)
            began = perf_counter()
            try:
                with transaction(self.hotel) as session:
                    done = getattr(self, f"_{deed}")(session)
                self.log += done
            except Refused as refused:
                self.refused[str(refused.why)] += 1
            except NoConnectionFree:
                continue
            self.seconds.append(perf_counter() - began)
        return self

    def _wish(self, rooms: int = 1) -> Wish:
        first = self.chance.randrange(2, self.days)
        last = first + self.chance.randint(1, 5)
        slug = self.chance.choice(self.types)
        return Wish(in_days(first), in_days(last), rooms, room_type=slug, rooms=rooms)

    def _made(self, made: list[Booking]) -> list[tuple[int, int, str]]:
        self.known += [booking.id for booking in made]
        self.known = self.known[-60:]
        for booking in made:
            self._tell(booking)
        return [(booking.id, booking.version, "made:" + booking.status) for booking in made]

    def _tell(self, booking: Booking) -> None:
        self.told[booking.id, booking.version] = facts_of(booking)

    def _hold(self, session: Any) -> list[tuple[int, int, str]]:
        return self._made(bookings.hold(session, House(self.hotel), self.guest, self._wish()))

    def _pair(self, session: Any) -> list[tuple[int, int, str]]:
        return self._made(bookings.hold(session, House(self.hotel), self.guest, self._wish(2)))

    def _block(self, session: Any) -> list[tuple[int, int, str]]:
        wish = self._wish()
        room = self.chance.choice(self.rooms)
        stay = Stay(wish.check_in, wish.check_out)
        return self._made([bookings.block(session, House(self.hotel), room, stay, BlockReason.OTHER)])

    def _one(self, session: Any, status: Status) -> int:
        """Mostly one that stands as the deed wants it, sometimes any: a wrong one must be refused."""
        if self.known and self.chance.random() < 0.5:
            return self.chance.choice(self.known)
        fitting = session.scalars(select(Booking.id).where(Booking.status == status).limit(40)).all()
        return self.chance.choice(fitting or self.known or [0])

    def _confirm(self, session: Any) -> list[tuple[int, int, str]]:
        return self._done(session, bookings.confirm, Status.HELD, Deed.CONFIRM)

    def _cancel(self, session: Any) -> list[tuple[int, int, str]]:
        def cancel(given: Any, by: House, booking: int) -> Booking:
            return bookings.cancel(given, by, booking).booking

        return self._done(session, cancel, Status.CONFIRMED, Deed.CANCEL)

    def _unblock(self, session: Any) -> list[tuple[int, int, str]]:
        return self._done(session, bookings.unblock, Status.BLOCKED, Deed.UNBLOCK)

    def _done(self, session: Any, verb: Any, status: Status, deed: Deed) -> list[tuple[int, int, str]]:
        chosen = self._one(session, status)
        before = taking.locked(session, chosen)  # who waits too long for it is refused like everybody else
        version = None if before is None else before.version
        booking = verb(session, House(self.hotel), chosen)
        self._tell(booking)
        return [] if booking.version == version else [(booking.id, booking.version, str(deed))]

    def _expire(self, session: Any) -> list[tuple[int, int, str]]:
        """Its hour comes, then its errand: both in one transaction, so that the log knows who did it."""
        chosen = self._one(session, Status.HELD)
        held = taking.locked(session, chosen)
        if held is None or held.status != Status.HELD:
            return []
        held.hold_until -= timedelta(days=1)
        session.flush()
        bookings.expire(session, House(self.hotel), chosen)
        self._tell(held)
        return [(held.id, held.version, str(Deed.EXPIRE))]

    def _move(self, session: Any) -> list[tuple[int, int, str]]:
        chosen = self._one(session, Status.CONFIRMED)
        wish = self._wish()
        change = Change(wish.check_in, wish.check_out, room_id=self.chance.choice(self.rooms))
        changed = bookings.change_stay(session, House(self.hotel), chosen, change)
        self._tell(changed.booking)
        return [(chosen, changed.booking.version, str(Deed.CHANGE))]

    def _late(self, session: Any) -> list[tuple[int, int, str]]:
        """Longer in the room: refused where the next guest comes, like every other claim on it."""
        until = self.chance.choice((time(12), time(14), time(16)))
        chosen = self._one(session, Status.CONFIRMED)
        version = deeds.take_with_room(session, chosen).version  # in the house's order of locks
        booking = late_checkout.agree(session, House(self.hotel), chosen, until)
        self._tell(booking)
        return [] if booking.version == version else [(chosen, booking.version, str(Deed.EXTRA_HOURS))]


_OVERLAPS = text(
    """
    SELECT count(*) FROM bookings a JOIN bookings b ON a.room_id = b.room_id AND a.id < b.id
    AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
    WHERE a.status IN ('held', 'confirmed', 'in_house', 'blocked')
    AND b.status IN ('held', 'confirmed', 'in_house', 'blocked')
    """
)


def facts_of(booking: Booking) -> Facts:
    late = booking.late_until
    return booking.room_id, booking.check_in, booking.check_out, late, booking.status


def forgotten(hotel: int, told: dict[tuple[int, int], Facts]) -> list[str]:
    """Bookings that do not stand as whoever changed them last was told: an update that another one has lost."""
    newest: dict[int, int] = {}
    for booking, version in told:
        newest[booking] = max(version, newest.get(booking, 0))
    with transaction(hotel) as session:
        rows = {row.id: facts_of(row) for row in session.scalars(select(Booking))}
    return [
        f"{booking}: told {told[booking, version]}, is {rows.get(booking)}"
        for booking, version in newest.items()
        if told[booking, version] != rows.get(booking)
    ]


def overlaps(hotel: int) -> int:
    with transaction(hotel) as session:
        return int(session.scalar(_OVERLAPS) or 0)


def strange_lives(hotel: int, logs: list[tuple[int, int, str]]) -> list[str]:
    """Bookings whose deeds, in order, are no way through the table or do not end where the row is."""
    lives: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for booking, version, deed in logs:
        lives[booking].append((version, deed))
    with transaction(hotel) as session:
        rows = {row.id: (row.status, row.version) for row in session.scalars(select(Booking))}
    return [
        f"{booking}: {sorted(life)} but {rows.get(booking)}"
        for booking, life in lives.items()
        if not _is_a_life(sorted(life), rows.get(booking))
    ] + [f"{booking}: nobody made it" for booking in rows if booking not in lives]


def _is_a_life(life: list[tuple[int, str]], row: tuple[str, int] | None) -> bool:
    versions = [version for version, _ in life]
    if row is None or versions != list(range(1, len(life) + 1)) or row[1] != versions[-1]:
        return False
    status = Status(life[0][1].removeprefix("made:"))
    for _, deed in life[1:]:
        if status not in TABLE[Deed(deed)]:
            return False
        status = TABLE[Deed(deed)][status]
    return status == row[0]
