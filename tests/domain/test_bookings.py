"""A booking's states form one closed table; codes are readable; the chosen room keeps gaps useful."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.domain.bookings import (
    BEGINS_AS,
    CODE_ALPHABET,
    OVER,
    TABLE,
    TAKES_ROOM,
    Deed,
    FreeRoom,
    Status,
    after,
    as_code,
    best_room,
    open_deeds,
)

STAYS_AS_IT_IS = {Deed.CHANGE, Deed.MIND_HOLD, Deed.EXTRA_HOURS, Deed.CHARGE}


def test_the_table_is_closed() -> None:
    assert set(TABLE) == set(Deed)
    reached = set(BEGINS_AS) | {end for ways in TABLE.values() for end in ways.values()}
    assert reached == set(Status)


@given(some.sampled_from(sorted(BEGINS_AS)), some.lists(some.sampled_from(list(Deed)), max_size=12))
def test_whatever_is_done_a_booking_stays_on_the_table(status: Status, deeds: list[Deed]) -> None:
    for deed in deeds:
        led = after(deed, status)
        assert (led is not None) == (deed in open_deeds(status))
        status = led or status
        assert status in Status


def test_a_block_never_becomes_a_guest_nor_a_guest_a_block() -> None:
    for deed, begin in product(Deed, Status):
        end = after(deed, begin)
        if end is not None and (begin is Status.BLOCKED) != (end is Status.BLOCKED):
            assert (deed, begin, end) == (Deed.UNBLOCK, Status.BLOCKED, Status.CANCELLED)


def test_what_is_over_takes_a_room_again_only_when_people_say_so() -> None:
    back = {(deed, begin) for deed, begin in product(Deed, OVER) if after(deed, begin) in TAKES_ROOM}
    assert back == {
        (Deed.REVIVE, Status.NO_SHOW),
        (Deed.UNDO_CHECK_OUT, Status.CHECKED_OUT),
        (Deed.BRING_BACK, Status.CANCELLED),
        (Deed.BRING_BACK, Status.NO_SHOW),
    }


def test_deeds_that_only_touch_details_leave_the_state_alone() -> None:
    for deed in STAYS_AS_IT_IS:
        assert all(begin == end for begin, end in TABLE[deed].items())


def test_a_code_survives_how_people_write_it() -> None:
    assert as_code("k7m-q4x") == as_code(" K7 MQ 4X ") == "K7MQ4X"
    assert as_code("cj-k7mq4x") == as_code("CJ K7MQ4X") == "K7MQ4X"
    for wrong in ("", "K7MQ4", "K7MQ4XX", "CKK7MQ4X", "K7MQ4O", "K7MQ41"):
        assert as_code(wrong) is None


def test_codes_have_no_look_alikes_and_spell_no_words() -> None:
    assert not set(CODE_ALPHABET) & set("0O1IL5S8BZAEU") - {"8"}


def free(number: str, before: int | None, after_: int | None) -> FreeRoom:
    def gap(nights: int | None) -> timedelta | None:
        return None if nights is None else timedelta(days=nights, hours=3)

    return FreeRoom(int(number), number, gap(before), gap(after_))


LEAST = timedelta(days=2)


@pytest.mark.parametrize(
    ("rooms", "chosen"),
    [
        ([free("1", None, None), free("2", 0, None)], "2"),
        ([free("1", 1, None), free("2", None, None)], "2"),
        ([free("1", 5, 4), free("2", 2, 9)], "2"),
        ([free("1", 0, 1), free("2", 0, 0)], "2"),
        ([free("2", None, None), free("1", None, None)], "1"),
    ],
    ids=["closes a gap", "leaves no night nobody can book", "tightest", "both sides", "house order"],
)
def test_the_room_that_keeps_gaps_useful_is_taken(rooms: list[FreeRoom], chosen: str) -> None:
    best = best_room(rooms, LEAST)
    assert best is not None
    assert best.number == chosen


def test_without_a_free_room_there_is_none() -> None:
    assert best_room([], LEAST) is None
