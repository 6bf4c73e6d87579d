"""Importing a platform's export: what it holds is seen first, then it is taken in, and taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.pictures import picture
from tests.makers import House
from tests.reviewed import reviewed

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

READY = ".page[aria-busy=false]"
ROWS = (
    "Guest name;Reservation number;Review date;Review title;Positive review;Negative review;Review score;Room\n"
    "Marisa;9001;2026-01-12;Muy lindo;El desayuno riquísimo;Un poco de ruido;9;Doble\n"
    "Peter;9002;2026-01-14;Lovely;Spotless and quiet;;10;Cabin\n"
    "Sin fecha;9003;pronto;;Bien;;8;Doble\n"
    "Otra escala;9004;2026-01-15;;Bien;;87;Doble\n"
    'Cortada;9005;2026-01-16;"A medio'
)


def export() -> FilePayload:
    return FilePayload(name="booking-enero.csv", mimeType="text/csv", buffer=ROWS.encode("cp1252"))


def test_a_file_is_seen_taken_in_and_taken_back(desk: OpenDesk, house: House) -> None:
    reviewed(house)
    page = desk().sign_in(house.carla, "/reviews", READY)
    page.get_by_role("button", name="Importar").click()
    drawer = page.get_by_role("dialog", name="Importar reseñas de un sitio")
    drawer.get_by_label("De qué lugar").select_option("booking")
    far_too_big = FilePayload(name="todo.csv", mimeType="text/csv", buffer=bytes(5 * 1024 * 1024 + 1))
    drawer.locator("input[type=file]").set_input_files(far_too_big)
    expect(drawer.get_by_role("alert")).to_contain_text("El archivo pesa más de")
    drawer.locator("input[type=file]").set_input_files(export())
    expect(drawer.get_by_text("3 filas no se pueden leer")).to_be_visible()
    expect(drawer.get_by_text("Fila 6: está cortada")).to_be_visible()
    expect(drawer.locator(".import-first li")).to_have_count(2)
    picture(page, "reviews", "import", "es", "1440")
    drawer.get_by_role("button", name="Importar 2 reseñas").click()
    expect(drawer.get_by_text("2 reseñas importadas")).to_be_visible()
    expect(page.locator(".review", has_text="Marisa")).to_be_attached()
    picture(page, "reviews", "imported", "es")
    drawer.get_by_role("button", name="Deshacer").click()
    page.get_by_role("dialog", name="¿Deshacer la importación?").get_by_role(
        "button", name="Sacarlas"
    ).click()
    expect(drawer.get_by_text("Deshecha")).to_be_visible()
    expect(page.locator(".review", has_text="Marisa")).to_have_count(0)


def test_a_wrong_file_is_named_on_a_telephone(desk: OpenDesk, house: House) -> None:
    speaks_english(house.diego)
    phone = desk(viewport={"width": 390, "height": 844}, locale="en-GB", color_scheme="dark")
    page = phone.sign_in(house.diego, "/reviews", READY)
    page.get_by_role("button", name="Import").click()
    drawer = page.get_by_role("dialog", name="Import reviews from a site")
    photo = FilePayload(name="photo.csv", mimeType="text/csv", buffer=b"\x89PNG\r\n\x1a\n\x00\x00")
    drawer.locator("input[type=file]").set_input_files(photo)
    expect(drawer.get_by_role("alert")).to_contain_text("no table of reviews")
    drawer.get_by_label("From which place").select_option("booking")
    drawer.locator("input[type=file]").set_input_files(export())
    expect(drawer.get_by_role("button", name="Import 2 reviews")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, "reviews", "import", "en", "390", "dark")
