"""The figures of reviews: drawn in both lights and languages, and every bar leads to its rows and to a file."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.pictures import picture
from tests.makers import House
from tests.manyreviews import a_season

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

READY = ".page[aria-busy=false]"
BARS = ".of-topics .js-plotly-plot .bars path"


def shot(page: Page, card: str, *words: str) -> None:
    page.locator(card).first.scroll_into_view_if_needed()
    picture(page, "reviews", *words)


def test_an_owner_sees_how_it_goes_and_every_figure_has_its_rows(desk: OpenDesk, house: House) -> None:
    a_season(house)
    page = desk().sign_in(house.olga, "/reviews", READY)
    page.get_by_role("tab", name="Cómo va").click()
    expect(page.locator(BARS).first).to_be_visible(timeout=20_000)
    expect(page.locator(".tile", has_text="Enviados").locator(".tile-value")).to_have_text("202")
    picture(page, "reviews", "figures", "es", "1440")
    shot(page, ".of-rating", "said", "es", "1440")
    shot(page, ".of-cases", "cases", "es", "1440")
    page.get_by_role("button", name="Idioma", exact=True).click()
    cell = page.get_by_role("button", name="Respondieron · Portugués")
    cell.click()
    drawer = page.get_by_role("dialog", name="Respondieron · Portugués")
    expect(drawer.locator(".behind-row").first).to_be_visible()
    picture(page, "reviews", "rows", "es")
    with page.expect_download() as taken:
        drawer.get_by_role("link", name="Descargar").click()
    assert taken.value.suggested_filename.startswith("pedidos-respondidos-posada-")
    drawer.get_by_role("button", name="Cerrar").click()
    bar = page.locator(BARS).first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    place = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*place, steps=4)
    expect(page.locator(".of-topics .hoverlayer .hovertext").first).to_be_attached()
    page.mouse.click(*place)
    expect(page.get_by_role("dialog").locator(".behind-row").first).to_be_visible()


def test_it_is_read_in_english_in_the_dark(desk: OpenDesk, house: House) -> None:
    a_season(house)
    speaks_english(house.olga)
    page = desk(locale="en-GB", color_scheme="dark").sign_in(house.olga, "/reviews?tab=figures", READY)
    expect(page.locator(BARS).first).to_be_visible(timeout=20_000)
    picture(page, "reviews", "figures", "en", "dark", "1440")
    shot(page, ".of-rating", "said", "en", "dark", "1440")
    page.get_by_role("button", name="30 days").click()
    page.wait_for_url("**tab=figures**period=30**")


def test_it_fits_a_telephone(desk: OpenDesk, house: House) -> None:
    a_season(house)
    phone = desk(viewport={"width": 390, "height": 844}, locale="es-AR")
    page = phone.sign_in(house.olga, "/reviews?tab=figures", READY)
    expect(page.locator(BARS).first).to_be_visible(timeout=20_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, "reviews", "figures", "es", "390")
    shot(page, ".of-ways", "ways", "es", "390")
    shot(page, ".of-topics", "topics", "es", "390")
