"""Two at the same desk: they see each other write, and whoever comes second is asked before the words go."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.console.conftest import OpenDesk, Says, speaks_english
from tests.browser.console.pictures import picture
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def test_two_who_write_to_one_guest(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("¿hay lugar el viernes?")
    address = f"/conversations?c={conversation}"
    speaks_english(house.diego)
    carla = desk().sign_in(house.carla, address)
    diego = desk(viewport={"width": 390, "height": 844}, locale="en-GB", color_scheme="dark").sign_in(
        house.diego, address
    )
    expect(carla.locator(".beside")).to_have_text("Diego Sosa también tiene abierta esta conversación.")
    carla.locator("textarea").press_sequentially("Sí, quedan dos")
    expect(diego.locator(".beside")).to_have_text("Carla Ríos is writing…")
    picture(diego, "beside_phone_en")
    # Diego's screen is cut off while Carla's answer goes, so that he cannot have seen it.
    diego.route("**/api/conversations/*", lambda route: route.abort())
    carla.locator("textarea").press("Enter")
    expect(carla.locator(".message.staff:not(.unsent) .tick")).to_be_visible()
    diego.locator("textarea").fill("¡Hola! Sí, hay lugar")
    diego.locator("textarea").press("Enter")
    expect(diego.locator(".trouble", has_text="Carla Ríos answered a moment ago")).to_be_visible()
    picture(diego, "answered_meanwhile_phone_en")
    diego.unroute("**/api/conversations/*")
    diego.get_by_role("button", name="Send anyway").click()
    expect(carla.locator(".bubble", has_text="Sí, hay lugar")).to_be_visible()
    picture(carla, "beside_es")
