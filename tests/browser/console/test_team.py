"""The team's screen and one's own page: an invitation sent and opened, a telephone as second factor."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.console.conftest import OpenDesk, speaks_english, submit
from tests.browser.console.pictures import picture
from tests.edges.console.entering import GOOD, code_of
from tests.makers import PASSWORD, House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

READY = ".page[aria-busy=false]"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".page").evaluate_all("all => all.every((one) => one.scrollWidth <= 390)")


def test_an_owner_invites_somebody_who_comes_in(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.olga, "/team", READY)
    expect(page.locator(".people > li")).to_have_count(4)
    picture(page, "team", "es", "1440")
    page.get_by_role("button", name="Invitar").click()
    dialog = page.get_by_role("dialog", name="Invitar a alguien")
    dialog.get_by_role("button", name="Hacer enlace").click()
    expect(dialog.get_by_role("alert").first).to_be_visible()
    dialog.get_by_label("Nombre").fill("Nina Paz")
    dialog.get_by_label("Correo").fill("olga@")
    dialog.get_by_role("button", name="Hacer enlace").click()
    expect(dialog.get_by_text("no parece un correo")).to_be_visible()
    dialog.get_by_label("Correo").fill("nina@posada.test")
    picture(page, "team", "invite")
    dialog.get_by_role("button", name="Hacer enlace").click()
    link = page.locator(".secret-link").inner_text()
    picture(page, "team", "link")
    page.get_by_role("button", name="Listo").click()
    expect(page.get_by_text("Enlaces sin usar")).to_be_visible()

    newcomer = desk(locale="es-AR")
    door = newcomer.page(link.removeprefix(newcomer.address))
    expect(door.get_by_role("heading", name="Te esperan en Posada del Ceibo")).to_be_visible()
    picture(door, "invited", "es", "1440")
    door.locator("#password").fill("posada2026")
    door.locator("#password").press("Enter")
    expect(door.get_by_role("alert")).to_contain_text("corta")
    picture(door, "invited", "weak")
    door.locator("#password").fill(GOOD)
    door.locator("#password").press("Enter")
    door.locator("#email").fill("nina@posada.test")
    door.locator("#password").fill(GOOD)
    door.locator("#password").press("Enter")
    expect(door.locator(".day[aria-busy=false]")).to_be_attached(timeout=20_000)


def test_a_person_is_managed_in_a_drawer(desk: OpenDesk, house: House) -> None:
    desk().sign_in(house.vera, "/", ".day[aria-busy=false]")
    page = desk(color_scheme="dark").sign_in(house.olga, "/team", READY)
    page.get_by_role("button", name="Gestionar: Vera Luna").click()
    drawer = page.get_by_role("dialog", name="Vera Luna")
    expect(drawer.locator(".sessions")).to_contain_text("Chrome")
    picture(page, "team", "person", "dark")
    drawer.get_by_role("button", name="Quitar acceso").click()
    sure = page.get_by_role("dialog", name="¿Vera Luna ya no trabaja acá?")
    picture(page, "team", "deactivate", "dark")
    sure.get_by_role("button", name="Quitar acceso").click()
    expect(drawer.get_by_role("button", name="Volver a dar acceso")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Ya no trabajan acá")).to_be_visible()


def test_the_team_in_english_on_a_telephone(desk: OpenDesk, house: House) -> None:
    speaks_english(house.olga)
    page = desk(**PHONE, locale="en-GB").sign_in(house.olga, "/team", READY)
    expect(page.get_by_role("heading", name="How people sign in")).to_be_visible()
    fits(page)
    picture(page, "team", "en", "390")
    page.locator(".foot-bar .more").click()
    expect(page.locator("dialog.sheet")).to_be_visible()
    picture(page, "more", "en", "390")


def test_a_telephone_becomes_the_second_factor(desk: OpenDesk, house: House) -> None:
    opened = desk()
    page = opened.sign_in(house.carla, "/account", READY)
    picture(page, "account", "es", "1440")
    page.get_by_role("button", name="Activar segundo paso").click()
    page.get_by_label("Tu contraseña").fill("otra cosa")
    page.get_by_role("button", name="Seguir").click()
    expect(page.get_by_text("no es tu contraseña actual")).to_be_visible()
    page.get_by_label("Tu contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Seguir").click()
    expect(page.locator("svg.qr")).to_be_visible()
    picture(page, "account", "scan")
    page.get_by_label("Código de seis números").fill(code_of(house.carla))
    page.get_by_role("button", name="Comprobar").click()
    codes = page.locator(".recovery li")
    expect(codes).to_have_count(10)
    first = codes.first.inner_text()
    picture(page, "account", "codes")
    page.get_by_role("button", name="Ya los guardé").click()
    expect(page.get_by_text("Te quedan 10 códigos")).to_be_visible()

    other = desk(**PHONE, color_scheme="dark").page("/conversations")
    submit(other, house.carla)
    expect(other.get_by_role("heading", name="Segundo paso")).to_be_visible()
    fits(other)
    picture(other, "step", "es", "390", "dark")
    other.locator("#code").fill("000000")
    other.locator("#code").press("Enter")
    expect(other.get_by_role("alert")).to_contain_text("no sirve")
    other.locator("#code").fill(first)
    other.locator("#code").press("Enter")
    expect(other.locator(".rows[aria-busy=false]")).to_be_attached(timeout=20_000)


def test_ones_own_page_in_english_on_a_telephone_in_the_dark(desk: OpenDesk, house: House) -> None:
    speaks_english(house.vera)
    page = desk(**PHONE, locale="en-GB", color_scheme="dark").sign_in(house.vera, "/account", READY)
    expect(page.get_by_text("This one")).to_be_visible()
    fits(page)
    picture(page, "account", "en", "390", "dark")
