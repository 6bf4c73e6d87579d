"""The reviews screen: an unhappy guest is found, taken on and answered; the figures; a telephone's width."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from core.store.db import transaction
from core.store.review_requests import ReviewRequest
from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.pictures import picture
from tests.makers import House
from tests.reviewed import UNHAPPY, reviewed

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

READY = ".page[aria-busy=false]"


def test_an_unhappy_guest_is_taken_on_put_right_and_told(desk: OpenDesk, house: House) -> None:
    reviewed(house)
    page = desk().sign_in(house.carla, "/reviews", READY)
    case = page.locator(".case")
    expect(case).to_contain_text(UNHAPPY)
    waits = page.get_by_role("tab").first.locator(".count")
    expect(waits).to_have_text("1")
    picture(page, "reviews", "es", "1440")
    case.get_by_role("button", name="Me ocupo").click()
    expect(case.get_by_text("Vos", exact=True)).to_be_visible()
    expect(waits).to_be_hidden()
    case.get_by_role("button", name="Resolver").click()
    dialog = page.get_by_role("dialog", name="Resolver lo de Ana Pereyra")
    dialog.get_by_role("button", name="Resolver").click()
    expect(dialog.get_by_role("alert").first).to_be_visible()
    dialog.get_by_label("¿Qué se hizo?").fill("Se cambió el colchón")
    dialog.get_by_label("Mensaje para el huésped").fill("¡Perdón, Ana! Ya cambiamos el colchón.")
    picture(page, "reviews", "resolve")
    dialog.get_by_role("button", name="Resolver").click()
    expect(case.get_by_text("Resuelto")).to_be_visible()
    expect(case.get_by_text("Se le escribió al huésped.")).to_be_visible()
    case.get_by_role("button", name="Conversación").click()
    expect(page.get_by_text("¡Perdón, Ana! Ya cambiamos el colchón.").last).to_be_visible()


def test_a_manager_reads_it_in_english_on_a_telephone(desk: OpenDesk, house: House) -> None:
    reviewed(house)
    speaks_english(house.diego)
    phone = desk(viewport={"width": 390, "height": 844}, locale="en-GB")
    page = phone.sign_in(house.diego, "/reviews", READY)
    expect(page.get_by_role("heading", name="Waiting for an answer")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, "reviews", "en", "390")
    page.get_by_label("How many stars").select_option("5")
    expect(page.locator(".review")).to_have_count(1)


def test_an_empty_hotel_is_told_what_will_be_here(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.vera, "/reviews", READY)
    expect(page.get_by_text("Nadie espera respuesta")).to_be_visible()
    expect(page.get_by_text("Todavía no hay reseñas")).to_be_visible()
    picture(page, "reviews", "empty")


def test_a_public_review_is_answered_from_a_suggestion(desk: OpenDesk, house: House) -> None:
    reviewed(house)
    page = desk().sign_in(house.carla, "/reviews", READY)
    google = page.locator(".review", has_text="Marta")
    google.get_by_role("button", name="Responder").click()
    dialog = page.get_by_role("dialog", name="Anotar la respuesta")
    field = dialog.get_by_label("Respuesta del hotel")
    expect(field).to_have_value(re.compile("¡Hola, Marta!"))
    field.fill("¡Gracias, Marta! Te esperamos.")
    picture(page, "reviews", "draft")
    dialog.get_by_role("button", name="Guardar: ya respondimos").click()
    expect(google.get_by_text("¡Gracias, Marta! Te esperamos.")).to_be_visible()


def test_the_card_of_a_booking_leaves_a_guest_in_peace(desk: OpenDesk, house: House) -> None:
    reviewed(house)
    with transaction(house.posada) as session:
        request = session.scalars(select(ReviewRequest).order_by(ReviewRequest.id)).first()
        assert request is not None
        code = request.stay_key
        request.state, request.asked_at, request.answered_at, request.stars = "planned", None, None, None
    page = desk().sign_in(house.carla, f"/reviews?b={code}", READY)
    card = page.locator(".card-review")
    expect(card).to_contain_text("Sale")
    picture(page, "reviews", "card")
    card.get_by_role("button", name="No preguntarle").click()
    dialog = page.get_by_role("dialog", name=re.compile("¿No preguntarle a"))
    dialog.get_by_label("¿Por qué?").select_option("bad_stay")
    dialog.get_by_role("button", name="No preguntarle").click()
    expect(card).to_contain_text("No se le pregunta")
