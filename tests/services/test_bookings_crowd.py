"""How guests of a crowd go apart: a claim on a room each, one wait for those who find none, and few questions."""

from __future__ import annotations

import os
import secrets
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import time as clock_time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from core.domain.access import House as TheHouse
from core.domain.bookings import BlockReason
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Stay
from core.services import bookings, late_checkout
from core.services.bookings import Change
from core.store import bookings as rows
from core.store.db import engine, transaction
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import House
from tests.trips import counted


def holding(house: House, inn: Inventory, **facts: Any) -> Callable[[], int]:
    def hold() -> int:
        with transaction(house.posada) as session:
            return bookings.hold(session, TheHouse(house.posada), inn.guest, wish(**facts))[0].id

    return hold


def test_two_of_a_crowd_take_two_rooms_without_waiting_for_each_other(house: House) -> None:
    inn = furnished(house.posada)
    with transaction(house.posada) as slow, transaction(house.posada) as quick:
        [best] = bookings.hold(slow, TheHouse(house.posada), inn.guest, wish())
        quick.execute(text("SET LOCAL lock_timeout = '50ms'"))
        [other] = bookings.hold(quick, TheHouse(house.posada), inn.guest, wish())
        assert {best.room_id, other.room_id} == {inn.rooms["doble-1"], inn.rooms["doble-2"]}


def test_who_finds_the_last_room_claimed_has_it_when_the_other_gives_up(house: House) -> None:
    inn = furnished(house.posada)
    second = holding(house, inn, room_type="triple")
    with ThreadPoolExecutor(1) as pool, transaction(house.posada) as session:
        trying = session.begin_nested()
        bookings.hold(session, TheHouse(house.posada), inn.guest, wish(room_type="triple"))
        waiting = pool.submit(second)
        _until_somebody_waits(house, waiting)
        trying.rollback()
        assert isinstance(waiting.result(), int)


def test_work_on_a_room_waits_for_nobody_who_works_on_another_of_its_type(house: House) -> None:
    inn = furnished(house.posada, doble=5)
    late, moving = (holding(house, inn, first=first)() for first in (10, 30))
    with transaction(house.posada) as session:
        for made in (late, moving):
            bookings.confirm(session, TheHouse(house.posada), made)
    with transaction(house.posada) as slow, transaction(house.posada) as quick:
        bookings.hold(slow, TheHouse(house.posada), inn.guest, wish())
        bookings.block(slow, house.carla, inn.rooms["doble-5"], _THREE_NIGHTS, BlockReason.OTHER)
        quick.execute(text("SET LOCAL lock_timeout = '50ms'"))
        bookings.block(quick, house.carla, inn.rooms["doble-4"], _THREE_NIGHTS, BlockReason.OTHER)
        late_checkout.agree(quick, TheHouse(house.posada), late, clock_time(14))
        room = Change(check_in=in_days(10), check_out=in_days(12), room_id=inn.rooms["doble-3"])
        bookings.change_stay(quick, house.carla, moving, room)


_THREE_NIGHTS = Stay(in_days(10), in_days(13))


def test_two_stays_that_want_each_others_room_are_both_refused_and_neither_waits_for_ever(
    house: House,
) -> None:
    inn = furnished(house.posada)
    stays = [holding(house, inn)() for _ in range(2)]
    with transaction(house.posada) as session:
        had = {made: rows.one(session, made).room_id for made in stays}
    together = threading.Barrier(2)

    def move(made: int, room: int) -> WhyNot:
        together.wait()
        with transaction(house.posada) as session, pytest.raises(Refused) as refused:
            bookings.change_stay(session, house.carla, made, Change(room_id=room))
        return refused.value.why

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(move, stays, [had[made] for made in reversed(stays)]))
    assert answers == [WhyNot.ROOM_TAKEN] * 2


def test_a_stay_that_was_moved_meanwhile_is_looked_at_anew(house: House) -> None:
    """Its room was read, then waited for; the one it has by now nobody has locked."""
    inn = furnished(house.posada)
    made = holding(house, inn)()
    with transaction(house.posada) as session:
        bookings.confirm(session, TheHouse(house.posada), made)
        bookings.change_stay(session, house.carla, made, Change(room_id=inn.rooms["triple-1"]))
        waiting = ThreadPoolExecutor(1).submit(_until_two, house, made)
        _until_somebody_waits(house, waiting)
    assert waiting.result() is WhyNot.CHANGED_MEANWHILE


def _until_two(house: House, made: int) -> WhyNot:
    with transaction(house.posada) as session, pytest.raises(Refused) as refused:
        late_checkout.agree(session, TheHouse(house.posada), made, clock_time(14))
    return refused.value.why


def test_who_is_slow_to_wake_keeps_nobody_from_a_room(house: House) -> None:
    """Two wait for the last room. Its holder gives up, and while the first of them still sleeps the other has it."""
    inn = furnished(house.posada)
    last = holding(house, inn, room_type="triple")
    asleep = None
    with ThreadPoolExecutor(2) as pool, transaction(house.posada) as session:
        trying = session.begin_nested()
        bookings.hold(session, TheHouse(house.posada), inn.guest, wish(room_type="triple"))
        first = pool.submit(last)
        _until_somebody_waits(house, first)
        try:
            asleep = session.scalar(text("SELECT pid FROM pg_locks WHERE NOT granted"))
            os.kill(asleep, signal.SIGSTOP)
            trying.rollback()
            second = pool.submit(last)
            _until_somebody_waits(house, second)
        finally:
            os.kill(asleep, signal.SIGCONT)
        answers = [_answer_of(guest) for guest in (first, second)]
    assert sorted(map(type, answers), key=str) == sorted([int, WhyNot], key=str)
    assert WhyNot.FULL in answers


