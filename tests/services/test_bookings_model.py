"""Bookings against a model: one hand whose every answer is foretold, many hands whose end must make sense."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest

from core.domain.access import House as TheHouse
from core.domain.bookings import BlockReason
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Stay
from core.services import bookings
from core.services.bookings import Change
from core.store.db import transaction
from tests import mixing
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import House, StoppedClock
from tests.mixing import Hand


class Model:
    """What a careful clerk with paper and pencil would answer."""

    def __init__(self, inn: Inventory) -> None:
        self.rooms = inn.rooms
        self.stays: dict[int, tuple[int, Stay]] = {}
        self.until: dict[int, datetime] = {}

    def pass_to(self, now: datetime) -> None:
        for booking in [booking for booking, until in self.until.items() if until <= now]:
            del self.stays[booking], self.until[booking]

    def is_free(self, room: int, stay: Stay, but: int = 0) -> bool:
        return not any(
            taken == room and nights.overlaps(stay)
            for booking, (taken, nights) in self.stays.items()
            if booking != but
        )

    def free_of(self, slug: str, stay: Stay) -> list[int]:
        return [
            room
            for number, room in self.rooms.items()
            if number.startswith(slug) and self.is_free(room, stay)
        ]


@pytest.mark.parametrize("seed", range(2))
def test_one_hand_is_answered_as_the_model_foretells(
    house: House, stopped_clock: StoppedClock, seed: int
) -> None:
    inn = furnished(house.posada)
    model, chance = Model(inn), random.Random(seed)
    for _ in range(70):
        stopped_clock.passes(minutes=chance.choice((1, 5, 25)))
        model.pass_to(stopped_clock.now)
        first = chance.randrange(2, 18)
        stay = Stay(in_days(first), in_days(first + chance.randint(1, 4)))
        deed = chance.choice((_hold, _hold, _move, _confirm, _cancel, _block))
        with transaction(house.posada) as session:
            deed(session, TheHouse(house.posada), model, (inn, chance, stay, stopped_clock.now))
    assert mixing.overlaps(house.posada) == 0


def _told(verb: Any, *given: Any) -> Any:
    try:
        return verb(*given)
    except Refused as refused:
        return refused.why


Given = tuple[Inventory, random.Random, Stay, datetime]


def _hold(session: Any, by: TheHouse, model: Model, given: Given) -> None:
    inn, chance, stay, now = given
    slug = chance.choice(list(inn.types))
    free = model.free_of(slug, stay)
    first = (stay.check_in - in_days(0)).days
    made = _told(bookings.hold, session, by, inn.guest, wish(first, stay.length, room_type=slug))
    if not free:
        assert made is WhyNot.FULL
        return
    [made] = made
    assert made.room_id in free
    model.stays[made.id] = (made.room_id, stay)
    model.until[made.id] = now + timedelta(minutes=60)


def _any(model: Model, chance: random.Random) -> int | None:
    return chance.choice(list(model.stays)) if model.stays else None


def _move(session: Any, by: TheHouse, model: Model, given: Given) -> None:
    _, chance, stay, _ = given
    chosen = _any(model, chance)
    if chosen is None:
        return
    room = model.stays[chosen][0]
    free = model.is_free(room, stay, but=chosen)
    told = _told(bookings.change_stay, session, by, chosen, Change(stay.check_in, stay.check_out))
    assert (told is WhyNot.ROOM_TAKEN) == (not free)
    if free:
        model.stays[chosen] = (room, stay)


def _confirm(session: Any, by: TheHouse, model: Model, given: Given) -> None:
    held = list(model.until)
    if held:
        chosen = given[1].choice(held)
        bookings.confirm(session, by, chosen)
        del model.until[chosen]


def _cancel(session: Any, by: TheHouse, model: Model, given: Given) -> None:
    chosen = _any(model, given[1])
    if chosen is None:
        return
    if _told(bookings.cancel, session, by, chosen) is WhyNot.WRONG_STATUS:
        bookings.unblock(session, by, chosen)
    del model.stays[chosen]
    model.until.pop(chosen, None)


def _block(session: Any, by: TheHouse, model: Model, given: Given) -> None:
    inn, chance, stay, _ = given
    room = chance.choice(list(inn.rooms.values()))
    free = model.is_free(room, stay)
    made = _told(bookings.block, session, by, room, stay, BlockReason.OTHER)
    assert (made is WhyNot.ROOM_TAKEN) == (not free)
    if free:
        model.stays[made.id] = (room, stay)


@pytest.mark.parametrize("seed", [1])
def test_many_hands_at_once_leave_lives_that_make_sense(house: House, seed: int) -> None:
    inn = furnished(house.posada, doble=4)
    hands = [
        Hand(house.posada, inn.guest, list(inn.rooms.values()), list(inn.types), seed * 100 + number)
        for number in range(6)
    ]
    with ThreadPoolExecutor(len(hands)) as pool:
        done = list(pool.map(lambda hand: hand.work(50), hands))
    logs = [entry for hand in done for entry in hand.log]
    assert mixing.overlaps(house.posada) == 0
    assert mixing.strange_lives(house.posada, logs) == []
    told = {key: facts for hand in done for key, facts in hand.told.items()}
    assert mixing.forgotten(house.posada, told) == []
    assert {deed for _, _, deed in logs} >= {
        "made:held",
        "made:blocked",
        "confirm",
        "cancel",
        "change",
        "expire",
    }
