"""The frame around the inbox: signing in and out, the keyboard, small screens, what a role may do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Route, expect
from sqlalchemy import select

from core.base import clock
from core.domain.access import Role
from core.domain.conversations import AlertKind, Reason
from core.services import alerts, owners
from core.store.conversations import Conversation
from core.store.db import across_hotels, transaction
from core.store.staff import Membership, SignIn
from tests.browser.console.conftest import OpenDesk, Says, submit
from tests.makers import BRUNO, House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PHONE = {"width": 390, "height": 844}


def test_the_form_needs_no_scripts(desk: OpenDesk, house: House, guest: Says) -> None:
    guest("hola")
    page = desk(java_script_enabled=False).page("/")
    submit(page, house.carla)
    assert "/auth/login" not in page.url


def test_a_deep_link_opens_its_conversation_after_signing_in(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    conversation = guest("hola")
    guest("oi", sender=BRUNO)
    page = desk().sign_in(house.carla, f"/conversations?c={conversation}")
    expect(page.locator(".head h1")).to_have_text("Ana Pereyra")
    assert page.url.endswith(f"/conversations?c={conversation}")


def test_a_wrong_password_says_so_and_keeps_the_email(desk: OpenDesk, house: House) -> None:
    page = desk().page("/")
    page.locator("#email").fill("carla@posada.test")
    page.locator("#password").fill("not this")
    page.locator("#password").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("no coinciden")
    expect(page.locator("#email")).to_have_value("carla@posada.test")
    expect(page.locator("#password")).to_be_focused()


def test_signing_out_in_one_tab_signs_out_the_others(desk: OpenDesk, house: House, guest: Says) -> None:
    guest("hola")
    mine = desk()
    first = mine.sign_in(house.carla)
    second = mine.page("/conversations")
    expect(second.locator(".row")).to_be_visible(timeout=15_000)
    second.locator("button.me").click()
    second.get_by_role("menuitem", name="Cerrar sesión").click()
    expect(first.get_by_text("Cerraste la sesión")).to_be_visible(timeout=5_000)


def test_a_hand_quicker_than_the_line_is_not_ignored(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("hola")
    page = desk().sign_in(house.carla)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/api/conversations/{conversation}", hold)
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Tomar la conversación").click()
    expect(page.get_by_role("option").first).to_contain_text("Vos")
    assert held, "the thread was still on its way"
    page.unroute_all()
    expect(page.get_by_role("button", name="Devolver")).to_be_visible()


def test_the_keyboard_is_enough(desk: OpenDesk, house: House, guest: Says) -> None:
    guest("hola", at=clock.now() - timedelta(minutes=5))
    guest("oi", sender=BRUNO)
    page = desk().sign_in(house.carla)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("option", name="Ana")).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("option", name="Bruno")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".head h1")).to_have_text("Bruno Lima")
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="Ana")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("lima")
    expect(page.locator(".row")).to_have_count(1)


def test_on_a_telephone_it_is_list_or_thread_and_back(desk: OpenDesk, house: House, guest: Says) -> None:
    guest("hola")
    page = desk(viewport=PHONE, has_touch=True).sign_in(house.carla)
    expect(page.locator(".talk")).to_be_hidden()
    page.get_by_role("option", name="Ana").tap()
    expect(page.locator("textarea")).to_be_visible()
    expect(page.locator(".rows")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.go_back()
    expect(page.get_by_role("option", name="Ana")).to_be_visible()
    page.get_by_role("option", name="Ana").tap()
    page.get_by_role("button", name="Volver a la lista").tap()
    expect(page.get_by_role("option", name="Ana")).to_be_visible()


def test_those_who_only_look_have_nothing_to_write_in(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("hola")
    page = desk().sign_in(house.vera, f"/conversations?c={conversation}")
    expect(page.get_by_text("Tu rol es de solo lectura")).to_be_visible()
    expect(page.locator("textarea")).to_be_hidden()
    expect(page.get_by_role("button", name="Tomar")).to_be_hidden()


def test_a_closed_window_is_explained_and_leaves_the_note(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("hola", at=clock.now() - timedelta(hours=25))
    page = desk().sign_in(house.carla, f"/conversations?c={conversation}")
    expect(page.get_by_text("Pasaron más de 24 horas desde el último mensaje")).to_be_visible()
    expect(page.locator("textarea")).to_be_hidden()
    page.get_by_role("button", name="Nota interna").click()
    page.locator("textarea").fill("Volver a llamar el lunes")
    page.get_by_role("button", name="Guardar nota").click()
    expect(page.locator(".message.note:not(.unsent)", has_text="Volver a llamar el lunes")).to_be_visible()


def test_an_alert_comes_by_itself_and_goes_when_closed(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("hola")
    page = desk().sign_in(house.carla)
    expect(page.locator(".status .line.live")).to_be_visible()
    with transaction(house.posada) as session:
        alerts.raise_alert(
            session, house.posada, AlertKind.MEDIA_LOST, "media:1", conversation_id=conversation
        )
    expect(page.locator(".alert")).to_contain_text(
        "No se pudo bajar un archivo de Ana Pereyra", timeout=2_000
    )
    page.get_by_role("button", name="Cerrar este aviso").click()
    expect(page.locator(".alert")).to_have_count(0)


def test_an_empty_hotel_is_told_how_to_begin(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.elena)
    expect(page.get_by_role("heading", name="Todavía no escribió nadie").first).to_be_visible()
    expect(page.get_by_role("link", name="abrí el teléfono del huésped").last).to_be_visible()


def test_the_language_changes_and_stays(desk: OpenDesk, house: House, guest: Says) -> None:
    guest("hola")
    page = desk().sign_in(house.carla)
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.get_by_placeholder("Search name, phone, code or words")).to_be_visible(timeout=15_000)
    page.reload()
    expect(page.get_by_placeholder("Search name, phone, code or words")).to_be_visible(timeout=15_000)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_changing_the_hotel_changes_everything(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("hola")
    with across_hotels() as session:
        session.add(Membership(staff_id=house.olga.staff_id, hotel_id=house.cabanas, role=Role.MANAGER))
    page = desk().sign_in(house.olga)
    expect(page.locator("button.hotel")).to_contain_text("Posada del Ceibo")
    expect(page.get_by_role("option", name="Ana")).to_be_visible(timeout=15_000)
    page.locator("button.hotel").click()
    page.get_by_role("menuitemradio", name="Cabañas Aguamarina").click()
    expect(page.get_by_role("heading", name="Todavía no escribió nadie").first).to_be_visible(timeout=15_000)
    page.goto(page.url.split("?")[0] + f"?c={conversation}")
    expect(page.get_by_text("Esa conversación ya no está en este hotel")).to_be_visible(timeout=15_000)


def test_after_a_while_without_activity_one_is_led_to_the_form_and_back(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    conversation = guest("hola")
    page = desk().sign_in(house.carla, f"/conversations?c={conversation}")
    expect(page.locator(".status .line.live")).to_be_visible()
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/auth/ping" in answer.url):
        page.locator("textarea").press_sequentially("a medio escri")
    with across_hotels() as session:
        for row in session.scalars(select(SignIn)):
            row.seen_at = clock.now() - timedelta(hours=3)
    guest("¿hay alguien?")
    expect(page.get_by_text("no hubo actividad")).to_be_visible(timeout=40_000)
    submit(page, house.carla)
    expect(page.locator("textarea")).to_have_value("a medio escri", timeout=40_000)


def test_a_waiting_guest_shows_in_the_title_of_the_tab(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("hola")
    page = desk().sign_in(house.carla)
    expect(page.locator(".status .line.live")).to_be_visible()
    with transaction(house.posada) as session:
        owners.call_person(session, session.get_one(Conversation, conversation), Reason.ASKED)
    expect(page).to_have_title(re.compile(r"^\(1\) "), timeout=3_000)
    expect(page.locator(".row .chip.warm")).to_be_visible()
