"""Why the house said it, under its words: read calmly, and put right with two clicks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from core.flows import engine
from core.store.conversations import Conversation
from core.store.db import transaction
from tests.browser.console.conftest import OpenDesk, Says, speaks_english
from tests.browser.console.pictures import picture
from tests.edges.console.test_knowledge import inn
from tests.makers import House

__all__ = ["inn"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def answered(house: House, conversation: int) -> int:
    with transaction(house.posada) as session:
        engine.answer(session, session.get_one(Conversation, conversation))
    return conversation


def opened(page: Page) -> None:
    page.locator(".why-open").last.click()
    expect(page.locator(".why .decision")).to_be_visible()


def test_the_reason_opens_under_the_bubble_and_two_clicks_correct_it(
    desk: OpenDesk, inn: House, guest: Says
) -> None:
    conversation = answered(inn, guest("Somos 2 del 3/12 al 5/12, ¿tienen pileta y desayuno?"))
    page = desk().sign_in(inn.diego, f"/conversations?c={conversation}")
    opened(page)
    reading = page.locator(".why")
    expect(reading.locator(".chance", has_text="Preguntar por un servicio")).to_be_visible()
    expect(reading).to_contain_text("Adultos: 2")
    picture(page, "why_es")
    reading.get_by_label("Otra cosa…").select_option(label="Preguntar el precio")
    expect(reading).to_contain_text(f"{inn.diego.name} dijo de qué se trataba")
    expect(reading.get_by_role("button", name="Preguntar el precio")).to_have_attribute(
        "aria-pressed", "true"
    )
    picture(page, "why_corrected_es")
    page.get_by_role("button", name="Deshacer").click()
    expect(reading).not_to_contain_text("dijo de qué se trataba")
    reading.get_by_role("button", name="Pileta").click()
    expect(page.locator("dialog.drawer")).to_be_visible(timeout=20_000)


def test_what_was_not_known_leads_to_its_answer(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = answered(house, guest("¿aceptan mascotas?"))
    speaks_english(house.diego)
    narrow = desk(viewport={"width": 390, "height": 844}, locale="en-GB", color_scheme="dark")
    page = narrow.sign_in(house.diego, f"/conversations?c={conversation}")
    page.locator(".event .why-open").click()
    expect(page.locator(".why .why-missing")).to_be_visible()
    picture(page, "why_missing_phone_en")
    page.get_by_role("button", name="Write the answer").click()
    expect(page.locator("dialog.drawer")).to_contain_text("¿aceptan mascotas?", timeout=20_000)
    picture(page, "why_answer_phone_en")
