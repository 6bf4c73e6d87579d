"""The guests screen: somebody is found, cared for and erased with the name typed; a telephone's width; the dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from core.services import guest_book
from core.store.db import transaction
from core.store.guests import Guest, GuestIdentifier
from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.pictures import picture
from tests.makers import ANA, House
from tests.moneyed import moneyed

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

READY = ".page[aria-busy=false]"


def test_a_guest_is_found_noted_and_not_erased_under_a_wrong_name(desk: OpenDesk, house: House) -> None:
    moneyed(house)
    page = desk().sign_in(house.diego, "/guests", READY)
    expect(page.locator(".guest-row").first).to_be_visible()
    picture(page, "guests", "es", "1440")
    page.get_by_label("Nombre, teléfono, mail o código").fill("brun")
    expect(page.locator(".guest-row")).to_have_count(1)
    page.locator(".guest-row").click()
    drawer = page.get_by_role("dialog", name="Bruno Lima")
    expect(drawer.get_by_text("Su historia acá")).to_be_visible()
    drawer.get_by_role("button", name="Editar").click()
    dialog = page.get_by_role("dialog", name="Editar a Bruno Lima")
    dialog.get_by_label("Notas y gustos").fill("Prefiere <i>planta baja</i>")
    dialog.get_by_label("VIP").select_option("yes")
    dialog.get_by_role("button", name="Guardar").click()
    expect(drawer.get_by_text("Prefiere <i>planta baja</i>")).to_be_visible()
    picture(page, "guests", "profile", "es", "1440")
    drawer.get_by_role("button", name="Borrar sus datos").click()
    erasing = page.get_by_role("dialog", name="Borrar los datos de Bruno Lima")
    erasing.get_by_label("para confirmar").fill("Brunno")
    picture(page, "guests", "erase")
    erasing.get_by_role("button", name="Borrar para siempre").click()
    expect(page.get_by_text("El nombre no coincide")).to_be_visible()


def test_two_are_joined_and_taken_apart_again(desk: OpenDesk, house: House) -> None:
    moneyed(house)
    page = desk().sign_in(house.carla, "/guests", READY)
    page.locator(".guest-row", has_text="+54 9 11 5550").click()
    drawer = page.get_by_role("dialog", name="Ana Pereyra")
    drawer.get_by_role("button", name="Unir con otro").click()
    page.get_by_label("Nombre, teléfono o código", exact=True).last.fill("Bruno")
    page.get_by_role("button", name="Buscar", exact=True).click()
    page.get_by_role("button", name="Ver qué se mueve").click()
    page.get_by_role("dialog", name="¿Pasar todo de Bruno Lima a Ana Pereyra?").get_by_role(
        "button", name="Unir con otro"
    ).click()
    expect(page.get_by_text("Quedaron en una sola ficha.")).to_be_visible()
    expect(drawer.get_by_text("Unida con Bruno Lima")).to_be_visible()
    picture(page, "guests", "joined", "es", "1440")
    page.get_by_role("button", name="Deshacer").click()
    asked = page.get_by_role("dialog", name="¿Separar a Bruno Lima?")
    expect(asked.get_by_text("queda en Ana Pereyra")).to_be_visible()
    picture(page, "guests", "part", "es", "1440")
    asked.get_by_role("button", name="Separar").click()
    expect(page.get_by_text("Volvieron a ser dos fichas.")).to_be_visible()
    expect(drawer.get_by_text("Unida con Bruno Lima")).to_have_count(0)


def test_a_joining_is_taken_apart_on_a_telephone_in_the_dark_in_english(desk: OpenDesk, house: House) -> None:
    moneyed(house)
    speaks_english(house.carla)
    with transaction(house.posada) as session:
        bruno = session.scalars(select(Guest.id).where(Guest.name == "Bruno Lima")).one()
        ana = session.scalars(
            select(GuestIdentifier.guest_id).where(GuestIdentifier.value == ANA.phone)
        ).one()
        guest_book.merge(session, house.carla, ana, bruno, "joined-before")
    phone = desk(viewport={"width": 390, "height": 844}, color_scheme="dark", locale="en-GB")
    page = phone.sign_in(house.carla, "/guests", READY)
    page.locator(".guest-row", has_text="1 stay").click()
    page.get_by_role("button", name="Separate").scroll_into_view_if_needed()
    picture(page, "guests", "joined", "en", "390", "dark")
    page.get_by_role("button", name="Separate").click()
    page.get_by_role("dialog", name="Separate Bruno Lima again?").get_by_role(
        "button", name="Separate"
    ).click()
    expect(page.get_by_text("They are two records again.")).to_be_visible()


def test_it_is_read_in_english_in_the_dark(desk: OpenDesk, house: House) -> None:
    moneyed(house)
    speaks_english(house.carla)
    page = desk(locale="en-GB", color_scheme="dark").sign_in(house.carla, "/guests", READY)
    page.locator(".guest-row", has_text="Bruno").click()
    drawer = page.get_by_role("dialog", name="Bruno Lima")
    expect(drawer.get_by_text("Their story here")).to_be_visible()
    expect(drawer.get_by_role("button", name="Erase their data")).to_have_count(0)
    picture(page, "guests", "profile", "en", "dark")


def test_it_fits_a_telephone(desk: OpenDesk, house: House) -> None:
    moneyed(house)
    phone = desk(viewport={"width": 390, "height": 844}, locale="es-AR")
    page = phone.sign_in(house.diego, "/guests", READY)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, "guests", "es", "390")
    page.locator(".guest-row", has_text="Bruno").click()
    expect(page.get_by_role("dialog", name="Bruno Lima").get_by_text("Su historia acá")).to_be_visible()
    picture(page, "guests", "profile", "es", "390")


def test_an_empty_hotel_is_told_what_will_be_here(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.vera, "/guests", READY)
    expect(page.get_by_text("Todavía no hay huéspedes")).to_be_visible()
    picture(page, "guests", "empty")
