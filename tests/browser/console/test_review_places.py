"""Google's reviews as staff see them: what is wrong with the connection, and a reply that a person sends."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from core.base import clock
from core.domain.public_reviews import ReplyState, Wrong
from core.services.reviews import places
from core.services.reviews.places import Entered, Verdict
from core.store.db import transaction
from core.store.reviews import Review
from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.pictures import picture
from tests.makers import House
from tests.reviewed import reviewed

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

READY = ".page[aria-busy=false]"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}
ENTERED = Entered("1018/5550", "4711-posada.apps.googleusercontent.com", "GOCSPX-x", "1//0g-x")


def connected(house: House) -> None:
    """Marta's review has been seen where it stands."""
    reviewed(house)
    with transaction(house.posada) as session:
        places.connect(session, house.olga, ENTERED, "token-of-connecting")
        session.scalars(select(Review).where(Review.platform == "google")).one().seen_at = clock.now()


def test_a_reply_is_read_and_sent_and_its_fate_is_shown(desk: OpenDesk, house: House) -> None:
    connected(house)
    page = desk().sign_in(house.carla, "/reviews", READY)
    marta = page.locator("li.review").filter(has_text="Marta")
    marta.get_by_role("button", name="Responder").click()
    dialog = page.get_by_role("dialog", name="Responder en Google")
    expect(dialog.get_by_text("nada se publica solo")).to_be_visible()
    picture(page, "reviews", "publish", "1440")
    dialog.get_by_label("Respuesta del hotel").fill("¡Gracias, Marta!")
    dialog.get_by_role("button", name="Publicar en Google").click()
    expect(marta.get_by_text("Enviando la respuesta")).to_be_visible()
    with transaction(house.posada) as session:
        sent = session.scalars(select(Review).where(Review.platform == "google")).one()
        sent.reply_state, sent.reply_problem, sent.edited_at = ReplyState.FAILED, Wrong.AWAY, clock.now()
    page.reload()
    expect(marta.get_by_text("No salió")).to_be_visible()
    expect(marta.get_by_text("Google no respondió")).to_be_visible()
    picture(page, "reviews", "unsent", "1440")


def test_what_is_wrong_with_google_is_said_with_what_to_do(desk: OpenDesk, house: House) -> None:
    connected(house)
    with transaction(house.posada) as session:
        places.checked(session, house.posada, Verdict(Wrong.NOT_OURS, "HTTP 403 · PERMISSION_DENIED"))
    page = desk().sign_in(house.olga, "/settings", READY)
    google = page.get_by_role("region", name="Reseñas de Google")
    expect(google.get_by_text("no administra esta ficha")).to_be_visible()
    google.scroll_into_view_if_needed()
    picture(page, "settings", "google", "1440")
    google.get_by_role("button", name="Conectar", exact=True).click()
    picture(page, "settings", "google", "form")
    page.keyboard.press("Escape")
    google.get_by_role("button", name="Comprobar ahora").click()
    expect(google.get_by_text("Preguntándole a Google")).to_be_visible()
    speaks_english(house.olga)
    small = desk(**PHONE, locale="en-GB", color_scheme="dark").sign_in(house.olga, "/settings", READY)
    small.get_by_role("region", name="Google reviews").scroll_into_view_if_needed()
    assert small.evaluate("document.documentElement.scrollWidth") <= 390
    picture(small, "settings", "google", "390", "dark")
