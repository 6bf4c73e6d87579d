"""The weekly digest on its leaf: asked for, seen before it is sent, its hour changed, in both languages and lights."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core.base.settings import settings
from core.domain.digest import DigestWay
from core.services.digest import receiving
from core.services.digest.receiving import Wanted
from core.store.db import transaction
from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.pictures import picture
from tests.makers import House
from tests.manyreviews import a_season
from worker import think
from worker.postman import Postman

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

READY = ".page[aria-busy=false]"
LEAF = "/reviews?tab=digest"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}


def opened(page: Page) -> Page:
    expect(page.locator(".digest-letter h4")).to_be_visible()
    return page


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".page").evaluate_all("all => all.every((one) => one.scrollWidth <= 390)")


def test_an_owner_asks_for_it_sees_it_and_sends_themselves_one(desk: OpenDesk, house: House) -> None:
    a_season(house)
    page = opened(desk().sign_in(house.olga, LEAF, READY))
    mine = page.get_by_role("region", name="Para vos")
    expect(mine.get_by_text("No lo recibís")).to_be_visible()
    picture(page, "digest", "es", "1440")
    mine.get_by_role("button", name="Recibirlo por correo").click()
    expect(mine.get_by_text("Te llega por correo a olga@posada.test")).to_be_visible()
    mine.get_by_role("button", name="Mandármelo ahora").click()
    expect(page.get_by_text("En camino")).to_be_visible()
    while think.work_once():
        pass
    Postman(settings()).carry_next()
    [file] = (settings().conserje_data / "mail").glob("*.eml")
    assert b"olga@posada.test" in file.read_bytes()

    mine.get_by_role("button", name="Recibirlo por WhatsApp").click()
    dialog = page.get_by_role("dialog", name="Recibirlo por WhatsApp")
    dialog.get_by_label("Tu teléfono").fill("+54 9 11 5550 1234")
    dialog.get_by_role("button", name="Guardar").click()
    expect(dialog.get_by_text("hace falta que lo aceptes")).to_be_visible()
    picture(page, "digest", "phone", "es")
    dialog.get_by_label("Acepto recibir").check()
    dialog.get_by_role("button", name="Guardar").click()
    expect(mine.get_by_text("Te llega por WhatsApp al +5491155501234")).to_be_visible()

    when = page.get_by_role("region", name="Cuándo sale")
    expect(when.get_by_text("Cada domingo a las 09:00")).to_be_visible()
    when.get_by_role("button", name="Cambiar").click()
    dialog = page.get_by_role("dialog", name="Cuándo sale")
    dialog.get_by_label("Día").select_option(label="lunes")
    dialog.get_by_label("Hora").select_option(label="08:00")
    dialog.get_by_role("button", name="Guardar").click()
    expect(when.get_by_text("Cada lunes a las 08:00")).to_be_visible()
    picture(page, "digest", "asked", "es", "1440")
    mine.get_by_role("button", name="No recibirlo más").click()
    expect(mine.get_by_text("No lo recibís")).to_be_visible()


def test_in_english_on_a_telephone_in_the_dark(desk: OpenDesk, house: House) -> None:
    a_season(house)
    speaks_english(house.diego)
    with transaction(house.posada) as session:
        wanted = Wanted(DigestWay.WHATSAPP, "+54 9 11 5550 1234", agreed=True)
        receiving.want(session, house.diego, wanted, "diego-wants-the-digest")
    page = opened(desk(**PHONE, locale="en-GB", color_scheme="dark").sign_in(house.diego, LEAF, READY))
    expect(page.get_by_role("region", name="For you").get_by_text("Comes by WhatsApp")).to_be_visible()
    fits(page)
    picture(page, "digest", "en", "390", "dark")
    page.locator(".digest-bubble").scroll_into_view_if_needed()
    picture(page, "digest", "en", "390", "dark", "preview")


def test_a_quiet_week_is_one_line_and_who_may_not_read_it_has_no_leaf(desk: OpenDesk, house: House) -> None:
    page = opened(desk(**PHONE).sign_in(house.olga, LEAF, READY))
    expect(page.locator(".digest-letter p")).to_have_count(1)
    page.locator(".digest-letter").scroll_into_view_if_needed()
    picture(page, "digest", "es", "390", "quiet")
    fits(page)
    reception = desk().sign_in(house.carla, LEAF, READY)
    expect(reception.get_by_role("tab", name="Pedidos")).to_be_visible()
    expect(reception.get_by_role("tab", name="Resumen")).to_have_count(0)
