"""A field for a day reads in the language of staff, whatever the browser speaks; it is filled by hand or by month."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from console.parts import assets
from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.hand import written
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

READY = ".page[aria-busy=false]"
TODAY = "2026-11-27"
READ = {
    "27/11/2026": "2026-11-27",
    "3/12": "2026-12-03",
    "12/3": "2027-03-12",
    "5-1-27": "2027-01-05",
    "2026-12-03": "2026-12-03",
    "0312": "2026-12-03",
    "03122027": "2027-12-03",
    "5": "2026-12-05",
    "vie 30": "2026-11-30",
    "jue 3 dic 2026": "2026-12-03",
    "Thu 3 Dec 2026": "2026-12-03",
    "3 de diciembre de 2027": "2027-12-03",
    "Dec 3": "2026-12-03",
    "mañana": "2026-11-28",
    "yesterday": "2026-11-26",
    "29/2": "",
    "29/2/2028": "2028-02-29",
    "31/4": "",
    "3/13": "",
    "2027": "",
    "3 flores": "",
    "hola": "",
    "": "",
}


def bookings_from(page: Page) -> Locator:
    return page.get_by_label(re.compile("Desde|From")).first


def test_days_are_read_as_people_write_them(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.carla, "/bookings", READY)
    read = """async ([script, today, days]) => {
      const { readDay } = await import(script);
      return days.map(day => readDay(day, today));
    }"""
    found = page.evaluate(read, [f"{assets.base()}reading_days.js", TODAY, list(READ)])
    assert dict(zip(READ, found, strict=True)) == READ


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_day_reads_in_the_language_of_staff_and_not_of_the_browser(
    desk: OpenDesk, house: House, language: str
) -> None:
    if language == "en":
        speaks_english(house.carla)
    page = desk(locale="en-US").sign_in(house.carla, "/bookings", READY)
    field = bookings_from(page)
    field.fill("3/12/2026")
    field.press("Enter")
    expect(field).to_have_value(written(date(2026, 12, 3), language))
    expect(page).to_have_url(re.compile("from=2026-12-03"))
    page.reload()
    expect(bookings_from(page)).to_have_value(written(date(2026, 12, 3), language))


def test_a_month_is_walked_by_the_keyboard_alone(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.carla, "/bookings", READY)
    field = bookings_from(page)
    field.fill("31/1/2027")
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "PageUp", "End"):
        page.keyboard.press(key)
    expect(page.locator(".month-sheet:popover-open h3")).to_have_text("Diciembre de 2026")
    expect(page.get_by_role("button", name="Domingo, 27 de diciembre 2026")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(page).to_have_url(re.compile("from=2026-12-27"))


def test_escape_closes_the_month_and_nothing_else(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.carla, "/bookings", READY)
    page.get_by_role("button", name="Nueva reserva").click()
    drawer = page.locator("dialog.drawer")
    field = drawer.get_by_label("Entrada")
    before = field.input_value()
    field.press("ArrowDown")
    expect(drawer.locator(".month-sheet:popover-open")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(drawer.locator(".month-sheet:popover-open")).to_have_count(0)
    expect(field).to_be_focused()
    expect(field).to_have_value(before)


def test_what_is_no_day_is_said_and_is_not_taken_for_nothing(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.diego, "/knowledge?tab=hours", READY)
    page.get_by_role("button", name="Agregar un feriado").first.click()
    question = page.locator("dialog.ask")
    question.get_by_role("textbox", name="Día").fill("31/4")
    question.locator("button[type=submit]").click()
    expect(question.get_by_text("No se entiende esta fecha.")).to_be_visible()
    expect(question.get_by_role("textbox", name="Día")).to_be_focused()


def test_on_a_telephone_a_tap_opens_the_month_and_no_keyboard(desk: OpenDesk, house: House) -> None:
    page = desk(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True).sign_in(
        house.carla, "/bookings", READY
    )
    field = bookings_from(page)
    expect(field).to_have_attribute("inputmode", "none")
    field.tap()
    sheet = page.locator(".month-sheet:popover-open")
    box = sheet.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] + box["height"] <= 700
    sheet.get_by_role("button", name="Mes siguiente").tap()
    sheet.get_by_role("button", name=re.compile(", 15 de")).tap()
    expect(page).to_have_url(re.compile(r"from=\d{4}-\d\d-15"))
    field.tap()
    sheet.get_by_role("button", name="Sin fecha").tap()
    expect(page).not_to_have_url(re.compile("from="))
