"""Whoever is signed out in the middle of writing finds the words again after signing in."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from sqlalchemy import select

from core.domain.access import Actor
from core.store.db import across_hotels
from core.store.staff import SignIn
from tests.browser.console.conftest import OpenDesk, submit
from tests.inventory import furnished
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

READY = ".page[aria-busy=false]"


def goes_idle(page: Page, actor: Actor) -> None:
    """Once more where a request that was on its way just then showed them at work."""
    signed_out = page.locator("#password")
    for _ in range(6):
        with across_hotels() as session:
            for row in session.scalars(select(SignIn).where(SignIn.staff_id == actor.staff_id)):
                row.seen_at -= timedelta(days=1)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        with suppress(PlaywrightTimeout):
            signed_out.wait_for(timeout=5_000)
            break
    expect(signed_out).to_be_visible()


def half_written(page: Page) -> None:
    page.get_by_role("button", name="Nueva reserva").click()
    drawer = page.get_by_role("dialog", name="Nueva reserva")
    drawer.get_by_label("Nombre y apellido").fill("Rosa Bianchi")
    drawer.get_by_label("Personas adultas").fill("3")
    drawer.get_by_label("Salida").fill("mañana")
    drawer.get_by_label("Salida").press("Tab")
    drawer.get_by_text("Confirmada", exact=True).click()


def test_a_booking_half_written_stands_there_again_after_signing_in(desk: OpenDesk, house: House) -> None:
    furnished(house.posada)
    page = desk().sign_in(house.carla, "/bookings", READY)
    half_written(page)
    leaves = page.get_by_label("Salida").input_value()
    goes_idle(page, house.carla)
    submit(page, house.carla)
    expect(page.get_by_text("Lo que escribiste en «Nueva reserva» no se perdió")).to_be_visible(
        timeout=30_000
    )
    page.get_by_role("button", name="Nueva reserva").click()
    drawer = page.get_by_role("dialog", name="Nueva reserva")
    expect(drawer.get_by_label("Nombre y apellido")).to_have_value("Rosa Bianchi")
    expect(drawer.get_by_label("Personas adultas")).to_have_value("3")
    expect(drawer.get_by_label("Salida")).to_have_value(leaves)
    expect(drawer.get_by_role("radio", name="Confirmada")).to_be_checked()
    expect(page.get_by_text("no se perdió")).to_have_count(0)
    page.keyboard.press("Escape")  # they are as unsaved as they were
    expect(page.get_by_role("dialog", name="¿Descartar lo que escribiste?")).to_be_visible()
    page.get_by_role("button", name="Cerrar sin guardar").click()
    page.get_by_role("button", name="Nueva reserva").click()
    expect(drawer.get_by_label("Nombre y apellido")).to_have_value("")


def test_nobody_else_finds_them(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.carla, "/bookings", READY)
    page.get_by_role("button", name="Nueva reserva").click()
    page.get_by_label("Nombre y apellido").fill("Rosa Bianchi")
    goes_idle(page, house.carla)
    submit(page, house.diego)
    expect(page.locator(READY)).to_be_attached(timeout=30_000)
    page.get_by_role("button", name="Nueva reserva").click()
    expect(page.get_by_label("Nombre y apellido")).to_have_value("")
    expect(page.get_by_text("no se perdió")).to_have_count(0)
