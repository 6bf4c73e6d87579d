"""Which room is claimed, and what of it stays locked: the database orders free rooms as the domain does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core.domain.access import House as TheHouse
from core.domain.bookings import READY, BlockReason, FreeRoom, by_worth
from core.domain.policies import Policies
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import HouseHours, Occupied, Stay
from core.services import bookings, reckoning
from core.services.bookings import Terms
from core.store import availability, taking
from core.store.db import transaction
from core.store.hotels import Hotel
from core.store.rooms import Room, RoomType
from core.store.taking import Wanted
from tests.emptying import uncounted
from tests.inventory import Inventory, decide, furnished, in_days, wish
from tests.makers import House

LEAST = timedelta(days=3)
DAYS = 30


@pytest.fixture
def inn(house: House) -> Inventory:
    """Nine doubles, full of holes of every length, in an order that is not that of their numbers."""
    made = furnished(house.posada, doble=9)
    chance = random.Random(7)
    with transaction(house.posada) as session:
        doubles = [room for number, room in made.rooms.items() if number.startswith("doble")]
        for place, room_id in enumerate(chance.sample(doubles, len(doubles))):
            room = session.get_one(Room, room_id)
            room.sort, room.housekeeping = place // 2, chance.choice(["clean", "dirty", "inspected"])
            day = chance.randint(2, 6)
            while day < DAYS:
                nights = chance.randint(1, 3)
                asked = wish(first=day, nights=nights)
                bookings.hold(session, TheHouse(house.posada), made.guest, asked, Terms(rooms=(room_id,)))
                day += nights + chance.choice((0, 1, 2, 3, 5, 9))
    decide(house.posada, Policies(min_nights=LEAST.days))
    return made


def nights_of(first: int, nights: int) -> Stay:
    return Stay(in_days(first), in_days(first + nights))


def hours(session: Session, house: House, stay: Stay) -> Occupied:
    return reckoning.open_for(session, house.posada, stay.check_in, stay.check_out).hours.occupied(stay)


def windows() -> Iterator[tuple[int, int]]:
    return ((first, nights) for first in range(2, DAYS) for nights in (1, 2, 4))


def test_the_room_that_is_claimed_is_the_one_worth_most(house: House, inn: Inventory) -> None:
    kind, several = inn.types["doble"], 0
    for first, nights in windows():
        with transaction(house.posada) as session:
            stay = nights_of(first, nights)
            occupied = hours(session, house, stay)
            free = by_worth(availability.free_rooms(session, occupied, kind), LEAST)
            several += len(free) > 1
            assert claims(session, Wanted("doble", stay)) == ids(free)[:1]
    assert several > 20, "there was something to choose"


def test_so_it_is_among_the_chosen_and_among_those_that_are_ready(house: House, inn: Inventory) -> None:
    kind, some = inn.types["doble"], tuple(sorted(inn.rooms.values())[2:6])
    left_out = 0
    for first, nights in windows():
        with transaction(house.posada) as session:
            stay = nights_of(first, nights)
            occupied = hours(session, house, stay)
            free = by_worth(availability.free_rooms(session, occupied, kind, some), LEAST)
            chosen = [room for room in free if room.room_id in some]
            assert claims(session, Wanted("doble", stay, some)) == ids(chosen)[:1]
            left_out += chosen[:1] != free[:1]
        with transaction(house.posada) as session:
            ready = [room for room in free if room.ready]
            assert claims(session, Wanted("doble", stay, (), tuple(READY))) == ids(ready)[:1]
            left_out += ready[:1] != free[:1]
    assert left_out > 20, "and it was not always the best of all"


def test_of_each_room_only_the_stays_next_to_the_wish_are_read(house: House, inn: Inventory) -> None:
    """Also where nobody has counted the tables yet, and every way into them looks as short as any other."""
    uncounted("bookings")
    with transaction(house.posada) as session:
        before = stays_read(session)
        assert claims(session, Wanted("doble", nights_of(20, 2)))
        read = stays_read(session) - before
        everybody = session.scalar(text("SELECT count(*) FROM bookings"))
        next_to_it = 9 * 5  # two of each room, and again when they are put in order
        assert 9 <= read <= next_to_it + everybody, "of so few, one look at all of them may be the shortest"
        assert next_to_it + everybody < 9 * everybody


def stays_read(session: Session) -> int:
    """By the session's own count: one after the other, or by an index."""
    told = """
        SELECT pg_stat_get_xact_tuples_returned('bookings'::regclass)
            + (SELECT sum(pg_stat_get_xact_tuples_fetched(indexrelid)) FROM pg_index
               WHERE indrelid = 'bookings'::regclass)
    """
    return int(session.scalar(text(told)) or 0)


def test_for_stays_put_aside_rooms_are_left_out(house: House, inn: Inventory) -> None:
    kind = inn.types["doble"]
    with transaction(house.posada) as session:
        aside = "SELECT id FROM bookings WHERE check_in BETWEEN :first AND :last ORDER BY id LIMIT 4"
        session.execute(
            text(f"UPDATE bookings SET aside_since = now() WHERE id IN ({aside})"),
            {"first": in_days(9), "last": in_days(14)},
        )
    for first, nights in windows():
        with transaction(house.posada) as session:
            stay = nights_of(first, nights)
            occupied = hours(session, house, stay)
            free = by_worth(availability.free_rooms(session, occupied, kind), LEAST)
            assert claims(session, Wanted("doble", stay)) == ids(free)[:1]


