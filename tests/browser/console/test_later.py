"""Send later, from the composer: seen waiting, held back when the guest writes, sent or called off by a click."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from core.services import later as verbs
from core.store.db import transaction
from core.store.later import LaterReply
from tests.browser.console.conftest import OpenDesk, Says, speaks_english
from tests.browser.console.pictures import picture
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def its_hour_comes(house: House) -> None:
    with transaction(house.posada) as session:
        [row] = session.query(LaterReply).all()
        verbs.send_due(session, row.id, row.round)


def test_a_reply_waits_in_the_thread_and_is_held_back_when_the_guest_writes(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    conversation = guest("llego el viernes")
    page = desk().sign_in(house.carla, f"/conversations?c={conversation}")
    page.locator("textarea").first.fill("¡Buen viaje! Te esperamos.")
    page.get_by_role("button", name="Mandar más tarde").click()
    question = page.get_by_role("dialog")
    expect(question.get_by_label("Lo que va a leer")).to_have_value("¡Buen viaje! Te esperamos.")
    hour = question.get_by_label("Hora del hotel")
    expect(hour).to_be_hidden()
    question.get_by_text("Otro momento").click()
    expect(hour).to_be_visible()
    question.get_by_text("En una hora").click()
    expect(hour).to_be_hidden()
    picture(page, "later_question_es")
    question.get_by_role("button", name="Dejarla lista").click()
    waits = page.locator(".message.later")
    expect(waits).to_contain_text(re.compile(r"Sale (hoy|mañana) a las \d"))
    expect(page.locator(".writing textarea")).to_have_value("")
    picture(page, "later_waiting_es")
    guest("al final llego el sábado")
    its_hour_comes(house)
    expect(waits).to_contain_text("el huésped escribió antes")
    picture(page, "later_withheld_es")
    waits.get_by_role("button", name="Mandar ya").click()
    expect(waits).to_have_count(0)
    expect(page.locator(".message.staff .bubble", has_text="¡Buen viaje!")).to_be_visible()


def test_it_is_planned_and_called_off_by_thumb(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("hello")
    speaks_english(house.diego)
    page = desk(viewport={"width": 390, "height": 844}, locale="en-GB", color_scheme="dark").sign_in(
        house.diego, f"/conversations?c={conversation}"
    )
    page.locator(".writing textarea").fill("Have a good trip!")
    page.get_by_role("button", name="Send later").click()
    page.get_by_role("dialog").get_by_role("button", name="Make it ready").click()
    expect(page.locator(".message.later")).to_contain_text(re.compile(r"Goes out (today|tomorrow) at \d"))
    picture(page, "later_phone_en")
    page.get_by_role("button", name="Do not send").click()
    expect(page.locator(".message.later")).to_have_count(0)
