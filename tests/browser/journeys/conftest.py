"""One open house per module, one browser, telephones for its guests; and what a guest does on the pay page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.journeys.guest_phone import PATIENCE, PICTURES, TELEPHONE, GuestPhone
from tests.browsing import chromium
from tests.chaos.running_house import RunningHouse, open_house

MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
OpenPhone = Callable[..., GuestPhone]


@pytest.fixture(scope="module")
def open_one() -> Iterator[RunningHouse]:
    with open_house() as opened:
        yield opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(patience_ms=PATIENCE) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, open_one: RunningHouse, request: pytest.FixtureRequest) -> Iterator[OpenPhone]:
    """A telephone of its own for each guest; none of their pages may have complained."""
    complaints: list[str] = []
    contexts = []
    journey = request.node.name.removeprefix("test_")

    def new(guest: str, locale: str = "es-AR", called: str = "") -> GuestPhone:
        context = browser.new_context(
            viewport=TELEPHONE, locale=locale, timezone_id="America/Argentina/Buenos_Aires"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(open_one.place.url("PHONE_PORT"))
        first = (called or guest).split()[0]
        page.locator("nav.people .chip").filter(has_text=re.compile(f"{first}$", re.IGNORECASE)).click()
        return GuestPhone(page, guest, journey)

    yield new
    for context in contexts:
        context.close()
    assert complaints == []


Newcomer = Callable[[str], GuestPhone]


@pytest.fixture
def newcomer(phone: OpenPhone, open_one: RunningHouse) -> Newcomer:
    """A guest nobody has met before."""
    return lambda name: phone(open_one.phone.guest(name=name).id, called=name)


def from_to(days_ahead: int, nights: int, language: str = "es") -> tuple[str, str]:
    """A stay as a guest writes it, far enough ahead to be free and not so long that it is refused."""
    first = date.today() + timedelta(days=days_ahead)
    return spoken(first, language), spoken(first + timedelta(days=nights), language)


def spoken(day: date, language: str = "es") -> str:
    return f"{day.day} de {MONTHS[language].split()[day.month - 1]}"


def pays(phone: GuestPhone, link: str) -> Page:
    """On the page of whoever carries the money, with a card that goes through."""
    page = phone.page.context.new_page()
    page.goto(link)
    page.locator("#holder").fill("APRO")
    page.locator("#pay").click()
    expect(page.locator("#end")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{phone.journey}-paid.png", full_page=True)
    return page


def books(phone: GuestPhone, words: str, row: str = ".") -> str:
    """From asking to paid; answers the booking's code."""
    phone.says(words)
    phone.hears("reserva con una seña|te puedo ofrecer")
    phone.chooses(row)
    phone.hears("¿Te la reservo")
    phone.taps("Reservar")
    held = phone.hears("Tu código es").inner_text()
    phone.taps("Mercado Pago")
    pays(phone, phone.link("Pagar ahora")).close()
    phone.ever_hears("[Rr]eserva .* confirmada")
    found = re.search(r"código es ([A-Z0-9]{6})", held)
    assert found
    return found[1]
