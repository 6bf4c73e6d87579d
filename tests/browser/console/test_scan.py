"""Staff scan a guest's pass with their own telephone: the form, the booking's card, and the guest is checked in."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from core.base.settings import settings
from core.domain.access import Actor
from core.domain.bookings import Housekeeping, Status
from core.domain.payments import Method
from core.services import bookings, passes, payments
from core.store import bookings as rows
from core.store.bookings import Booking
from core.store.db import transaction
from tests.browser.console.conftest import Desk, OpenDesk, submit
from tests.browser.console.pictures import picture
from tests.inventory import Inventory, furnished, wish
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
TELEPHONE = {"width": 390, "height": 844}
CARD = ".card[aria-busy=false]"


@pytest.fixture
def door(address: str, house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The receiver's own pages on a port of their own, as a telephone's camera opens them."""
    from webhook.app import create_app

    monkeypatch.setattr(settings(), "public_console_url", address)
    server = make_server("127.0.0.1", 0, create_app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def inn(house: House) -> Inventory:
    return furnished(house.posada)


def arriving(house: House, inn: Inventory, *, paid: bool) -> Booking:
    with transaction(house.posada) as session:
        [booking] = bookings.hold(session, house.carla, inn.guest, wish(0))
        bookings.confirm(session, house.carla, booking.id)
        if paid:
            payments.record_at_desk(
                session, house.carla, booking.id, Method.CASH, booking.price, f"paid-{booking.id}"
            )
    return booking


def status(house: House, booking: Booking) -> str:
    with transaction(house.posada) as session:
        found = rows.one(session, booking.id)
        assert found is not None
        return str(found.status)


def scanned(desk: Desk, door: str, booking: Booking, actor: Actor) -> Page:
    """From the picture to the card, through the form."""
    page = desk.context.new_page()
    page.goto(f"{door}/q/{passes.token(booking)}")
    picture(page, "scan", "pass")
    page.get_by_role("link", name="Soy del hotel").click()
    submit(page, actor)
    expect(page.locator(CARD)).to_be_visible(timeout=20_000)
    return page


def test_a_scan_leads_through_the_form_to_the_card_and_one_tap_checks_in(
    desk: OpenDesk, door: str, house: House, inn: Inventory
) -> None:
    booking = arriving(house, inn, paid=True)
    page = scanned(desk(viewport=TELEPHONE), door, booking, house.carla)
    card = page.get_by_role("dialog")
    for facts in ("Ana Pereyra", "doble-1", booking.code):
        expect(card).to_contain_text(facts)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, "scan", "card")
    page.locator(".card").get_by_role("button", name="Hacer check-in").click()
    expect(page.locator(".card .chip", has_text="En la casa")).to_be_visible(timeout=20_000)
    picture(page, "scan", "checked-in")
    assert status(house, booking) == Status.IN_HOUSE


def test_a_room_that_is_not_ready_and_money_that_is_open_are_asked_about_first(
    desk: OpenDesk, door: str, house: House, inn: Inventory
) -> None:
    booking = arriving(house, inn, paid=False)
    with transaction(house.posada) as session:
        bookings.care_for_room(session, house.carla, booking.room_id, Housekeeping.DIRTY, "dirty")
    page = scanned(desk(viewport=TELEPHONE), door, booking, house.carla)
    page.locator(".card").get_by_role("button", name="Hacer check-in").click()
    asked = page.get_by_role("dialog").last
    expect(asked).to_contain_text("todavía no figura lista")
    picture(page, "scan", "not-ready")
    assert status(house, booking) == Status.CONFIRMED
    asked.get_by_role("button", name="Hacer check-in igual").click()
    expect(page.locator(".card .chip", has_text="En la casa")).to_be_visible(timeout=20_000)
    assert status(house, booking) == Status.IN_HOUSE


def test_whoever_may_only_look_sees_the_card_and_nothing_to_tap(
    desk: OpenDesk, door: str, house: House, inn: Inventory
) -> None:
    booking = arriving(house, inn, paid=True)
    page = scanned(desk(viewport=TELEPHONE), door, booking, house.vera)
    expect(page.get_by_role("button", name="Hacer check-in")).to_have_count(0)
    assert status(house, booking) == Status.CONFIRMED
