"""Guests pay while everybody between hold and confirmation is killed: one booking, one charge, one confirmation."""

from __future__ import annotations

import time

import pytest

from core.local.pay.client import PayClient
from core.local.phone.client import PhoneGuest
from tests.chaos.paying_guests import STILL_TO_SEND, check, count, hold, link_of, open_to_payers
from tests.chaos.running_house import RunningHouse, until

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(300)]

# Who dies just before a guest pays, and who a moment after it.
VICTIMS = (
    ("webhook", "relay"),
    ("think-1", "relay"),
    ("relay", "think-2"),
    ("tick", "relay"),
    ("webhook", "think-1"),
    ("relay", "tick"),
)
TELLINGS = ("once", "twice", "early", "never", "once", "twice")


def pay_one_by_one(house: RunningHouse, pay: PayClient, guests: list[PhoneGuest]) -> None:
    """Each guest's link, payment and confirmation meet another death: before the link, before and after paying."""
    for place, (guest, telling) in enumerate(zip(guests, TELLINGS, strict=True)):
        look = link_of(house, guest)
        until(look, 60, f"the link of {guest.id}", pause=0.1)
        before, after = VICTIMS[place]
        house.kill(before, place if before == "webhook" else 0)
        pay.pay(look() or "", telling=telling)
        time.sleep(0.15 * place)
        house.kill(after)


def look_for_what_was_not_told(house: RunningHouse) -> None:
    """The time of the links is over, for the clock of the letters that look after them."""
    with house.database() as connection:
        connection.execute("UPDATE outbox SET due_at = now() WHERE kind = 'search_payments'")


def test_one_booking_one_charge_one_confirmation_whoever_dies_in_between() -> None:
    with open_to_payers("abcdef", hidden_seconds=1.0) as (house, pay, guests):
        house.settle(30)
        began = time.monotonic()
        held = hold(house, guests)
        house.kill("relay")
        pay_one_by_one(house, pay, guests)
        look_for_what_was_not_told(house)
        query = "SELECT count(*) FROM bookings WHERE id = ANY(%s) AND status = 'confirmed'"
        ids = [one["booking"] for one in held]
        until(lambda: count(house, query, ids) == len(ids), 60, "confirming", pause=0.2)
        print(f"confirmed after {time.monotonic() - began:.1f} s")
        until(lambda: count(house, STILL_TO_SEND) == 0, 60, "sending", pause=0.2)
        check(house, pay, guests, held)
        pay.close()
