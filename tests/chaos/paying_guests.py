"""Guests who hold a room and pay for it, and what must be true of each of them in the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from core.local.pay.client import PayClient
from core.local.phone.client import PhoneGuest
from core.local.processes import PYTHON, Errand
from tests.chaos.running_house import RunningHouse, open_house

STILL_TO_SEND = """
    SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending', 'doubtful')
    AND (kind = 'send_message' OR desk = 'cashier' AND due_at <= now())
"""


@contextmanager
def open_to_payers(
    letters: str, *, hidden_seconds: float
) -> Iterator[tuple[RunningHouse, PayClient, list[PhoneGuest]]]:
    """A furnished house to which each of these guests has said hello; whoever is away is asked again soon."""
    rooms = Errand("rooms", (PYTHON, "-m", "tests.chaos.hold_rooms", "furnish"), "Rooms")
    with open_house(without=("chores", "slow", "voice"), meanwhile=(rooms,), QUIET_WINDOW="0.2") as house:
        pay = PayClient(house.phone.url)
        pay.settings(retry_first=0.3, hidden_seconds=hidden_seconds)
        house.phone.settings(retry_first=0.3, retry_growth=1.5, retry_cap=1.5)
        guests = [house.phone.guest(f"Guest{letter}", "AR") for letter in letters]
        for guest in guests:
            guest.says("hola")
        yield house, pay, guests


def hold(house: RunningHouse, guests: list[PhoneGuest]) -> list[dict[str, Any]]:
    day = (datetime.now(UTC) + timedelta(days=400)).date().isoformat()
    numbers = [str(house.phone.ask("GET", f"/lab/guests/{guest.id}")["wa_id"]) for guest in guests]
    return list(json.loads(house.runs("tests.chaos.hold_rooms", day, *numbers).splitlines()[-1]))


def link_of(house: RunningHouse, guest: PhoneGuest) -> Callable[[], str | None]:
    def look() -> str | None:
        for message in house.phone.accepted(guest.id):
            parameters = (message.content or {}).get("action", {}).get("parameters", {})
            if "pref_id=" in str(parameters.get("url")):
                return str(parameters["url"]).partition("pref_id=")[2]
        return None

    return look


def count(house: RunningHouse, query: str, *values: Any) -> int:
    try:
        return int(house.rows(query, *values)[0][0])
    except psycopg.OperationalError:
        return -1


def check(house: RunningHouse, pay: PayClient, guests: list[PhoneGuest], held: list[dict[str, Any]]) -> None:
    for guest, one in zip(guests, held, strict=True):
        [(status,)] = house.rows("SELECT status FROM bookings WHERE id = %s", one["booking"])
        assert status == "confirmed"
        counted = house.rows("SELECT amount FROM payments WHERE booking_id = %s AND counted", one["booking"])
        assert counted == [(one["amount"],)]
        charged = [payment["status"] for payment in pay.payments(str(one["reference"]))]
        assert charged == ["approved"]
        words = [m.text for m in house.phone.accepted(guest.id) if "confirmada" in m.text]
        assert len(words) == 1, words
        assert str(one["code"]) in words[0]
    assert house.phone.duplicates() == []
    assert count(house, "SELECT count(*) FROM outbox WHERE state = 'dead'") == 0
    assert count(house, "SELECT count(*) FROM payment_cases") == 0
