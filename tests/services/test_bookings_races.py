"""Many guests at once: one winner per room and night, polite refusals for the others, and nobody waits in a circle."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from core.domain.access import House as TheHouse
from core.domain.bookings import BlockReason, Status
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Stay
from core.services import bookings
from core.services.bookings import Change, Price
from core.store import bookings as rows
from core.store.db import transaction
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import House

GUESTS = 100


def all_at_once(deeds: list[Callable[[], Any]]) -> list[Any]:
    """What each deed answered: its value, or the reason of its refusal. Anything else fails the test."""
    together = threading.Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        together.wait()
        while True:
            try:
                return deed()
            except Refused as refused:
                return refused.why
            except NoConnectionFree:
                continue  # a hundred threads share a dozen connections here; a guest would just wait

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def holding(house: House, inn: Inventory, **facts: Any) -> Callable[[], int]:
    def hold() -> int:
        with transaction(house.posada) as session:
            [made] = bookings.hold(session, TheHouse(house.posada), inn.guest, wish(**facts))
            return made.id

    return hold


def overlaps(house: House) -> int:
    with transaction(house.posada) as session:
        found = session.scalar(
            text(
                """
                SELECT count(*) FROM bookings a JOIN bookings b ON a.room_id = b.room_id AND a.id < b.id
                AND a.occupied && b.occupied
                WHERE a.status IN ('held', 'confirmed', 'in_house', 'blocked')
                AND b.status IN ('held', 'confirmed', 'in_house', 'blocked')
                """
            )
        )
        return int(found or 0)


def test_a_hundred_guests_for_one_room_and_night(house: House) -> None:
    inn = furnished(house.posada)
    answers = all_at_once([holding(house, inn, nights=1, room_type="triple")] * GUESTS)
    assert Counter(map(type, answers)) == {int: 1, WhyNot: GUESTS - 1}
    assert set(answers) - {WhyNot.FULL} == {answer for answer in answers if isinstance(answer, int)}


def test_a_hundred_guests_for_staggered_nights_of_one_room(house: House) -> None:
    inn = furnished(house.posada)
    asked = [(10 + guest % 7, 1 + guest % 4) for guest in range(GUESTS)]
    answers = all_at_once(
        [holding(house, inn, first=first, nights=nights, room_type="triple") for first, nights in asked]
    )
    won = [stay for stay, answer in zip(asked, answers, strict=True) if isinstance(answer, int)]
    slept = Counter(night for first, nights in won for night in range(first, first + nights))
    assert max(slept.values()) == 1
    assert overlaps(house) == 0
    # Nobody was refused for nothing: each loser's nights meet a winner's.
    assert all(slept.keys() & set(range(first, first + nights)) for first, nights in asked)


def test_a_hundred_guests_for_any_of_twenty_rooms(house: House) -> None:
    inn = furnished(house.posada, doble=20)
    answers = all_at_once([holding(house, inn)] * GUESTS)
    winners = [answer for answer in answers if isinstance(answer, int)]
    assert len(winners) == 20
    assert set(answers) - set(winners) == {WhyNot.FULL}
    assert overlaps(house) == 0


def test_pairs_of_rooms_and_moves_at_once_end_without_a_circle(house: House) -> None:
    inn = furnished(house.posada, doble=6, triple=4)
    with transaction(house.posada) as session:
        held = [
            bookings.hold(session, house.carla, inn.guest, wish(first=30 + number))[0].id
            for number in range(4)
        ]
        for made in held:
            bookings.confirm(session, house.carla, made)

    def move(made: int, room: int) -> Callable[[], int]:
        def deed() -> int:
            with transaction(house.posada) as session:
                moved = Change(check_in=in_days(10), check_out=in_days(12), room_id=room, price=Price.NEW)
                return bookings.change_stay(session, house.carla, made, moved).booking.id

        return deed

    every_room = sorted(inn.rooms.values())
    pair = [holding_pair(house, inn, kind) for kind in ("doble", "triple")]
    moves = [move(made, room) for made in held for room in every_room]
    answers = all_at_once([deed for deeds in zip(pair * 20, moves[:40], strict=True) for deed in deeds])
    assert {type(answer) for answer in answers} <= {int, WhyNot}
    assert overlaps(house) == 0


def holding_pair(house: House, inn: Inventory, kind: str) -> Callable[[], int]:
    def deed() -> int:
        with transaction(house.posada) as session:
            asked = wish(adults=4, rooms=2, room_type=kind)
            return bookings.hold(session, TheHouse(house.posada), inn.guest, asked)[0].id

    return deed


def test_one_click_that_comes_in_twice_at_once_holds_once(house: House) -> None:
    inn = furnished(house.posada)

    def click() -> int:
        with transaction(house.posada) as session:
            return bookings.hold(session, house.carla, inn.guest, wish(), token="click")[0].id

    assert len(set(all_at_once([click] * 8))) == 1


EVENTS = ("errand", "rival", "money")


@pytest.mark.parametrize("order", list(permutations(EVENTS)), ids="-".join)
def test_an_expired_hold_a_rival_and_late_money_in_every_order(house: House, order: tuple[str, ...]) -> None:
    """One room, two guests: whatever comes first by the database's clock has it, and nobody is left half done."""
    inn = furnished(house.posada)
    late = _over(house, inn)
    events = {
        "errand": lambda: _expire(house, late),
        "rival": holding(house, inn, room_type="cabana"),
        "money": lambda: _late_money(house, late),
    }
    answers = {name: _answer(events[name]) for name in order}
    _one_guest(house, late, answers)
    first = next(name for name in order if name != "errand")
    assert answers[first] not in (WhyNot.FULL, WhyNot.ROOM_TAKEN)


