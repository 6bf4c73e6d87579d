"""An automatic message seen beside its switch, in three languages, and the way from there to its words."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.pictures import picture
from tests.edges.console.test_knowledge import inn
from tests.makers import House

__all__ = ["inn"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

READY = ".page[aria-busy=false]"
SHOWN = ".letter-shown[aria-busy=false] .told-in"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}


def shown(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    page.locator(SHOWN).first.wait_for()


def test_a_message_is_seen_before_it_goes_out_and_its_words_are_changed(desk: OpenDesk, inn: House) -> None:
    page = desk().sign_in(inn.diego, "/settings", READY)
    shown(page, "Ver: Un día antes de llegar")
    drawer = page.get_by_role("dialog", name="Un día antes de llegar")
    expect(drawer.get_by_text("¡Mañana te esperamos en Posada del Ceibo!").first).to_be_visible()
    expect(drawer.get_by_text("See you tomorrow").first).to_be_visible()
    picture(page, "letter_preview", "es", "1440")
    drawer.get_by_role("link", name="Cambiar: ¡Mañana te esperamos").click()
    page.wait_for_url("**/knowledge**")
    area = page.get_by_role("dialog").get_by_label("Español")
    expect(area).to_have_value(
        "¡Mañana te esperamos en {hotel}! Tu reserva es {código de reserva}, {fechas}."
    )
    area.fill("¡Nos vemos mañana en {hotel}! Tu reserva es {código de reserva}, {fechas}.")
    page.get_by_role("dialog").get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Frase guardada").or_(page.get_by_role("status")).first).to_be_visible()
    page = desk().sign_in(inn.diego, "/settings", READY)
    shown(page, "Ver: Un día antes de llegar")
    expect(page.get_by_text("¡Nos vemos mañana en Posada del Ceibo!").first).to_be_visible()


def test_on_a_telephone_in_the_dark_in_english(desk: OpenDesk, inn: House) -> None:
    speaks_english(inn.diego)
    page = desk(**PHONE, locale="en-GB", color_scheme="dark").sign_in(inn.diego, "/settings", READY)
    shown(page, "Preview: Welcome")
    expect(page.get_by_role("heading", name="If they have not written for 24 hours")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".drawer-body").evaluate("(one) => one.scrollWidth <= one.clientWidth")
    picture(page, "letter_preview", "en", "390", "dark")
    page.get_by_role("heading", name="The phrases it is made of").scroll_into_view_if_needed()
    picture(page, "letter_preview_words", "en", "390", "dark")


def test_a_hotel_without_a_free_room_reads_why_there_is_no_example(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.diego, "/settings", READY)
    page.get_by_role("button", name="Ver: Bienvenida", exact=True).click()
    expect(page.get_by_text("No hay ninguna habitación libre")).to_be_visible()


def test_with_the_line_cut_it_says_so_and_looks_again_when_asked(desk: OpenDesk, inn: House) -> None:
    one = desk()
    page = one.sign_in(inn.diego, "/settings", READY)
    preview = "**/api/settings/letters/*/preview"
    page.route(preview, lambda route: route.abort())
    page.get_by_role("button", name="Ver: Un día antes de llegar", exact=True).click()
    drawer = page.get_by_role("dialog", name="Un día antes de llegar")
    expect(drawer.get_by_role("alert")).to_have_text("Reconectando con el servidor…")
    page.unroute(preview)
    drawer.get_by_role("button", name="Probar otra vez").click()
    page.locator(SHOWN).first.wait_for()
