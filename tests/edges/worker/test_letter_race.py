"""A letter of a stay leaves just as somebody calls it off: its errand waits, and the other goes ahead."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.errands import Errand
from core.services import bookings
from core.services.bookings import Change, Price
from core.services.journey import minding
from core.services.journey.minding import Wish
from core.store import taking
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.outbox import Claimed, OutboxLetter
from tests.inventory import Inventory, furnished
from tests.journeys import BALANCE, booked, due, in_days, steps
from tests.makers import House, StoppedClock
from tests.paying import held_by_ana
from worker import errands

CallsOff = Callable[[Session, House, int], object]


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


def skip(session: Session, house: House, booking: int) -> None:
    minding.skip(session, house.diego, Wish(booking, BALANCE, "ya pagó"), "skip-it-now")


def move(session: Session, house: House, booking: int) -> None:
    later = Change(price=Price.KEEP, check_in=in_days(20), check_out=in_days(22))
    bookings.change_stay(session, house.olga, booking, later)


@pytest.mark.parametrize("calls_off", [skip, move], ids=["skipped", "moved"])
def test_a_letter_called_off_while_it_leaves_is_not_sent_and_nobody_is_refused(
    house: House, inn: Inventory, stopped_clock: StoppedClock, calls_off: CallsOff
) -> None:
    """Whoever holds the stay waits for nothing that the letter's errand holds: else both would wait for each other."""
    booking = booked(house)
    stopped_clock.set(due(house, booking, BALANCE))
    letter = claimed(house, f"journey:{BALANCE}")
    called_off_while_it_leaves(house, letter, booking, calls_off)
    assert steps(house) == []


def test_a_hold_that_is_confirmed_as_its_time_runs_out_is_confirmed(
    house: House, stopped_clock: StoppedClock
) -> None:
    held = held_by_ana(house)
    with transaction(house.posada) as session:
        letter = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == Errand.EXPIRE_HOLD)).one()
    stopped_clock.set(letter.due_at)

    def revive(session: Session, house: House, booking: int) -> None:
        bookings.revive(session, house.carla, booking)

    called_off_while_it_leaves(house, claimed(house, letter.key), held.booking, revive)
    with transaction(house.posada) as session:
        assert session.get_one(Booking, held.booking).status == Status.CONFIRMED


def called_off_while_it_leaves(house: House, letter: Claimed, booking: int, calls_off: CallsOff) -> None:
    with ThreadPoolExecutor(1) as pool:
        with transaction(house.posada) as session:
            taking.locked(session, booking)
            leaving = pool.submit(errands.run, letter)
            until_it_waits(house, leaving)
            session.execute(text("SET LOCAL lock_timeout = '300ms'"))
            calls_off(session, house, booking)
        leaving.result()
    with transaction(house.posada) as session:
        row = session.get_one(OutboxLetter, letter.id)
        assert row.state == "cancelled"


def claimed(house: House, key: str) -> Claimed:
    with transaction(house.posada) as session:
        mine = OutboxLetter.key.startswith(key)
        row = session.scalars(select(OutboxLetter).where(mine, OutboxLetter.state == "waiting")).one()
        return Claimed(row.id, row.hotel_id, Errand(row.kind), row.lane, row.payload, 1, "t")


def until_it_waits(house: House, other: Future[None]) -> None:
    """The errand stands before a lock. Each look is a transaction: within one all would see the first."""
    give_up = time.monotonic() + 60
    while not somebody_waits(house):
        assert not other.done(), "it waited for nothing"
        assert time.monotonic() < give_up
        time.sleep(0.02)


def somebody_waits(house: House) -> bool:
    here = "JOIN pg_stat_activity USING (pid) WHERE datname = current_database()"
    with transaction(house.posada) as session:
        return bool(session.scalar(text(f"SELECT count(*) FROM pg_locks {here} AND NOT granted")))
