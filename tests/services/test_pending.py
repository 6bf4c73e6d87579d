"""Money that its carrier still looks at: the clock stands still within a limit, and both sides are told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.bookings import Status
from core.domain.conversations import AlertKind
from core.domain.payments import PaymentState
from core.services import bookings, paying
from core.store import bookings as rows
from core.store import policies as rule_rows
from core.store.alerts import Alert
from core.store.db import transaction
from core.store.outbox import OutboxLetter
from tests.makers import House, StoppedClock
from tests.paying import Held, all_of, came, cases, held_by_ana, said

IN_PROCESS, PENDING = PaymentState.IN_PROCESS, PaymentState.PENDING


@pytest.fixture
def held(house: House, stopped_clock: StoppedClock) -> Held:
    return held_by_ana(house)


def comes(held: Held, state: PaymentState, payment_id: str = "9001", minutes: int = 0) -> None:
    held.settle(held.seen(payment_id, state=state, updated_at=clock.now() + timedelta(minutes=minutes)))


def expires(held: Held) -> bool:
    with transaction(held.hotel) as session:
        return bookings.expire(session, TheHouse(held.hotel), held.booking)


def limit_comes(held: Held) -> None:
    with transaction(held.hotel) as session:
        paying.pending_is_over(session, held.booking)


def alerts() -> list[str]:
    return [one.kind for one in all_of(Alert) if one.closed_at is None]


@pytest.mark.parametrize("state", [IN_PROCESS, PENDING])
def test_the_clock_stops_and_both_sides_are_told(
    held: Held, stopped_clock: StoppedClock, state: PaymentState
) -> None:
    comes(held, state)
    assert held.row().hold_until is None
    assert "Frené el plazo" in said()[-1]
    assert "como mucho hasta las 18:00" in said()[-1]
    assert alerts() == [AlertKind.PAYMENT_PENDING]
    stopped_clock.passes(hours=2)
    assert not expires(held)


def test_a_copy_of_the_news_says_nothing_twice(held: Held) -> None:
    comes(held, IN_PROCESS)
    before = len(said())
    comes(held, IN_PROCESS)
    comes(held, IN_PROCESS, minutes=1)
    assert len(said()) == before


def test_approved_in_time_it_is_a_booking_like_every_other(held: Held, stopped_clock: StoppedClock) -> None:
    comes(held, IN_PROCESS)
    stopped_clock.passes(hours=2)
    comes(held, PaymentState.APPROVED)
    assert (held.row().status, alerts(), cases()) == (Status.CONFIRMED, [], [])
    limit_comes(held)
    assert held.row().status == Status.CONFIRMED
    assert came() == [("approved", True)]


def test_refused_the_clock_goes_on_with_what_was_left(held: Held, stopped_clock: StoppedClock) -> None:
    stopped_clock.passes(minutes=20)
    comes(held, IN_PROCESS)
    stopped_clock.passes(hours=1)
    comes(held, PaymentState.REJECTED)
    assert held.row().hold_until == clock.now() + timedelta(minutes=40)
    assert "no se acreditó" in said()[-1]
    assert alerts() == []
    stopped_clock.passes(minutes=41)
    assert expires(held)


def test_nobody_is_left_with_less_than_a_quarter_of_an_hour(held: Held, stopped_clock: StoppedClock) -> None:
    stopped_clock.passes(minutes=58)
    comes(held, IN_PROCESS)
    comes(held, PaymentState.REJECTED, minutes=1)
    assert held.row().hold_until == clock.now() + timedelta(minutes=15)


def test_a_refused_first_try_does_not_start_the_clock_under_a_second(held: Held) -> None:
    comes(held, IN_PROCESS)
    comes(held, IN_PROCESS, "9002")
    comes(held, PaymentState.REJECTED, minutes=1)
    assert held.row().hold_until is None
    comes(held, PaymentState.REJECTED, "9002", minutes=1)
    assert held.row().hold_until is not None


def test_after_the_limit_the_clock_goes_on_and_late_money_is_late_money(
    held: Held, stopped_clock: StoppedClock
) -> None:
    comes(held, IN_PROCESS)
    stopped_clock.passes(minutes=180)
    limit_comes(held)
    assert "sigue en proceso" in said()[-1]
    assert held.row().hold_until is not None
    stopped_clock.passes(hours=2)
    assert expires(held)
    comes(held, PaymentState.APPROVED)
    assert held.row().status == Status.CONFIRMED


def test_a_hotel_sets_its_own_limit(house: House, stopped_clock: StoppedClock) -> None:
    with transaction(house.posada) as session:
        document = {"edition": 1, "pending_minutes": 30}
        facts: dict[str, Any] = {"hotel_id": house.posada, "version": 1, "document": document}
        session.add(rule_rows.PolicyRow(at=clock.now(), **facts))
    held = held_by_ana(house)
    comes(held, IN_PROCESS)
    [errand] = [one for one in all_of(OutboxLetter) if one.kind == "end_pending"]
    assert errand.due_at == clock.now() + timedelta(minutes=30)


def test_what_people_look_at_is_not_started_by_the_limit(held: Held, stopped_clock: StoppedClock) -> None:
    comes(held, IN_PROCESS)
    held.settle(held.seen("9002", amount=1))
    assert cases() == ["wrong_amount"]
    stopped_clock.passes(hours=4)
    limit_comes(held)
    assert held.row().hold_until is None


def test_money_under_way_for_a_hold_that_is_over_stops_nothing(
    held: Held, stopped_clock: StoppedClock
) -> None:
    stopped_clock.passes(hours=2)
    assert expires(held)
    comes(held, IN_PROCESS)
    assert held.row().status == Status.EXPIRED
    assert alerts() == []
    assert "está en proceso" in said()[-1]


def test_a_hold_given_up_meanwhile_waits_for_nothing_and_people_know_of_the_money(
    held: Held, stopped_clock: StoppedClock
) -> None:
    comes(held, IN_PROCESS)
    with transaction(held.hotel) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        paying.let_go(session, booking)
    stopped_clock.passes(hours=4)
    limit_comes(held)
    assert held.row().status == Status.CANCELLED
    assert alerts() == [AlertKind.PAYMENT_CASE]
