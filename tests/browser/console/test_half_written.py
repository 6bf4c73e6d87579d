"""What somebody has half written is not thrown away by a slip of the hand, nor by a line that is broken."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.console.conftest import OpenDesk
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

READY = ".page[aria-busy=false]"
NAME = "Rosa Bianchi"


def half_written(page: Page) -> Locator:
    page.get_by_role("button", name="Nueva reserva").click()
    drawer = page.locator("dialog.drawer")
    drawer.get_by_label("Nombre y apellido").fill(NAME)
    return drawer


@pytest.mark.parametrize("slip", ["escape", "beside", "cross"])
def test_a_slip_of_the_hand_asks_before_it_throws_away(desk: OpenDesk, house: House, slip: str) -> None:
    page = desk().sign_in(house.carla, "/bookings", READY)
    drawer = half_written(page)
    slips(page, slip)
    question = page.get_by_role("dialog", name="¿Descartar lo que escribiste?")
    question.get_by_role("button", name="Seguir escribiendo").click()
    expect(drawer.get_by_label("Nombre y apellido")).to_have_value(NAME)
    slips(page, slip)
    question.get_by_role("button", name="Cerrar sin guardar").click()
    expect(drawer).to_have_count(0)


def slips(page: Page, slip: str) -> None:
    if slip == "escape":
        page.keyboard.press("Escape")
    elif slip == "beside":
        page.mouse.click(40, 400)
    else:
        page.locator("dialog.drawer > header .shut").click()


def test_the_way_back_asks_too_and_then_leads_back(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.carla, "/", ".day[aria-busy=false]")
    page.locator("aside.rail").get_by_role("link", name="Reservas").click()
    drawer = half_written(page)
    page.evaluate("history.back()")
    question = page.get_by_role("dialog", name="¿Descartar lo que escribiste?")
    question.get_by_role("button", name="Seguir escribiendo").click()
    expect(page).to_have_url(re.compile("/bookings$"))
    expect(drawer.get_by_label("Nombre y apellido")).to_have_value(NAME)
    page.evaluate("history.back()")
    question.get_by_role("button", name="Cerrar sin guardar").click()
    expect(page.get_by_role("heading", name="Hoy", level=1)).to_be_visible()


def test_where_nothing_was_written_it_closes_at_once(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.carla, "/bookings", READY)
    drawer = half_written(page)
    drawer.get_by_label("Nombre y apellido").fill("")
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)


def test_the_page_is_not_left_before_the_browser_has_asked(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.carla, "/bookings", READY)
    drawer = half_written(page)
    asked: list[str] = []

    def stay(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", stay)
    page.evaluate("setTimeout(() => location.reload())")
    expect(drawer.get_by_label("Nombre y apellido")).to_have_value(NAME)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.remove_listener("dialog", stay)


def test_a_screen_that_cannot_be_reached_is_awaited_and_not_put_in_place_of_the_open_one(
    desk: OpenDesk, house: House
) -> None:
    mine = desk()
    page = mine.sign_in(house.carla, "/bookings", READY)
    page.clock.install()
    mine.context.set_offline(True)
    page.locator("aside.rail").get_by_role("link", name="Huéspedes").click()
    page.clock.run_for(12_000)
    expect(page.get_by_role("button", name="Nueva reserva")).to_be_visible()
    mine.context.set_offline(False)
    page.clock.resume()
    expect(page.get_by_role("heading", name="Huéspedes", level=1)).to_be_visible(timeout=20_000)
    expect(page).to_have_url(re.compile("/guests$"))
