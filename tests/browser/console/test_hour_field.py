"""A field for an hour goes by the clock of 24 hours, whatever the browser's own language goes by."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from console.parts import assets
from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

READY = ".page[aria-busy=false]"
READ = {
    "14:30": "14:30",
    "14.30": "14:30",
    "14h30": "14:30",
    "1430": "14:30",
    "930": "09:30",
    "9": "09:00",
    "14 hs": "14:00",
    "2:30 pm": "14:30",
    "2 p. m.": "14:00",
    "12am": "00:00",
    "12 pm": "12:00",
    "24:00": "00:00",
    "25": "",
    "9:75": "",
    "13 pm": "",
    "tarde": "",
    "": "",
}


def test_hours_are_read_as_people_write_them(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.carla, "/bookings", READY)
    read = """async ([script, hours]) => {
      const { readHour } = await import(script);
      return hours.map(readHour);
    }"""
    found = page.evaluate(read, [f"{assets.base()}hour.js", list(READ)])
    assert dict(zip(READ, found, strict=True)) == READ


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_hour_reads_by_the_clock_of_24_hours(desk: OpenDesk, house: House, language: str) -> None:
    if language == "en":
        speaks_english(house.diego)
    page = desk(locale="en-US").sign_in(house.diego, "/knowledge?tab=hours", READY)
    page.locator(".hours-part .group:has(.times) .button").click()
    question = page.locator("dialog.ask")
    leaves = question.locator(".field.time input").last
    leaves.fill("2:30 pm")
    leaves.press("Tab")
    expect(leaves).to_have_value("14:30")
    leaves.press("ArrowUp")
    expect(leaves).to_have_value("14:45")
    leaves.press("ArrowDown")
    leaves.press("Enter")
    expect(page.locator(".times .time-of b").last).to_have_text("14:30")


def test_what_is_no_hour_is_said_and_not_taken_for_closed(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.diego, "/knowledge?tab=hours", READY)
    page.locator(".card-of", has_text="Restaurante").get_by_role("button").click()
    drawer = page.get_by_role("dialog", name="Restaurante")
    drawer.get_by_role("button", name="Agregar un turno: Lunes").click()
    closes = drawer.get_by_label("Lunes: cierra")
    closes.fill("a la noche")
    drawer.get_by_role("button", name="Guardar").click()
    expect(drawer.get_by_text("No se entiende esta hora.")).to_be_visible()
    expect(closes).to_be_focused()
