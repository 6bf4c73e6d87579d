"""Another hotel is chosen: the page is loaded anew, and nothing that is clicked meanwhile is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from core.domain.access import Role
from core.services import bookings
from core.store.bookings import Booking
from core.store.charges import Charge
from core.store.db import transaction
from core.store.staff import Membership
from tests.browser.console.conftest import OpenDesk
from tests.inventory import furnished, wish
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

CARD = ".card[aria-busy=false]"
MINE, OTHER = "Cabañas Aguamarina", "Posada del Ceibo"


@pytest.fixture
def both(house: House) -> House:
    """Elena works in both hotels."""
    with transaction(house.posada) as session:
        session.add(Membership(staff_id=house.elena.staff_id, hotel_id=house.posada, role=Role.RECEPTION))
    return house


def held(page: Page, address: str | re.Pattern[str]) -> list[Route]:
    """What is asked there gets no answer before the test lets it go on."""
    waiting: list[Route] = []

    def holds(route: Route) -> None:
        waiting.append(route)

    page.route(address, holds)
    return waiting


def until(page: Page, waiting: list[Route]) -> Route:
    for _ in range(200):
        if waiting:
            return waiting[0]
        page.wait_for_timeout(25)
    raise AssertionError("nobody asked")


def choose_hotel(page: Page) -> None:
    page.locator("button.hotel").click()
    page.get_by_role("menuitemradio", name=OTHER).click()


def is_there(page: Page, path: str) -> None:
    expect(page).to_have_url(re.compile(rf"{path}$"))
    expect(page.locator("aside.rail .hotel .word")).to_have_text(OTHER)
    expect(page.locator("aside.rail [aria-current=page]")).to_have_attribute("href", path)


def test_a_click_right_after_the_choice_leads_to_that_screen_of_the_other_hotel(
    desk: OpenDesk, both: House
) -> None:
    page = desk().sign_in(both.elena)
    asked = held(page, "**/auth/hotel")
    choose_hotel(page)
    expect(page.get_by_role("status").filter(has_text=f"Abriendo {OTHER}…")).to_be_visible()
    page.locator("aside.rail").get_by_role("link", name="Calendario").click()
    until(page, asked).continue_()
    is_there(page, "/calendar")


def test_a_click_while_the_new_page_is_on_its_way_leads_there_too(desk: OpenDesk, both: House) -> None:
    page = desk().sign_in(both.elena)
    loading = held(page, re.compile(r"/conversations$"))
    choose_hotel(page)
    until(page, loading)
    page.keyboard.press("Alt+3")
    is_there(page, "/calendar")


def test_what_was_done_before_is_done_in_its_own_hotel_first(desk: OpenDesk, both: House) -> None:
    inn = furnished(both.cabanas)
    with transaction(both.cabanas) as session:
        [stay] = bookings.hold(session, both.elena, inn.guest, wish(3))
        bookings.confirm(session, both.elena, stay.id)
    page = desk().sign_in(both.elena, f"/?b={stay.code}", CARD)
    slow = held(page, "**/charge")
    charge(page)
    sent = until(page, slow)
    page.locator("dialog.drawer > header .shut").click()
    choose_hotel(page)
    with page.expect_request("**/auth/hotel"):
        sent.continue_()
    is_there(page, "/")
    assert charges(both, stay) == [25_00]


def charge(page: Page) -> None:
    page.get_by_role("button", name="Agregar cargo").click()
    question = page.get_by_role("dialog", name="Agregar a la cuenta")
    question.get_by_label("Monto").fill("25")
    question.locator("button[type=submit]").click()


def charges(house: House, stay: Booking) -> list[int]:
    with transaction(house.cabanas) as session:
        return list(session.scalars(select(Charge.amount).where(Charge.booking_id == stay.id)))


def test_where_the_line_is_broken_the_hotel_stays_and_the_click_is_obeyed(
    desk: OpenDesk, both: House
) -> None:
    page = desk().sign_in(both.elena)
    asked = held(page, "**/auth/hotel")
    choose_hotel(page)
    page.locator("aside.rail").get_by_role("link", name="Calendario").click()
    until(page, asked).abort()
    expect(page).to_have_url(re.compile("/calendar$"))
    expect(page.locator(".turning")).to_be_hidden()
    expect(page.locator("aside.rail .hotel .word")).to_have_text(MINE)


def test_on_a_telephone_too(desk: OpenDesk, both: House) -> None:
    page = desk(viewport={"width": 390, "height": 844}, has_touch=True).sign_in(both.elena)
    asked = held(page, "**/auth/hotel")
    page.get_by_role("button", name="Más", exact=True).click()
    page.get_by_role("menuitemradio", name=OTHER).click()
    page.locator("nav.foot-bar").get_by_role("link", name="Reservas").click()
    until(page, asked).continue_()
    expect(page).to_have_url(re.compile("/bookings$"))
    page.get_by_role("button", name="Más", exact=True).click()
    expect(page.get_by_role("menuitemradio", name=OTHER)).to_have_attribute("aria-checked", "true")
