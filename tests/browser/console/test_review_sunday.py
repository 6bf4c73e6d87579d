"""Reviews on a Sunday: what matters leads to what stands behind it, by keys alone; how guests are asked is decided."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.pictures import picture
from tests.makers import House
from tests.manyreviews import a_season

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

READY = ".page[aria-busy=false]"


def test_what_matters_leads_on_by_keyboard_and_the_focus_comes_back(desk: OpenDesk, house: House) -> None:
    a_season(house)
    page = desk().sign_in(house.olga, "/reviews?tab=figures", READY)
    worst = page.get_by_role("button", name=re.compile("Lo que más molesta"))
    expect(worst).to_be_visible()
    picture(page, "reviews", "matters", "es", "1440")
    worst.focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".behind-row").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(worst).to_be_focused()
    page.get_by_role("button", name=re.compile("públicas no tienen respuesta")).focus()
    page.keyboard.press("Enter")
    tab = page.get_by_role("tab", name="Opiniones")
    expect(tab).to_be_focused()
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(page.get_by_label("Con o sin respuesta")).to_have_value("none")
    expect(page.locator(".review").first).to_be_visible()
    expect(page.locator(".review .our-reply")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Cómo va")).to_be_focused()


def test_how_guests_are_asked_is_decided_on_a_telephone(desk: OpenDesk, house: House) -> None:
    a_season(house)
    speaks_english(house.diego)
    small = desk(viewport={"width": 390, "height": 844}, locale="en-GB", color_scheme="dark")
    page = small.sign_in(house.diego, "/reviews?tab=asking", READY)
    asked = page.get_by_role("region", name="When and how often guests are asked")
    expect(asked).to_contain_text("4 hours after they leave")
    change = asked.get_by_role("button", name="Change")
    change.click()
    dialog = page.get_by_role("dialog", name="When and how often guests are asked")
    dialog.get_by_label("Not before").select_option("22")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("has to come before")).to_be_visible()
    picture(page, "reviews", "rules", "en", "390", "dark")
    dialog.get_by_label("Not before").select_option("11")
    dialog.get_by_label("Hours after they leave").fill("1")
    dialog.get_by_label("First reminder, days later").fill("1")
    dialog.get_by_label("Days between two requests to the same person").fill("1")
    dialog.get_by_role("button", name="Save").click()
    expect(asked).to_contain_text("1 hour after they leave, between 11:00 and 20:00")
    expect(asked).to_contain_text("reminded after a day and after 8 days")
    expect(asked).to_contain_text("The same person at most once a day.")
    expect(change).to_be_focused()
    links = page.get_by_role("region", name="Where they can write")
    expect(links).to_contain_text("There is no link")
    links.get_by_role("button", name="Change").click()
    dialog = page.get_by_role("dialog", name="Where they can write")
    dialog.get_by_label("Google").fill("https://g.page/r/posada/review")
    dialog.get_by_role("button", name="Save").click()
    expect(links).to_contain_text("g.page/r/posada/review")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, "reviews", "asking", "en", "390", "dark")
