"""What a guest who changes a stay owes now: what the deposit grew by, and nothing that is due on arrival."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from core.domain.access import House as TheHouse
from core.domain.stays import Stay
from core.services import late_checkout, own_changes
from core.services.own_changes import Made, Possible
from core.store import bookings as rows
from core.store.db import transaction
from tests.makers import House, StoppedClock
from tests.paying import Held, held_by_ana


@pytest.fixture
def paid(house: House, stopped_clock: StoppedClock) -> Held:
    """Ana's room, confirmed by the deposit she has paid."""
    held = held_by_ana(house)
    held.settle(held.seen())
    return held


def change(held: Held, nights: int, token: str) -> Made:
    with transaction(held.hotel) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        stay = Stay(booking.check_in, booking.check_in + timedelta(days=nights))
        found = own_changes.look(session, booking, stay, booking.party)
        assert isinstance(found, Possible)
        return own_changes.make(session, booking, found, token)


def test_a_longer_stay_asks_for_what_its_deposit_grew_by(paid: Held) -> None:
    before, nights = paid.purse(), paid.row().nights.length
    made = change(paid, nights + 1, "a night more")
    after = paid.purse()
    assert made.asked == after.deposit - before.deposit
    assert made.asked + made.later == made.difference == after.owed - before.owed
    assert not made.covered


def test_a_night_less_and_the_same_night_back_asks_for_nothing(paid: Held) -> None:
    before, nights = paid.purse(), paid.row().nights.length
    change(paid, nights - 1, "a night less")
    made = change(paid, nights, "and the night back")
    assert (made.asked.minor, made.later, made.covered) == (0, made.difference, True)
    assert paid.purse() == before


def test_the_total_that_is_told_is_what_will_be_charged_with_the_late_checkout_agreed_before(
    paid: Held,
) -> None:
    with transaction(paid.hotel) as session:
        late_checkout.agree(session, TheHouse(paid.hotel), paid.booking, time(14))
    before, nights = paid.purse(), paid.row().nights.length
    with transaction(paid.hotel) as session:
        booking = rows.one(session, paid.booking)
        assert booking is not None
        stay = Stay(booking.check_in, booking.check_in + timedelta(days=nights + 1))
        found = own_changes.look(session, booking, stay, booking.party)
        assert isinstance(found, Possible)
        told = own_changes.total_after(session, booking, found)
    change(paid, nights + 1, "a night more")
    assert told == paid.purse().owed > before.owed
    assert told > found.quote.total
