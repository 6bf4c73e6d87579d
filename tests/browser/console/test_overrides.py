"""Over the house's head, from the thread: quiet with one guest, and a turn taken again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.console.conftest import OpenDesk, Says, speaks_english
from tests.browser.console.pictures import picture
from tests.browser.console.test_why import answered
from tests.edges.console.test_knowledge import inn
from tests.makers import House

__all__ = ["inn"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def test_the_house_is_paused_for_one_guest_and_comes_back_by_a_click(
    desk: OpenDesk, inn: House, guest: Says
) -> None:
    conversation = answered(inn, guest("¿tienen pileta?"))
    page = desk(viewport={"width": 1600, "height": 900}).sign_in(
        inn.carla, f"/conversations?c={conversation}"
    )
    page.get_by_role("button", name="Pausar la casa").click()
    question = page.get_by_role("dialog")
    question.get_by_role("button", name="Pausar", exact=True).click()
    expect(question.get_by_text("Falta completar esto.")).to_be_visible()
    question.get_by_label("¿Por qué?").fill("la atiende la dueña")
    question.get_by_label("Mañana a las 09:00").check()
    picture(page, "pause_es")
    question.get_by_role("button", name="Pausar", exact=True).click()
    expect(page.locator(".banner")).to_contain_text("Casa en pausa hasta mañana a las 09:00")
    expect(page.locator(".event", has_text="la atiende la dueña")).to_be_visible()
    picture(page, "paused_es")
    page.get_by_role("button", name="Deshacer").click()
    expect(page.locator(".banner")).to_contain_text("La casa está respondiendo")


def test_thinking_again_warns_before_a_second_answer(desk: OpenDesk, inn: House, guest: Says) -> None:
    conversation = answered(inn, guest("¿tienen pileta?"))
    speaks_english(inn.carla)
    page = desk(viewport={"width": 390, "height": 844}, locale="en-GB", color_scheme="dark").sign_in(
        inn.carla, f"/conversations?c={conversation}"
    )
    page.locator(".why-open").last.click()
    page.get_by_role("button", name="Think again").click()
    question = page.get_by_role("dialog")
    question.get_by_label("Why?").fill("it was about the spa")
    question.get_by_role("button", name="Think again").click()
    expect(question.get_by_role("alert").last).to_contain_text("they get another one")
    picture(page, "again_phone_en")
    question.get_by_role("button", name="Think again").click()
    expect(page.locator(".event", has_text="asked the house to think again")).to_be_visible()
