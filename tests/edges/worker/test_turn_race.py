"""A guest goes on writing at the very moment their turn is taken: neither waits for the other in a circle."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text

from core.domain.errands import Desk
from core.services import intake, paying, scenes
from core.store import bookings, conversations, outbox
from core.store.bookings import Booking
from core.store.db import across_hotels, transaction
from core.store.outbox import Claimed
from tests.edges.worker.conftest import all_rows, arrives, said, work
from tests.flows.setting import Setting
from tests.inventory import in_days
from tests.makers import House, StoppedClock, incoming, wa_text
from worker import errands, think

_WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def claimed(desk: Desk) -> Claimed:
    with across_hotels() as session:
        [letter] = outbox.claim(session, desk, 1)
    return letter


def meanwhile(runs: Callable[[], None]) -> threading.Thread:
    """Begins it elsewhere and comes back when it has to wait for what we hold."""
    thread = threading.Thread(target=runs)
    thread.start()
    until = time.monotonic() + 60
    while time.monotonic() < until and thread.is_alive():
        with across_hotels() as session:
            if session.scalar(text(_WAITS)):
                break
        time.sleep(0.02)
    return thread


@pytest.fixture
def failures(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What an errand could not do, which is otherwise only put off."""
    found: list[BaseException] = []

    def noted(letter: Claimed, problem: Exception, old: Callable[..., None] = errands.set_aside) -> None:
        found.append(problem)
        old(letter, problem)

    monkeypatch.setattr(errands, "set_aside", noted)
    return found


def test_a_line_that_comes_while_the_turn_is_taken(
    house: House, stopped_clock: StoppedClock, failures: list[BaseException]
) -> None:
    arrives(wa_text("hola"))
    work()
    stopped_clock.passes(seconds=3)
    turn = claimed(Desk.THINK)
    with transaction(house.posada) as session:
        conversation, line = intake.hear(session, house.posada, incoming("a qué hora es el check in?"))
        running = meanwhile(lambda: errands.run(turn))
        assert line is not None
        scenes.plan_turn(session, conversation, line, 1.5)
    running.join()
    stopped_clock.passes(seconds=3)
    work()
    assert failures == []
    assert "14:00" in " ".join(said())


def test_a_hold_that_is_let_go_while_its_reminder_is_due(
    house: House, stopped_clock: StoppedClock, failures: list[BaseException]
) -> None:
    setting = Setting(house, stopped_clock)
    setting.acts()["rooms"]("doble 1")
    setting.acts()["transfer"]("Alias POSADA.CEIBO")
    for words in (f"hay lugar del {in_days(6):%-d/%-m} al {in_days(8):%-d/%-m} para 2?", "si"):
        arrives(wa_text(words))
        work()
        stopped_clock.passes(seconds=3)
        work()
    stopped_clock.passes(minutes=46)
    reminder = claimed(Desk.THINK)
    [hold] = [one for one in all_rows(Booking) if one.conversation_id is not None]
    with transaction(house.posada) as session:
        assert conversations.locked(session, hold.conversation_id) is not None
        running = meanwhile(lambda: errands.run(reminder))
        mine = bookings.one(session, hold.id)
        assert mine is not None
        paying.let_go(session, mine)
    running.join()
    assert failures == []
    with transaction(house.posada) as session:
        assert session.scalars(select(Booking.status).where(Booking.id == hold.id)).one() == "cancelled"


def test_lines_and_turns_at_several_desks_leave_nothing_unanswered(
    house: House, stopped_clock: StoppedClock, failures: list[BaseException]
) -> None:
    with ThreadPoolExecutor(4) as several:
        for number in range(12):
            arrives(wa_text(f"hola, soy el mensaje {number}"))
            list(several.map(lambda _: think.work_once(), range(4)))
            stopped_clock.passes(seconds=1)
    stopped_clock.passes(seconds=20)
    work()
    assert failures == []
    with across_hotels() as session:
        open_ones = "SELECT count(*) FROM messages WHERE direction = 'in' AND handled_at IS NULL"
        assert session.scalar(text(open_ones)) == 0
