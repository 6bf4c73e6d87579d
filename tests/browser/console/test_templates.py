"""Writing to somebody whose day is over: an approved template, filled and seen as it will be read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core.base import clock
from core.services import bookings
from core.store.conversations import Conversation
from core.store.db import transaction
from tests.browser.console.conftest import OpenDesk, Says, speaks_english
from tests.browser.console.pictures import picture
from tests.inventory import furnished, wish
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.mark.parametrize(("width", "language", "scheme"), [(1440, "es", "light"), (390, "en", "dark")])
def test_a_template_is_chosen_filled_seen_and_sent(
    desk: OpenDesk, house: House, guest: Says, width: int, language: str, scheme: str
) -> None:
    if language == "en":
        speaks_english(house.carla)
    conversation = guest("¿Hay lugar?", at=clock.now() - timedelta(hours=30))
    furnished(house.posada)
    with transaction(house.posada) as session:
        talk = session.get_one(Conversation, conversation)
        [held] = bookings.hold(session, house.carla, talk.guest_id, wish())
        bookings.confirm(session, house.carla, held.id)
    mine = desk(viewport={"width": width, "height": 844 if width == 390 else 900}, color_scheme=scheme)
    page = mine.sign_in(house.carla, f"/conversations?c={conversation}")
    expect(page.locator(".refusal")).to_be_visible()
    picture(page, "template-closed", language, str(width))
    page.locator("button.approved").click()
    dialog = page.locator("dialog.ask")
    picture(page, "template-pick", language, str(width))
    dialog.locator("label", has_text="quedan").or_(dialog.locator("label", has_text="saldo")).first.click()
    dialog.locator("button[type=submit]").click()
    expect(dialog.locator("blockquote")).to_contain_text(held.code)
    dialog.locator("input").nth(1).fill("la Posada")
    expect(dialog.locator("blockquote")).to_contain_text("en la Posada,")
    picture(page, "template-fill", language, str(width))
    dialog.locator("button[type=submit]").dblclick()
    expect(page.locator(".bubble", has_text="en la Posada,")).to_have_count(1)
    picture(page, "template-sent", language, str(width))
