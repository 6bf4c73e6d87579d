"""The settings' screen: facts changed, a number connected, letters switched off, a key shown once."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from core.base.settings import settings
from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.pictures import picture
from tests.makers import House
from worker.postman import Postman

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

READY = ".page[aria-busy=false]"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}


def test_a_hotel_is_set_up_from_one_screen(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.olga, "/settings", READY)
    picture(page, "settings", "es", "1440")
    hotel = page.get_by_role("region", name="El hotel")
    hotel.get_by_role("button", name="Cambiar").click()
    dialog = page.get_by_role("dialog", name="El hotel")
    dialog.get_by_label("Teléfono de guardia").fill("nada")
    dialog.get_by_role("button", name="Guardar").click()
    expect(dialog.get_by_text("no parece completo")).to_be_visible()
    dialog.get_by_label("Teléfono de guardia").fill("+54 9 11 5550 1234")
    picture(page, "settings", "facts")
    dialog.get_by_role("button", name="Guardar").click()
    expect(hotel.get_by_text("+5491155501234")).to_be_visible()

    number = page.get_by_role("region", name="WhatsApp")
    number.get_by_role("button", name="Conectar").click()
    dialog = page.get_by_role("dialog", name="Conectar WhatsApp")
    dialog.get_by_label("Teléfono, como lo leen").fill("+54 11 5550 1234")
    dialog.get_by_label("Token de acceso").fill("EAAG-something")
    picture(page, "settings", "number")
    dialog.get_by_role("button", name="Guardar").click()
    expect(number.get_by_text("Preguntándole a WhatsApp")).to_be_visible()

    mail = page.get_by_role("region", name="Correo electrónico")
    mail.get_by_role("button", name="Mandarme un correo de prueba").click()
    expect(mail.get_by_text("Entregándole el correo")).to_be_visible()
    Postman(settings()).carry_next()
    expect(mail.get_by_text("El servidor aceptó el correo para olga@posada.test")).to_be_visible()
    mail.scroll_into_view_if_needed()
    picture(page, "settings", "mail")

    keys = page.get_by_role("region", name="Llaves de API")
    keys.get_by_role("button", name="Nueva llave").click()
    dialog = page.get_by_role("dialog", name="Nueva llave")
    dialog.get_by_label("Nombre").fill("Web del hotel")
    dialog.get_by_role("button", name="Crear").click()
    expect(page.locator("dialog .secret-link")).to_contain_text("cj_")
    picture(page, "settings", "key")
    page.get_by_role("button", name="Ya la guardé").click()
    expect(keys.get_by_text("Web del hotel", exact=True)).to_be_visible()


def test_settings_in_english_on_a_telephone_in_the_dark(desk: OpenDesk, house: House) -> None:
    speaks_english(house.diego)
    page = desk(**PHONE, locale="en-GB", color_scheme="dark").sign_in(house.diego, "/settings", READY)
    expect(page.get_by_role("heading", name="Automatic messages")).to_be_visible()
    expect(page.get_by_role("region", name="WhatsApp").get_by_role("button", name="Connect")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".page").evaluate_all("all => all.every((one) => one.scrollWidth <= 390)")
    picture(page, "settings", "en", "390", "dark")
    page.get_by_role("region", name="E-mail").scroll_into_view_if_needed()
    picture(page, "settings", "mail", "390", "dark")
    page.get_by_role("region", name="Automatic messages").get_by_role("button", name="Change").click()
    page.get_by_role("dialog").get_by_label("Welcome").uncheck()
    picture(page, "settings", "letters", "390", "dark")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="Automatic messages").get_by_text("Off")).to_have_count(1)