def _answer_of(guest: Future[int]) -> int | WhyNot:
    try:
        return guest.result()
    except Refused as refused:
        return refused.why


def _until_somebody_waits(house: House, waiting: Future[int]) -> None:
    """In this test's own database: the cluster is shared with others, who wait for their own locks."""
    gives_up = time.monotonic() + 60
    while not _somebody_waits(house):
        assert not waiting.done(), "whoever should have waited went ahead"
        assert time.monotonic() < gives_up, "nobody ever came to wait"
        time.sleep(0.01)


def _somebody_waits(house: House) -> bool:
    here = "JOIN pg_stat_activity USING (pid) WHERE datname = current_database()"
    asked = f"SELECT count(*) FROM pg_locks {here} AND NOT granted"
    with transaction(house.posada) as session:
        return bool(session.scalar(text(asked)))


def test_several_rooms_wait_for_whoever_takes_one_of_their_type(house: House) -> None:
    """Or they would be refused for one room while others of the type are free."""
    inn = furnished(house.posada, doble=3)
    pair = holding(house, inn, adults=4, rooms=2)
    with ThreadPoolExecutor(1) as pool, transaction(house.posada) as session:
        bookings.hold(session, TheHouse(house.posada), inn.guest, wish())
        waiting = pool.submit(pair)
        _until_somebody_waits(house, waiting)
        session.commit()
        assert isinstance(waiting.result(), int)


def test_a_code_that_another_booking_has_is_drawn_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    inn = furnished(house.posada)
    drawn = iter("AAAAAAAAAAAACCCCCC")
    monkeypatch.setattr(secrets, "choice", lambda _letters: next(drawn))
    codes = []
    for _ in range(2):
        with transaction(house.posada) as session:
            codes.append(bookings.hold(session, TheHouse(house.posada), inn.guest, wish())[0].code)
    assert codes == ["AAAAAA", "CCCCCC"]


def test_rooms_of_a_group_carry_the_code_of_its_head_also_when_that_is_drawn_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    inn = furnished(house.posada)
    drawn = iter(letter * 6 for letter in "AABCD")
    letters = (letter for code in drawn for letter in code)
    monkeypatch.setattr(secrets, "choice", lambda _letters: next(letters))
    with ThreadPoolExecutor(1) as pool, transaction(house.posada) as session:
        bookings.hold(session, TheHouse(house.posada), inn.guest, wish(room_type="triple"))
        pair = pool.submit(holding(house, inn, adults=4, rooms=2))
        _until_somebody_waits(house, pair)
        session.commit()
        pair.result()
    with transaction(house.posada) as session:
        made = session.execute(
            text("SELECT code, group_code FROM bookings WHERE group_code IS NOT NULL")
        ).all()
    assert sorted(made) == [("CCCCCC", "CCCCCC"), ("DDDDDD", "CCCCCC")]


def test_two_who_want_what_the_other_has_end_in_a_kind_refusal_of_one(house: House) -> None:
    """Several rooms in one transaction: whichever waits last is told that there is a crowd, and the other has both."""
    inn = furnished(house.posada, doble=1)
    slugs = ("doble", "triple")
    together = threading.Barrier(2)

    def run(order: tuple[str, ...]) -> str:
        with transaction(house.posada) as session:
            try:
                with session.begin_nested():
                    for place, slug in enumerate(order):
                        bookings.hold(session, TheHouse(house.posada), inn.guest, wish(room_type=slug))
                        if place == 0:
                            together.wait()
            except Refused as refused:
                session.execute(text("SELECT 1"))
                return str(refused.why)
        return "held"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, (slugs, slugs[::-1]))) == [WhyNot.BUSY, "held"]


def test_what_a_hold_and_a_refusal_ask_of_postgres(house: House, tmp_path: Path) -> None:
    """Each trip costs as much again as the work it does, for a hundred guests at once: beginning, claim, end;
    and for whom there is a room between them: prices, savepoint, row, errand, book, release.
    """
    inn = furnished(house.posada)
    hold = holding(house, inn, room_type="triple")
    hold()
    with counted(house.posada, tmp_path) as trips, pytest.raises(Refused):
        hold()
    assert len(trips) == 3
    with counted(house.posada, tmp_path) as trips:
        holding(house, inn, first=40)()
    assert len(trips) == 9


def test_who_waits_in_vain_asks_no_more_of_postgres(house: House, tmp_path: Path) -> None:
    """The wait and the second look are the server's own."""
    inn = furnished(house.posada)
    last = holding(house, inn, room_type="triple")
    with ThreadPoolExecutor(1) as pool, transaction(house.posada) as session:
        bookings.hold(session, TheHouse(house.posada), inn.guest, wish(room_type="triple"))
        with counted(house.posada, tmp_path) as trips:
            waiting = pool.submit(last)
            while not engine().pool.checkedout():  # or whoever looks would have the line that is counted
                time.sleep(0.001)
            _until_somebody_waits(house, waiting)
            session.commit()
            assert _answer_of(waiting) is WhyNot.FULL
    assert len(trips) == 3
