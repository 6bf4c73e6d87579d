"""Word of money comes twice and from two sides at once, and nobody waits for another in a circle.

Whatever the cashier writes down begins with the guest's conversation, as a turn of the dialogue does.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from core.domain.access import House as TheHouse
from core.domain.bookings import BlockReason, Status
from core.domain.errands import Errand
from core.domain.payments import PaymentState, RefundSeen, RefundState
from core.services import bookings, payments
from core.services.payments import asking, refunding, turns, wishes
from core.store import bookings as rows
from core.store import payments as books
from core.store.db import transaction
from core.store.outbox import Claimed
from core.store.payments import Payment, Refund
from tests.edges.worker.test_turn_race import meanwhile
from tests.makers import House, StoppedClock
from tests.paying import Held, all_of, cases, held_by_ana, said
from worker.cashier import _claim, _conclude


@pytest.fixture
def held(house: House, stopped_clock: StoppedClock) -> Held:
    return held_by_ana(house)


def claimed(kind: Errand) -> Claimed:
    """The cashier takes what is due; this one among it."""
    return next(letter for letter in _claim(20) if letter.kind is kind)


def beside(runs: Callable[[], object]) -> Callable[[], None]:
    """Runs elsewhere until it has to wait for what we hold; what is answered waits for its end, and fails with it."""
    end: Future[None] = Future()

    def run() -> None:
        try:
            runs()
            end.set_result(None)
        except Exception as problem:
            end.set_exception(problem)

    meanwhile(run)
    return lambda: end.result(timeout=60)


def sent_back(held: Held) -> int:
    """Paid, and on its way back."""
    held.settle(held.seen())
    with transaction(held.hotel) as session:
        payment = books.by_provider_id(session, "mercadopago", "9001")
        assert payment is not None
        refund = refunding.want(session, TheHouse(held.hotel), payment, held.amount, "a test")
        assert refund is not None
        return refund.id


def test_a_link_gets_more_time_while_its_payments_are_looked_for(
    held: Held, stopped_clock: StoppedClock
) -> None:
    stopped_clock.passes(minutes=61)
    look = claimed(Errand.SEARCH_PAYMENTS)
    seen = held.seen()
    with transaction(held.hotel) as session:
        turns.take(session, held.booking)
        end = beside(lambda: _conclude(look, lambda own: payments.settle(own, held.hotel, seen) and None))
        booking = rows.one(session, held.booking)
        assert booking is not None
        asking.prolong(session, booking, stopped_clock.now)
    end()
    assert held.row().status == Status.CONFIRMED


def test_a_refund_is_done_while_its_payment_is_told_of_again(held: Held) -> None:
    refund = sent_back(held)
    done = RefundSeen("7", held.amount, RefundState.DONE)

    def finish() -> None:
        with transaction(held.hotel) as session:
            payments.refund_done(session, refund, done)

    with transaction(held.hotel) as session:
        turns.take(session, held.booking)
        end = beside(finish)
        payments.settle(session, held.hotel, held.seen(state=PaymentState.REFUNDED, refunded=held.amount))
    end()
    assert [(one.state, one.amount) for one in all_of(Refund)] == [(RefundState.DONE, held.amount)]


def test_a_refund_is_asked_for_again_while_its_payment_is_told_of(held: Held) -> None:
    refund = sent_back(held)

    def ask() -> None:
        with transaction(held.hotel) as session:
            wishes.refund_trip(session, refund)

    with transaction(held.hotel) as session:
        turns.take(session, held.booking)
        assert books.by_provider_id(session, "mercadopago", "9001") is not None
        end = beside(ask)
        row = session.get_one(Refund, refund)
        row.reason = "told of"
        session.flush()
    end()
    assert [one.state for one in all_of(Refund)] == [RefundState.ASKED]


@pytest.mark.parametrize("others_took_it", [False, True], ids=["the room is free", "the room is gone"])
def test_late_money_told_of_many_times_at_once_is_settled_once(
    held: Held, stopped_clock: StoppedClock, *, others_took_it: bool
) -> None:
    stopped_clock.passes(minutes=61)
    if others_took_it:
        take_everything(held)
    seen = held.seen()
    with ThreadPoolExecutor(6) as several:
        list(several.map(lambda _: held.settle(seen), range(12)))
    assert len(all_of(Payment)) == 1
    if others_took_it:
        assert cases() == ["late_no_room"]
        assert held.row().status != Status.CONFIRMED
    else:
        assert held.row().status == Status.CONFIRMED
        assert sum("está confirmada" in words for words in said()) == 1


def take_everything(held: Held) -> None:
    """Every room of the house is somebody else's on those days."""

    stay = held.row().nights
    with transaction(held.hotel) as session:
        for room in held.inn.rooms.values():
            bookings.block(session, TheHouse(held.hotel), room, stay, BlockReason.OTHER)
