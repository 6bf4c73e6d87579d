"""The book of who did what, and how the house is: paused with a strip on every screen, in both languages and sizes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core.domain.conversations import AuditTag
from core.services import bookings
from core.services.written import written_down
from core.store.db import transaction
from tests.browser.console.conftest import OpenDesk, Says, speaks_english
from tests.browser.console.pictures import picture
from tests.edges.console.test_health import a_dead_letter
from tests.inventory import furnished, wish
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

READY = ".page[aria-busy=false]"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".page").evaluate_all("all => all.every((one) => one.scrollWidth <= 390)")


@pytest.fixture
def written(house: House) -> str:
    """A booking that was held and confirmed, a role that changed, somebody with a script for a name."""
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        [held] = bookings.hold(session, house.carla, inn.guest, wish(), bookings.Terms())
        bookings.confirm(session, house.carla, held.id)
        facts = {"name": "<img src=x onerror=alert(1)>", "was": "viewer", "role": "reception"}
        written_down(session, house.olga, AuditTag.STAFF_ROLE_CHANGED, "staff:1", **facts)
        return held.code


def test_the_house_is_paused_for_everybody_and_let_speak_again(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    a_dead_letter(house)
    talk = desk().sign_in(house.carla, f"/conversations?c={guest('hola')}")
    expect(talk.locator(".banner")).to_contain_text("La casa está respondiendo")
    watching = desk().sign_in(house.vera, "/", ".day[aria-busy=false]")
    page = desk().sign_in(house.diego, "/health", READY)
    picture(page, "health", "es", "1440")
    page.get_by_role("button", name="Poner en pausa").click()
    dialog = page.get_by_role("dialog", name="¿Poner la casa en pausa?")
    picture(page, "health", "pause")
    dialog.get_by_role("button", name="Poner en pausa").click()
    strip = watching.locator(".strip")
    expect(strip).to_contain_text("La casa está en pausa")
    expect(strip.get_by_role("button")).to_have_count(0)
    expect(strip).to_contain_text("hasta ")
    expect(talk.locator(".banner")).to_contain_text("La casa está en pausa")
    expect(talk.locator(".dossier")).not_to_contain_text("La casa responde")
    picture(watching, "paused", "es", "1440")
    page.locator(".strip").get_by_role("button", name="Reanudar").click()
    expect(strip).to_be_hidden()
    expect(talk.locator(".banner")).to_contain_text("La casa está respondiendo")
    letter = page.get_by_role("region", name="No se pudo hacer")
    letter.get_by_role("button", name="Descartar").click()
    page.get_by_role("dialog").get_by_role("button", name="Descartar").click()
    expect(letter).to_be_hidden()


def test_health_in_english_on_a_telephone_in_the_dark(desk: OpenDesk, house: House) -> None:
    speaks_english(house.diego)
    page = desk(**PHONE, locale="en-GB", color_scheme="dark").sign_in(house.diego, "/health", READY)
    page.get_by_role("button", name="Pause the house").click()
    page.get_by_role("dialog").get_by_role("button", name="Pause the house").click()
    expect(page.locator(".strip")).to_contain_text("paused until")
    fits(page)
    picture(page, "health", "en", "390", "dark")


def test_the_book_is_read_filtered_and_leads_to_the_booking(
    desk: OpenDesk, house: House, written: str
) -> None:
    page = desk().sign_in(house.diego, "/audit", READY)
    lines = page.locator(".lines .main")
    expect(lines.first).to_be_visible()
    expect(page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    picture(page, "audit", "es", "1440")
    page.get_by_label("Código o huésped").fill(written.lower())
    expect(page.locator(".lines").get_by_text(written).first).to_be_visible()
    expect(lines.filter(has_text="cambió un rol")).to_have_count(0)
    page.locator(".lines").get_by_role("button", name=written).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_book_in_english_on_a_telephone(desk: OpenDesk, house: House, written: str) -> None:
    speaks_english(house.olga)
    page = desk(**PHONE, locale="en-GB").sign_in(house.olga, "/audit", READY)
    expect(page.locator(".lines .main").first).to_be_visible()
    fits(page)
    picture(page, "audit", "en", "390")


def test_from_a_guest_or_a_booking_the_book_opens_on_them(desk: OpenDesk, house: House, written: str) -> None:
    page = desk().sign_in(house.diego, f"/?b={written}", ".card[aria-busy=false]")
    page.get_by_role("dialog").get_by_role("button", name="Quién hizo qué").click()
    expect(page.get_by_label("Código o huésped")).to_have_value(written)
    page.goto(page.url.split("/audit")[0] + "/guests")
    page.locator(".guest-row").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Quién hizo qué").click()
    chosen = page.get_by_role("button", name="Ana Pereyra")
    expect(chosen).to_be_visible()
    expect(page.locator(".lines .main").first).to_be_visible()
    picture(page, "audit", "guest", "es", "1440")
    chosen.click()
    expect(page.locator(".lines").get_by_text("entró a la consola").first).to_be_visible()
