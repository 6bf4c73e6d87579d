"""Hands that are faster than the screen: a double click is one deed, and two deeds are two however slow the line is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from core.domain.conversations import AuditTag
from core.services import bookings
from core.services.bookings import deeds
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.charges import Charge
from core.store.db import transaction
from tests.browser.console.conftest import OpenDesk
from tests.inventory import furnished, wish
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

CARD = ".card[aria-busy=false]"


@pytest.fixture
def stay(house: House) -> Booking:
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        [booking] = bookings.hold(session, house.carla, inn.guest, wish(3))
        bookings.confirm(session, house.carla, booking.id)
        return booking


def done(house: House, stay: Booking, tag: AuditTag) -> int:
    with transaction(house.posada) as session:
        wanted = select(AuditEntry).where(AuditEntry.subject == deeds.subject(stay.id), AuditEntry.tag == tag)
        return len(session.scalars(wanted).all())


def test_a_double_click_is_one_deed_though_another_button_lies_there_by_then(
    desk: OpenDesk, house: House, stay: Booking
) -> None:
    page = desk().sign_in(house.carla, f"/?b={stay.code}", CARD)
    asks, no_more = (page.locator(f"[data-act={name}]") for name in ("fix", "unfix"))
    asks.click()
    expect(no_more).to_be_visible()
    second_half(page, no_more.bounding_box())
    page.get_by_role("button", name="Agregar cargo").click()  # the card goes on as ever
    page.keyboard.press("Escape")
    expect(no_more).to_be_visible()
    assert done(house, stay, AuditTag.BOOKING_ROOM_FIXED) == 1
    no_more.click()
    expect(asks).to_be_visible()


def second_half(page: Page, place: object) -> None:
    assert isinstance(place, dict)
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)


def test_a_slow_press_counts_though_somebody_else_changed_the_booking_meanwhile(
    desk: OpenDesk, house: House, stay: Booking
) -> None:
    page = desk().sign_in(house.carla, f"/?b={stay.code}", CARD)
    page.get_by_role("button", name="Agregar cargo").hover()
    page.mouse.down()
    with page.expect_response(re.compile(f"/api/booking/{stay.code}")), transaction(house.posada) as session:
        bookings.fix_room(session, house.diego, stay.id, True)
    page.wait_for_timeout(100)
    page.mouse.up()
    expect(page.get_by_role("dialog", name="Agregar a la cuenta")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-act=unfix]")).to_be_visible()


def test_two_lines_on_a_bill_are_two_while_the_line_to_the_house_is_broken(
    desk: OpenDesk, house: House, stay: Booking
) -> None:
    mine = desk()
    page = mine.sign_in(house.carla, f"/?b={stay.code}", CARD)
    mine.context.set_offline(True)
    for amount in ("10", "25"):
        page.get_by_role("button", name="Agregar cargo").click()
        question = page.get_by_role("dialog", name="Agregar a la cuenta")
        question.get_by_label("Monto").fill(amount)
        question.locator("button[type=submit]").dblclick()
        expect(question).to_have_count(0)
    mine.context.set_offline(False)
    bill = page.get_by_role("region", name="Cuenta")
    expect(bill.locator("text=Minibar")).to_have_count(2)
    with transaction(house.posada) as session:
        lines = session.scalars(select(Charge.amount).where(Charge.booking_id == stay.id).order_by(Charge.id))
        assert list(lines) == [10_00, 25_00]