def claims(session: Session, wanted: Wanted) -> list[int]:
    claimed = taking.claim(session, wanted)
    return [] if claimed is None else [claimed]


def ids(rooms: list[FreeRoom]) -> list[int]:
    return [room.room_id for room in rooms]


def test_a_room_that_another_has_claimed_is_passed_over(house: House) -> None:
    inn = furnished(house.posada)
    with transaction(house.posada) as one, transaction(house.posada) as other:
        wanted = Wanted("doble", nights_of(10, 2))
        assert taking.claim(one, wanted) == inn.rooms["doble-1"]
        assert taking.claim(other, wanted) == inn.rooms["doble-2"]


def test_who_is_refused_leaves_nothing_locked(house: House) -> None:
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        bookings.hold(session, TheHouse(house.posada), inn.guest, wish(room_type="triple"))
    with transaction(house.posada) as session:
        with pytest.raises(Refused, match="full"):
            bookings.hold(session, TheHouse(house.posada), inn.guest, wish(room_type="triple"))
        assert locks(session) == 0


def test_nor_does_who_was_told_of_a_crowd(house: House) -> None:
    inn = furnished(house.posada)
    with transaction(house.posada) as sitting, transaction(house.posada) as session:
        wanted = Wanted("triple", nights_of(10, 2))
        assert taking.claim(sitting, wanted) == inn.rooms["triple-1"]
        session.execute(text("SET LOCAL lock_timeout = '50ms'"))
        with pytest.raises(Refused) as refused:
            taking.claim(session, wanted)
        assert refused.value.why is WhyNot.BUSY
        assert locks(session) == 0


def locks(session: Session) -> int:
    asked = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    return int(session.scalar(text(asked)) or 0)


# Clocks go forward in Madrid that night, in Santiago at midnight, and back in Lisbon; in Tigre they never do.
HOURS = [
    ("America/Argentina/Buenos_Aires", time(14), time(10), 60, date(2027, 6, 10)),
    ("Europe/Madrid", time(15, 30), time(11), 90, date(2027, 3, 27)),
    ("America/Santiago", time(13), time(12), 0, date(2027, 9, 4)),
    ("Europe/Lisbon", time(16), time(12, 15), 180, date(2027, 10, 30)),
]


@pytest.mark.parametrize(("zone", "check_in", "check_out", "turnover", "first"), HOURS)
def test_the_hours_of_a_claim_are_those_of_the_house(
    house: House, zone: str, check_in: time, check_out: time, turnover: int, first: date
) -> None:
    """Nobody may have been there at its first minute, nor at its last; right before and after, anybody."""
    inn = furnished(house.posada)
    decide(house.posada, Policies(turnover_minutes=turnover))
    with transaction(house.posada) as session:
        hotel = session.get_one(Hotel, house.posada)
        hotel.timezone, hotel.check_in, hotel.check_out = zone, check_in, check_out
    wished, a_minute = Stay(first, first + timedelta(days=2)), timedelta(minutes=1)
    taken = HouseHours(check_in, check_out, timedelta(minutes=turnover), zone).occupied(wished)
    before = blocked(house, inn, taken.starts - timedelta(hours=5), taken.starts)
    after = blocked(house, inn, taken.ends, taken.ends + timedelta(hours=5))
    assert can_be_had(house, wished)
    for made, starts, ends in (
        (before, taken.starts - timedelta(hours=5), taken.starts + a_minute),
        (after, taken.ends - a_minute, taken.ends + timedelta(hours=5)),
    ):
        was = lasts(house, made, starts, ends)
        assert not can_be_had(house, wished)
        lasts(house, made, *was)
    assert can_be_had(house, wished)


def blocked(house: House, inn: Inventory, starts: datetime, ends: datetime) -> int:
    stay = Stay(starts.date(), starts.date() + timedelta(days=1))
    with transaction(house.posada) as session:
        room = inn.rooms["triple-1"]
        made = bookings.block(session, house.carla, room, stay, BlockReason.OTHER).id
    lasts(house, made, starts, ends)
    return made


def lasts(house: House, made: int, starts: datetime, ends: datetime) -> tuple[datetime, datetime]:
    """The hours it had before."""
    facts = {"id": made, "starts": starts, "ends": ends}
    with transaction(house.posada) as session:
        was = session.execute(text("SELECT starts_at, ends_at FROM bookings WHERE id = :id"), facts).one()
        session.execute(
            text("UPDATE bookings SET occupied = tstzrange(:starts, :ends) WHERE id = :id"), facts
        )
    return was.starts_at, was.ends_at


def can_be_had(house: House, stay: Stay) -> bool:
    with transaction(house.posada) as session:
        return bool(claims(session, Wanted("triple", stay)))


def test_a_type_that_is_not_sold_here_is_no_type(house: House) -> None:
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        session.get_one(RoomType, inn.types["triple"]).active = False
    furnished(house.cabanas)
    for slug in ("triple", "suite"):
        with transaction(house.posada) as session, pytest.raises(Refused) as refused:
            taking.claim(session, Wanted(slug, nights_of(10, 2)))
        assert refused.value.why is WhyNot.NO_SUCH_TYPE
