"""The frame around every screen: moving about without loading the page anew, by mouse, keyboard and thumb."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Response, expect

from core.domain.conversations import Reason
from core.services import owners
from core.store.conversations import Conversation
from core.store.db import transaction
from tests.browser.console.conftest import OpenDesk, Says
from tests.browser.console.pictures import picture
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PHONE = {"width": 390, "height": 844}
TODAY = ".day[aria-busy=false]"
FETCHED_AHEAD = "performance.getEntriesByType('resource').some((one) => one.name.endsWith('/money/main.js'))"


def marked(page: Page) -> Page:
    """A mark that a page loaded anew would not have."""
    page.evaluate("window.mark = 'the same page'")
    return page


def is_the_same(page: Page) -> None:
    assert page.evaluate("window.mark") == "the same page"


def test_screens_change_without_a_new_page_and_the_back_button_leads_back(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    guest("hola")
    page = marked(desk().sign_in(house.carla, "/", TODAY))
    page.locator(".rail").get_by_role("link", name="Conversaciones").click()
    expect(page.get_by_role("option", name="Ana")).to_be_visible()
    expect(page.locator(".rail a[aria-current=page]")).to_contain_text("Conversaciones")
    assert page.url.endswith("/conversations")
    page.go_back()
    expect(page.locator(TODAY)).to_be_visible()
    expect(page.locator(".rail a[aria-current=page]")).to_contain_text("Hoy")
    is_the_same(page)


def test_other_screens_are_fetched_ahead_unless_every_byte_is_paid_for(desk: OpenDesk, house: House) -> None:
    frugal = desk(saves_data=True).sign_in(house.diego, "/", TODAY)
    generous = desk(saves_data=False).sign_in(house.diego, "/", TODAY)
    generous.evaluate(
        f"new Promise((done) => {{ const look = () => ({FETCHED_AHEAD} ? done() : setTimeout(look, 50)); look(); }})"
    )
    assert not frugal.evaluate(FETCHED_AHEAD)


def test_an_open_conversation_is_left_and_found_again_by_going_back(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    conversation = guest("hola")
    page = marked(desk().sign_in(house.carla, f"/conversations?c={conversation}"))
    expect(page.locator(".head h1")).to_have_text("Ana Pereyra")
    page.keyboard.press("Alt+1")
    expect(page.locator(TODAY)).to_be_visible()
    page.go_back()
    expect(page.locator(".head h1")).to_have_text("Ana Pereyra")
    page.keyboard.press("Alt+1")
    expect(page.locator(TODAY)).to_be_visible()
    page.keyboard.press("Alt+2")
    expect(page.get_by_role("option", name="Ana")).to_be_visible()
    is_the_same(page)


def test_the_old_address_of_a_conversation_still_opens_it(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("hola")
    page = desk().sign_in(house.carla, f"/?c={conversation}")
    expect(page.locator(".head h1")).to_have_text("Ana Pereyra")


def test_a_deep_address_begins_under_our_name_and_asks_for_nothing_that_is_not_there(
    desk: OpenDesk, house: House
) -> None:
    opened = desk()
    missing: list[str] = []

    def hear(answer: Response) -> None:
        if answer.status >= 400:
            missing.append(answer.url)

    opened.context.on("response", hear)
    page = opened.sign_in(house.carla, "/bookings", ".page[aria-busy=false]")
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("Ir al contenido")
    begun = opened.context.request.get(f"{opened.address}/bookings").text()
    assert '<html lang="es">' in begun and "<title>Conserje</title>" in begun
    opened.context.remove_listener("response", hear)
    assert missing == []


def test_the_first_stop_of_the_keyboard_leads_past_the_rail(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.carla, "/bookings", ".page[aria-busy=false]")
    page.keyboard.press("Tab")
    skip = page.get_by_test_id("stSkipToContent")
    expect(skip).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".rail a").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Nueva reserva")).to_be_focused()


def test_a_question_mark_shows_the_keys_and_gives_the_focus_back(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.carla, "/", TODAY)
    page.locator(".rail").get_by_role("link", name="Hoy").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Atajos del teclado")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".rail").get_by_role("link", name="Hoy")).to_be_focused()


def test_who_waits_is_counted_on_every_screen(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("hola")
    page = desk().sign_in(house.carla, "/", TODAY)
    with transaction(house.posada) as session:
        owners.call_person(session, session.get_one(Conversation, conversation), Reason.ASKED)
    link = page.locator(".rail").get_by_role("link", name="Conversaciones")
    expect(link).to_contain_text("1 esperan respuesta")
    expect(link.locator(".count")).to_have_text("1")


@pytest.mark.parametrize("locale", ["es-AR", "en-GB"])
def test_on_a_telephone_the_bar_is_at_the_thumb(
    desk: OpenDesk, house: House, guest: Says, locale: str
) -> None:
    guest("hola")
    page = marked(desk(viewport=PHONE, has_touch=True, locale=locale).sign_in(house.carla, "/", TODAY))
    expect(page.locator(".rail")).to_be_hidden()
    page.locator(".foot-bar a").nth(1).tap()
    expect(page.get_by_role("option", name="Ana")).to_be_visible()
    picture(page, "phone-frame", locale)
    page.locator(".foot-bar .more").tap()
    expect(page.locator("dialog.sheet")).to_be_visible()
    picture(page, "phone-more", locale)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    is_the_same(page)


@pytest.mark.parametrize("width", [1440, 1024])
def test_on_a_desk_the_rail_has_words_or_at_least_signs(desk: OpenDesk, house: House, width: int) -> None:
    page = desk(viewport={"width": width, "height": 800}).sign_in(house.carla, "/", TODAY)
    expect(page.locator(".rail .word", has_text="Conversaciones")).to_be_visible(visible=width > 1180)
    expect(page.locator(".rail").get_by_role("link", name="Conversaciones")).to_be_visible()
    picture(page, "frame", str(width))


def test_a_click_while_the_line_is_broken_is_not_lost(desk: OpenDesk, house: House, guest: Says) -> None:
    guest("hola")
    page = desk().sign_in(house.carla, "/", TODAY)
    page.evaluate("window.streamlitDebug.disconnectWebsocket()")
    page.locator(".rail").get_by_role("link", name="Conversaciones").click()
    expect(page.get_by_role("option", name="Ana")).to_be_visible(timeout=20_000)


def test_a_link_to_a_screen_of_others_says_so_and_leads_back(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.carla, "/team", "main.shut")
    expect(page.locator("main.shut")).to_contain_text("hace falta otro permiso en Posada")
    picture(page, "frame-shut-screen")
    page.get_by_role("link", name="Volver a Hoy").click()
    expect(page.locator(TODAY)).to_be_visible()


def test_a_link_that_leads_nowhere_ends_on_the_first_screen(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.carla, "/no-such-screen", TODAY)
    assert page.url.endswith("/")
