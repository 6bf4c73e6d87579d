"""Guests who hold a room and pay for it, and what must be true of each of them in the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from core.local.bootstrap import ROOT
from core.local.pay.client import PayClient
from core.local.phone.client import PhoneGuest
from tests.chaos.running_house import RunningHouse

STILL_TO_SEND = """
    SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending', 'doubtful')
    AND (kind = 'send_message' OR desk = 'cashier' AND due_at <= now())
"""


def hold(house: RunningHouse, guests: list[PhoneGuest]) -> list[dict[str, Any]]:
    day = (datetime.now(UTC) + timedelta(days=400)).date().isoformat()
    numbers = [str(house.phone.ask("GET", f"/lab/guests/{guest.id}")["wa_id"]) for guest in guests]
    done = subprocess.run(
        [sys.executable, "-m", "tests.chaos.hold_rooms", day, *numbers],
        env={**os.environ, **house.place.variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return list(json.loads(done.stdout.splitlines()[-1]))


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
