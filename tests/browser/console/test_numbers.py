"""The numbers screen: figures, charts in both lights, a bar that leads to its rows, and a telephone's width."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core.base import clock
from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.pictures import picture
from tests.counted import counted
from tests.inventory import TIGRE
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

READY = ".page[aria-busy=false]"


def ten_days(house: House) -> str:
    today = clock.now().astimezone(TIGRE).date()
    there = counted(house, today - timedelta(days=9))
    return f"/numbers?period=custom&from={there.first.isoformat()}&to={today.isoformat()}"


def test_every_figure_leads_to_its_rows_and_says_how_it_is_counted(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.diego, ten_days(house), READY)
    expect(page.locator(".of-nights .js-plotly-plot .bars path").first).to_be_visible(timeout=20_000)
    expect(page.locator(".tiles")).to_contain_text("24,3")
    picture(page, "numbers", "es", "1440")
    page.locator(".of-hours").scroll_into_view_if_needed()
    expect(page.locator(".of-hours .js-plotly-plot .heatmaplayer")).to_be_attached()
    picture(page, "numbers", "talks", "es", "1440")
    page.locator(".tile", has_text="RevPAR").locator("summary").click()
    expect(page.get_by_text("vendidas o no")).to_be_visible()
    page.locator(".tile", has_text="Ocupación").locator(".tile-value").click()
    drawer = page.get_by_role("dialog", name="Ocupación")
    expect(drawer.locator(".behind-row")).to_have_count(4)
    picture(page, "numbers", "rows", "es")
    with page.expect_download() as taken:
        drawer.get_by_role("link", name="Descargar").click()
    assert taken.value.suggested_filename.startswith("noches-posada-")
    drawer.get_by_role("button", name="Cerrar").click()
    bar = page.locator(".of-nights .js-plotly-plot .bars path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    expect(page.locator(".of-nights .hoverlayer .hovertext").first).to_be_attached()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("dialog").locator(".behind-row")).to_have_count(1)


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_how_a_figure_is_counted_is_read_whole(desk: OpenDesk, house: House, width: int) -> None:
    screen = desk(viewport={"width": width, "height": 844})
    page = screen.sign_in(house.diego, ten_days(house), READY)
    whole = page.locator(".root.numbers").bounding_box()
    for tile in page.locator(".tile").all():
        tile.locator("summary").click()
        said = tile.locator(".defined p").bounding_box()
        assert whole is not None and said is not None
        assert whole["x"] <= said["x"] and said["x"] + said["width"] <= whole["x"] + whole["width"]
        tile.locator("summary").click()


def test_it_is_read_in_english_in_the_dark_and_the_period_is_chosen(desk: OpenDesk, house: House) -> None:
    address = ten_days(house)
    speaks_english(house.olga)
    page = desk(locale="en-GB", color_scheme="dark").sign_in(house.olga, address, READY)
    expect(page.locator(".of-nights .js-plotly-plot .bars path").first).to_be_visible(timeout=20_000)
    expect(page.locator(".of-funnel .little")).to_have_text("Not enough data yet to draw conclusions.")
    expect(page.locator(".of-types .bar-label").first).to_have_text(re.compile(" room$"))
    picture(page, "numbers", "en", "dark", "1440")
    page.get_by_role("button", name="90 days").click()
    page.wait_for_url("**period=90**")
    expect(page.locator(READY)).to_be_attached()


def test_it_fits_a_telephone(desk: OpenDesk, house: House) -> None:
    address = ten_days(house)
    phone = desk(viewport={"width": 390, "height": 844}, locale="es-AR")
    page = phone.sign_in(house.diego, address, READY)
    expect(page.locator(".of-nights .js-plotly-plot .bars path").first).to_be_visible(timeout=20_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, "numbers", "es", "390")
    page.locator(".of-funnel").scroll_into_view_if_needed()
    picture(page, "numbers", "talks", "es", "390")


def test_an_empty_hotel_is_told_what_will_be_here(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.olga, "/numbers", READY)
    expect(page.get_by_text("Todavía no hay números")).to_be_visible()
    picture(page, "numbers", "empty")
