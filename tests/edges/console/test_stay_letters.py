"""The letters of a stay on its card: skipped, let go after all, sent now, each for a reason and once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from core.domain.conversations import AuditTag
from core.domain.journey import Fate, JourneyLetter
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.guests import Guest
from core.store.messages import Message
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.edges.console.test_booking_card import inn, made
from tests.inventory import Inventory
from tests.makers import House, heard, incoming

__all__ = ["inn"]

DAY_BEFORE = JourneyLetter.DAY_BEFORE


@pytest.fixture
def stay(house: House, inn: Inventory) -> Booking:
    """Booked by somebody who writes to the house."""
    booking = made(house, inn, first=20)
    with transaction(house.posada) as session:
        talk, _ = heard(session, house.posada, incoming("hola"))
        row = session.get_one(Booking, booking.id)
        row.conversation_id, row.guest_id = talk.id, talk.guest_id
    return booking


def letter(browser: Browser, stay: Booking, name: str = DAY_BEFORE) -> dict[str, Any]:
    found = browser.get(f"/api/booking/{stay.code}").json()["journey"]
    one: dict[str, Any] = next(row for row in found if row["letter"] == name)
    return one


def on(browser: Browser, house: House, stay: Booking, verb: str, **body: Any) -> Any:
    return post(browser, house, f"/api/bookings/{stay.id}/letters/{DAY_BEFORE}/{verb}", **body)


def test_a_letter_is_skipped_and_goes_out_after_all(signed_in: SignIn, house: House, stay: Booking) -> None:
    diego = signed_in(house.diego)
    planned = letter(diego, stay)
    assert (planned["fate"], planned["skip"], planned["keep"]) == (Fate.PLANNED, True, False)
    assert on(diego, house, stay, "skip", reason=" ").json()["error"] == "needs_reason"
    same = {"token": token(), "reason": "se lo digo yo"}
    for _ in range(2):
        path = f"/api/bookings/{stay.id}/letters/{DAY_BEFORE}/skip"
        assert diego.post(path, json=same).status_code == 200
    skipped = letter(diego, stay)
    assert (skipped["fate"], skipped["why"], skipped["keep"]) == (Fate.SKIPPED, "by_staff", True)
    assert on(diego, house, stay, "keep").status_code == 200
    assert letter(diego, stay) == planned
    with transaction(house.posada) as session:
        tag = AuditEntry.tag == AuditTag.LETTER_SKIPPED
        [entry] = session.scalars(select(AuditEntry).where(tag))
        assert (entry.details["reason"], entry.details["letter"]) == ("se lo digo yo", "day_before")


def test_a_letter_sent_now_is_due_at_once(signed_in: SignIn, house: House, stay: Booking) -> None:
    diego = signed_in(house.diego)
    before = letter(diego, stay)["at"]
    assert on(diego, house, stay, "send", reason="llama preguntando").status_code == 200
    assert letter(diego, stay)["at"] < before


def test_a_confirmation_is_sent_again_once_for_one_click(
    signed_in: SignIn, house: House, stay: Booking
) -> None:
    carla, same = signed_in(house.carla), {"token": token(), "reason": "no la encuentra"}
    assert letter(carla, stay, "confirmation")["send"] is True
    for _ in range(2):
        assert carla.post(f"/api/bookings/{stay.id}/confirmation", json=same).status_code == 200
    with transaction(house.posada) as session:
        out = list(session.scalars(select(Message).where(Message.direction == "out")))
        assert [stay.code in line.text for line in out] == [True]


def test_who_asked_to_be_left_alone_gets_no_confirmation(
    signed_in: SignIn, house: House, stay: Booking
) -> None:
    with transaction(house.posada) as session:
        guest_id = session.get_one(Booking, stay.id).guest_id
        guest = session.get_one(Guest, guest_id)
        guest.opted_out_at = guest.created_at
    answer = post(signed_in(house.carla), house, f"/api/bookings/{stay.id}/confirmation", reason="x")
    assert (answer.status_code, answer.json()["error"]) == (409, "left_alone")


def test_reception_sees_the_letters_and_decides_nothing_about_them(
    signed_in: SignIn, house: House, stay: Booking
) -> None:
    carla = signed_in(house.carla)
    seen = letter(carla, stay)
    assert (seen["skip"], seen["keep"], seen["send"]) == (False, False, False)
    for verb in ("skip", "keep", "send"):
        assert on(carla, house, stay, verb, reason="x").status_code == 403


def test_no_such_letter_and_no_such_stay(signed_in: SignIn, house: House, stay: Booking) -> None:
    diego, elena = signed_in(house.diego), signed_in(house.elena)
    assert post(diego, house, f"/api/bookings/{stay.id}/letters/love/skip", reason="x").status_code == 404
    headers = {"x-conserje": str(house.cabanas)}
    for path in (f"/api/bookings/{stay.id}/confirmation", f"/api/bookings/{stay.id}/letters/day_before/send"):
        body = {"token": token(), "reason": "x"}
        assert elena.post(path, json=body, headers=headers).status_code == 404
