"""One look takes what is due at all of a thinker's desks, each by its own rule."""

from __future__ import annotations

from datetime import timedelta

from core.base import clock
from core.domain.errands import Errand
from core.store import inbox, outbox, shift
from core.store.db import across_hotels, transaction
from core.store.inbox import NewLetter
from core.store.outbox import NewErrand
from tests.makers import POSADA_NUMBER, House


def keep(house: House, *letters: tuple[str, str]) -> None:
    """Letters by kind and lane."""
    with across_hotels() as session:
        for serial, (kind, lane) in enumerate(letters):
            letter = NewLetter(
                hotel_id=house.posada,
                channel="whatsapp",
                key=f"{kind}-{serial}",
                kind=kind,
                account=POSADA_NUMBER,
                lane=lane,
                body=f"{kind}-{serial}".encode(),
                trace_id="t",
            )
            inbox.keep(session, [letter])


def put_off(house: House, lane: str, seconds: float = 0) -> None:
    with transaction(house.posada) as session:
        due_at = clock.now() + timedelta(seconds=seconds)
        errand = NewErrand(Errand.TAKE_TURN, lane, {"conversation": 7}, due_at, "t", key=lane)
        outbox.write(session, house.posada, errand)


def take(lanes: int = 6, statuses: int = 200) -> shift.Taken:
    with across_hotels() as session:
        return shift.take(session, lanes, statuses)


def test_one_look_finds_messages_turns_and_statuses(house: House) -> None:
    keep(house, ("message", "a"), ("message", "a"), ("message", "b"), ("status", "s"), ("status", "s"))
    put_off(house, "turn:1")
    put_off(house, "turn:2", seconds=60)
    found = take()
    assert [letter.body for letter in found.letters] == [b"message-0", b"message-2"], "heads of lanes only"
    assert [letter.body for letter in found.statuses] == [b"status-3", b"status-4"], "statuses need no head"
    [turn] = found.turns
    assert (turn.kind, turn.lane, turn.payload) == (Errand.TAKE_TURN, "turn:1", {"conversation": 7})
    assert (turn.attempts, turn.hotel_id) == (1, house.posada)


def test_what_one_has_taken_the_next_does_not_find(house: House) -> None:
    keep(house, ("message", "a"), ("message", "b"), ("status", "s"))
    put_off(house, "turn:1")
    first, second = take(lanes=1), take()
    assert [letter.body for letter in first.letters] == [b"message-0"]
    assert [letter.body for letter in second.letters] == [b"message-1"]
    assert (len(first.turns), second.turns, second.statuses) == (1, [], [])


def test_nothing_due_is_nothing_taken(house: House) -> None:
    assert take() == shift.Taken([], [], [], [])
