"""Looking for words in everything that was said, and standing where they were said with one click."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core.base import clock
from tests.browser.console.conftest import OpenDesk, Says, speaks_english
from tests.browser.console.pictures import picture
from tests.makers import BRUNO, House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("es", 390)])
def test_a_word_leads_to_the_line_in_which_it_was_said(
    desk: OpenDesk, house: House, guest: Says, width: int, language: str
) -> None:
    if language == "en":
        speaks_english(house.carla)
    for number in range(150):
        words = "¿La cochera es cubierta? Viajamos en camioneta" if number == 20 else f"mensaje {number}"
        guest(words, at=clock.now() - timedelta(hours=5, minutes=-number))
    guest("quero saber da garagem coberta", sender=BRUNO)
    page = desk().sign_in(house.carla)
    page.set_viewport_size({"width": width, "height": 844 if width == 390 else 900})
    page.locator("input.search").first.fill("COCHERA cubierta")
    hit = page.locator(".hit")
    expect(hit).to_have_count(1)
    expect(hit.locator("mark")).to_have_text(["cochera", "cubierta"])
    picture(page, "search", language, str(width))
    hit.click()
    line = page.locator(".bubble", has_text="¿La cochera es cubierta?")
    expect(line).to_be_in_viewport()
    expect(page.locator(".bubble", has_text="mensaje 149")).to_have_count(0)
    picture(page, "search-found", language, str(width))
    page.locator("button.newer").click()
    expect(page.locator(".bubble", has_text="mensaje 149")).to_be_in_viewport()


def test_reading_on_from_a_line_that_was_found_leads_to_the_newest(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    for number in range(200):
        guest(f"mensaje {number:03}", at=clock.now() - timedelta(hours=5, minutes=-number))
    page = desk().sign_in(house.carla)
    page.locator("input.search").first.fill("mensaje 030")
    page.locator(".hit", has_text="mensaje 030").click()
    expect(page.locator(".bubble", has_text="mensaje 030")).to_be_in_viewport()
    scroller = page.locator(".thread .scroller")
    expect(page.locator(".bubble", has_text="mensaje 199")).to_have_count(0)
    for _ in range(12):
        scroller.evaluate("(one) => { one.scrollTop += 2500; }")
        page.wait_for_timeout(150)
    expect(page.locator(".bubble", has_text="mensaje 199")).to_be_in_viewport()
    guest("y ahora qué")
    expect(page.locator(".bubble", has_text="y ahora qué")).to_be_in_viewport()
