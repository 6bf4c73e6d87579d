"""How many rooms of a type are free each night: the same as counting stays one by one, whatever has been going on."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.access import House as TheHouse
from core.domain.bookings import Status
from core.services import bookings
from core.store import availability
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.rooms import Room
from core.store.taking import database_now
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import House, StoppedClock
from tests.mixing import Hand

_TAKES = (Status.HELD, Status.CONFIRMED, Status.IN_HOUSE, Status.BLOCKED)


def worked(hotel: int, seed: int) -> Inventory:
    """A hotel after a hundred deeds of every kind."""
    inn = furnished(hotel, doble=4, triple=2)
    Hand(hotel, inn.guest, list(inn.rooms.values()), list(inn.types), seed=seed).work(100)
    return inn


def counted(session: Session, first: date, nights: int, now: datetime) -> list[availability.TypeNight]:
    rooms = {room.id: room for room in session.scalars(select(Room)) if not room.out_of_service}
    stays = [
        stay
        for stay in session.scalars(select(Booking))
        if stay.status in _TAKES and stay.room_id in rooms and not _is_over(stay, now)
    ]
    return [
        availability.TypeNight(
            type_id,
            day,
            own := sum(room.room_type_id == type_id for room in rooms.values()),
            own
            - sum(
                rooms[s.room_id].room_type_id == type_id and s.check_in <= day < s.check_out for s in stays
            ),
        )
        for type_id in sorted({room.room_type_id for room in rooms.values()})
        for day in (first + timedelta(days=number) for number in range(nights))
    ]


def _is_over(stay: Booking, now: datetime) -> bool:
    return stay.status == Status.HELD and stay.hold_until is not None and stay.hold_until <= now


def test_the_calendar_is_what_counting_night_by_night_gives(
    house: House, stopped_clock: StoppedClock
) -> None:
    inn = worked(house.posada, seed=7)
    worked(house.cabanas, seed=8)
    with transaction(house.posada) as session:
        standing = session.scalars(select(Booking.id).where(Booking.status == Status.CONFIRMED)).all()
        bookings.set_aside(session, house.carla, standing[0])
        session.get_one(Room, inn.rooms["doble-2"]).out_of_service = True
    stopped_clock.passes(minutes=30)
    chance = random.Random(1)
    with transaction(house.posada) as session:
        now = database_now(session)
        full = 0
        for nights in (1, 2, 10, 60):
            for _ in range(6):
                first = in_days(chance.randrange(-5, 45))
                expected = counted(session, first, nights, now)
                assert availability.calendar(session, first, nights, now) == expected
                full += sum(night.free < night.rooms for night in expected)
        assert full > 20, "and there was something to count"


def test_a_hold_that_is_over_gives_its_nights_back_before_anybody_has_ended_it(
    house: House, stopped_clock: StoppedClock
) -> None:
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        bookings.hold(session, TheHouse(house.posada), inn.guest, wish(first=10, nights=3))
    taken = []
    for minutes in (59, 1):
        stopped_clock.passes(minutes=minutes)
        with transaction(house.posada) as session:
            found = availability.calendar(session, in_days(0), 60, database_now(session))
            taken.append([(night.day - in_days(0)).days for night in found if night.free < night.rooms])
    assert taken == [[10, 11, 12], []]


def test_a_hotel_without_rooms_has_no_nights(house: House) -> None:
    with transaction(house.posada) as session:
        assert availability.calendar(session, in_days(0), 30, database_now(session)) == []
