"""A guest on a telephone pays: a card that is declined, another try that goes through, and a link that is over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from core.local.pay.client import PayClient
from core.local.pay.settings import DEMO_SELLERS
from core.local.phone.running import running_phone
from tests.browsing import chromium

pytestmark = pytest.mark.browser
POSADA = DEMO_SELLERS[0]
PICTURES = Path(__file__).parents[2] / "build" / "pictures"


@pytest.fixture(scope="module")
def pay() -> Iterator[PayClient]:
    with running_phone() as phone:
        client = PayClient(phone.url)
        yield client
        client.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with chromium() as opened:
        yield opened


def checkout(browser: Browser, pay: PayClient, locale: str = "es-AR") -> Page:
    body = {
        "items": [
            {
                "title": "Posada del Ceibo, 2 noches",
                "quantity": 1,
                "unit_price": 150000.5,
                "currency_id": "ARS",
            }
        ],
        "external_reference": "hold_browser",
        "expires": True,
        "expiration_date_to": "2099-11-20T13:00:00.000-04:00",
        "back_urls": {"success": "https://wa.me/5491150000001"},
    }
    answer = pay.http.post(
        "/mercadopago/checkout/preferences", json=body, headers={"Authorization": f"Bearer {POSADA.token}"}
    )
    page = browser.new_context(viewport={"width": 390, "height": 844}, locale=locale).new_page()
    page.on("pageerror", lambda problem: pytest.fail(str(problem)))
    page.goto(answer.json()["init_point"])
    return page


def states(pay: PayClient) -> list[str]:
    return [one["status"] for one in pay.payments()]


def test_a_declined_card_is_tried_again_and_goes_through(browser: Browser, pay: PayClient) -> None:
    pay.reset()
    page = checkout(browser, pay)
    expect(page.locator("#total")).to_have_text("$ 150.000,50")
    page.screenshot(path=PICTURES / "pay-1-checkout.png", full_page=True)
    page.locator("#holder").fill("FUND")
    page.locator("#pay").click()
    expect(page.locator("#end")).to_contain_text("La tarjeta no tiene fondos suficientes.")
    page.locator("#again").click()
    page.locator("#holder").fill("APRO")
    page.locator("#pay").click()
    expect(page.locator("#end")).to_contain_text("¡Listo! Se acreditó tu pago")
    expect(page.get_by_role("link", name="Volver a WhatsApp")).to_have_attribute(
        "href", "https://wa.me/5491150000001"
    )
    page.screenshot(path=PICTURES / "pay-2-done.png", full_page=True)
    assert states(pay) == ["rejected", "approved"]


def test_the_tray_decides_what_happens_and_what_happens_later(browser: Browser, pay: PayClient) -> None:
    pay.reset()
    page = checkout(browser, pay, "en-US")
    page.locator("[data-choice=pending]").click()
    page.locator("[data-choice=never]").click()
    page.locator("[data-choice=wrong]").click()
    page.locator("#pay").click()
    expect(page.locator("#end")).to_contain_text("Your payment is being processed")
    page.locator("[data-act=approve]").click()
    expect(page.locator("#end")).to_contain_text("Done! Your payment went through")
    page.locator("[data-act=refund_part]").click()
    expect(page.locator("[data-payment]")).to_contain_text("partially_refunded")
    [payment] = pay.payments()
    assert payment["transaction_amount"] == 149999.5
    assert pay.ledger()["told"] == []


def test_paying_twice_charges_twice(browser: Browser, pay: PayClient) -> None:
    pay.reset()
    page = checkout(browser, pay, "pt-BR")
    page.locator("[data-choice=pay_twice]").click()
    page.locator("#pay").click()
    expect(page.locator("#end")).to_contain_text("Pronto! Seu pagamento foi aprovado")
    assert states(pay) == ["approved", "approved"]


def test_a_link_that_is_over_says_so(browser: Browser, pay: PayClient) -> None:
    pay.reset()
    page = checkout(browser, pay)
    pay.skip(80 * 365 * 86_400)
    page.reload()
    expect(page.locator("#end")).to_contain_text("Este link ya no está disponible")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