@pytest.mark.parametrize("attempt", range(5))
def test_an_expired_hold_a_rival_and_late_money_at_once(house: House, attempt: int) -> None:
    inn = furnished(house.posada)
    late = _over(house, inn)
    deeds = [
        lambda: _expire(house, late),
        lambda: _late_money(house, late),
        *[holding(house, inn, room_type="cabana")] * 6,
    ]
    answers = all_at_once(deeds)
    _one_guest(
        house, late, {"money": answers[1], "rival": max(answers[2:], key=lambda a: isinstance(a, int))}
    )


def _over(house: House, inn: Inventory) -> int:
    """A hold of the one cabin whose time ran out a moment ago; its errand has not run."""
    made = holding(house, inn, room_type="cabana")()
    with transaction(house.posada) as session:
        row = rows.one(session, made)
        assert row is not None
        assert row.hold_until is not None
        row.hold_until -= timedelta(hours=2)
    return made


def _expire(house: House, made: int) -> bool:
    with transaction(house.posada) as session:
        return bookings.expire(session, TheHouse(house.posada), made)


def _late_money(house: House, made: int) -> int:
    """As a payment does: confirm, and when the hold is over ask for the room again."""
    with transaction(house.posada) as session:
        try:
            return bookings.confirm(session, TheHouse(house.posada), made).id
        except Refused:
            return bookings.revive(session, TheHouse(house.posada), made).id


def _answer(event: Callable[[], Any]) -> Any:
    try:
        return event()
    except Refused as refused:
        return refused.why


def _one_guest(house: House, late: int, answers: dict[str, Any]) -> None:
    assert overlaps(house) == 0
    with transaction(house.posada) as session:
        row = rows.one(session, late)
        assert row is not None
        paid, rival = answers["money"] == late, isinstance(answers["rival"], int)
        assert paid != rival, "exactly one of them has the cabin"
        assert (row.status == Status.CONFIRMED) == paid
        assert row.status in (Status.CONFIRMED, Status.EXPIRED)


def test_a_block_and_a_guest_at_once(house: House) -> None:
    inn = furnished(house.posada)

    def block() -> int:
        with transaction(house.posada) as session:
            stay = Stay(in_days(9), in_days(12))
            return bookings.block(
                session, house.carla, inn.rooms["triple-1"], stay, BlockReason.MAINTENANCE
            ).id

    answers = all_at_once([block, holding(house, inn, room_type="triple")] * 4)
    assert sum(isinstance(answer, int) for answer in answers) == 1
    assert overlaps(house) == 0


def test_who_would_wait_for_too_long_is_told_so_and_can_go_on(house: House) -> None:
    """Somebody sits on the type's lock: the wait ends in a word, and the transaction is still good for an answer."""
    inn = furnished(house.posada)
    from core.store import rooms

    with transaction(house.posada) as sitting, transaction(house.posada) as session:
        rooms.lock_types(sitting, {inn.types["doble"]})
        session.execute(text("SET LOCAL lock_timeout = '50ms'"))
        with pytest.raises(Refused, match="busy"):
            bookings.hold(session, TheHouse(house.posada), inn.guest, wish())
        assert rows.of_guest(session, inn.guest, in_days(0)) == []
